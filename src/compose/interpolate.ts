import { parseInterpolation, type Interpolation, type VariableSegment } from './parseInterpolation';

export interface Interpolated {
  readonly text: string;
  /** Variables without value and without default: compose warns and puts nothing. */
  readonly unset: readonly VariableSegment[];
  /** `${NAME:?…}` without value: compose refuses the file. */
  readonly required: readonly VariableSegment[];
}

/** Variables that repeat variables could fill the memory: beyond this they bring nothing more. */
const longest = 1_000_000;

/** Puts the variables' values in a text as compose does. `lookup` knows the shell's and `.env`'s variables. */
export function interpolate(text: string, lookup: (name: string) => string | undefined): Interpolated {
  const unset: VariableSegment[] = [];
  const required: VariableSegment[] = [];
  let room = longest;
  const known = (name: string): string | undefined => {
    const value = lookup(name);
    if (value === undefined || value.length > room) return value && '';
    room -= value.length;
    return value;
  };
  const resolve = ({ segments }: Interpolation): string =>
    segments
      .map((segment) => {
        if (segment.kind === 'text') return segment.text;
        if (segment.kind === 'invalid') return text.slice(segment.start, segment.end);
        const value = known(segment.name);
        const { operator, word } = segment;
        const colon = operator?.startsWith(':') === true;
        const present = value !== undefined && (!colon || value !== '');
        switch (operator?.at(-1)) {
          case '-':
            return present ? value : word ? resolve(word) : '';
          case '+':
            return present && word ? resolve(word) : '';
          case '?':
            if (!present) required.push(segment);
            return value ?? '';
          default:
            if (value === undefined) unset.push(segment);
            return value ?? '';
        }
      })
      .join('');
  return { text: resolve(parseInterpolation(text)), unset, required };
}
