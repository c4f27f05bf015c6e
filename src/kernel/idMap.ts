import { msg, type Message } from '../message';

/** A run of user ids of a user namespace, and those that they are in the namespace around it. */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/** `/proc/PID/uid_map` (user_namespaces(7)): first id inside, first id outside, how many. Other lines are left out. */
export function parseIdMap(text: string): readonly IdRange[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s*$/.exec(line);
    return match === null
      ? []
      : [{ inside: Number(match[1]), outside: Number(match[2]), count: Number(match[3]) }];
  });
}

/** The id outside of an id inside; undefined where the map has none for it. */
export function outsideId(map: readonly IdRange[], id: number): number | undefined {
  const range = map.find(({ inside, count }) => id >= inside && id < inside + count);
  return range === undefined ? undefined : range.outside + id - range.inside;
}

/** Whether an id inside may be another one outside: the host’s own map has every id as itself. */
export function changesIds(map: readonly IdRange[]): boolean {
  return map.some(({ inside, outside }) => inside !== outside);
}

/** The map for people; undefined when it changes nothing. */
export function idMapInWords(map: readonly IdRange[]): Message | undefined {
  if (!changesIds(map)) return undefined;
  const run = (first: number, count: number) => (count === 1 ? `${first}` : `${first}–${first + count - 1}`);
  const runs = map.map(({ inside, outside, count }) => `${run(inside, count)} → ${run(outside, count)}`);
  return msg('inside → on the host: {0}', runs.join(', '));
}
