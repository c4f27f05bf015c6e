import { msg, type Message } from '../message';

/** A name and what it stands for: French has a no-break space before the colon. */
export function named(name: string, value: string): Message {
  return msg('{0}: {1}', name, value);
}
