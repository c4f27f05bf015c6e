import { setTimeout as pause } from 'node:timers/promises';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import { engineRequest } from './engineRequest';

/** Milliseconds in which the view must be right once nothing disturbs it. */
const rightWithin = 45_000;

/** Name and state of each container by its id. */
export type Listed = ReadonlyMap<string, string>;

/**
 * What `docker ps --all` shows: id, name and state of each container. Without those that have no name any more and are
 * being removed: a daemon that was killed in the middle of a removal was seen to list one that the rest of what it said
 * did not have.
 */
export async function listed(socket: string): Promise<Listed> {
  const list = (await engineRequest(socket, 'GET', '/containers/json?all=1')) as readonly {
    readonly Id: string;
    readonly Names: readonly string[];
    readonly State: string;
  }[];
  const named = list.filter(({ Names, State }) => Names.length > 0 || State !== 'removing');
  return new Map(named.map(({ Id, Names, State }) => [Id, `${Names[0]?.slice(1) ?? ''} ${State}`]));
}

function shown(live: WatchedEngine): Listed {
  const containers = [...live.snapshot.containers.values()];
  const named = containers.filter(({ name, state }) => name !== '' || state !== 'removing');
  return new Map(named.map(({ id, name, state }) => [id, `${name} ${state}`]));
}

/** Waits until the view is right, and stays it for a moment; says how it differs when it does not get there. */
export async function becomesRight(live: WatchedEngine, socket: string): Promise<string | undefined> {
  const begun = performance.now();
  for (let calm = 0; ;) {
    const list = await listed(socket);
    const same = live.snapshot.connection.kind === 'connected' && equal(shown(live), list);
    calm = same ? calm + 1 : 0;
    // Longer than the view takes to read what changed.
    if (calm > 3) return undefined;
    if (performance.now() - begun > rightWithin)
      return JSON.stringify({
        connection: live.snapshot.connection,
        shown: [...shown(live)],
        listed: [...list],
      });
    await pause(50);
  }
}

function equal(a: Listed, b: Listed): boolean {
  return a.size === b.size && [...a].every(([id, value]) => b.get(id) === value);
}
