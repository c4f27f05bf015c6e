import type { EnvironmentEntry, Service } from '../composeModel';
import type { Place } from '../finding';
import { resolvePath } from '../project/paths';
import { readDotEnv } from '../readDotEnv';
import { placeInScalar } from '../scalarPlace';
import { withDefaults } from '../withDefaults';
import { itemsOf, placeOf, textOf, valueAt, type ScalarNode } from '../yamlNodes';
import type { CredentialProject } from './credentialProject';
import { dotEnvHolder, type Holder } from './writtenSecret';

/** A variable that a service gets, from `environment` or an `env_file`. */
export interface ServiceVariable {
  readonly key: string;
  readonly holder: Holder;
  /** Where the compose file brings it in. */
  readonly use: Place;
  /** The variable's name, where the compose file writes it. */
  readonly keyPlace: Place | undefined;
}

/** The variables that a service gets; an `environment` wins over an `env_file`, a later file over those before it. */
export function variablesOfService(
  { run, files }: CredentialProject,
  service: Service,
): ReadonlyMap<string, ServiceVariable> {
  const variables = new Map<string, ServiceVariable>();
  const put = (variable: ServiceVariable): void => {
    if (!variables.has(variable.key)) variables.set(variable.key, variable);
  };
  for (const entry of service.environment) {
    const holder = entryHolder(entry, service);
    const { key, keyPlace } = entry;
    if (holder) put({ key, holder, use: holder.place(0, holder.text.length), keyPlace });
    else put({ key, holder: emptyHolder(keyPlace), use: keyPlace, keyPlace });
  }
  for (const item of [...itemsOf(service.get('env_file'))].reverse()) {
    const node = item.type === 'map' ? valueAt(item, 'path') : item;
    if (node === undefined) continue;
    const known = service.variablesOf(node);
    const path = withDefaults(textOf(node) ?? '', known);
    if (path === undefined || path === '') continue;
    const file = resolvePath(run.folderOf(node.source), path);
    const text = files.readFile(file);
    if (text === undefined) continue;
    const raw = textOf(valueAt(item, 'format')) === 'raw';
    for (const entry of [...readDotEnv(text, file)].reverse()) {
      const holder = dotEnvHolder(entry, 'env-file', known);
      // Read raw, quotes belong to the value and `$` is a letter like any other.
      if (holder && !(raw && entry.quote))
        put({
          key: entry.key,
          holder: raw ? { ...holder, interpolates: false } : holder,
          use: placeOf(node),
          keyPlace: undefined,
        });
    }
  }
  return variables;
}

/** What an entry of `environment` holds; undefined where it only names a variable. */
export function entryHolder(entry: EnvironmentEntry, service: Service): Holder | undefined {
  const { node, value, valueOffset } = entry;
  return value === undefined ? undefined : scalarHolder(node, service, value, valueOffset);
}

/** A text of the compose file, or the rest of it from `offset` on. */
export function scalarHolder(node: ScalarNode, service: Service, text = node.text, offset = 0): Holder {
  return {
    text,
    origin: 'literal',
    interpolates: true,
    node,
    variables: service.variablesOf(node),
    place: (from, to) => placeInScalar(node, offset + from, offset + to),
  };
}

const emptyHolder = (place: Place): Holder => ({
  text: '',
  origin: 'literal',
  interpolates: false,
  node: undefined,
  variables: () => undefined,
  place: () => place,
});
