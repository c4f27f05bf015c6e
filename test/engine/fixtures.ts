import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { WatchedEngine } from '../../src/engine/liveEngine';
import type { HelperConsent } from '../../src/engine/helperContainer';
import type { Snapshot } from '../../src/engine/liveSnapshot';
import type { Engine, EngineEndpoint } from '../../src/engine/port';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { localEngine } from '../support/parts';

const run = promisify(execFile);

/** Begins the names of all that these tests make, so that runs beside each other don't meet. */
export const prefix = `unboxed-engine-${process.pid}`;
export const image = 'busybox:latest';

/** The docker command on an engine; gives what it writes, trimmed. */
export async function docker(host: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', ['--host', host, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** Starts a container that sleeps; gives its id. */
export function runContainer(host: string, name: string, ...options: readonly string[]): Promise<string> {
  const sleep = ['sh', '-c', 'trap exit TERM; sleep 100000 & wait'];
  return docker(host, 'run', '--detach', '--name', `${prefix}-${name}`, ...options, image, ...sleep);
}

/** Removes every container of this run. */
export async function removeContainers(host: string): Promise<void> {
  const ids = await docker(host, 'ps', '--all', '--quiet', '--filter', `name=^${prefix}-`);
  if (ids !== '') await docker(host, 'rm', '--force', '--volumes', ...ids.split('\n'));
}

export function endpoint(host: string): EngineEndpoint {
  return { name: 'test', source: 'setting', host };
}

export function watchedEngine(
  host: string,
  options: { readonly helperImage?: HelperConsent; readonly engine?: Engine } = {},
): WatchedEngine {
  return new WatchedEngine({
    engine: options.engine ?? new LazyEngine(endpoint(host)),
    helperImage: options.helperImage ?? (() => Promise.resolve(undefined)),
    log: () => undefined,
  });
}

/** Waits until the snapshot is as wanted, by its changes alone; fails with the last one after `timeout` ms. */
export function until(
  live: WatchedEngine,
  wanted: (snapshot: Snapshot) => boolean,
  timeout = 30_000,
): Promise<Snapshot> {
  return new Promise((resolve, reject) => {
    const end = (action: () => void) => {
      clearTimeout(timer);
      listening.dispose();
      action();
    };
    const timer = setTimeout(() => {
      end(() => {
        const { connection, containers } = live.snapshot;
        reject(
          new Error(`not as wanted: ${JSON.stringify({ connection, containers: [...containers.values()] })}`),
        );
      });
    }, timeout);
    const look = () => {
      if (wanted(live.snapshot))
        end(() => {
          resolve(live.snapshot);
        });
    };
    const listening = live.onDidChange(look);
    look();
  });
}

export function connected(live: WatchedEngine, timeout?: number): Promise<Snapshot> {
  return until(live, ({ connection }) => connection.kind === 'connected', timeout);
}

/** Facts of a container of these tests by its short name. */
export function factsOf(facts: ReadonlyMap<string, ContainerFacts>, name: string): ContainerFacts {
  const found = [...facts.values()].find((candidate) => candidate.name === `${prefix}-${name}`);
  if (found === undefined) throw new Error(`no facts of ${name}`);
  return found;
}

/** A Docker daemon of our own, which a test may stop, kill and freeze. Needs root. */
export interface OwnDaemon {
  readonly host: string;
  readonly socket: string;
  /** Of the daemon's process; 0 before it is started. */
  readonly pid: number;
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Waits until the process has ended. */
  ended(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * `programs` comes first on the daemon's PATH, so that it may have a `ps` of its own. `preparation` is a shell command
 * that runs before it, in the daemon's own mount and net namespaces.
 */
export async function ownDaemon(
  options: readonly string[] = [],
  programs?: string,
  preparation?: string,
): Promise<OwnDaemon> {
  // Sockets have short names: the folder must not lie deep.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ub-'));
  // A daemon that maps users wants its folder to be passable for them.
  await chmod(folder, 0o711);
  const socket = path.join(folder, 'd.sock');
  let child: ChildProcess | undefined;
  let exit: Promise<void> = Promise.resolve();
  const daemon: OwnDaemon = {
    host: `unix://${socket}`,
    socket,
    get pid() {
      return child?.pid ?? 0;
    },
    start: async () => {
      const args = [
        ...['--host', `unix://${socket}`, '--data-root', path.join(folder, 'data')],
        ...['--exec-root', path.join(folder, 'exec'), '--pidfile', path.join(folder, 'pid')],
        ...['--bridge', 'none', '--iptables=false', '--storage-driver', 'vfs', ...options],
      ];
      // A killed daemon leaves these behind, and the next one waits for processes that are no more.
      await rm(path.join(folder, 'pid'), { force: true });
      await rm(path.join(folder, 'exec', 'containerd'), { recursive: true, force: true });
      // In a network of its own: without a bridge a daemon removes docker0, which may be another one's.
      const started = spawn(
        'unshare',
        [
          '--net',
          ...(preparation === undefined ? [] : ['--mount']),
          ...['sh', '-c', `ip link set lo up; ${preparation ?? 'true'} && exec dockerd "$@"`, 'sh', ...args],
        ],
        {
          stdio: 'ignore',
          env: {
            ...process.env,
            PATH: `${programs === undefined ? '' : `${programs}:`}${process.env['PATH'] ?? ''}`,
          },
        },
      );
      child = started;
      exit = new Promise((resolve) => {
        started.once('exit', () => {
          resolve();
        });
      });
      await answering(socket);
    },
    signal: (signal) => {
      child?.kill(signal);
    },
    ended: () => exit,
    remove: async () => {
      child?.kill('SIGCONT');
      child?.kill('SIGTERM');
      const late = setTimeout(() => child?.kill('SIGKILL'), 20_000);
      await exit;
      clearTimeout(late);
      // A daemon may leave its data folder and the networks of a swarm mounted; they would keep rm busy.
      const mounts = await readFile('/proc/mounts', 'utf8');
      const left = mounts.split('\n').flatMap((line) => line.split(' ')[1] ?? []);
      for (const mount of left.filter((place) => place.startsWith(`${folder}/`)).reverse())
        await run('umount', ['--lazy', mount]).catch(() => undefined);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
  return daemon;
}

/** Copies the image of these tests from the local engine to a daemon of our own. */
export async function withBusybox({ host }: OwnDaemon): Promise<void> {
  const copy = 'docker --host "$0" save "$2" | docker --host "$1" load';
  await run('sh', ['-c', copy, localEngine.host, host, image]);
}

async function answering(socket: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await answers(socket)) return;
    await pause(200);
  }
  throw new Error('the daemon did not answer in a minute');
}

/** Whether a Docker engine answers at a socket. */
export async function answers(socket: string): Promise<boolean> {
  const status = await new Promise<number>((resolve) => {
    http
      .get({ socketPath: socket, path: '/_ping' }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      })
      .on('error', () => {
        resolve(0);
      });
  });
  return status === 200;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A relay in front of an engine that counts what passes and can be cut. */
export interface Relay {
  readonly host: string;
  /** Request lines seen, such as `GET /info`, without the query. */
  readonly requests: string[];
  /** Breaks all connections; new ones are refused until `mend`. */
  cut(): void;
  mend(): void;
  /** Holds back all that the engine sends by this many milliseconds. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
}

export async function relay(target: string): Promise<Relay> {
  const url = new URL(target);
  const options =
    url.protocol === 'unix:' ? { path: url.pathname } : { host: url.hostname, port: Number(url.port) };
  const sockets = new Set<net.Socket>();
  const requests: string[] = [];
  let broken = false;
  let wait = 0;
  const server = net.createServer((near) => {
    if (broken) {
      near.destroy();
      return;
    }
    const far = net.connect(options);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk: Buffer) => {
      for (const match of chunk.toString('latin1').matchAll(/(GET|POST|DELETE) (\/[^ ?]*)\S* HTTP/g))
        requests.push(`${match[1] ?? ''} ${match[2] ?? ''}`);
      far.write(chunk);
    });
    far.on('data', (chunk: Buffer) => {
      if (wait === 0) near.write(chunk);
      else setTimeout(() => near.write(chunk), wait);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    host: `tcp://127.0.0.1:${port}`,
    requests,
    cut: () => {
      broken = true;
      for (const socket of sockets) socket.destroy();
    },
    mend: () => {
      broken = false;
    },
    delay: (milliseconds) => {
      wait = milliseconds;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a suite has to end and remove: noted when it is made, so that a skipped suite has nothing to do. */
export class Remains {
  private readonly ends: (() => unknown)[] = [];

  add(end: () => unknown): void {
    this.ends.unshift(end);
  }

  /** Last made, first removed; one that fails keeps none of the others. */
  async remove(): Promise<void> {
    for (const end of this.ends.splice(0))
      await Promise.resolve()
        .then(end)
        .catch(() => undefined);
  }
}

/** An engine as from another machine, where this one's /proc is of no use; ends with `remains`. */
export async function farEngine(
  host: string,
  remains: Remains,
): Promise<{ readonly cable: Relay; readonly live: WatchedEngine }> {
  const cable = await relay(host);
  remains.add(() => cable.close());
  const live = watchedEngine(cable.host);
  remains.add(() => {
    live.dispose();
  });
  live.hold();
  await connected(live);
  return { cable, live };
}
