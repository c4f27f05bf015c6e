import type { Construct } from './generateConstructs';

/** Constructs of which Compose 2.40 and the linter think differently, and why that is meant. */
export interface VerdictDifference {
  readonly what: string;
  readonly compose: 'takes' | 'refuses';
  /** Tells the constructs by their path and value. */
  readonly path: RegExp;
  readonly value: RegExp;
  readonly why: string;
}

export const verdictDifferences: readonly VerdictDifference[] = [
  {
    what: 'a project’s name that a variable leaves empty',
    compose: 'refuses',
    path: /^name$/,
    value: /^"\$\{X:-\}"$/,
    why: 'Whoever writes an empty default means to set the variable.',
  },
  {
    what: 'a port in a variable that nobody set',
    compose: 'refuses',
    path: /^services\.web\.ports\[\]$/,
    value: /^"\$X"$/,
    why: 'The shell may set it when the file is run: it is a warning here.',
  },
  {
    what: 'a file to extend from that is no compose file',
    compose: 'refuses',
    path: /^services\.web\.extends\.file$/,
    value: /text|5/,
    why: 'It is read where the folder is known; another rule says so.',
  },
  {
    what: 'a model without a name',
    compose: 'refuses',
    path: /^services\.web\.models\.<name>$/,
    value: /^""$/,
    why: 'A key that nobody writes.',
  },
  {
    what: 'a key with `x-` in the options of a driver',
    compose: 'refuses',
    path: /^(?:secrets\.s\.driver_opts|services\.web\.storage_opt)\.<name>$/,
    value: /^"x-a"$/,
    why: 'Compose takes it for an extension and then cannot read the map: a fault of its own.',
  },
];

/** The class of a construct of which both think differently; undefined where it is not listed. */
export const differenceOf = (
  { path, value }: Pick<Construct, 'path' | 'value'>,
  compose: VerdictDifference['compose'],
): VerdictDifference | undefined =>
  verdictDifferences.find(
    (known) => known.compose === compose && known.path.test(path) && known.value.test(value),
  );
