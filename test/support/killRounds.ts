import { setTimeout as pause } from 'node:timers/promises';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { WatchedEngine } from '../../src/engine/liveEngine';
import type { OwnDaemon } from '../engine/fixtures';
import { engineRequest } from './engineRequest';
import { randomFrom } from './randomFrom';
import { becomesRight } from './viewOfDaemon';

export interface KillRounds {
  readonly daemon: OwnDaemon;
  readonly rounds: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

/** Kills a daemon at any moment of its work and starts it again: after each time the view must be right. */
export async function killRounds({
  daemon,
  rounds,
  seed,
  log,
}: KillRounds): Promise<{ readonly wrong: readonly string[] }> {
  const random = randomFrom(seed);
  const live = new WatchedEngine({
    engine: new LazyEngine({ name: 'killed', source: 'setting', host: daemon.host }),
    helperImage: () => Promise.resolve(undefined),
    log: () => undefined,
  });
  const holding = live.hold();
  const wrong: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const working = work(daemon.socket, random).catch(() => undefined);
      await pause(random() * 200);
      daemon.signal('SIGKILL');
      await daemon.ended();
      await working;
      await daemon.start();
      live.retryNow();
      const difference = await becomesRight(live, daemon.socket);
      if (difference !== undefined) wrong.push(`round ${round} of seed ${seed}: ${difference}`);
      if (round % 10 === 0 || difference !== undefined) log(`round ${round}: ${wrong.length} wrong`);
    }
    return { wrong };
  } finally {
    holding.dispose();
    live.dispose();
  }
}

/** Makes, starts and removes a container or two, as far as the daemon lives. */
async function work(socket: string, random: () => number): Promise<void> {
  const list = (await engineRequest(socket, 'GET', '/containers/json?all=1')) as readonly {
    readonly Id: string;
  }[];
  const [oldest] = list;
  if (oldest !== undefined && list.length > 3)
    await engineRequest(socket, 'DELETE', `/containers/${oldest.Id}?force=1`);
  const made = (await engineRequest(socket, 'POST', '/containers/create', {
    Image: 'busybox:latest',
    Cmd: random() < 0.5 ? ['true'] : ['sleep', '100000'],
    HostConfig: { NetworkMode: 'none' },
  })) as { readonly Id?: string };
  await engineRequest(socket, 'POST', `/containers/${made.Id ?? ''}/start`);
}
