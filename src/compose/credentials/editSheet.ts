import type { Edit, Place } from '../finding';
import { lineEndOf } from '../mapEdits';

/** Collects the edits of a rewrite: each place once, lines appended to files together, touching edits joined. */
export class EditSheet {
  private readonly byPlace = new Map<string, Edit>();
  private readonly appended = new Map<string, string[]>();

  /** `textOf` gives a file as it stands; undefined where there is none. */
  constructor(private readonly textOf: (file: string) => string | undefined) {}

  replace(place: Place, newText: string): void {
    const { file, range } = place;
    this.byPlace.set(`${file}\0${range.start}\0${range.end}`, { file, range, newText });
  }

  add(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const key = `${edit.file}\0${edit.range.start}\0${edit.range.end}`;
      const same = this.byPlace.get(key);
      this.byPlace.set(key, same ? { ...edit, newText: same.newText + edit.newText } : edit);
    }
  }

  /** Adds a line at the end of a file, which is made when it is not there. */
  append(file: string, line: string): void {
    const lines = this.appended.get(file) ?? [];
    if (!lines.includes(line)) lines.push(line);
    this.appended.set(file, lines);
  }

  /** Makes a file that is not there, or replaces what is in it. */
  write(file: string, text: string): void {
    this.replace({ file, range: { start: 0, end: this.textOf(file)?.length ?? 0 } }, text);
  }

  /** The edits in the order of each file, and the files to be made. */
  finish(): { edits: Edit[]; creates: string[] } {
    const edits = [...this.byPlace.values()];
    for (const [file, lines] of this.appended) {
      const text = this.textOf(file) ?? '';
      const eol = lineEndOf(text);
      const lead = text === '' || text.endsWith('\n') ? '' : eol;
      edits.push({
        file,
        range: { start: text.length, end: text.length },
        newText: lead + lines.map((line) => line + eol).join(''),
      });
    }
    edits.sort(
      (a, b) =>
        (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
        a.range.start - b.range.start ||
        a.range.end - b.range.end,
    );
    const joined: Edit[] = [];
    for (const edit of edits) {
      const last = joined.at(-1);
      if (last?.file === edit.file && last.range.end === edit.range.start)
        joined[joined.length - 1] = {
          file: edit.file,
          range: { start: last.range.start, end: edit.range.end },
          newText: last.newText + edit.newText,
        };
      else joined.push(edit);
    }
    const files = new Set(joined.map(({ file }) => file));
    const creates = [...files].filter((file) => this.textOf(file) === undefined);
    return { edits: joined, creates };
  }
}
