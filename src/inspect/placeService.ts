/** Where in a compose file a service goes, and as what. */
export interface Placement {
  readonly offset: number;
  readonly text: string;
}

interface Block {
  /** First line below `services:`. */
  readonly start: number;
  /** The line after the last service. */
  readonly end: number;
  readonly indent: number;
  readonly starts: readonly number[];
}

/**
 * Places a service (`snippet` is a whole compose file with that one, indented by two) after the service that
 * the cursor is in, without cutting another in two, indented like its neighbours and under a name that is
 * free. Undefined where the file writes its services in braces, which lines can't be put into.
 */
export function placeService(document: string, cursorLine: number, snippet: string): Placement | undefined {
  const lines = document.split('\n');
  const head = lines.findIndex((line) => /^services:/.test(line));
  if (head === -1) return at(lines, nextTop(lines, cursorLine), snippet);
  if (!/^services:\s*(#.*)?$/.test(lines[head] ?? '')) return undefined;
  const block = blockBelow(lines, head);
  const names = block.starts.map((line) => /^\s*["']?([^"':]+)/.exec(lines[line] ?? '')?.[1] ?? '');
  const service = indented(renamed(snippet, names), block.indent);
  const next = block.starts.find((line) => line > cursorLine);
  const place = next === undefined ? block.end : aboveComments(lines, next);
  const apart = next !== undefined && (lines[place - 1] ?? '').trim() === '';
  return at(lines, place, apart ? `${service}\n` : service);
}

function at(lines: readonly string[], line: number, text: string): Placement {
  const offset = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const whole = lines.join('\n').length;
  // The last line of a file may lack its end.
  return offset > whole ? { offset: whole, text: `\n${text}` } : { offset, text };
}

/** The first line after the cursor at which something new begins, or the end. */
function nextTop(lines: readonly string[], cursorLine: number): number {
  const next = lines.findIndex((line, index) => index > cursorLine && /^[^\s#]/.test(line));
  if (next !== -1) return next;
  return lines.at(-1)?.trim() === '' ? lines.length - 1 : lines.length;
}

function blockBelow(lines: readonly string[], head: number): Block {
  const start = head + 1;
  const after = lines.findIndex((line, index) => index > head && /^[^\s#]/.test(line));
  let end = after === -1 ? lines.length : after;
  while (end > start && !/^\s+[^\s#]/.test(lines[end - 1] ?? '')) end--;
  const first = lines.slice(start, end).find((line) => /^\s+[^\s#]/.test(line));
  const indent = /^\s*/.exec(first ?? '  ')?.[0].length ?? 2;
  const starts = [...lines.keys()].filter(
    (index) =>
      index >= start &&
      index < end &&
      /^\s*[^\s#]/.test(lines[index] ?? '') &&
      depth(lines[index]) === indent,
  );
  return { start, end, indent, starts };
}

function depth(line = ''): number {
  return line.length - line.trimStart().length;
}

/** Comments right above a service belong to it. */
function aboveComments(lines: readonly string[], line: number): number {
  let place = line;
  while (/^\s+#/.test(lines[place - 1] ?? '')) place--;
  return place;
}

function renamed(snippet: string, taken: readonly string[]): string {
  let name = 'planned';
  for (let count = 2; taken.includes(name); count++) name = `planned-${count}`;
  return snippet.replace(/^ {2}planned:/m, `  ${name}:`);
}

function indented(snippet: string, indent: number): string {
  return snippet
    .replace(/^services:\n/, '')
    .replace(/^((?: {2})+)/gm, (spaces) => ' '.repeat((spaces.length / 2) * indent));
}
