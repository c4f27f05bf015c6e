import type { Message } from '../message';

/** The command line does not say what to do; the CLI prints the message and exits with 2. */
export class UsageError extends Error {
  constructor(readonly explanation: Message) {
    super(explanation.text);
  }
}
