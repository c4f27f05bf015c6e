/** 1-based line and column (UTF-16 units), as people and SARIF count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of a text into lines and columns. */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  get lineCount(): number {
    return this.starts.length;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    const start = this.starts[low] ?? 0;
    // A byte order mark takes no column.
    const mark = start === 0 && this.text.startsWith('\uFEFF') && clamped > 0 ? 1 : 0;
    return { line: low + 1, column: clamped - start - mark + 1 };
  }

  /** The offset at which a 1-based line begins. */
  lineStart(line: number): number {
    return this.starts[line - 1] ?? this.text.length;
  }
}
