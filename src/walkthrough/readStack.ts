import type { StackFacts } from '../course/facts';
import type { LiveEngine } from '../engine/liveSnapshot';
import { engineHost } from '../kernel/engineHost';
import { driftedServices, type ComposeProject } from './composeProjects';
import { countDefaultPasswords } from './countDefaultPasswords';
import { docker } from './dockerCli';
import { probePad } from './probePad';

export interface StackDeps {
  /** The text of a file as the learner sees it now; undefined if it can't be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** A path as the learner names it. */
  readonly shortName: (path: string) => string;
}

/** What a stack shows of itself; `compared` has its file compared with what runs, by `docker compose`. */
export async function readStack(
  project: ComposeProject,
  live: LiveEngine,
  { readFile, shortName }: StackDeps,
  compared: boolean,
): Promise<StackFacts> {
  const { files, services } = project;
  const [file = ''] = files;
  const text = await readFile(file);
  const passwords = text === undefined ? undefined : await countDefaultPasswords(text, file);
  const states = [...services].map(
    ([name, { state }]) => [name, state === 'running' ? 'running' : 'stopped'] as const,
  );
  const pad =
    services.get('app')?.state === 'running'
      ? await probePad(services, bareHost(live.endpoint.host))
      : undefined;
  const drifted = compared && file !== '' ? await compare(project, live) : undefined;
  return {
    file: shortName(file),
    services: Object.fromEntries(states),
    ...(passwords !== undefined && { defaultPasswords: passwords }),
    ...(pad && { pad }),
    ...(drifted && { drifted }),
  };
}

/** True while its pad was started and does not answer as it should yet. */
export function isStarting({ services, pad }: StackFacts): boolean {
  return services['app'] === 'running' && (pad?.padAnswers !== true || pad.redirect === undefined);
}

async function compare(project: ComposeProject, live: LiveEngine): Promise<string[] | undefined> {
  const files = project.files.flatMap((file) => ['--file', file]);
  const { stdout } = await docker(live.endpoint, ['compose', ...files, 'config', '--hash', '*']);
  return driftedServices(project, stdout);
}

/** Where the engine's ports are asked; an IPv6 address without the brackets that a URL puts around it. */
function bareHost(endpoint: string): string {
  return engineHost(endpoint)?.replace(/^\[|\]$/g, '') ?? '127.0.0.1';
}
