import type { Message } from '../message';
import type { Bar } from './exercise';
import { named } from './named';
import { escapeHtml } from './richText';

const width = 480;
const barHeight = 46;

/**
 * Horizontal bars: the median of each bar's values, with a line from the least to the greatest and a dot a
 * value, so that the spread is seen and not only the best run. All bars have one unit and share one scale.
 */
export function barChart(
  bars: readonly Bar[],
  t: (message: Message) => string,
  number: (value: number) => string,
): string {
  const most = Math.max(...bars.flatMap(({ values }) => values));
  const texts = bars.map((bar) => t(named(t(bar.label), `${spread(bar, number)} ${t(bar.unit)}`)));
  const parts = bars.map((bar, index) => spreadBar(bar, texts[index] ?? '', index * barHeight, most));
  return `<svg class="chart" viewBox="-6 0 ${width + 12} ${bars.length * barHeight}" role="img" aria-label="${escapeHtml(texts.join('; '))}">${parts.join('')}</svg>`;
}

function spreadBar({ values }: Bar, text: string, y: number, most: number): string {
  const x = (value: number) => ((value / Math.max(most, Number.MIN_VALUE)) * width).toFixed(1);
  const several = values.length > 1;
  const dots = several
    ? values.map((value) => `<circle class="dot" cx="${x(value)}" cy="${y + 32}" r="3"/>`)
    : [];
  const line = several
    ? `<line class="spread" x1="${x(Math.min(...values))}" x2="${x(Math.max(...values))}" y1="${y + 32}" y2="${y + 32}"/>`
    : '';
  return `<text x="0" y="${y + 16}">${escapeHtml(text)}</text><rect class="bar" x="0" y="${y + 24}" width="${x(median(values))}" height="16" rx="3"/>${line}${dots.join('')}`;
}

/** The middle value; of two middle ones the mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function spread({ values }: Bar, number: (value: number) => string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const middle = number(median(values));
  return least === most ? middle : `${middle} (${number(least)}–${number(most)})`;
}
