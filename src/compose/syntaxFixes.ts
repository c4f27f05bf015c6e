import { msg, type Message } from '../message';
import { applyEdits } from './applyEdits';
import type { Edit, Fix } from './finding';
import { LineIndex } from './lineIndex';
import { lintCompose } from './lintCompose';
import { rules } from './rules/registry';
import { parseYaml, type SyntaxProblem } from './yaml/parseYaml';
import { itemSign, lineAfter, lineAt, lineBefore, type TextLine } from './yaml/textLine';

/** In a longer text, each trial would be felt. */
const maxLength = 500_000;
/** No more columns than this are tried. */
const maxColumns = 12;
/** Where spaces are written for tabs, others may come to light: no more rounds than this are made of it. */
const maxRounds = 4;
/** The widths of a tab, the most usual in compose files first; 0 takes it away. */
const tabWidths = [2, 4, 8, 0];

/**
 * The ways to mend the first syntax error of a compose file that come of the blanks before a line: guesses, none of
 * them preferred. Each makes a text that is read without a problem and holds what the schema takes.
 */
export function syntaxFixes(text: string, file: string, problems: readonly SyntaxProblem[]): readonly Fix[] {
  const [problem] = problems;
  if (!problem?.fault || text.length > maxLength) return [];
  const trial = new Trial(text, file);
  const line = lineAt(text, problem.range.start);
  const fix = (problem.fault === 'tab' && trial.spaces()) || trial.column(line);
  return fix ? [fix] : [];
}

type LineEdit = Pick<Edit, 'range' | 'newText'>;

/** Tries changes of one text. */
class Trial {
  private readonly lines: LineIndex;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.lines = new LineIndex(text);
  }

  /** Spaces for the tabs that indent, with the first width with which all is well. */
  spaces(): Fix | undefined {
    for (const width of tabWidths) {
      const edits = this.edits(width);
      if (edits && this.isGood(edits)) return this.fix(msg('Write spaces'), edits);
    }
    return undefined;
  }

  /** The line, or it and what stands under it, at the one column with which all is well. */
  column(line: TextLine): Fix | undefined {
    const { text } = this;
    const [blanks = ''] = /^[ \t]*/.exec(text.slice(line.start)) ?? [];
    const content = text.slice(line.start + blanks.length);
    const columns = columnsAbove(text, line, itemSign.test(content)).filter(
      (column) => blanks !== ' '.repeat(column),
    );
    const alone = (column: number): LineEdit[] => [indented(line.start, blanks.length, column)];
    const below = blanks.includes('\t') ? [] : linesUnder(text, line);
    const together = (column: number): LineEdit[] => [
      ...alone(column),
      ...below.map(({ start, indent }) => indented(start, indent, indent + column - line.indent)),
    ];
    for (const move of below.length > 0 ? [alone, together] : [alone]) {
      const good = columns.filter((column) => this.isGood(move(column)));
      const [column, other] = good;
      if (other !== undefined) return undefined;
      if (column !== undefined) return this.fix(columnTitle(column, move === together), move(column));
    }
    return undefined;
  }

  /** What makes spaces of the tabs of each line that is refused for them; undefined where that comes to no end. */
  private edits(width: number): readonly LineEdit[] | undefined {
    const { text, file, lines } = this;
    const edits = new Map<number, LineEdit>();
    for (let round = 0; round < maxRounds; round++) {
      const now = applyEdits(text, [...edits.values()]);
      const { problems } = parseYaml({ file, text: now });
      const [problem] = problems;
      if (!problem) return [...edits.values()];
      if (problem.fault !== 'tab') return undefined;
      const before = edits.size;
      const index = new LineIndex(now);
      for (const { fault, range } of problems) {
        if (fault !== 'tab') continue;
        // Lines keep their numbers. Those that follow with tabs of their own belong to the same slip.
        for (let { line } = index.positionAt(range.start); line <= lines.lineCount; line++) {
          const start = this.lineStart(line);
          const [tabbed] = tabbedAt(text, start);
          if (tabbed === undefined || edits.has(start)) break;
          const newText = tabbed.replaceAll('\t', ' '.repeat(width));
          edits.set(start, { range: { start, end: start + tabbed.length }, newText });
        }
      }
      if (edits.size === before) return undefined;
    }
    return undefined;
  }

  private lineStart(line: number): number {
    return this.lines.lineStart(line) + (line === 1 && this.text.startsWith('\uFEFF') ? 1 : 0);
  }

  private isGood(edits: readonly LineEdit[]): boolean {
    const { unreadable, findings } = lintCompose(applyEdits(this.text, edits), this.file, {
      rules: shapeRules,
    });
    return !unreadable && !findings.some(({ severity }) => severity === 'error');
  }

  private fix(title: Message, edits: readonly LineEdit[]): Fix {
    return { title, preferred: false, edits: edits.map((edit) => ({ ...edit, file: this.file })) };
  }
}

/** The rules that say what Compose would refuse of the shape alone. */
const shapeRules = rules.filter(({ id }) => /^(?:schema-|correctness-duplicate-key$)/.test(id));

function columnTitle(column: number, together: boolean): Message {
  if (together)
    return column === 0
      ? msg('Move this line to the margin, with what stands under it')
      : msg('Indent this line by {0} spaces, with what stands under it', column);
  return column === 0 ? msg('Move this line to the margin') : msg('Indent this line by {0} spaces', column);
}

const indented = (start: number, length: number, column: number): LineEdit => ({
  range: { start, end: start + length },
  newText: ' '.repeat(Math.max(0, column)),
});

/** The blanks before a line, where tabs are among them. */
function tabbedAt(text: string, start: number): RegExpExecArray | [] {
  const end = text.indexOf('\n', start);
  return /^ *\t[ \t]*(?=\S)/.exec(text.slice(start, end < 0 ? text.length : end)) ?? [];
}

/** The columns that lines above use, up to the one at the margin; those of items for an item, else those of keys. */
function columnsAbove(text: string, line: TextLine, isItem: boolean): readonly number[] {
  const items = new Set<number>();
  const keys = new Set<number>();
  for (let above = lineBefore(text, line); above; above = lineBefore(text, above)) {
    const [sign] = itemSign.exec(above.content) ?? [];
    if (sign === undefined) keys.add(above.indent);
    else {
      items.add(above.indent);
      if (above.content.length > sign.length) keys.add(above.indent + sign.length);
    }
    if (above.indent === 0 && sign === undefined) break;
  }
  return [...(isItem && items.size > 0 ? items : keys)].slice(0, maxColumns);
}

/** The lines below that are deeper than a line: they go with it. */
function linesUnder(text: string, line: TextLine): readonly TextLine[] {
  const under: TextLine[] = [];
  for (let below = lineAfter(text, line); below && below.indent > line.indent; below = lineAfter(text, below))
    under.push(below);
  return under;
}
