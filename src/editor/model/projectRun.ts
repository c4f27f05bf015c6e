import path from 'node:path';
import type { ComposeModel, Service } from '../../compose/composeModel';
import { isOn, profilesInVariable } from '../../compose/facts/profilesOf';
import type { OffsetRange } from '../../compose/finding';
import { withDefaults } from '../../compose/withDefaults';
import { itemsOf, placeOf, textOf, type YamlNode } from '../../compose/yamlNodes';

/** Knows the variables of the shell in which compose runs: they win over those of files. */
export type Shell = (name: string) => string | undefined;

/** A service of a run of compose, wherever it is written. */
export interface RunService {
  readonly name: string;
  /** Where its name stands in the file that is looked at; undefined for one that stands only in others. */
  readonly range: OffsetRange | undefined;
  readonly replicas: number;
  /** Profiles that must be chosen for it to start; empty for a service that always does. */
  readonly profiles: readonly string[];
}

/** The services of all files that are run together, as those say it in the end, variables filled in. */
export function servicesOfRun(run: ComposeModel, shell: Shell): RunService[] {
  return [...run.services.values()].map((service) => {
    const { nameNode, name } = service;
    const words = (node: YamlNode): string | undefined => wordsOf(service, node, shell);
    const count = service.get('deploy', 'replicas') ?? service.get('scale');
    const replicas = Number((count && words(count)) ?? 1);
    return {
      name,
      range: nameNode.source === run.source ? placeOf(nameNode).range : undefined,
      replicas: Number.isInteger(replicas) && replicas >= 0 ? replicas : 1,
      profiles: itemsOf(service.get('profiles')).flatMap((item) => words(item) ?? []),
    };
  });
}

function wordsOf(service: Service, node: YamlNode, shell: Shell): string | undefined {
  const text = textOf(node);
  if (!text?.includes('$')) return text;
  const variables = service.variablesOf(node);
  return withDefaults(text, (name) => shell(name) ?? variables(name));
}

/** What the files call the project: the last that has a `name:` wins. Undefined where none has, or it is unknown. */
export function nameInFiles(run: ComposeModel, shell: Shell): string | undefined {
  for (const file of [...run.files].reverse()) {
    const named = textOf(file.top('name')?.value);
    if (named === undefined) continue;
    const variables = run.variables(file.source);
    return withDefaults(named, (name) => shell(name) ?? variables(name));
  }
  return undefined;
}

/** The folder that gives a project its name where nothing else does: that of the first of its files. */
export function projectFolder(run: ComposeModel, file: string): string {
  const first = run.files[0]?.source.file ?? file;
  return path.dirname(path.resolve(path.dirname(file), first));
}

/**
 * The profiles that count: those that were chosen, else those of `COMPOSE_PROFILES`. Compose does the same: one
 * `--profile` on its command line, and the variable is not looked at.
 */
export function activeProfiles(
  chosen: readonly string[],
  environment: string | undefined,
): readonly string[] {
  if (chosen.length > 0) return chosen;
  return profilesInVariable(environment);
}

/** Whether a service starts with its project, with these profiles. */
export const isStarted = ({ profiles }: Pick<RunService, 'profiles'>, active: readonly string[]): boolean =>
  profiles.length === 0 || isOn(profiles, active);

/**
 * The profiles with which a command on the whole project reaches every service that `isMeant`: without its profile,
 * compose leaves a service alone even while it runs. Undefined where those that count reach them all.
 */
export function profilesToReach(
  services: readonly RunService[],
  active: readonly string[],
  isMeant: (service: string) => boolean,
): readonly string[] | undefined {
  const reach = [...active];
  for (const service of services)
    if (isMeant(service.name) && !isStarted(service, reach)) reach.push(service.profiles[0] ?? '*');
  return reach.length > active.length ? reach : undefined;
}
