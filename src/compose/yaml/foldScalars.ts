/** Folds the lines of a plain or quoted scalar: one line break is a blank, each further one a line break. */
export function foldLines(raw: string): string {
  const lines = raw.split('\n');
  const last = lines.length - 1;
  let result = '';
  let breaks = 0;
  lines.forEach((line, index) => {
    const trimmed = trimLine(line, index > 0, index < last);
    if (index === 0) {
      result = trimmed;
      return;
    }
    breaks++;
    if (trimmed === '' && index < last) return;
    result += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    result += trimmed;
    breaks = 0;
  });
  return result;
}

function trimLine(line: string, atStart: boolean, atEnd: boolean): string {
  let start = 0;
  let end = line.length;
  if (atStart) while (start < end && isBlank(line.charCodeAt(start))) start++;
  if (atEnd) while (end > start && isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 13;

/** Those of YAML 1.1, as Compose knows them. */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00A0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '\t': '\t',
};

/** Undoes the escapes of a double-quoted scalar on one line; undefined where one of them does not exist. */
export function unescapeDouble(raw: string): string | undefined {
  let result = '';
  let at = 0;
  for (;;) {
    const slash = raw.indexOf('\\', at);
    if (slash < 0) return result + raw.slice(at);
    result += raw.slice(at, slash);
    const code = raw.charAt(slash + 1);
    const digits = code === 'x' ? 2 : code === 'u' ? 4 : code === 'U' ? 8 : 0;
    if (digits > 0) {
      const hex = raw.slice(slash + 2, slash + 2 + digits);
      const point = parseInt(hex, 16);
      if (hex.length < digits || !/^[\da-f]+$/i.test(hex) || point > 0x10ffff) return undefined;
      if (point >= 0xd800 && point <= 0xdfff) return undefined;
      result += String.fromCodePoint(point);
    } else {
      const char = escapes[code];
      if (char === undefined) return undefined;
      result += char;
    }
    at = slash + 2 + digits;
  }
}

/**
 * Undoes escapes and folding of a double-quoted scalar over several lines, where `\\` at a line's end joins it to
 * the next. Undefined where an escape does not exist.
 */
export function unfoldDouble(raw: string): string | undefined {
  const lines = raw.split('\n');
  let result = '';
  let breaks = 0;
  for (const [index, line] of lines.entries()) {
    const last = index === lines.length - 1;
    let text = trimLine(line, index > 0, false);
    if (!last && text.endsWith('\r')) text = text.slice(0, -1);
    const joined = !last && /(?:^|[^\\])(?:\\\\)*\\$/.test(text);
    if (joined) text = text.slice(0, -1);
    else if (!last) text = trimUnescaped(text);
    const value = unescapeDouble(text);
    if (value === undefined) return undefined;
    if (value === '' && !joined && !last && index > 0) {
      breaks++;
      continue;
    }
    if (breaks > 0) result += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    result += value;
    breaks = joined ? 0 : 1;
  }
  return result;
}

/** Cuts the blanks at the end, but not one that a backslash keeps. */
function trimUnescaped(text: string): string {
  const trimmed = trimLine(text, false, true);
  const slashes = /\\*$/.exec(trimmed)?.[0].length ?? 0;
  return slashes % 2 === 1 ? text.slice(0, trimmed.length + 1) : trimmed;
}

/** The text of a `|` or `>` scalar from its content lines, each without its indentation. */
export function blockText(lines: readonly string[], folded: boolean, chomp: '-' | '+' | ''): string {
  let end = lines.length;
  while (end > 0 && lines[end - 1] === '') end--;
  let text = folded ? foldBlock(lines, end) : lines.slice(0, end).join('\n');
  if (chomp === '+') {
    if (end > 0) text += '\n';
    text += '\n'.repeat(lines.length - end);
  } else if (chomp === '' && end > 0) text += '\n';
  return text;
}

/** Lines at the indentation are joined by a blank; those that stand further in keep their line breaks. */
function foldBlock(lines: readonly string[], end: number): string {
  let text = '';
  let lineBreak = '';
  let emptyLines = '';
  let indentedBefore = false;
  for (let index = 0; index < end; index++) {
    const line = lines[index] ?? '';
    if (line === '') {
      emptyLines += '\n';
      continue;
    }
    const indented = line.startsWith(' ') || line.startsWith('\t');
    if (lineBreak !== '' && !indentedBefore && !indented) text += emptyLines === '' ? ' ' : emptyLines;
    else text += lineBreak + emptyLines;
    text += line;
    lineBreak = '\n';
    emptyLines = '';
    indentedBefore = indented;
  }
  return text;
}
