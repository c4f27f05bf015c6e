/** A line of a text as it is written, whatever YAML makes of it. */
export interface TextLine {
  /** The offset at which it begins, behind a byte order mark. */
  readonly start: number;
  /** The spaces before its content. */
  readonly indent: number;
  /** What is written, without the blanks around and the comment behind. */
  readonly content: string;
}

/** The line in which an offset stands. */
export function lineAt(text: string, offset: number): TextLine {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  const from = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const line = text.slice(from, end < 0 ? text.length : end);
  const content = line.replace(/(?:^|[ \t])#.*/, '').trim();
  return { start: from, indent: line.length - line.replace(/^ +/, '').length, content };
}

/** The next line above with something but a comment in it; undefined where there is none. */
export function lineBefore(text: string, { start }: TextLine): TextLine | undefined {
  for (let at = start; at > 1;) {
    const line = lineAt(text, at - 1);
    if (line.content !== '') return line;
    at = line.start;
  }
  return undefined;
}

/** The next line below with something but a comment in it; undefined where there is none. */
export function lineAfter(text: string, { start }: TextLine): TextLine | undefined {
  for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', end + 1)) {
    const line = lineAt(text, end + 1);
    if (line.content !== '') return line;
  }
  return undefined;
}

/** The sign of a list item, and the blanks behind it. */
export const itemSign = /^-(?:[ \t]+|$)/;
