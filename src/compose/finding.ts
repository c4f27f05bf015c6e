import type { Message } from '../message';

/** How much a finding matters, from the most to the least. */
export const severities = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** A stretch of a file's text: UTF-16 offsets, `end` exclusive. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a named file. `file` is the name under which the file was handed in. */
export interface Place {
  readonly file: string;
  readonly range: OffsetRange;
}

/** One replacement in one file. Edits of one fix never overlap. */
export interface Edit extends Place {
  readonly newText: string;
}

/** A way to put a finding right: all its edits together, or none. */
export interface Fix {
  readonly title: Message;
  /** True where this is what the author almost surely wants: it may be applied without asking. */
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
}

/** One thing the linter has to say about one place. */
export interface Finding extends Place {
  /** Kebab-case with the family first, for example `credential-default-value`. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: Message;
  /** Other places that take part, such as the first of two equal keys. */
  readonly related: readonly { readonly place: Place; readonly message: Message }[];
  readonly fixes: readonly Fix[];
}
