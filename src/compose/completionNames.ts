import type { CompletionPlace } from './completionPlace';
import type { ComposeModel, Service } from './composeModel';
import { knownImage } from './credentials/imageFacts';
import { profilesOf } from './facts/profilesOf';
import { itemsOf, textOf, type YamlNode } from './yamlNodes';

/** What may be written at a place. */
export interface NameSuggestion {
  readonly label: string;
  readonly insert: string;
  readonly kind: 'name' | 'variable';
}

/**
 * The names that fit at a place and do not stand there yet: services, volumes, networks…, profiles, variables that
 * the image knows. Each is written as the place asks for: with a dash, as a key, after `service:`.
 */
export function suggestNames(model: ComposeModel, place: CompletionPlace): NameSuggestion[] {
  const [top, name, key, deeper] = place.path;
  const service = name === undefined ? undefined : model.services.get(name);
  if (top !== 'services' || name === undefined || key === undefined) return [];
  const wanted = namesFor(model, name, service, [key, ...(deeper === undefined ? [] : [deeper])]);
  if (!wanted || place.path.length > 4) return [];
  const { labels, kind, single = false, after = '' } = wanted;
  if (single !== (place.form === 'value')) return [];
  const node = single ? undefined : service?.get(key, ...(deeper === undefined ? [] : [deeper]));
  const present = presentIn(node, place.start);
  const write = (label: string): string =>
    kind === 'variable' ? variableAt(place, node, label) : nameAt(place, node, label, after);
  return [...new Set(labels)]
    .filter((label) => label !== '' && !present.has(label))
    .map((label) => (place.before.startsWith('service:') ? label.replace('service:', '') : label))
    .map((label) => ({ label, insert: place.gap + write(label), kind }));
}

interface Wanted {
  readonly labels: readonly string[];
  readonly kind: NameSuggestion['kind'];
  /** One name is the whole value; else there may be several, in a list or as keys. */
  readonly single?: boolean;
  /** What follows a name in a list. */
  readonly after?: string;
}

function namesFor(
  model: ComposeModel,
  name: string,
  service: Service | undefined,
  path: readonly string[],
): Wanted | undefined {
  const named = (labels: Iterable<string>, more: Partial<Wanted> = {}): Wanted => ({
    labels: [...labels],
    kind: 'name',
    ...more,
  });
  const others = [...model.services.keys()].filter((one) => one !== name);
  switch (path.join('.')) {
    case 'depends_on':
    case 'links':
    case 'volumes_from':
      return named(others);
    case 'network_mode':
    case 'pid':
    case 'ipc':
      return named(
        others.map((one) => `service:${one}`),
        { single: true },
      );
    case 'extends':
      return named(others, { single: true });
    case 'extends.service':
      return service?.get('extends', 'file') ? undefined : named(others, { single: true });
    case 'volumes':
      return named(model.section('volumes').keys(), { after: ':' });
    case 'volumes.source':
      return named(model.section('volumes').keys(), { single: true });
    case 'networks':
    case 'secrets':
    case 'configs':
      return named(model.section(path[0] as 'networks' | 'secrets' | 'configs').keys());
    case 'secrets.source':
    case 'configs.source':
      return named(model.section(path[0] as 'secrets' | 'configs').keys(), { single: true });
    case 'build.secrets':
      return named(model.section('secrets').keys());
    case 'profiles':
      return named([...model.services.values()].filter((one) => one.name !== name).flatMap(profilesOf));
    case 'environment':
      return { labels: service ? variablesOf(service) : [], kind: 'variable' };
    default:
      return undefined;
  }
}

function variablesOf(service: Service): string[] {
  const present = new Set(service.environment.map((entry) => entry.key));
  return (knownImage(service)?.secrets ?? [])
    .flatMap((one) => [one.key, ...[one.userKey, one.databaseKey, one.fileKey].flatMap((key) => key ?? [])])
    .filter((one) => !present.has(one));
}

/** The names that stand in a list or map already, but for the word that is being written. */
function presentIn(node: YamlNode | undefined, start: number): ReadonlySet<string> {
  const scalars = node?.type === 'map' ? node.pairs.map(({ key }) => key) : itemsOf(node);
  const isElsewhere = (one: YamlNode): boolean => start < one.start || one.end < start;
  return new Set(scalars.filter(isElsewhere).flatMap((one) => textOf(one)?.split(/[:=]/, 1)[0] ?? []));
}

function nameAt({ form }: CompletionPlace, node: YamlNode | undefined, label: string, after: string): string {
  if (form === 'line') return node?.type === 'map' ? `${label}:` : `- ${label}${after}`;
  return label + after;
}

function variableAt({ form }: CompletionPlace, node: YamlNode | undefined, label: string): string {
  if (form === 'line') return node?.type === 'seq' ? `- ${label}=` : `${label}: `;
  return `${label}=`;
}
