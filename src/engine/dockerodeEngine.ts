import Docker from 'dockerode';
import { asAnswer, number } from './answers';
import { connectionOptions, type Connection } from './connectionOptions';
import { toEngineError } from './engineFailure';
import { jsonLines } from './jsonLines';
import { PullReader } from './pullReader';
import {
  EngineError,
  type ContainerInspect,
  type ContainerSummary,
  type Engine,
  type EngineEndpoint,
  type EngineEvent,
  type EngineImage,
  type EngineInfo,
  type ExecOptions,
  type ExecResult,
  type PullProgress,
  type RunOnceOptions,
  type StatsSample,
  type Swarm,
  type TopAnswer,
} from './port';
import {
  readEvent,
  readImages,
  readInfo,
  readInspect,
  readStats,
  readSummaries,
  readTop,
} from './readAnswers';
import { readSwarmNodes, readSwarmServices, readSwarmTasks } from './readSwarm';
import { textSink, TextSink } from './textSinks';
import { withoutDockerVariables } from './withoutDockerVariables';

const answerTimeout = 20_000;
/** The engine itself waits 10 s by default before it kills a container that does not stop. */
const actionTimeout = 120_000;

/** The engine through dockerode: the only file that knows it. Loaded when an engine is first asked. */
export class DockerodeEngine implements Engine {
  private readonly docker: Docker;
  private readonly connection: Connection;
  private readonly closed = new AbortController();

  private constructor(
    readonly endpoint: EngineEndpoint,
    connection: Connection,
  ) {
    this.connection = connection;
    this.docker = withoutDockerVariables(() => new Docker(connection.options));
  }

  /** Reads the TLS files of the endpoint; throws `EngineError` when they or the address are unusable. */
  static async open(endpoint: EngineEndpoint): Promise<DockerodeEngine> {
    return new DockerodeEngine(endpoint, await connectionOptions(endpoint));
  }

  async info(): Promise<EngineInfo> {
    return this.ask(async (abortSignal) => {
      // Not docker.info(): the API version stands in a header, and /version would be a second request.
      const { body, headers } = await this.get('/info', abortSignal);
      const version = headers['api-version'];
      return readInfo(body, typeof version === 'string' ? version : '');
    });
  }

  async listContainers(): Promise<readonly ContainerSummary[]> {
    return this.ask(async (abortSignal) =>
      readSummaries(await this.docker.listContainers({ all: true, abortSignal })),
    );
  }

  async findContainers(ids: readonly string[]): Promise<readonly ContainerSummary[]> {
    if (ids.length === 0) return [];
    return this.ask(async (abortSignal) =>
      readSummaries(await this.docker.listContainers({ all: true, filters: { id: [...ids] }, abortSignal })),
    );
  }

  async inspect(id: string): Promise<ContainerInspect> {
    return readInspect(await this.inspectWhole(id));
  }

  async inspectWhole(id: string): Promise<unknown> {
    return this.ask((abortSignal) => this.docker.getContainer(id).inspect({ abortSignal }));
  }

  async top(id: string, columns: string): Promise<TopAnswer> {
    return this.ask(async (abortSignal) => {
      const list = async (option: string) =>
        readTop(await this.docker.getContainer(id).top({ ps_args: `${option} ${columns}`, abortSignal }));
      // Docker adds the numbers of the container's processes, which ps takes only without -e: else it lists all of the
      // host, which costs the more the more containers there are. An engine that adds none lists nothing then.
      const own = await list('-o');
      return own.processes.length > 0 ? own : list('-eo');
    });
  }

  async topOfPodman(id: string, columns: string): Promise<TopAnswer> {
    return this.ask(async (abortSignal) =>
      readTop(await this.docker.getContainer(id).top({ ps_args: columns, abortSignal })),
    );
  }

