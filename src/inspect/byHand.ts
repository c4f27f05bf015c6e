import { msg, type Message } from '../message';

/** Where a command is to be run that reads the kernel of the engine's host. */
export function onHost(say: (message: Message) => string): string {
  return say(msg('On the engine’s host'));
}

/** Where a command is to be run that asks the engine. */
export function anywhere(say: (message: Message) => string): string {
  return say(msg('From here'));
}
