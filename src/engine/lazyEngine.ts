import type {
  ContainerInspect,
  ContainerSummary,
  Engine,
  EngineEndpoint,
  EngineEvent,
  EngineImage,
  EngineInfo,
  ExecOptions,
  ExecResult,
  PullProgress,
  RunOnceOptions,
  StatsSample,
  Swarm,
  TopAnswer,
} from './port';

/** An engine that costs nothing until it is first asked: dockerode is loaded and connected then. */
export class LazyEngine implements Engine {
  private opened: Promise<Engine> | undefined;

  constructor(readonly endpoint: EngineEndpoint) {}

  private open(): Promise<Engine> {
    this.opened ??= import('./dockerodeEngine').then(({ DockerodeEngine }) =>
      DockerodeEngine.open(this.endpoint),
    );
    // An unreadable certificate may be mended meanwhile: try anew at the next request.
    this.opened.catch(() => {
      this.opened = undefined;
    });
    return this.opened;
  }

  async info(): Promise<EngineInfo> {
    return (await this.open()).info();
  }

  async listContainers(): Promise<readonly ContainerSummary[]> {
    return (await this.open()).listContainers();
  }

  async findContainers(ids: readonly string[]): Promise<readonly ContainerSummary[]> {
    return (await this.open()).findContainers(ids);
  }

  async inspect(id: string): Promise<ContainerInspect> {
    return (await this.open()).inspect(id);
  }

  async inspectWhole(id: string): Promise<unknown> {
    return (await this.open()).inspectWhole(id);
  }

  async top(id: string, columns: string): Promise<TopAnswer> {
    return (await this.open()).top(id, columns);
  }

  async topOfPodman(id: string, columns: string): Promise<TopAnswer> {
    return (await this.open()).topOfPodman(id, columns);
  }

  async stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void> {
    await (await this.open()).stats(id, onSample, signal);
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    return (await this.open()).events(signal);
  }

  async logs(id: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
    await (await this.open()).logs(id, onText, signal);
  }

  async exec(id: string, command: readonly string[], options?: ExecOptions): Promise<ExecResult> {
    return (await this.open()).exec(id, command, options);
  }

  async swarm(): Promise<Swarm> {
    return (await this.open()).swarm();
  }

  async images(): Promise<readonly EngineImage[]> {
    return (await this.open()).images();
  }

  async pull(
    reference: string,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    return (await this.open()).pull(reference, onProgress, signal);
  }

  async volumes(): Promise<readonly string[]> {
    return (await this.open()).volumes();
  }

  async runOnce(options: RunOnceOptions): Promise<ExecResult> {
    return (await this.open()).runOnce(options);
  }

  async start(id: string): Promise<void> {
    await (await this.open()).start(id);
  }

  async stop(id: string): Promise<void> {
    await (await this.open()).stop(id);
  }

  async restart(id: string): Promise<void> {
    await (await this.open()).restart(id);
  }

  async pause(id: string): Promise<void> {
    await (await this.open()).pause(id);
  }

  async unpause(id: string): Promise<void> {
    await (await this.open()).unpause(id);
  }

  async kill(id: string): Promise<void> {
    await (await this.open()).kill(id);
  }

  async remove(id: string, options: { readonly force: boolean; readonly volumes: boolean }): Promise<void> {
    await (await this.open()).remove(id, options);
  }

  async update(id: string, limits: Readonly<Record<string, number | string>>): Promise<void> {
    await (await this.open()).update(id, limits);
  }

  dispose(): void {
    this.opened?.then(
      (engine) => {
        engine.dispose();
      },
      () => undefined,
    );
  }
}
