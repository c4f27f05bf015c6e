import type { TreeElement } from './treeElement';

/** Milliseconds to read a tooltip in, and to reach its link. */
const readingTime = 15_000;

/**
 * Keeps the row that is pointed at from being drawn anew, since the editor then closes its tooltip: counters move each
 * second. What is held back is drawn when another row is pointed at, or when the time to read is over.
 */
export class PointedRow {
  #row: TreeElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #heldBack = new Set<TreeElement>();

  constructor(
    private readonly draw: (rows: TreeElement[]) => void,
    private readonly time = readingTime,
  ) {}

  /** The tooltip of a row was asked for; undefined: of none any more. */
  point(row: TreeElement | undefined): void {
    clearTimeout(this.#timer);
    this.#row = row;
    if (row !== undefined)
      this.#timer = setTimeout(() => {
        this.point(undefined);
      }, this.time);
    const rows = [...this.#heldBack].filter((held) => !this.#covers(held));
    for (const held of rows) this.#heldBack.delete(held);
    if (rows.length > 0) this.draw(rows);
  }

  /** Those rows that can be drawn now; the others are drawn later. */
  release(rows: readonly TreeElement[]): TreeElement[] {
    for (const row of rows) if (this.#covers(row)) this.#heldBack.add(row);
    return rows.filter((row) => !this.#heldBack.has(row));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#heldBack.clear();
  }

  /** The editor draws all rows below the one that it is told of. */
  #covers(row: TreeElement): boolean {
    for (let above = this.#row; above !== undefined; above = above.parent) if (above === row) return true;
    return false;
  }
}
