import type { Column } from '../picture';

/** Up to so many columns are drawn at once; of more, those in view first and the others in the frames after. */
const atOnce = 40;
const inEachFrame = 16;

/** The part of the picture that is on the screen, in the picture's own measures. */
export interface View {
  readonly left: number;
  readonly width: number;
}

/** The columns to draw now: those drawn before, those in view, and some more of the nearest to these. */
export function drawnColumns(
  columns: readonly Column[],
  before: ReadonlySet<string>,
  { left, width }: View,
): ReadonlySet<string> {
  if (columns.length <= atOnce) return new Set(columns.map(({ id }) => id));
  const drawn = new Set(columns.filter(({ id }) => before.has(id)).map(({ id }) => id));
  const middle = left + width / 2;
  const distance = ({ rect }: Column) => Math.abs(rect.x + rect.width / 2 - middle);
  const waiting = columns.filter(({ id }) => !drawn.has(id)).sort((a, b) => distance(a) - distance(b));
  let more = inEachFrame;
  for (const column of waiting) {
    const inView = column.rect.x < left + width && column.rect.x + column.rect.width > left;
    if (!inView && more <= 0) break;
    drawn.add(column.id);
    more--;
  }
  return drawn;
}
