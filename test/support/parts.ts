import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cacheFolder } from '../../scripts/vscode/cacheFolder';
import { findDocker } from '../../src/findDocker';
import { findChromium } from './browser';
import { skipBecause } from './skipBecause';

/** A real Docker engine that tests may use. */
export interface TestEngine {
  readonly name: 'local' | 'remote' | 'newest' | 'systemd';
  /** As in `DOCKER_HOST`. */
  readonly host: string;
}

/** The engine of this machine (`UNBOXED_TEST_ENGINE` names another one). */
export const localEngine: TestEngine = {
  name: 'local',
  host: process.env['UNBOXED_TEST_ENGINE'] ?? 'unix:///var/run/docker.sock',
};

/** A second engine, reached over TCP; in CI it runs on cgroup v2 in a VM (`UNBOXED_TEST_REMOTE_ENGINE`). */
export const remoteEngine: TestEngine = {
  name: 'remote',
  host: process.env['UNBOXED_TEST_REMOTE_ENGINE'] ?? 'tcp://127.0.0.1:23750',
};

/** The newest engine that Debian packages, beside this machine's own (`UNBOXED_TEST_NEWEST_ENGINE`). */
export const newestEngine: TestEngine = {
  name: 'newest',
  host:
    process.env['UNBOXED_TEST_NEWEST_ENGINE'] ??
    `unix://${path.join(cacheFolder(), 'newest-engine', 'docker.sock')}`,
};

/** Compose 2.40 as a program of its own (`UNBOXED_TEST_COMPOSE_NEWEST` names another one). */
export const newestCompose =
  process.env['UNBOXED_TEST_COMPOSE_NEWEST'] ?? path.join(cacheFolder(), 'newest/docker-compose');

/** An engine whose control groups systemd makes; in CI in a VM of its own (`UNBOXED_TEST_SYSTEMD_ENGINE`). */
export const systemdEngine: TestEngine = {
  name: 'systemd',
  host: process.env['UNBOXED_TEST_SYSTEMD_ENGINE'] ?? 'tcp://127.0.0.1:23752',
};

/** Real parts that a test may need beyond Node. */
export type Part =
  | 'local engine'
  | 'remote engine'
  | 'newest engine'
  | 'systemd engine'
  | 'compose'
  | 'newest compose'
  | 'sample images'
  | 'browser'
  | 'root'
  | 'Podman'
  | 'rootless';

/** Images of the sample stack, made by test/support/real-parts/images.sh where no registry can be reached. */
const sampleImages = ['postgres:16-alpine', 'hackmdio/hackmd:2.4.2', 'nginx:1.27-alpine'];

const checks: Record<Part, () => Promise<string | undefined>> = {
  'local engine': () => engineProblem(localEngine),
  'remote engine': () => emulatedEngineProblem(remoteEngine),
  'systemd engine': () => emulatedEngineProblem(systemdEngine),
  'newest engine': () => engineProblem(newestEngine),
  compose: async () => {
    const { stdout } = await docker(['compose', 'version', '--short']);
    return /^v?2\./.test(stdout) ? undefined : `Compose 2 is wanted, found ${stdout.trim()}`;
  },
  'newest compose': async () => {
    const { stdout } = await run(newestCompose, ['version', '--short'], { timeout: 20_000 });
    return /^v?2\.40\./.test(stdout) ? undefined : `Compose 2.40 is wanted, found ${stdout.trim()}`;
  },
  'sample images': async () => {
    const present = await Promise.all(
      sampleImages.map((image) =>
        docker(['image', 'inspect', image]).then(
          () => '',
          () => image,
        ),
      ),
    );
    const missing = present.filter((image) => image !== '');
    return missing.length > 0 ? `no image ${missing.join(', ')} on the local engine` : undefined;
  },
  root: () => Promise.resolve(process.getuid?.() === 0 ? undefined : 'the tests do not run as root'),
  Podman: async () => {
    await run('podman', ['--version']);
    return undefined;
  },
  rootless: async () => {
    await run('rootlesskit', ['--version']);
    // It maps the ids that an ordinary user may not map.
    await access('/usr/bin/newuidmap');
    await access('/etc/subuid');
    return undefined;
  },
  browser: () =>
    Promise.resolve(findChromium() ? undefined : 'no Chromium found; name one in UNBOXED_CHROMIUM'),
};

/**
 * Says why a part can't be used, or undefined when it can.
 */
export async function missingPart(part: Part): Promise<string | undefined> {
  try {
    return await checks[part]();
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error);
  }
}

/**
 * Call it in a `before` hook or a test: skips with a reason when one of the parts is missing. With `CI=true` it fails
 * instead, unless `UNBOXED_MAY_MISS` (names separated by commas) allows that part to be absent.
 */
export async function needs(context: Mocha.Context, ...parts: readonly Part[]): Promise<void> {
  for (const part of parts) {
    if (part === 'remote engine' || part === 'systemd engine')
      context.timeout(context.timeout() + startsAgainWithin);
    const reason = await missingPart(part);
    if (!reason) continue;
    const text = `${part}: ${reason}`;
    if (isRequired(part)) throw new Error(`A part is missing in CI. ${text}`);
    skipBecause(context, text);
  }
}

/** Must this part be there? In CI all must, but those that `UNBOXED_MAY_MISS` lists. */
export function isRequired(part: string): boolean {
  const allowed = (process.env['UNBOXED_MAY_MISS'] ?? '').split(',').map((name) => name.trim());
  return process.env['CI'] === 'true' && !allowed.includes(part);
}

const run = promisify(execFile);

function docker(args: readonly string[]): Promise<{ stdout: string }> {
  return run('docker', ['--host', localEngine.host, ...args], { timeout: 20_000 });
}

async function engineProblem(engine: TestEngine): Promise<string | undefined> {
  // The tests prepare and remove containers with it.
  if (!(await findDocker())) return 'there is no docker command';
  const answer = await get(engine.host, '/_ping');
  if (answer !== 200) return `no Docker engine answers at ${engine.host}`;
  const image = await get(engine.host, '/images/busybox:latest/json');
  return image === 200 ? undefined : `the engine at ${engine.host} has no image busybox:latest`;
}

/** In CI an emulated machine that fell over is started again, in milliseconds that this may take. */
const startsAgainWithin = 180_000;

async function emulatedEngineProblem(engine: TestEngine): Promise<string | undefined> {
  const patientUntil = Date.now() + (isRequired(`${engine.name} engine`) ? startsAgainWithin : 0);
  for (;;) {
    const problem = await engineProblem(engine);
    if (!problem || Date.now() >= patientUntil) return problem;
    await setTimeout(2000);
  }
}

/** The HTTP status of a request to an engine, 0 when nobody answers. */
function get(host: string, path: string): Promise<number> {
  const url = new URL(host);
  const target =
    url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: Number(url.port) };
  return new Promise((resolve) => {
    const request = http.get({ ...target, path, timeout: 15_000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => {
      resolve(0);
    });
  });
}
