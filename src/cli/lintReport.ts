import type { Finding } from '../compose/finding';
import type { LineIndex, Position } from '../compose/lineIndex';
import type { Message } from '../message';

/** A file that could not be linted, and where in it the trouble is. */
export interface Unreadable extends Position {
  readonly message: Message;
  /** A way to mend it, which is only a guess: it is told and never taken. */
  readonly guess?: Message;
}

/** What came of one file. */
export interface FileReport {
  /** The path as it was given. */
  readonly file: string;
  /** True where the text came in rather than from a file. */
  readonly fromStdin: boolean;
  /** The text as it was read; `text` is what `--fix` made of it, the same without. */
  readonly original: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
  /** What stands in files that were read along: overrides, included and extended ones. */
  readonly elsewhere: readonly {
    readonly file: string;
    readonly text: string;
    readonly findings: readonly Finding[];
  }[];
  readonly unreadable: readonly Unreadable[];
}
