import { execFile } from 'node:child_process';
import { findDocker, findProgram } from '../findDocker';

/** What a docker command left. `missing` where there is no docker command at all. */
export interface DockerAnswer {
  readonly ok: boolean;
  readonly missing: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the docker CLI with an array of arguments, no shell between; never throws. `timeout` counts in milliseconds. */
export async function docker(
  args: readonly string[],
  options: { readonly cwd?: string; readonly timeout?: number } = {},
): Promise<DockerAnswer> {
  const program = await findDocker();
  if (program === undefined) return { ok: false, missing: true, stdout: '', stderr: '' };
  return new Promise((resolve) => {
    execFile(
      program,
      [...args],
      { timeout: 30_000, ...options, maxBuffer: 8 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ ok: error === null, missing: false, stdout, stderr });
      },
    );
  });
}

/** Why `docker compose` cannot be run: no docker command, or one without Compose v2 beside it. */
export type ComposeProblem = 'no-docker' | 'only-v1' | 'no-compose';

/** Whether Compose v2 is there. */
export async function composeProblem(): Promise<ComposeProblem | undefined> {
  const version = await docker(['compose', 'version', '--short']);
  if (version.ok && /^v?[2-9]\d*\./.test(version.stdout.trim())) return undefined;
  if (await hasOldCompose()) return 'only-v1';
  return version.missing ? 'no-docker' : 'no-compose';
}

async function hasOldCompose(): Promise<boolean> {
  const program = await findProgram('docker-compose');
  if (program === undefined) return false;
  return new Promise((resolve) => {
    execFile(program, ['version', '--short'], { timeout: 10_000 }, (error, stdout) => {
      resolve(error === null && stdout.trim().startsWith('1.'));
    });
  });
}
