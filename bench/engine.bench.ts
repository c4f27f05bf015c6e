import { execFile } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import v8 from 'node:v8';
import vm from 'node:vm';
import { namespaceTypes } from '../src/kernel/namespaceTypes';
import {
  connected,
  docker,
  image,
  ownDaemon,
  pause,
  relay,
  until,
  watchedEngine,
  type Relay,
} from '../test/engine/fixtures';
import { countingProxy } from '../test/support/countingProxy';
import { localEngine, missingPart } from '../test/support/parts';
import type { BenchRow } from './benchRow';

const run = promisify(execFile);
const count = Number(process.env['UNBOXED_BENCH_CONTAINERS'] ?? 200);
const rounds = 5;

interface Measurement {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that is allowed, where a budget stands. */
  readonly most?: number;
}

/**
 * Measures the engine's side with many running containers on a real daemon of its own (root needed, and the
 * local engine with BusyBox's image to copy it from). Takes some minutes.
 */
export async function engine(): Promise<BenchRow[]> {
  const missing = await missingPart('local engine');
  if (missing !== undefined)
    return [{ what: `engine with ${count} containers`, value: `skipped: ${missing}` }];
  return (await measure()).map(({ name, value, unit, most }) => ({
    what: `${count} containers: ${name}`,
    value: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`.trim(),
    ...(most !== undefined && {
      budget: `≤ ${most % 1 === 0 ? most : most.toFixed(0)} ${unit}`.trim(),
      ok: value <= most,
    }),
  }));
}

async function measure(): Promise<readonly Measurement[]> {
  const daemon = await ownDaemon();
  try {
    await daemon.start();
    await shell(
      'docker --host "$0" save "$2" | docker --host "$1" load',
      localEngine.host,
      daemon.host,
      image,
    );
    const start =
      'docker --host "$0" run --detach --network none --name bench-{} "$1" sleep 100000 >/dev/null';
    await shell(`seq ${count} | xargs -P 4 -I {} ${start}`, daemon.host, image);
    const cable = await relay(daemon.host);
    try {
      return [
        // First, while nothing else has left garbage.
        ...(await memory(daemon.host)),
        ...(await connecting(daemon.host, cable)),
        ...(await expandingOne(cable)),
        ...(await namespacesOfAll(daemon.host, cable)),
        ...(await resting(cable)),
        ...(await burst(daemon.host)),
      ];
    } finally {
      await cable.close();
    }
  } finally {
    await shell('docker --host "$0" ps -aq | xargs -r docker --host "$0" rm -f >/dev/null', daemon.host);
    await daemon.remove();
  }
}

async function connecting(host: string, cable: Relay): Promise<readonly Measurement[]> {
  const ps = await median(() => docker(host, 'ps', '--all'));
  const connect = await median(async () => {
    const live = watchedEngine(host);
    live.hold();
    await connected(live);
    live.dispose();
  });
  cable.requests.length = 0;
  const live = watchedEngine(cable.host);
  live.hold();
  const { containers } = await until(
    live,
    ({ info, connection }) => info !== undefined && connection.kind === 'connected',
  );
  live.dispose();
  return [
    { name: 'containers', value: containers.size, unit: '' },
    { name: 'docker ps --all', value: ps, unit: 'ms' },
    { name: 'from connect to a complete tree', value: connect, unit: 'ms', most: 1.5 * ps },
    { name: 'requests to connect (list, info, events)', value: cable.requests.length, unit: '', most: 3 },
  ];
}

async function expandingOne(cable: Relay): Promise<readonly Measurement[]> {
  const live = watchedEngine(cable.host);
  live.hold();
  const { containers } = await connected(live);
  const [id = ''] = containers.keys();
  cable.requests.length = 0;
  const time = await timed(() => live.facts.read(id));
  live.dispose();
  return [
    { name: 'reading one container', value: time, unit: 'ms' },
    { name: 'requests to read one container', value: cable.requests.length, unit: '', most: 3 },
  ];
}

async function namespacesOfAll(host: string, cable: Relay): Promise<readonly Measurement[]> {
  // Where the processes are this machine’s, its /proc is read beside the engine; elsewhere the engine runs ps.
  const here = await readingAll(host);
  const proxy = await countingProxy(host.replace('unix://', ''));
  await readingAll(proxy.host, () => {
    proxy.reset();
  });
  const requests = proxy.requests.length;
  await proxy.close();
  const elsewhere = await readingAll(cable.host, () => {
    cable.requests.length = 0;
  });
  const { ids } = here;
  const byHand = await timed(async () => {
    const pids = await docker(host, 'inspect', '--format', '{{.State.Pid}}', ...ids);
    for (const pid of pids.split('\n'))
      await Promise.all(namespaceTypes.map((type) => readlink(`/proc/${pid}/ns/${type}`)));
  });
  return [
    { name: 'namespaces and processes of all', value: here.time, unit: 'ms' },
    { name: 'requests for it', value: requests, unit: '', most: ids.length },
    { name: 'the same of an engine elsewhere', value: elsewhere.time, unit: 'ms' },
    {
      name: 'requests for it, elsewhere',
      value: cable.requests.length,
      unit: '',
      most: 2 * ids.length,
    },
    { name: 'docker inspect of all and reading /proc', value: byHand, unit: 'ms' },
  ];
}

/** Connects, and reads all that runs: with which containers, and how long that took after `ready`. */
async function readingAll(host: string, ready: () => void = () => undefined) {
  const live = watchedEngine(host);
  live.hold();
  const { containers } = await connected(live);
  const ids = [...containers.keys()];
  ready();
  const time = await timed(() => live.facts.readAll(ids));
  live.dispose();
  return { ids, time };
}

async function resting(cable: Relay): Promise<readonly Measurement[]> {
  const live = watchedEngine(cable.host);
  const holding = live.hold();
  await connected(live);
  await pause(1000);
  cable.requests.length = 0;
  const before = process.cpuUsage();
  await pause(5000);
  const { user, system } = process.cpuUsage(before);
  const idle = cable.requests.length;
  holding.dispose();
  await pause(5000);
  const hidden = cable.requests.length - idle;
  live.dispose();
  return [
    { name: 'CPU while idle', value: (user + system) / 50_000, unit: '%', most: 2 },
    { name: 'requests while idle, in 5 s', value: idle, unit: '', most: 0 },
    { name: 'requests while hidden, in 5 s', value: hidden, unit: '', most: 0 },
  ];
}

/** Kills and starts containers: four events and more each. */
async function burst(host: string): Promise<readonly Measurement[]> {
  const live = watchedEngine(host);
  live.hold();
  await connected(live);
  const told: number[] = [];
  let events = 0;
  live.onDidChange(() => told.push(Date.now()));
  live.onEvent(() => (events += 1));
  const command =
    'seq "$1" | xargs -I {} echo bench-{} | xargs -n 10 -P 8 docker --host "$0" restart -t 0 >/dev/null';
  const time = await timed(() => shell(command, host, String(Math.min(count, 125))));
  const ended = performance.now();
  const states = await docker(host, 'ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.State}}');
  const right = new Map(states.split('\n').map((line) => line.split(' ') as [string, string]));
  await until(live, ({ containers }) =>
    [...right].every(([id, state]) => containers.get(id)?.state === state),
  );
  const settled = performance.now() - ended;
  live.dispose();
  const most = Math.max(
    0,
    ...told.map((at) => told.filter((other) => other >= at && other < at + 1000).length),
  );
  return [
    { name: 'events of a burst', value: events, unit: '' },
    { name: 'the burst', value: time, unit: 'ms' },
    { name: 'most notifications in a second', value: most, unit: '', most: 10 },
    { name: 'right after the burst', value: settled, unit: 'ms' },
  ];
}

async function memory(host: string): Promise<readonly Measurement[]> {
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  // The parts that are loaded once are no container's.
  const first = watchedEngine(host);
  first.hold();
  const warm = await connected(first);
  await first.facts.readAll([...warm.containers.keys()]);
  first.dispose();
  await pause(500);
  const live = watchedEngine(host);
  const before = used();
  live.hold();
  const { containers } = await connected(live);
  const listed = used();
  await live.facts.readAll([...containers.keys()]);
  await pause(500);
  const read = used();
  live.dispose();
  return [
    {
      name: 'memory per container of the snapshot',
      value: (listed - before) / containers.size / 1024,
      unit: 'KiB',
    },
    {
      name: 'memory per container, all facts read',
      value: (read - before) / containers.size / 1024,
      unit: 'KiB',
    },
  ];
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function median(action: () => Promise<unknown>): Promise<number> {
  await action();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(action));
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

async function shell(script: string, ...args: readonly string[]): Promise<void> {
  await run('sh', ['-c', script, ...args]);
}
