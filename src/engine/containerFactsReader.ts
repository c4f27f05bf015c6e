import type { ContainerFacts, ContainerFactsReader, ReadFailure } from '../kernel/containerFacts';
import { initialInodes } from '../kernel/initialNamespaces';
import { limitsOf } from '../kernel/limits';
import { declaredMode, namespaceSharing } from '../kernel/namespaceSharing';
import { namespaceTypes, type NamespaceInodes, type NamespaceType } from '../kernel/namespaceTypes';
import { permissionsOf } from '../kernel/permissions';
import { unreadableInside } from '../kernel/unreadableInside';
import { msg, type Message } from '../message';
import type { HelperConsent } from './helperContainer';
import { readKernelHere, readKernelInside, type Cgroups, type KernelReading } from './insideReader';
import type { LiveEngine } from './liveSnapshot';
import { NamespaceReader, type NamespaceReading } from './namespaceReader';
import { EngineError, type ContainerInspect, type EngineInfo } from './port';
import { readUnread } from './readUnread';
import { SingleFlight, type Flight } from './singleFlight';

/** Containers read at the same time by `readAll`. */
const atOnce = 8;

/** See `ContainerFactsReader`: one for each engine. */
export class FactsReader implements ContainerFactsReader {
  private readonly namespaces: NamespaceReader;
  private readonly readings = new Map<string, NamespaceReading>();
  private readonly pending = new SingleFlight<NamespaceReading>();
  private readonly kernel = new Map<string, KernelReading | ReadFailure>();
  private readonly looks = new SingleFlight<ContainerFacts>();

  constructor(
    private readonly live: Pick<LiveEngine, 'engine' | 'inspect' | 'snapshot'> & {
      info(): Promise<EngineInfo>;
    },
    private readonly helperImage: HelperConsent,
  ) {
    this.namespaces = new NamespaceReader(live.engine);
  }

  async read(id: string, signal?: AbortSignal): Promise<ContainerFacts> {
    const { inspect, info, reading } = await this.load(id, signal);
    if (reading === undefined) return this.facts(inspect, info, reading);
    const here = await this.readHere(inspect, info, reading);
    return this.facts(inspect, info, reading, here ?? this.kernel.get(inspect.id));
  }

  readKernel(id: string, signal?: AbortSignal): Promise<ContainerFacts> {
    return this.share(id, false, signal);
  }

  readProcesses(id: string, signal?: AbortSignal): Promise<ContainerFacts> {
    return this.share(id, true, signal);
  }

  private share(id: string, fresh: boolean, signal: AbortSignal | undefined): Promise<ContainerFacts> {
    const read = (flight: Flight) => {
      if (fresh) this.forget(id);
      return this.look(id, flight.signal);
    };
    return this.looks.ask(id, read, { signal, fresh, isFresh: () => !this.readings.has(id) });
  }

  private async look(id: string, signal: AbortSignal): Promise<ContainerFacts> {
    const { inspect, info, reading } = await this.load(id, signal);
    if (reading === undefined) return this.facts(inspect, info, reading);
    const here = await this.readHere(inspect, info, reading);
    if (here !== undefined) return this.facts(inspect, info, reading, here);
    const answer = await readKernelInside(
      this.live.engine,
      inspect,
      cgroupsOf(info),
      reading.processes,
    ).catch((error: unknown) => unreadableInside(error instanceof Error ? error.message : String(error)));
    this.keepKernel(inspect.id, reading, answer);
    return this.facts(inspect, info, reading, answer);
  }

  /** An event meanwhile took the reading of the namespaces away: then this answer may be out of date as well. */
  private keepKernel(id: string, reading: NamespaceReading, answer: KernelReading | ReadFailure): void {
    if (this.readings.get(id) === reading) this.kernel.set(id, answer);
  }

