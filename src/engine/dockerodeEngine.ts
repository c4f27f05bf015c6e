import { randomUUID } from 'node:crypto';
import Docker from 'dockerode';
import { asAnswer, number } from './answers';
import { connectionOptions, type Connection } from './connectionOptions';
import { toEngineError } from './engineFailure';
import { exitCodeOf } from './exitCodeOf';
import { jsonLines, unreadLine } from './jsonLines';
import { PullReader } from './pullReader';
import {
  EngineError,
  unreadEvent,
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
  readSummaries,
  readTop,
  readVolumes,
} from './readAnswers';
import { readStats } from './readStats';
import { readSwarmNodes, readSwarmServices, readSwarmTasks } from './readSwarm';
import { textSink, TextSink } from './textSinks';
import { TimedRequests } from './timedRequests';
import { withWholeAnswers } from './wholeAnswers';
import { withoutDockerVariables } from './withoutDockerVariables';

/** Milliseconds: the engine itself waits 10 s by default before it kills a container that does not stop. */
const actionTime = 120_000;

const unread: EngineEvent = { type: unreadEvent, action: '', id: '', attributes: {}, timeNano: '' };

/** The engine through dockerode: the only file that knows it. Loaded when an engine is first asked. */
export class DockerodeEngine implements Engine {
  private readonly docker: Docker;
  private readonly connection: Connection;
  private readonly requests: TimedRequests;

  private constructor(
    readonly endpoint: EngineEndpoint,
    connection: Connection,
  ) {
    this.connection = connection;
    this.requests = new TimedRequests(endpoint);
    this.docker = withoutDockerVariables(() => new Docker(connection.options));
    const { modem } = this.docker;
    modem.dial = withWholeAnswers(modem.dial.bind(modem));
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
    try {
      const stream = await this.requests.open((abortSignal) => {
        // dockerode takes an abortSignal here too; its types leave it out.
        const options = { stream: true, abortSignal } as const;
        return this.docker.getContainer(id).stats(options);
      }, signal);
      for await (const line of jsonLines(stream)) if (line !== unreadLine) onSample(readStats(line));
    } catch (error) {
      if (!signal.aborted) throw await toEngineError(error, this.endpoint);
    }
  }

  async events(signal: AbortSignal): Promise<AsyncIterable<EngineEvent>> {
    const stream = await this.requests.open((abortSignal) => this.docker.getEvents({ abortSignal }), signal);
    return this.readEvents(stream, signal);
  }

  private async *readEvents(stream: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<EngineEvent> {
    try {
      for await (const line of jsonLines(stream)) {
        const event = line === unreadLine ? unread : readEvent(line);
        if (event !== undefined) yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw await toEngineError(error, this.endpoint);
    }
    if (!signal.aborted) throw new EngineError('lost', 'the engine closed its stream of events');
  }

  async logs(id: string, onText: (text: string) => void, signal: AbortSignal): Promise<void> {
    try {
      const { config } = await this.inspect(id);
      const stream = await this.requests.open(
        (abortSignal) =>
          this.docker
            .getContainer(id)
            .logs({ follow: true, stdout: true, stderr: true, tail: 1000, abortSignal }),
        signal,
      );
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
      return { exitCode: await exitCodeOf(() => exec.inspect({ abortSignal })), ...output };
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
    try {
      const reader = new PullReader();
      const stream = await this.requests.openInItsTime(
        (abortSignal) => this.docker.pull(reference, { abortSignal }),
        signal,
      );
      for await (const line of jsonLines(stream)) if (line !== unreadLine) onProgress(reader.take(line));
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      throw await toEngineError(error, this.endpoint);
    }
  }

  async volumes(): Promise<readonly string[]> {
    return this.ask(async (abortSignal) => {
      return readVolumes(await this.docker.listVolumes({ abortSignal }));
    });
  }

  async runOnce(options: RunOnceOptions): Promise<ExecResult> {
    // A name of ours: the container can be removed though the answer that would have told its id is lost.
    const name = `unboxed-${randomUUID()}`;
    const container = this.docker.getContainer(name);
    try {
      return await this.ask(async (abortSignal) => {
        await this.docker.createContainer({
          name,
          Image: options.image,
          Entrypoint: [...options.command],
          Cmd: [],
          Labels: { ...options.labels },
          HostConfig: options.hostConfig,
          NetworkDisabled: true,
          abortSignal,
        });
        const stream = await container.attach({ stream: true, stdout: true, stderr: true, abortSignal });
        await container.start({ abortSignal });
        const output = await this.collect(stream);
        const end = asAnswer(await container.wait({ abortSignal }));
        return { exitCode: number(end, 'StatusCode'), ...output };
      });
    } finally {
      await this.requests
        .askAtTheEnd((abortSignal) => container.remove({ force: true, v: true, abortSignal }))
        .catch((error: unknown) => {
          if (!(error instanceof EngineError) || error.kind !== 'not-found') throw error;
        });
    }
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
    await this.act((abortSignal) => this.docker.getContainer(id).update({ ...limits, abortSignal }));
  }

  dispose(): void {
    this.requests.dispose();
    this.connection.dispose();
  }

  private async act(action: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
    await this.requests.ask(action, actionTime);
  }

  private ask<T>(request: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.requests.ask(request);
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
