import { readlink } from 'node:fs/promises';
import type { FactSource, ReadFailure } from '../kernel/containerFacts';
import { namespaceTypes, type NamespaceInodes, type NamespaceType } from '../kernel/namespaceTypes';
import { parseNamespaceLinks } from '../kernel/parseNamespaceLinks';
import { namespaceColumns, parseTop, type ContainerProcess } from '../kernel/parseTop';
import { withoutReaders } from '../kernel/readers';
import { msg } from '../message';
import { isLocalProcess } from './localProcess';
import { EngineError, type Engine, type TopAnswer } from './port';
import { processesHere, userNamesHere } from './processesHere';

/** What was read of one running container. */
export interface NamespaceReading {
  readonly processes: readonly ContainerProcess[];
  readonly inodes: NamespaceInodes;
  readonly source: FactSource | undefined;
  readonly failures: readonly ReadFailure[];
}

const identity = ['pid', 'ppid', 'user:20'];
/** procps before 4.0 knows six namespace types. */
const newerTypes: readonly NamespaceType[] = ['cgroup', 'time'];

type Columns = 'all' | 'older' | 'none';

/**
 * Reads the namespaces of running containers of one engine: by the engine's own `ps`, else from inside the
 * container, else from this machine's /proc. What the engine's `ps` can do is learned once.
 */
export class NamespaceReader {
  private columns: Columns = 'all';
  private psFailure: ReadFailure | undefined;

  private users: Promise<ReadonlyMap<string, string>> | undefined;

  constructor(private readonly engine: Engine) {}

  /**
   * As `read`, for many containers one after the other: where this machine’s /proc shows them, that is many times
   * faster than to have the engine start a `ps` for each.
   */
  async readOfMany(id: string, pid: number, signal?: AbortSignal): Promise<NamespaceReading> {
    return (await this.readHere(id, pid)) ?? this.read(id, pid, signal);
  }

  /** From this machine’s /proc; undefined when the container is not here or this user may not look. */
  private async readHere(id: string, pid: number): Promise<NamespaceReading | undefined> {
    if (!(await isLocalProcess(this.engine.endpoint, id, pid))) return undefined;
    try {
      const processes = withoutReaders(await processesHere(id, pid, await (this.users ??= userNamesHere())));
      const inodes = mainProcess(processes, pid)?.namespaces ?? {};
      return Object.keys(inodes).length > 0 ? { processes, inodes, source: 'proc', failures: [] } : undefined;
    } catch {
      // This user may not look there, or the container ended: the engine tells.
      return undefined;
    }
  }

  /** `pid` is the container's main process as the engine's host numbers it, 0 when it is not known. */
  async read(id: string, pid: number, signal?: AbortSignal): Promise<NamespaceReading> {
    const top = await this.readTop(id, pid);
    if (top.source !== undefined) return top;
    const here = top.processes.length === 0 ? await this.readHere(id, pid) : undefined;
    if (here !== undefined) return { ...here, failures: top.failures };
    const failures = [...top.failures];
    for (const [source, way] of [
      ['exec', () => this.readByExec(id)],
      ['proc', () => this.readLocalProc(id, pid)],
    ] as const) {
      signal?.throwIfAborted();
      const answer = await attempt(source, way);
      if ('inodes' in answer) return { processes: top.processes, inodes: answer.inodes, source, failures };
      failures.push(answer.failure);
    }
    return { processes: top.processes, inodes: {}, source: undefined, failures };
  }

  private async readTop(id: string, pid: number): Promise<NamespaceReading> {
    while (this.columns !== 'none') {
      const types = namespaceTypes.filter((type) => this.columns === 'all' || !newerTypes.includes(type));
      const columns = [...identity, ...types.map((type) => namespaceColumns[type]), 'args'];
      try {
        const processes = withoutReaders(parseTop(await this.engine.top(id, columns.join(','))));
        const inodes = mainProcess(processes, pid)?.namespaces ?? {};
        const source = Object.keys(inodes).length > 0 ? 'top' : undefined;
        const failures = source === undefined ? [unreadableByPs()] : [];
        return { processes, inodes, source, failures };
      } catch (error) {
        // Podman runs the image's ps and answers with nothing where that fails.
        const unanswered = error instanceof EngineError && error.kind === 'not-docker';
        // A rootless engine without control groups does not know which processes are the container’s.
        if (error instanceof EngineError && error.kind === 'unknown' && !isAboutColumns(error.detail))
          return { processes: [], inodes: {}, source: undefined, failures: [unlisted(error.detail)] };
        if (!(error instanceof EngineError) || !(unanswered || isAboutColumns(error.detail))) throw error;
        this.columns = this.columns === 'all' && !unanswered ? 'older' : 'none';
        this.psFailure = {
          source: 'top',
          reason: msg('The engine’s ps does not know the columns for namespaces.'),
          detail: error.detail,
        };
      }
    }
    const processes = await this.listProcesses(id);
    const failures = this.psFailure === undefined ? [] : [this.psFailure];
    return { processes, inodes: {}, source: undefined, failures };
  }

