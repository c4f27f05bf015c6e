import { msg, type Message } from '../message';
import type { Curve, CurvePoint } from './exercise';
import { named } from './named';
import { escapeHtml } from './richText';

const width = 480;
const height = 118;
/** Around the curve, for the numbers of its axes. */
const left = 58;
const right = 16;
const top = 16;
const bottom = 22;
/** Seconds that the time axis shows at least: it does not shrink while the first points come in. */
const leastSeconds = 10;

/**
 * One small chart a curve, below each other: each with an axis of its own in its own unit, all over the same
 * seconds, and the same once more as a table.
 */
export function curveCharts(
  curves: readonly Curve[],
  t: (message: Message) => string,
  number: (value: number) => string,
): string {
  const last = Math.max(0, ...curves.flatMap(({ points }) => points.map(({ second }) => second)));
  const seconds = Math.max(leastSeconds, Math.ceil(last));
  return `<section class="curves">${curves.map((curve) => figure(curve, seconds, t, number)).join('')}${asTable(curves, t, number)}</section>`;
}

function figure(
  { label, unit, points, limit, atLeast = 0 }: Curve,
  seconds: number,
  t: (message: Message) => string,
  number: (value: number) => string,
): string {
  const values = points.map(({ value }) => value);
  const most = Math.max(0, ...values);
  const withUnit = (value: number) => (unit ? `${number(value)} ${t(unit)}` : number(value));
  const ticks = ticksUpTo(Math.max(most, limit?.value ?? 0, atLeast));
  const scale = ticks.at(-1) ?? 1;
  const x = (second: number) => (left + (second / seconds) * (width - left - right)).toFixed(1);
  const y = (value: number) => (height - bottom - (value / scale) * (height - top - bottom)).toFixed(1);
  const grid = ticks.map(
    (tick) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" text-anchor="end" x="${left - 6}" y="${(Number(y(tick)) + 4).toFixed(1)}">${escapeHtml(withUnit(tick))}</text>`,
  );
  const every = Math.max(2, Math.ceil(seconds / 12) * 2);
  const times = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, index) => index * every).map(
    (second) =>
      `<text class="tick" text-anchor="middle" x="${x(second)}" y="${height - 5}">${second} s</text>`,
  );
  const bound = limit
    ? `<line class="limit" x1="${left}" x2="${width - right}" y1="${y(limit.value)}" y2="${y(limit.value)}"/><text class="tick" text-anchor="end" x="${width - right}" y="${(Number(y(limit.value)) - 4).toFixed(1)}">${escapeHtml(t(limit.label))}</text>`
    : '';
  const line = points.map(({ second, value }) => `${x(second)},${y(value)}`).join(' ');
  const dots = points.map(
    ({ second, value }) => `<circle class="dot" cx="${x(second)}" cy="${y(value)}" r="2.5"/>`,
  );
  const now = values.at(-1) ?? 0;
  const spoken = t(
    msg(
      '{0}: {1} at first, {2} in the end, {3} at most',
      t(label),
      withUnit(values[0] ?? 0),
      withUnit(now),
      withUnit(most),
    ),
  );
  return `<figure><figcaption>${escapeHtml(t(named(t(label), withUnit(now))))}</figcaption><svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(spoken)}">${grid.join('')}${times.join('')}${bound}<polyline class="series" points="${line}"/>${dots.join('')}</svg></figure>`;
}

/** Round numbers from 0 to the first that reaches `most`, two to four steps. */
function ticksUpTo(most: number): number[] {
  const half = Math.max(most, 1) / 2;
  const power = 10 ** Math.floor(Math.log10(half));
  const step = ([1, 2, 5].find((factor) => factor * power >= half) ?? 10) * power;
  return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, index) => index * step);
}

function asTable(
  curves: readonly Curve[],
  t: (message: Message) => string,
  number: (value: number) => string,
): string {
  const seconds = [
    ...new Set(curves.flatMap(({ points }) => points.map(({ second }) => Math.floor(second)))),
  ].sort((a, b) => a - b);
  const heads = curves.map(
    ({ label, unit }) => `<th scope="col">${escapeHtml(unit ? `${t(label)} (${t(unit)})` : t(label))}</th>`,
  );
  const rows = seconds.map((second) => {
    const cells = curves.map(({ points }) => `<td>${escapeHtml(during(points, second, number))}</td>`);
    return `<tr><th scope="row">${second}</th>${cells.join('')}</tr>`;
  });
  return `<details><summary>${escapeHtml(t(msg('The same as a table')))}</summary><table><thead><tr><th scope="col">${escapeHtml(t(msg('Second')))}</th>${heads.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></details>`;
}

/** The last value of that second. */
function during(points: readonly CurvePoint[], wanted: number, number: (value: number) => string): string {
  const point = points.findLast(({ second }) => Math.floor(second) === wanted);
  return point ? number(point.value) : '–';
}