  async readAll(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ContainerFacts>> {
    const info = await this.live.info();
    const inspects = new Map<string, ContainerInspect>();
    const waiting = [...ids];
    const worker = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        signal?.throwIfAborted();
        try {
          const inspect = await this.live.inspect(id);
          if (runs(inspect)) await this.readNamespaces(id, inspect.state.pid, signal, 'many');
          inspects.set(id, inspect);
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, ids.length) }, worker));
    await this.helpWithUnread([...inspects.values()]);
    return new Map(
      ids.flatMap((id) => {
        const inspect = inspects.get(id);
        return inspect === undefined ? [] : [[id, this.facts(inspect, info, this.readings.get(id))] as const];
      }),
    );
  }

  known(id: string): ContainerFacts | undefined {
    const { info, inspected } = this.live.snapshot;
    const inspect = inspected.get(id);
    const reading = this.readings.get(id);
    if (info === undefined || inspect === undefined) return undefined;
    return reading === undefined && runs(inspect) ? undefined : this.facts(inspect, info, reading);
  }

  forget(id: string): void {
    this.readings.delete(id);
    this.kernel.delete(id);
    this.pending.forget(id);
    this.looks.forget(id);
  }

  forgetAll(): void {
    this.readings.clear();
    this.kernel.clear();
    this.pending.forgetAll();
    this.looks.forgetAll();
  }

  /** Costs no request, so it is part of every read of one container. */
  private async readHere(
    inspect: ContainerInspect,
    info: EngineInfo,
    reading: NamespaceReading,
  ): Promise<KernelReading | undefined> {
    const { engine } = this.live;
    const here = await readKernelHere(engine, inspect, cgroupsOf(info), reading.processes);
    if (here !== undefined) this.keepKernel(inspect.id, reading, here);
    return here;
  }

  private async load(
    id: string,
    signal: AbortSignal | undefined,
  ): Promise<{
    readonly inspect: ContainerInspect;
    readonly info: EngineInfo;
    readonly reading: NamespaceReading | undefined;
  }> {
    const info = await this.live.info();
    const inspect = await this.live.inspect(id);
    signal?.throwIfAborted();
    const reading = await this.readingOf(inspect, signal);
    await this.readPartners(inspect, signal);
    return { inspect, info, reading };
  }

  private async readingOf(
    inspect: ContainerInspect,
    signal: AbortSignal | undefined,
  ): Promise<NamespaceReading | undefined> {
    if (!runs(inspect)) return undefined;
    const reading = await this.readNamespaces(inspect.id, inspect.state.pid, signal);
    if (reading.source !== undefined) return reading;
    await this.helpWithUnread([inspect]);
    return this.readings.get(inspect.id) ?? reading;
  }

  private async readNamespaces(
    id: string,
    pid: number,
    signal: AbortSignal | undefined,
    amount: 'one' | 'many' = 'one',
  ): Promise<NamespaceReading> {
    const known = this.readings.get(id);
    if (known !== undefined) return known;
    const { namespaces } = this;
    return this.pending.ask(
      id,
      async (flight) => {
        const reading = await (amount === 'one'
          ? namespaces.read(id, pid, flight.signal)
          : namespaces.readOfMany(id, pid, flight.signal));
        // Without a connection no event would tell that it no longer holds.
        if (flight.isCurrent() && this.live.snapshot.connection.kind === 'connected')
          this.readings.set(id, reading);
        return reading;
      },
      { signal },
    );
  }

  /** The containers that this one declares to share with: so that what it declares can be checked. */
  private async readPartners(inspect: ContainerInspect, signal: AbortSignal | undefined): Promise<void> {
    const partners = new Set(namespaceTypes.flatMap((type) => this.partnerOf(type, inspect) ?? []));
    for (const id of partners) {
      signal?.throwIfAborted();
      try {
        await this.readNamespaces(id, 0, signal);
      } catch (error) {
        if (!isGone(error)) throw error;
      }
    }
  }

  private partnerOf(type: NamespaceType, inspect: ContainerInspect): string | undefined {
    const { container } = declaredMode(type, inspect.hostConfig, 2);
    if (container === undefined) return undefined;
    const all = [...this.live.snapshot.containers.values()];
    return all.find(
      ({ id, name, state }) =>
        state === 'running' && (id === container || name === container || id.startsWith(container)),
    )?.id;
  }

  /** Where no other way answered: one helper container for all of them, if the user lets us. */
  private async helpWithUnread(inspects: readonly ContainerInspect[]): Promise<void> {
    const unread = inspects.flatMap(({ id, state: { pid } }) => {
      const reading = this.readings.get(id);
      return reading !== undefined && reading.source === undefined ? [{ id, pid, reading }] : [];
    });
    for (const { id, before, after } of await readUnread(this.live.engine, this.helperImage, unread))
      // Else it was started anew meanwhile, or ended.
      if (this.readings.get(id) === before) this.readings.set(id, after);
  }

  private facts(
    inspect: ContainerInspect,
    info: EngineInfo,
    reading: NamespaceReading | undefined,
    answer = this.kernel.get(inspect.id),
  ): ContainerFacts {
    const { id, config, hostConfig } = inspect;
    const kernel = answer !== undefined && 'files' in answer ? answer : undefined;
    const { insidePids } = kernel ?? { insidePids: new Map<number, number>() };
    const running = [...this.live.snapshot.containers.values()].filter(({ state }) => state === 'running');
    const others = new Map(
      [...this.readings].filter(([other]) => other !== id).map(([other, { inodes }]) => [other, inodes]),
    );
    const inodes = reading?.inodes ?? {};
    const initial = initialInodes(info.kernelVersion);
    // A rootless engine stands in a user namespace of its own and makes none for a container.
    const inEngine = info.rootless && ['', 'host'].includes(hostConfig.usernsMode);
    const { user } = inodes;
    return {
      id,
      name: inspect.name,
      project: config.labels['com.docker.compose.project'],
      service: config.labels['com.docker.compose.service'],
      running: runs(inspect),
      inspect,
      processes: (reading?.processes ?? []).map((process) => {
        const insidePid = insidePids.get(process.pid);
        return insidePid === undefined ? process : { ...process, insidePid };
      }),
      namespaces: namespaceSharing({
        id,
        hostConfig,
        inodes,
        missing: missingReason(inspect, reading),
        cgroupVersion: info.cgroupVersion,
        host: this.hostInodes(info),
        initial,
        ...(inEngine && user !== undefined && { engine: { user } }),
        others,
        othersComplete: running.every((container) => container.id === id || this.readings.has(container.id)),
      }),
      source: reading?.source,
      failures: reading?.failures ?? [],
      limits: limitsOf(hostConfig, info.cgroupVersion, kernel?.files, {
        cgroups: cgroupsOf(info) !== undefined,
        missing: info.missingControllers,
        driver: info.cgroupDriver,
      }),
      permissions: permissionsOf(inspect, {
        securityOptions: info.securityOptions,
        status: kernel?.status ?? '',
        idMap: kernel?.idMap ?? [],
      }),
      idMap: kernel?.idMap ?? [],
      observedBy: kernel?.source,
      unobserved: answer !== undefined && 'reason' in answer ? answer : undefined,
    };
  }

  /** What containers that were started with the host's namespaces show of them. */
  private hostInodes(info: EngineInfo): NamespaceInodes {
    const host: Partial<Record<NamespaceType, number>> = {};
    for (const [id, { inodes }] of this.readings) {
      const config = this.live.snapshot.inspected.get(id)?.hostConfig;
      for (const type of namespaceTypes) {
        const inode = inodes[type];
        if (declaredMode(type, config, info.cgroupVersion).kind === 'host' && inode !== undefined)
          host[type] = inode;
      }
    }
    return host;
  }
}

function runs(inspect: ContainerInspect): boolean {
  return inspect.state.status === 'running' || inspect.state.status === 'paused';
}

function cgroupsOf(info: EngineInfo): Cgroups {
  return info.cgroupDriver === 'none' ? undefined : info.cgroupVersion;
}

function isGone(error: unknown): boolean {
  return error instanceof EngineError && (error.kind === 'not-found' || error.kind === 'conflict');
}

function missingReason(inspect: ContainerInspect, reading: NamespaceReading | undefined): Message {
  if (!runs(inspect)) return msg('The container does not run: without a process there is no namespace.');
  if (reading !== undefined && reading.source !== undefined)
    return msg('The engine’s tools or its kernel do not tell this type.');
  return reading?.failures[0]?.reason ?? msg('Nothing could read the namespaces.');
}
