import type { Message } from '../message';
import type { Bar } from './exercise';
import { escapeHtml } from './richText';

const width = 480;
const row = 46;

/**
 * Horizontal bars: the median of each bar's values, with a line from the least to the greatest and a dot a
 * value, so that the spread is seen and not only the best run. Every bar of one unit has one scale.
 */
export function barChart(bars: readonly Bar[], t: (message: Message) => string): string {
  const most = new Map<string, number>();
  for (const { unit, values } of bars) most.set(unit, Math.max(most.get(unit) ?? 0, ...values));
  const rows = bars.map(({ label, values, unit }, index) => {
    const scale = (value: number) => (value / Math.max(most.get(unit) ?? 0, Number.MIN_VALUE)) * width;
    const y = index * row;
    const middle = median(values);
    const dots = values.map(
      (value) => `<circle class="dot" cx="${scale(value).toFixed(1)}" cy="${y + 32}" r="3"/>`,
    );
    const text = escapeHtml(`${t(label)}: ${spread(values, middle)} ${unit}`.trimEnd());
    return `<text x="0" y="${y + 16}">${text}</text><rect class="bar" x="0" y="${y + 24}" width="${scale(middle).toFixed(1)}" height="16" rx="3"/><line class="spread" x1="${scale(Math.min(...values)).toFixed(1)}" x2="${scale(Math.max(...values)).toFixed(1)}" y1="${y + 32}" y2="${y + 32}"/>${dots.join('')}`;
  });
  return `<svg class="chart" viewBox="-4 0 ${width + 8} ${bars.length * row}" role="img">${rows.join('')}</svg>`;
}

/** The middle value; of two middle ones the mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

function spread(values: readonly number[], middle: number): string {
  const least = Math.min(...values);
  const most = Math.max(...values);
  return least === most ? round(middle) : `${round(middle)} (${round(least)}–${round(most)})`;
}

function round(value: number): string {
  return String(Number(value.toPrecision(3)));
}
