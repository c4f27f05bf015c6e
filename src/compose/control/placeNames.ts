import { readDotEnv } from '../readDotEnv';
import { parseYaml } from '../yaml/parseYaml';
import type { Pair, SeqItem, YamlNode } from '../yamlNodes';

/** The name of a place in a file: the keys that lead there, such as `services.db.environment.POSTGRES_USER`. */
export type PlaceNames = (offset: number) => string;

/** Files of variables, by their name: the keys of their lines are no secrets. */
const envFile = /(?:^|[\\/.])[\w-]*env(?:$|[.-])/i;

/** The names of the places in a text that is no longer parsed. */
export function placesInText(text: string, file: string): PlaceNames {
  const { documents } = parseYaml({ file, text });
  if (documents.some(({ type }) => type === 'map')) return placesIn(documents);
  // Whatever is no line of variables may be the secret itself.
  const entries = envFile.test(file) ? readDotEnv(text, file).filter(({ value }) => value !== undefined) : [];
  return (offset) => {
    const entry = entries.findLast(({ keyPlace }) => keyPlace.range.start <= offset);
    return entry && offset <= (entry.valuePlace?.range.end ?? 0) ? entry.key : '';
  };
}

/**
 * The names of the places in YAML. They hold no values, for a name may be kept where a password may not; the items of
 * a list have no numbers, for those change with every line before them, but the name in `NAME=value`.
 */
export function placesIn(documents: readonly YamlNode[]): PlaceNames {
  return (offset) => {
    const root = documents.findLast(({ start }) => start <= offset) ?? documents[0];
    return root ? stepsTo(root, offset).join('.').replaceAll('.[', '[') : '';
  };
}

function stepsTo(root: YamlNode, offset: number): string[] {
  const steps: string[] = [];
  let at: YamlNode | undefined = root;
  while (at && at.type !== 'scalar') {
    if (at.type === 'map') {
      const pair: Pair | undefined = at.pairs.findLast(({ key }) => key.start <= offset);
      if (pair) steps.push(pair.key.text);
      at = pair && !pair.alias && offset >= pair.value.start ? pair.value : undefined;
    } else {
      const item: SeqItem | undefined = at.items.findLast(
        ({ value, alias }) => (alias ?? value).start <= offset,
      );
      if (item) steps.push(`[${nameOf(item.value)}]`);
      at = item && !item.alias ? item.value : undefined;
    }
  }
  return steps;
}

const nameOf = (node: YamlNode): string =>
  (node.type === 'scalar' && /^([A-Za-z_][\w.-]*)=/.exec(node.text)?.[1]) || '';
