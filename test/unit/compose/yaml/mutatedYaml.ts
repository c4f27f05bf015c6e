/** Numbers from 0 to below 1 that are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What YAML is made of, and what looks like it. */
const pieces = [
  ...[
    ' ',
    '\n',
    ': ',
    ':',
    '- ',
    '-',
    '"',
    "'",
    '#',
    ' #',
    '&x',
    '*x',
    '{',
    ']',
    '}',
    '[',
    ',',
    ', ',
    '\t',
    '|',
    '>',
  ],
  ...[
    '\\',
    '!',
    '\r',
    '\r\n',
    '?',
    '? ',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '!!str ',
    '!t ',
    '&x ',
    '*x ',
    '<<: ',
  ],
  ...[
    '\u00A0',
    '\u2028',
    '\u2029',
    '\u0085',
    '\uFEFF',
    '\0',
    '\x7F',
    '>2\n',
    '|+\n',
    '>-\n',
    '\n\n',
    '\n  ',
    '\n ',
  ],
  ...[
    '\n    ',
    'é',
    '😀',
    '~',
    '=',
    '$',
    '1',
    'a',
    'b',
    '/',
    "\\'",
    '"\\x41"',
    '\\u00e9',
    '%YAML 1.2\n',
    '{\n',
    '\n}',
  ],
];

/** One of the texts with a few pieces put in and taken out, or a text that is made of pieces alone. */
export function mutatedYaml(texts: readonly string[], random: () => number): string {
  const below = (count: number): number => Math.floor(random() * count);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  if (random() < 0.2) return Array.from({ length: 1 + below(25) }, () => pick(pieces)).join('');
  let text = pick(texts);
  for (let changes = 1 + below(4); changes > 0; changes--) {
    const at = below(text.length + 1);
    const removed = random() < 0.5 ? 0 : below(4);
    text = text.slice(0, at) + (random() < 0.8 ? pick(pieces) : '') + text.slice(at + removed);
  }
  // Half a character is in no file.
  return text.replace(/\p{Cs}/gu, '');
}
