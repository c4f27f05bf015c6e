/** Whether a text holds a variable that Compose would replace (`$NAME`, `${…}`); `$$` is a plain dollar. */
export function hasVariable(text: string): boolean {
  return /\$(?:[A-Za-z_{])/.test(text.replaceAll('$$', ''));
}

/**
 * A text as it reads when no variable is set: `${X:-80}` and `${X-80}` are their defaults. Undefined where a
 * variable without a default makes the text unknown: what is unknown is never a fault.
 */
export function withDefaults(text: string): string | undefined {
  if (!text.includes('$')) return text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return result + text.slice(at);
    result += text.slice(at, dollar);
    const next = text[dollar + 1] ?? '';
    if (next === '{') {
      const close = closingBrace(text, dollar + 2);
      if (close < 0) return undefined;
      const fallback = /^\w+:?-(.*)$/s.exec(text.slice(dollar + 2, close))?.[1];
      const known = fallback === undefined ? undefined : withDefaults(fallback);
      if (known === undefined) return undefined;
      result += known;
      at = close + 1;
    } else if (next === '$') {
      result += '$';
      at = dollar + 2;
    } else if (/[A-Za-z_]/.test(next)) return undefined;
    else {
      result += '$';
      at = dollar + 1;
    }
  }
  return result;
}

/** The offset of the brace that closes the one before `from`; -1 where there is none. */
function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{' && text[at - 1] === '$') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}
