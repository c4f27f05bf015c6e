import type { RegionKind } from '../picture';
import { s, type VNode } from './patch';

/** A sign of 10 by 10 that tells whose namespace it is without any colour. */
export function regionMark(kind: RegionKind, x: number, y: number): VNode {
  return s('path', { class: `mark ${kind}`, d: marks[kind], transform: `translate(${x} ${y + 8})` });
}

const marks: Readonly<Record<RegionKind, string>> = {
  // A lone ring.
  own: 'M5 1a4 4 0 1 1 -0.01 0',
  // A house.
  host: 'M0.5 5L5 0.5L9.5 5M2 4.5V9.5H8V4.5',
  // A star.
  initial: 'M5 0V10M0.7 2.5L9.3 7.5M0.7 7.5L9.3 2.5',
  // Two rings, one in the other.
  shared: 'M3.5 2a3 3 0 1 1 -0.01 0M7 2a3 3 0 1 1 -0.01 0',
  // A question mark.
  unknown: 'M2.5 3q0-2.5 2.5-2.5t2.5 2.3q0 1.7-2.5 2.7v1M5 9v0.6',
  // Several bars.
  mixed: 'M1 2H9M1 5H9M1 8H9',
};
