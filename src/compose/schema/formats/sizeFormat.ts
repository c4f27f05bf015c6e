/**
 * Whether a text is a size as Compose reads it: a number, a unit of one letter (`b`, `k`, `m`, `g`, `t`, `p`, in either
 * case) with or without `b` or `ib` after it, and at most one space between them. Never below zero. After go-units.
 */
export function isSize(text: string): boolean {
  const match = /^(.*[\d.])( ?)([^\d. ]*)$/.exec(text);
  if (!match) return false;
  const [, number = '', , unit = ''] = match;
  return isDecimal(number) && !number.startsWith('-') && /^(?:b|[kmgtp](?:i?b)?)?$/i.test(unit);
}

/**
 * Whether a text is a number as Go reads it: underscores may stand between digits, and after `0x` it is hexadecimal
 * with a binary exponent. Not the words for infinity and for no number, which Compose takes and the engine refuses.
 */
export const isDecimal = (text: string): boolean =>
  /^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+)?$|^[-+]?0x[\da-f]*\.?[\da-f]*p[-+]?\d+$/i.test(
    text,
  );
