import type { ComposeModel } from './composeModel';
import { knownImage } from './credentials/imageFacts';
import { itemsOf, textOf } from './yamlNodes';

/** What may be written at a place. */
export interface NameSuggestion {
  readonly label: string;
  readonly insert: string;
  readonly kind: 'name' | 'variable';
}

/**
 * The keys that lead to a place, by the indentation of the lines above: the text there need not be whole. A list may
 * stand in brackets on the line itself.
 */
export function keyPathAt(text: string, offset: number): string[] {
  const lines = text.slice(0, offset).split('\n');
  const current = lines.pop() ?? '';
  let indent = /^[ ]*(?:- )?/.exec(current)?.[0].length ?? 0;
  if (current.trim() === '') indent = current.length;
  const item = /^[ ]*-/.test(current);
  if (item) indent = current.indexOf('-') + 1;
  const path: string[] = [];
  const flow = /^([ ]*)([\w.-]+)[ ]*:[ ]*\[[^\]#]*$/.exec(current);
  if (flow?.[1] !== undefined && flow[2] !== undefined) {
    path.push(flow[2]);
    indent = flow[1].length;
  }
  for (const line of lines.reverse()) {
    const key = /^([ ]*)([\w.-]+|"[^"]*"|'[^']*')[ ]*:(?:[ ].*)?$/.exec(line.trimEnd());
    const own = key?.[1]?.length;
    if (key?.[2] === undefined || own === undefined || own >= indent) continue;
    path.unshift(key[2].replace(/^["']|["']$/g, ''));
    indent = own;
    if (own === 0) break;
  }
  return path;
}

/** The names that fit at a place: services, volumes, networks…, profiles, variables that the image knows. */
export function suggestNames(model: ComposeModel, path: readonly string[]): NameSuggestion[] {
  const [top, name, key] = path;
  if (top !== 'services' || name === undefined || path.length !== 3) return [];
  const names = (labels: Iterable<string>, after = ''): NameSuggestion[] =>
    [...labels].map((label) => ({ label, insert: label + after, kind: 'name' }));
  switch (key) {
    case 'depends_on':
    case 'links':
      return names([...model.services.keys()].filter((one) => one !== name));
    case 'volumes':
      return names(model.section('volumes').keys(), ':');
    case 'networks':
    case 'secrets':
    case 'configs':
      return names(model.section(key).keys());
    case 'profiles':
      return names(
        new Set(
          [...model.services.values()].flatMap((service) =>
            itemsOf(service.get('profiles')).flatMap((item) => textOf(item) ?? []),
          ),
        ),
      );
    case 'environment': {
      const service = model.services.get(name);
      const image = service && knownImage(service);
      const present = new Set(service?.environment.map((entry) => entry.key));
      const keys = (image?.secrets ?? []).flatMap((secret) => [
        secret.key,
        ...[secret.userKey, secret.databaseKey, secret.fileKey].flatMap((one) => one ?? []),
      ]);
      const form = service?.get('environment')?.type === 'map' ? ': ' : '=';
      return [...new Set(keys)]
        .filter((one) => !present.has(one))
        .map((label) => ({ label, insert: label + form, kind: 'variable' }));
    }
    default:
      return [];
  }
}
