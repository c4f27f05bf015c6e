import { spawn } from 'node:child_process';
import type { EngineEndpoint } from '../engine/port';
import { findDocker } from '../findDocker';
import { dockerOptions } from '../kernel/dockerOptions';

export interface DockerRun {
  /** −1 when docker could not be started, was ended by the time limit, or by the signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface DockerOptions {
  readonly stdin?: string;
  /** Milliseconds; two minutes when absent. */
  readonly timeout?: number;
  /** Ends docker itself, not what it has asked the engine for. */
  readonly signal?: AbortSignal;
  /** Called with all of the standard output so far, each time that some came. */
  readonly onOutput?: (stdout: string) => void;
}

/** More than any of the course's commands prints. */
const longest = 4 * 1024 * 1024;

/** Runs the docker command to its end; no shell is involved. Never throws. */
export async function docker(
  endpoint: EngineEndpoint,
  args: readonly string[],
  options: DockerOptions = {},
): Promise<DockerRun> {
  const program = await findDocker();
  if (program === undefined) return { exitCode: -1, stdout: '', stderr: 'docker: not found', seconds: 0 };
  return run(program, [...dockerOptions(endpoint), ...args], options);
}

function run(program: string, args: readonly string[], options: DockerOptions): Promise<DockerRun> {
  return new Promise((resolve) => {
    const begun = performance.now();
    let stdout = '';
    let stderr = '';
    const timeout = options.timeout ?? 120_000;
    const child = spawn(program, args, {
      stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      timeout,
      ...(options.signal && { signal: options.signal }),
      // A docker that waits for the engine hands other signals on to the container, and waits on.
      killSignal: 'SIGKILL',
    });
    const finish = (exitCode: number) => {
      resolve({ exitCode, stdout, stderr, seconds: (performance.now() - begun) / 1000 });
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < longest) stdout += text;
      options.onOutput?.(stdout);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < longest) stderr += text;
    });
    child.on('error', (error) => {
      stderr += error.message;
      finish(-1);
    });
    child.on('close', (code) => {
      if (code === null) stderr += `\ndocker was ended: it took longer than ${timeout / 1000} s`;
      finish(code ?? -1);
    });
    // A command that ends without reading its input closes the pipe early; its exit code tells.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.stdin);
  });
}

/** Environment in which a terminal's docker command talks to this engine. */
export function endpointEnvironment({ host, tls }: EngineEndpoint): Record<string, string> {
  const folder = tls?.ca?.replace(/[\\/][^\\/]*$/, '');
  return {
    DOCKER_HOST: host,
    ...(tls?.verify === true && { DOCKER_TLS_VERIFY: '1' }),
    ...(folder !== undefined && { DOCKER_CERT_PATH: folder }),
  };
}
