import { visibleText } from '../../platform/visibleText';

/**
 * Text cut so that it fits a width, since SVG does not cut. Widths are estimated, on the safe side for Latin
 * letters; signs of wide scripts count double.
 */
export function fit(text: string, width: number, size: number): string {
  const letter = size * 0.57;
  let taken = 0;
  for (const sign of text) taken += sign > '\u1100' ? 2 * letter : letter;
  if (taken <= width) return text;
  const most = Math.floor(width / letter / (taken > text.length * letter * 1.5 ? 2 : 1));
  return most < 2 ? '' : visibleText(text, most);
}