  async stats(id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void> {
    const abortSignal = AbortSignal.any([signal, this.closed.signal]);
    try {
      // dockerode takes an abortSignal here too; its types leave it out.
      const options = { stream: true, abortSignal } as const;
      const stream = await this.docker.getContainer(id).stats(options);
      for await (const line of jsonLines(stream)) onSample(readStats(line));
    } catch (error) {
      if (!signal.aborted) throw await toEngineError(error, this.endpoint);
    }
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    const opening = new AbortController();
    const timer = setTimeout(() => {
      opening.abort(new EngineError('timeout', 'the engine did not take the subscription to its events'));
    }, answerTimeout);
    try {
      const stream = await this.docker.getEvents({
        abortSignal: AbortSignal.any([signal, this.closed.signal, opening.signal]),
      });
      return this.readEvents(stream, signal);
    } catch (error) {
      throw await toEngineError(opening.signal.aborted ? opening.signal.reason : error, this.endpoint);
    } finally {
      clearTimeout(timer);
    }
  }

  private async *readEvents(stream: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    try {
      for await (const line of jsonLines(stream)) yield readEvent(line);
    } catch (error) {
      if (signal.aborted) return;
      throw await toEngineError(error, this.endpoint);
    }
    if (!signal.aborted) throw new EngineError('lost', 'the engine closed its stream of events');
  }

  async logs(id: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
    const abortSignal = AbortSignal.any([signal, this.closed.signal]);
    try {
      const { config } = await this.inspect(id);
      const stream = await this.docker
        .getContainer(id)
        .logs({ follow: true, stdout: true, stderr: true, tail: 1000, abortSignal });
      // Without a terminal, output and errors come in frames on one stream.
      if (config.tty) stream.pipe(textSink(onText));
      else this.docker.modem.demuxStream(stream, textSink(onText), textSink(onText));
      await new Promise<void>((resolve, reject) => {
        stream.once('end', resolve);
        stream.once('close', resolve);
        stream.once('error', reject);
      });
    } catch (error) {
      if (!signal.aborted) throw await toEngineError(error, this.endpoint);
    }
  }

  async exec(id: string, command: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    return this.ask(async (abortSignal) => {
      const exec = await this.docker.getContainer(id).exec({
        Cmd: [...command],
        AttachStdout: true,
        AttachStderr: true,
        ...(options.user === undefined ? {} : { User: options.user }),
        Env: Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`),
        abortSignal,
      });
      const output = await this.collect(await exec.start({ abortSignal }));
      const state = asAnswer(await exec.inspect({ abortSignal }));
      return { exitCode: number(state, 'ExitCode'), ...output };
    });
  }

  async swarm(): Promise<Swarm> {
    return this.ask(async (abortSignal) => {
      const [nodes, services, tasks] = await Promise.all([
        this.docker.listNodes({ abortSignal }),
        this.docker.listServices({ abortSignal }),
        this.docker.listTasks({ abortSignal }),
      ]);
      return {
        nodes: readSwarmNodes(nodes),
        services: readSwarmServices(services),
        tasks: readSwarmTasks(tasks),
      };
    });
  }

  async images(): Promise<readonly EngineImage[]> {
    return this.ask(async (abortSignal) => readImages(await this.docker.listImages({ abortSignal })));
  }

  async pull(
    reference: string,
    onProgress: (progress: PullProgress) => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    // No time limit: what is slow may be the registry's network, and whoever waits can abort.
    const abortSignal = AbortSignal.any([signal, this.closed.signal]);
    try {
      const reader = new PullReader();
      for await (const line of jsonLines(await this.docker.pull(reference, { abortSignal })))
        onProgress(reader.take(line));
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw await toEngineError(error, this.endpoint);
    }
  }

  async volumes(): Promise<readonly string[]> {
    return this.ask(async (abortSignal) => {
      const { Volumes } = await this.docker.listVolumes({ abortSignal });
      return Volumes.map(({ Name }) => Name);
    });
  }

  async runOnce(options: RunOnceOptions): Promise<ExecResult> {
    return this.ask(async (abortSignal) => {
      const container = await this.docker.createContainer({
        Image: options.image,
        Entrypoint: [...options.command],
        Cmd: [],
        Labels: { ...options.labels },
        HostConfig: options.hostConfig,
        NetworkDisabled: true,
        abortSignal,
      });
      try {
        const stream = await container.attach({ stream: true, stdout: true, stderr: true, abortSignal });
        await container.start({ abortSignal });
        const output = await this.collect(stream);
        const end = asAnswer(await container.wait({ abortSignal }));
        return { exitCode: number(end, 'StatusCode'), ...output };
      } finally {
        await container.remove({ force: true, v: true });
      }
    });
  }

  async start(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).start({ abortSignal }));
  }

  async stop(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).stop({ abortSignal }));
  }

  async restart(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).restart({ abortSignal }));
  }

  async pause(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).pause({ abortSignal }));
  }

  async unpause(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).unpause({ abortSignal }));
  }

  async kill(id: string): Promise<void> {
    await this.act((abortSignal) => this.docker.getContainer(id).kill({ abortSignal }));
  }

  async remove(id: string, options: { readonly force: boolean; readonly volumes: boolean }): Promise<void> {
    await this.act((abortSignal) =>
      this.docker.getContainer(id).remove({ force: options.force, v: options.volumes, abortSignal }),
    );
  }

  async update(id: string, limits: Readonly<Record<string, number | string>>): Promise<void> {
    await this.act(() => this.docker.getContainer(id).update({ ...limits }));
  }

  dispose(): void {
    this.closed.abort();
    this.connection.dispose();
  }

  private async act(action: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    await this.ask(action, actionTimeout);
  }

  /** Runs a request with a time limit, and turns whatever goes wrong into an `EngineError`. */
  private async ask<T>(request: (signal: AbortSignal) => Promise<T>, timeout = answerTimeout): Promise<T> {
    const late = AbortSignal.timeout(timeout);
    const signal = AbortSignal.any([late, this.closed.signal]);
    try {
      // A kept connection may have been closed by the engine just now: it read nothing of the request.
      return await request(signal).catch((error: unknown) => {
        if (signal.aborted || !isBrokenPipe(error)) throw error;
        return request(signal);
      });
    } catch (error) {
      throw await toEngineError(late.aborted ? late.reason : error, this.endpoint);
    }
  }

  private async get(
    path: string,
    abortSignal: AbortSignal,
  ): Promise<{ readonly body: unknown; readonly headers: Readonly<Record<string, unknown>> }> {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
      this.docker.modem.dial(
        { path, method: 'GET', isStream: true, statusCodes: { 200: true }, abortSignal },
        (error: unknown, answer: unknown) => {
          if (error === null || error === undefined) resolve(answer as NodeJS.ReadableStream);
          else reject(error instanceof Error ? error : new Error('the engine did not answer'));
        },
      );
    });
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(Buffer.from(chunk));
    const headers = 'headers' in stream ? (stream.headers as Record<string, unknown>) : {};
    try {
      return { body: JSON.parse(Buffer.concat(chunks).toString()) as unknown, headers };
    } catch {
      throw new EngineError('not-docker', 'the answer is not JSON');
    }
  }

  /** Both outputs of a command, which the engine sends in one stream. */
  private async collect(
    stream: NodeJS.ReadableStream,
  ): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const stdout = new TextSink();
    const stderr = new TextSink();
    this.docker.modem.demuxStream(stream, stdout, stderr);
    await new Promise<void>((resolve, reject) => {
      stream.once('end', resolve);
      stream.once('close', resolve);
      stream.once('error', reject);
    });
    return { stdout: stdout.text(), stderr: stderr.text() };
  }
}

function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPIPE';
}
