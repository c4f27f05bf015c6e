import type { StackFacts } from '../course/facts';
import type { LiveEngine } from '../engine/liveSnapshot';
import { engineHost } from '../kernel/engineHost';
import { driftedServices, type ComposeProject } from './composeProjects';
import { countDefaultPasswords } from './countDefaultPasswords';
import { docker } from './dockerCli';
import type { PadProbe } from './probePad';

export interface StackDeps {
  /** The text of a file as the learner sees it now; undefined if it can't be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** A path as the learner names it. */
  readonly shortName: (path: string) => string;
}

/** What a stack shows of itself. */
export interface StackReading {
  readonly facts: StackFacts;
  /** False where a part is to be read again soon. */
  readonly complete: boolean;
}

/**
 * Reads a stack; `compared` has its file compared with what runs, by `docker compose`: always, or only where all else
 * is as it should be.
 */
export async function readStack(
  project: ComposeProject,
  live: LiveEngine,
  { readFile, shortName, probe }: StackDeps & { readonly probe: PadProbe },
  compared: 'always' | 'when-ready' | 'never',
): Promise<StackReading> {
  const { files, services } = project;
  const [file = ''] = files;
  const text = await readFile(file);
  const passwords = text === undefined ? undefined : await countDefaultPasswords(text, file);
  const states = [...services].map(
    ([name, { state }]) => [name, state === 'running' ? 'running' : 'stopped'] as const,
  );
  const runs = services.get('app')?.state === 'running';
  const probed = runs ? await probe.read(services, bareHost(live.endpoint.host)) : undefined;
  const ready = passwords === 0 && probed?.pad.redirect !== undefined;
  const wanted = runs && file !== '' && (compared === 'always' || (compared === 'when-ready' && ready));
  const [drifted, runningDefaults] = wanted
    ? await Promise.all([compare(project, live), countRunningDefaults(services, live)])
    : [];
  return {
    facts: {
      file: shortName(file),
      services: Object.fromEntries(states),
      ...(passwords !== undefined && { defaultPasswords: passwords }),
      ...(runningDefaults !== undefined && { runningDefaultPasswords: runningDefaults }),
      ...(probed && { pad: probed.pad }),
      ...(drifted && { drifted }),
    },
    complete: probed?.due !== true && (!wanted || runningDefaults !== undefined),
  };
}

/** The same count over what the containers that run were started with; undefined where one could not be read. */
async function countRunningDefaults(
  services: ComposeProject['services'],
  live: LiveEngine,
): Promise<number | undefined> {
  const running = [...services].filter(([, { state }]) => state === 'running');
  try {
    const read = await Promise.all(
      running.map(async ([name, { id, image }]) => {
        const { inspect } = await live.facts.read(id);
        return [name, { image, environment: inspect.config.env }] as const;
      }),
    );
    // JSON is YAML: the same rules judge both.
    return await countDefaultPasswords(
      JSON.stringify({ services: Object.fromEntries(read) }),
      'compose.yaml',
    );
  } catch {
    // Or gone between the list and the look.
    return undefined;
  }
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
