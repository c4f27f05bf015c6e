import type { Service } from '../composeModel';
import { resolvePath } from '../project/paths';
import { withDefaults } from '../withDefaults';
import { itemsOf, textOf, valueAt } from '../yamlNodes';
import { commandText } from './authenticationOff';
import type { CredentialProject } from './credentialProject';
import { knownImage } from './imageFacts';
import type { SecretVariable } from './knownImage';

type BuiltIn = SecretVariable & { readonly builtIn: string };

/**
 * The accounts that a service’s image makes by itself, with a password that everybody knows, since nothing says
 * another one. Where something might (an env file that is not here, settings of the image’s own that are mounted),
 * nothing is claimed.
 */
export function accountsByDefault(
  project: CredentialProject,
  service: Service,
  variables: ReadonlyMap<string, unknown>,
): BuiltIn[] {
  const image = knownImage(service);
  const candidates = image?.secrets.filter(isBuiltIn) ?? [];
  if (!image || candidates.length === 0) return [];
  const { ownSettings } = image;
  if (ownSettings && mountedAt(service).some((target) => ownSettings.test(target))) return [];
  if (hasUnknownEnvFile(project, service)) return [];
  const told = commandText(service);
  return candidates.filter(
    ({ key, fileKey = `${key}_FILE`, formerKey = key }) =>
      // A script that names the variable most likely sets it.
      !told.includes(key) && ![key, fileKey, `${key}_FILE`, formerKey].some((one) => variables.has(one)),
  );
}

const isBuiltIn = (known: SecretVariable): known is BuiltIn => known.builtIn !== undefined;

/** Where in the container files of the machine, volumes and configs appear. */
function mountedAt(service: Service): string[] {
  const configs = itemsOf(service.get('configs')).map((item) => textOf(valueAt(item, 'target')));
  return [...service.volumes.map(({ target }) => target), ...configs].flatMap((target) => target ?? []);
}

function hasUnknownEnvFile({ run, files }: CredentialProject, service: Service): boolean {
  return itemsOf(service.get('env_file')).some((item) => {
    const node = item.type === 'map' ? valueAt(item, 'path') : item;
    if (node === undefined) return false;
    const path = withDefaults(textOf(node) ?? '', service.variablesOf(node));
    return path === undefined || files.readFile(resolvePath(run.folderOf(node.source), path)) === undefined;
  });
}
