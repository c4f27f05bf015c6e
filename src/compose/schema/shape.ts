import table from './composeSchema.json';
import type { FormatName } from './formats/valueFormats';

/** What may stand at one place of a compose file. Made from the JSON schema by `scripts/compileSchema.ts`. */
export interface Shape {
  /** The types allowed, as bits of `typeBits`. */
  readonly types: number;
  /** The keys of a map and the shape (by index) of each value. */
  readonly keys?: Readonly<Record<string, number>>;
  /** Keys by regular expression. */
  readonly patterns?: readonly (readonly [string, number])[];
  /** True where no other key may stand. */
  readonly closed?: boolean;
  /** True where Compose passes over other keys without a word. */
  readonly lenient?: boolean;
  /** The shape of the values of all other keys. */
  readonly others?: number;
  readonly required?: readonly string[];
  /** The shape of a list's items. */
  readonly items?: number;
  /** The only values allowed. */
  readonly words?: readonly (string | number | boolean)[];
  /** How Compose reads the text. */
  readonly format?: FormatName;
  /** True where a list may hold no entry twice. */
  readonly unique?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
}

export const typeBits = {
  null: 1,
  boolean: 2,
  integer: 4,
  float: 8,
  string: 16,
  map: 32,
  list: 64,
} as const;

/** The types of a value that is the author’s own. */
export const anything = 127;

/** All shapes of the Compose Specification; the first is the file's. */
export const composeShapes = table as unknown as readonly Shape[];

/** The index of the shape of a service. */
export const serviceShape: number =
  composeShapes[composeShapes[0]?.keys?.['services'] ?? -1]?.patterns?.[0]?.[1] ?? -1;