  /** Podman has a list of its own instead of `ps`: what it gives for that is no table, or nothing. */
  private async listProcesses(id: string): Promise<readonly ContainerProcess[]> {
    const list = async (ask: () => Promise<TopAnswer>) => {
      try {
        return withoutReaders(parseTop(await ask()));
      } catch (error) {
        if (error instanceof EngineError && (error.kind === 'not-docker' || error.kind === 'unknown'))
          return [];
        throw error;
      }
    };
    const processes = await list(() => this.engine.top(id, 'pid,ppid,user,args'));
    if (processes.length > 0) return processes;
    return list(() => this.engine.topOfPodman(id, 'hpid,pid,ppid,huser,args'));
  }

  /** The command that runs is itself in the container's namespaces, so it reads its own. */
  private async readByExec(id: string): Promise<NamespaceInodes> {
    const links = namespaceTypes.map((type) => `/proc/self/ns/${type}`);
    const readlinks = await this.engine.exec(id, ['readlink', ...links]);
    const inodes = parseNamespaceLinks(readlinks.stdout);
    if (Object.keys(inodes).length > 1) return inodes;
    // BusyBox’s readlink takes one file only.
    const listing = await this.engine.exec(id, ['ls', '-l', '/proc/self/ns']);
    const listed = parseNamespaceLinks(listing.stdout);
    if (Object.keys(listed).length > 0) return listed;
    throw new EngineError('unknown', (listing.stderr || listing.stdout || readlinks.stderr).trim());
  }

  private async readLocalProc(id: string, pid: number): Promise<NamespaceInodes> {
    if (!(await isLocalProcess(this.engine.endpoint, id, pid)))
      throw new EngineError('unknown', 'the container’s processes are not processes of this machine');
    const links = await Promise.all(
      namespaceTypes.map((type) => readlink(`/proc/${pid}/ns/${type}`).catch(ignoreAbsent)),
    );
    return parseNamespaceLinks(links.join(' '));
  }
}

/** The container's main process: the one with that number, else the first whose parent is outside. */
function mainProcess(processes: readonly ContainerProcess[], pid: number): ContainerProcess | undefined {
  const known = new Set(processes.map((process) => process.pid));
  return (
    processes.find((process) => process.pid === pid) ??
    processes.find((process) => !known.has(process.parentPid))
  );
}

/** procps: “unknown user-defined format specifier”; BusyBox: “bad -o argument” or “unrecognized option”. */
function isAboutColumns(detail: string): boolean {
  return /format specifier|bad -o argument|(unrecognized|invalid|unknown) option|unknown descriptor|usage:/i.test(
    detail,
  );
}

function unreadableByPs(): ReadFailure {
  return {
    source: 'top',
    reason: msg('The engine’s ps may not read the namespaces of this process.'),
    detail: '',
  };
}

function unlisted(detail: string): ReadFailure {
  return {
    source: 'top',
    // runc's words where the path of the container's group is empty.
    reason: /all container pids: lstat : /.test(detail)
      ? msg(
          'Without control groups (cgroups), as under this rootless engine, the engine does not know which processes are the container’s.',
        )
      : msg('The engine could not list the processes of this container.'),
    detail,
  };
}

function ignoreAbsent(error: unknown): string {
  // A kernel without that type; anything else is a reason to tell.
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
  throw error;
}

async function attempt(
  source: FactSource,
  way: () => Promise<NamespaceInodes>,
): Promise<{ readonly inodes: NamespaceInodes } | { readonly failure: ReadFailure }> {
  try {
    return { inodes: await way() };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const reason =
      source === 'exec'
        ? msg('No command could be run in the container to read its namespaces.')
        : msg('This machine’s /proc does not show the namespaces of the container.');
    return { failure: { source, reason, detail } };
  }
}
