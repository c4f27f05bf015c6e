import type { Message } from '../message';
import type { Bar } from './exercise';
import { escapeHtml } from './richText';

const width = 480;
const barHeight = 46;
const seriesHeight = 130;

/**
 * Horizontal bars: the median of each bar's values, with a line from the least to the greatest and a dot a
 * value, so that the spread is seen and not only the best run. All bars of one unit share one scale. A bar with
 * a limit is drawn over time instead, with the limit as a line above.
 */
export function barChart(bars: readonly Bar[], t: (message: Message) => string): string {
  const most = new Map<string, number>();
  for (const { unit, values } of bars) most.set(unit, Math.max(most.get(unit) ?? 0, ...values));
  let y = 0;
  const parts = bars.map((bar) => {
    const part =
      bar.limit === undefined ? spreadBar(bar, y, most.get(bar.unit) ?? 0, t) : series(bar, bar.limit, y, t);
    y += bar.limit === undefined ? barHeight : seriesHeight;
    return part;
  });
  return `<svg class="chart" viewBox="-6 0 ${width + 12} ${y}" role="img">${parts.join('')}</svg>`;
}

function spreadBar(
  { label, values, unit }: Bar,
  y: number,
  most: number,
  t: (message: Message) => string,
): string {
  const x = (value: number) => ((value / Math.max(most, Number.MIN_VALUE)) * width).toFixed(1);
  const middle = median(values);
  const several = values.length > 1;
  const dots = several
    ? values.map((value) => `<circle class="dot" cx="${x(value)}" cy="${y + 32}" r="3"/>`)
    : [];
  const line = several
    ? `<line class="spread" x1="${x(Math.min(...values))}" x2="${x(Math.max(...values))}" y1="${y + 32}" y2="${y + 32}"/>`
    : '';
  const text = escapeHtml(`${t(label)}: ${spread(values, middle)} ${unit}`.trimEnd());
  return `<text x="0" y="${y + 16}">${text}</text><rect class="bar" x="0" y="${y + 24}" width="${x(middle)}" height="16" rx="3"/>${line}${dots.join('')}`;
}

function series({ label, values }: Bar, limit: number, y: number, t: (message: Message) => string): string {
  const top = y + 34;
  const bottom = y + seriesHeight - 14;
  const step = width / Math.max(values.length - 1, 7);
  const height = (value: number) => (bottom - (Math.min(value, limit) / limit) * (bottom - top)).toFixed(1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${height(value)}`);
  const dots = values.map(
    (value, index) => `<circle class="dot" cx="${(index * step).toFixed(1)}" cy="${height(value)}" r="3"/>`,
  );
  const text = escapeHtml(`${t(label)}: ${values.join(' ')}`);
  return `<text x="0" y="${y + 16}">${text}</text><line class="limit" x1="0" x2="${width}" y1="${top}" y2="${top}"/><line class="axis" x1="0" x2="${width}" y1="${bottom}" y2="${bottom}"/><polyline class="series" points="${points.join(' ')}"/>${dots.join('')}`;
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
