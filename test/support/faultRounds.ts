import { setTimeout as pause } from 'node:timers/promises';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { WatchedEngine } from '../../src/engine/liveEngine';
import { engineRequest } from './engineRequest';
import { faultyProxy, type Fault } from './faultyProxy';
import { randomFrom } from './randomFrom';
import { becomesRight, listed } from './viewOfDaemon';

export interface FaultRounds {
  /** Socket of a daemon that nobody else uses, with the image `busybox:latest`. */
  readonly socket: string;
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export interface FaultReport {
  readonly faults: ReadonlyMap<Fault, number>;
  /** Rounds that ended with another view than the daemon's own list, and how. */
  readonly wrong: readonly string[];
  /** Requests that neither succeeded nor failed in their time. */
  readonly unsettled: readonly string[];
}

/** Milliseconds in which any request must have settled: the time limit and some. */
const settledWithin = 30_000;
const mostContainers = 6;

/**
 * Rounds of random changes on a real daemon, seen through a proxy that does random harm meanwhile. After each, the
 * proxy is healed and the view must show what the daemon lists.
 */
export async function faultRounds({ socket, rounds, seed, log }: FaultRounds): Promise<FaultReport> {
  const random = randomFrom(seed);
  const proxy = await faultyProxy(socket, random);
  const live = new WatchedEngine({
    engine: new LazyEngine({ name: 'faulty', source: 'setting', host: proxy.host }),
    helperImage: () => Promise.resolve(undefined),
    log: () => undefined,
  });
  const wrong: string[] = [];
  const unsettled: string[] = [];
  const holding = live.hold();
  const asked: Promise<unknown>[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      proxy.disturb(2 + Math.floor(random() * 10));
      for (let step = Math.ceil(random() * 4); step > 0; step -= 1) {
        asked.push(settles(ask(live, random), unsettled));
        await change(socket, random);
      }
      await pause(random() * 300);
      proxy.heal();
      live.retryNow();
      const difference = await becomesRight(live, socket);
      if (difference !== undefined) wrong.push(`round ${round} of seed ${seed}: ${difference}`);
      if (round % 50 === 0 || difference !== undefined)
        log(`round ${round}: ${wrong.length} wrong, ${unsettled.length} unsettled`);
    }
    await Promise.all(asked);
    return { faults: proxy.faults, wrong, unsettled };
  } finally {
    holding.dispose();
    live.dispose();
    await proxy.close();
  }
}

/** Something that a view asks for; whether it succeeds does not matter, only that it ends. */
function ask(live: WatchedEngine, random: () => number): Promise<unknown> {
  const ids = [...live.snapshot.containers.keys()];
  const id = ids[Math.floor(random() * ids.length)] ?? '0';
  const requests = [
    () => live.inspect(id),
    () => live.facts.readAll(ids),
    () => live.engine.top(id, 'pid,comm'),
    () => live.engine.images(),
    () => live.info(),
    ...(mayBePaused(id) ? [] : [() => live.facts.readKernel(id), () => live.engine.exec(id, ['true'])]),
  ];
  return (requests[Math.floor(random() * requests.length)] ?? (() => live.info()))();
}

/**
 * A container that is paused while a command is begun in it, or while it ends, blocks all that is asked of it, the
 * daemon's own removal too: so no command runs in those that are paused, and they last.
 */
function mayBePaused(id: string): boolean {
  return Number.parseInt(id.slice(0, 1), 16) % 2 === 0;
}

async function settles(request: Promise<unknown>, unsettled: string[]): Promise<void> {
  const ended = request.then(
    () => 'ended',
    () => 'ended',
  );
  const late = new AbortController();
  const first = await Promise.race([
    ended,
    pause(settledWithin, 'late', { signal: late.signal }).catch(() => 'ended'),
  ]);
  late.abort();
  if (first === 'late') unsettled.push('a request');
}

async function lasts(socket: string, id: string): Promise<boolean> {
  const inspected = (await engineRequest(socket, 'GET', `/containers/${id}/json`)) as {
    readonly Path?: string;
  };
  return inspected.Path === 'sleep';
}

/** One change of a container, straight at the daemon. */
async function change(socket: string, random: () => number): Promise<void> {
  const ids = [...(await listed(socket)).keys()];
  const id = ids[Math.floor(random() * ids.length)];
  const kind = ids.length >= mostContainers ? 3 + random() * 4 : random() * 9;
  if (id === undefined || kind < 3 || kind >= 7) {
    // Every other one ends by itself at once, and is removed by the daemon.
    const brief = random() < 0.5;
    const made = (await engineRequest(socket, 'POST', '/containers/create', {
      Image: 'busybox:latest',
      Cmd: brief ? ['true'] : ['sleep', '100000'],
      HostConfig: { NetworkMode: 'none', AutoRemove: brief },
    })) as { readonly Id?: string };
    await engineRequest(socket, 'POST', `/containers/${made.Id ?? ''}/start`);
  } else if (kind < 4) await engineRequest(socket, 'DELETE', `/containers/${id}?force=1`);
  else if (kind < 5) await engineRequest(socket, 'POST', `/containers/${id}/kill`);
  else if (kind < 6 && mayBePaused(id) && (await lasts(socket, id))) {
    await engineRequest(socket, 'POST', `/containers/${id}/pause`);
    if (random() < 0.5) await engineRequest(socket, 'POST', `/containers/${id}/unpause`);
  } else {
    const name = `renamed-${Math.floor(random() * 1e9)}`;
    await engineRequest(socket, 'POST', `/containers/${id}/rename?name=${name}`);
  }
}
