import type { ComposeModel, FileAccess, Service } from '../composeModel';
import { parseCompose } from '../parseCompose';
import { readDotEnv, type DotEnvEntry } from '../readDotEnv';
import { itemsOf, lookup, textOf, valueAt, type YamlNode } from '../yamlNodes';

/** A service as one of the files says it; `folder` is where that file's own relative paths begin. */
export interface ServicePart {
  readonly service: Service;
  readonly folder: string;
}

/** The compose files that are run together, with what stands around them. */
export interface CredentialProject {
  readonly models: readonly ComposeModel[];
  readonly files: FileAccess;
  /** All that is said of each service, the last word first: overrides, then the file, then what it extends. */
  readonly services: ReadonlyMap<string, readonly ServicePart[]>;
  readonly dotEnv: ReadonlyMap<string, DotEnvEntry>;
}

const deepest = 5;

/**
 * Puts files that are run together into one project: the files as given (`-f` order), those they include, and
 * the services of other files that theirs extend. `dotEnvFiles` are the files of variables, `.env` as a rule.
 */
export function credentialProject(
  models: readonly ComposeModel[],
  files: FileAccess,
  dotEnvFiles: readonly string[] = ['.env'],
): CredentialProject {
  const services = new Map<string, ServicePart[]>();
  const all: ComposeModel[] = [];
  const add = (model: ComposeModel, folder: string, depth: number): void => {
    all.push(model);
    for (const service of model.services.values()) {
      const parts = services.get(service.name) ?? [];
      parts.unshift({ service, folder }, ...extended(service, folder, files));
      services.set(service.name, parts);
    }
    if (depth < deepest)
      for (const path of includedPaths(model)) {
        const file = join(folder, path);
        const text = files.readFile(file);
        if (text === undefined || all.some(({ source }) => source.file === file)) continue;
        add(parseCompose(text, file), folderOf(file), depth + 1);
      }
  };
  for (const model of models) add(model, '', 0);
  const dotEnv = new Map<string, DotEnvEntry>();
  for (const file of dotEnvFiles) {
    const text = files.readFile(file);
    if (text !== undefined) for (const entry of readDotEnv(text, file)) dotEnv.set(entry.key, entry);
  }
  return { models: all, files, services, dotEnv };
}

function includedPaths(model: ComposeModel): string[] {
  const include = model.top('include')?.value;
  return itemsOf(include).flatMap((item) => {
    const path = item.type === 'map' ? valueAt(item, 'path') : item;
    return itemsOf(path).flatMap((one) => textOf(one) ?? []);
  });
}

/** The services of other files that a service extends, nearest first. */
function extended(service: Service, folder: string, files: FileAccess): ServicePart[] {
  const parts: ServicePart[] = [];
  let from: YamlNode | undefined = service.get('extends');
  for (let depth = 0, at = folder; depth < deepest && from; depth++) {
    const path = textOf(lookup(from, 'file')?.value);
    const name = textOf(lookup(from, 'service')?.value);
    if (path === undefined || name === undefined) break;
    const file = join(at, path);
    const text = files.readFile(file);
    const base = text === undefined ? undefined : parseCompose(text, file).services.get(name);
    if (!base) break;
    at = folderOf(file);
    parts.push({ service: base, folder: at });
    from = base.get('extends');
  }
  return parts;
}

const folderOf = (file: string): string => /^(.*[\\/])?/.exec(file)?.[1] ?? '';

/** A path as it is seen from the folder of the first file. */
export function join(folder: string, path: string): string {
  if (folder === '' || /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path)) return path.replace(/^\.\//, '');
  return folder + path.replace(/^\.\//, '');
}
