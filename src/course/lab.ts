import { courseLabel, runLabel, type DockerArguments, type Exercise, type LabRun } from './exercise';
import type { CourseFacts, ObservedContainer } from './facts';

/** Seconds after which a lab's container ends and is removed, whatever became of the editor. */
export const labLifetime = 1800;

/** What an exercise makes is known by: options of `docker run`, `build`, `network create` and `volume create`. */
export function labels(exercise: string, { run }: LabRun): readonly string[] {
  return ['--label', `${courseLabel}=${exercise}`, '--label', `${runLabel}=${run}`];
}

/** The same as an instruction of a Dockerfile, for what a build leaves when it fails. */
export function labelInstruction(exercise: string, { run }: LabRun): string {
  return `LABEL ${courseLabel}=${exercise} ${runLabel}=${run}`;
}

/** Names of containers that the exercise gives, or tells the learner to give. */
export function namesOf({ lab, trials, solution }: Exercise): readonly string[] {
  const context = { image: '', run: '' };
  const made = [...(lab?.(context) ?? []), ...(trials?.(context) ?? []).map(({ docker }) => docker)];
  const lines = [...made.map((words) => words.join(' ')), ...(solution?.(context) ?? [])];
  return [
    ...new Set(lines.flatMap((line) => [...line.matchAll(/ --name (\S+)/g)].map(([, name = '']) => name))),
  ];
}

/**
 * `docker run` of a lab's container: labelled, capped in processes and memory, without network unless asked
 * for, removed when it ends, and ending by itself.
 */
export function runLab(
  exercise: string,
  name: string,
  lab: LabRun,
  options: {
    readonly network?: boolean;
    /** False leaves memory without a limit, for exercises that set it. */
    readonly memory?: boolean;
    /** False leaves the number of processes without a limit. */
    readonly pids?: boolean;
    readonly extra?: readonly string[];
    /** Shell commands before the rest; what fails among them keeps the lab from nothing. */
    readonly setup?: string;
  } = {},
): DockerArguments {
  const { image, lifetime = labLifetime } = lab;
  return [
    'run',
    '--detach',
    '--rm',
    '--name',
    name,
    ...labels(exercise, lab),
    ...(options.pids === false ? [] : ['--pids-limit', '64']),
    ...(options.memory === false ? [] : ['--memory', '64m']),
    ...(options.network === true ? [] : ['--network', 'none']),
    ...(options.extra ?? []),
    image,
    ...(options.setup === undefined
      ? ['sleep', String(lifetime)]
      : ['sh', '-c', `${options.setup}\nexec sleep ${lifetime}`]),
  ];
}

/** `docker run` of something that ends by itself and leaves nothing, capped like the labs. */
export function tryOut(
  exercise: string,
  lab: LabRun,
  options: readonly string[],
  command: readonly string[],
): DockerArguments {
  return ['run', '--rm', ...labels(exercise, lab), ...options, lab.image, ...command];
}

/** The running container of that name. */
export function running(facts: CourseFacts, name: string): ObservedContainer | undefined {
  return facts.containers.find((container) => container.running && container.name === name);
}

/** Those of containers that were made since the exercise was opened. */
export function fresh<Container extends { readonly id: string }>(
  { before }: CourseFacts,
  containers: readonly Container[],
): Container[] {
  return containers.filter(({ id }) => before?.has(id) !== true);
}

/** Running containers that the exercise's lab did not make, the newest first. */
export function learnersOwn(facts: CourseFacts, labNames: readonly string[]): ObservedContainer[] {
  return facts.containers
    .filter(({ running: runs, name }) => runs && !labNames.includes(name))
    .sort((a, b) => b.created - a.created);
}
