/** A part of a text and where it begins in it. */
export interface TextPart {
  readonly text: string;
  readonly start: number;
}

/** Splits at a separator, but not inside `${…}` (whose defaults may hold it) nor inside `[…]` (IPv6). */
export function splitOutsideBraces(text: string, separator: string): TextPart[] {
  const parts: TextPart[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if ((char === '{' && text[i - 1] === '$') || char === '[') depth++;
    else if ((char === '}' || char === ']') && depth > 0) depth--;
    else if (char === separator && depth === 0) {
      parts.push({ text: text.slice(start, i), start });
      start = i + 1;
    }
  }
  parts.push({ text: text.slice(start), start });
  return parts;
}
