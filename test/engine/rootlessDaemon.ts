import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { answers, pause } from './fixtures';

/** A Docker engine that runs as an ordinary user, as `dockerd-rootless.sh` starts one. */
export interface RootlessDaemon {
  /** Its `$XDG_RUNTIME_DIR`, where its socket is. */
  readonly runtimeFolder: string;
  readonly home: string;
  readonly host: string;
  remove(): Promise<void>;
}

/** The user that the engine runs as, on every Debian, and the first of the ids that it hands to containers. */
export const rootlessUser = { name: 'daemon', uid: 1, gid: 1, firstId: 300_000 } as const;

/**
 * Starts one, by root, who alone can lend it ranges of ids; in a network namespace of its own without any network.
 * Gives why not where this machine’s kernel does not let it run.
 */
export async function rootlessDaemon(): Promise<RootlessDaemon | string> {
  const { name, uid, gid, firstId } = rootlessUser;
  // Sockets have short names: the folder must not lie deep.
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ur-'));
  await chmod(folder, 0o711);
  const [home, runtimeFolder, sub] = ['home', 'run', 'sub'].map((part) => path.join(folder, part)) as [
    string,
    string,
    string,
  ];
  for (const part of [home, runtimeFolder]) {
    await mkdir(part, { mode: 0o700 });
    await chown(part, uid, gid);
  }
  await writeFile(sub, `${name}:${firstId}:65536\n`);
  const engine = [
    'rm -f /run/docker /run/containerd /run/xtables.lock',
    'exec dockerd --storage-driver vfs --bridge none --iptables=false',
  ].join('; ');
  // The ranges are this engine’s alone: they hide the machine’s own in a mount namespace.
  const script = [
    `mount --bind ${sub} /etc/subuid`,
    `mount --bind ${sub} /etc/subgid`,
    'ip link set lo up',
    'cd /',
    `exec setpriv --reuid ${uid} --regid ${gid} --clear-groups rootlesskit --net=host --copy-up=/etc --copy-up=/run sh -c '${engine}'`,
  ].join(' && ');
  const log: Buffer[] = [];
  const child = spawn('unshare', ['--net', '--mount', 'sh', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home, XDG_RUNTIME_DIR: runtimeFolder },
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(chunk));
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const remove = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await exit;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  const socket = path.join(runtimeFolder, 'docker.sock');
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    if (await answers(socket)) return { runtimeFolder, home, host: `unix://${socket}`, remove };
    await pause(200);
  }
  await remove();
  return `no rootless engine can be run here: ${Buffer.concat(log).toString().trim().split('\n').at(-1) ?? ''}`;
}
