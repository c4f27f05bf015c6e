import { readlinkSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { containerGroup, parseProcCgroup } from '../kernel/kernelFiles';
import { namespaceTypes } from '../kernel/namespaceTypes';
import { parseNamespaceLinks } from '../kernel/parseNamespaceLinks';
import type { ContainerProcess } from '../kernel/parseTop';

/** Hierarchies that have each process of a container, best first; the empty one is cgroup v2’s. */
const hierarchies = ['', 'unified', 'pids', 'memory', 'cpu', 'devices', 'systemd'];

/**
 * The processes of container `id`, whose main process is `pid` of this machine, with their namespaces, straight
 * from /proc: no request. Throws when this user may not look, or when the main process ended.
 */
export async function processesHere(
  id: string,
  pid: number,
  userNames: ReadonlyMap<string, string>,
): Promise<readonly ContainerProcess[]> {
  const pids = new Set([pid, ...((await pidsOfCgroup(id, pid)) ?? (await pidsOfMounts(pid)))]);
  const found = await Promise.all(
    [...pids].map(async (each) => {
      try {
        return [await readProcess(each, userNames)];
      } catch (error) {
        // Others come and go while they are read; without the main one nothing is known.
        if (each === pid) throw error;
        return [];
      }
    }),
  );
  return found.flat();
}

/** Names of this machine’s users by their numbers, as `ps` shows them. */
export async function userNamesHere(): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [name, , id] = line.split(':');
      return name === undefined || id === undefined ? [] : [[id, name] as const];
    }),
  );
}

async function readProcess(pid: number, userNames: ReadonlyMap<string, string>): Promise<ContainerProcess> {
  const folder = `/proc/${pid}`;
  // At once, since the kernel answers from memory in microseconds and waits for nothing: each of these awaited costs
  // twenty times that, for eight links a process.
  const links = namespaceTypes.map((type) => linkOf(`${folder}/ns/${type}`));
  const [status, line] = await Promise.all([
    readFile(`${folder}/status`, 'utf8'),
    readFile(`${folder}/cmdline`, 'utf8'),
  ]);
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(status)?.[1] ?? '';
  const effectiveUser = field('Uid').split(/\s+/)[1] ?? '';
  const words = line.split('\0').filter((word) => word !== '');
  return {
    pid,
    parentPid: Number(field('PPid')),
    user: userNames.get(effectiveUser) ?? effectiveUser,
    // As ps writes what has no command line, such as a process that ended and was not yet waited for.
    command: words.length > 0 ? words.join(' ') : `[${field('Name')}]`,
    namespaces: parseNamespaceLinks(links.join(' ')),
  };
}

/** Undefined when the container has no control group of its own below /sys/fs/cgroup. */
async function pidsOfCgroup(id: string, pid: number): Promise<readonly number[] | undefined> {
  const { unified, controllers } = parseProcCgroup(await readFile(`/proc/${pid}/cgroup`, 'utf8'));
  for (const hierarchy of hierarchies) {
    const ofProcess =
      hierarchy === '' || hierarchy === 'unified'
        ? unified
        : (controllers.get(hierarchy) ?? controllers.get(`name=${hierarchy}`));
    const place = containerGroup(ofProcess, id);
    if (place === undefined) continue;
    const pids = await pidsBelow(path.join('/sys/fs/cgroup', hierarchy, place));
    if (pids.includes(pid)) return pids;
  }
  return undefined;
}

/** Those with the same mount namespace, which no container shares with another one. */
async function pidsOfMounts(pid: number): Promise<readonly number[]> {
  const mounts = await readlink(`/proc/${pid}/ns/mnt`);
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const same = await Promise.all(
    // What this user may not look at is another user’s, and so not of the container.
    names.map(async (name) => (await readlink(`/proc/${name}/ns/mnt`).catch(() => '')) === mounts),
  );
  return names.filter((_, index) => same[index]).map(Number);
}

/** Also of the groups below it, which a service manager in the container may have made. */
async function pidsBelow(folder: string): Promise<readonly number[]> {
  const own = await readFile(path.join(folder, 'cgroup.procs'), 'utf8').catch(() => '');
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const below = await Promise.all(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => pidsBelow(path.join(folder, name))),
  );
  return [...own.split('\n').flatMap((line) => (line === '' ? [] : [Number(line)])), ...below.flat()];
}

/** A kernel may lack a type; what this user may not read throws. */
function linkOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
