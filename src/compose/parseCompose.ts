import type { ComposeModel, Service, TopLevelEntry, TopLevelSection } from './composeModel';
import { parseYaml } from './yaml/parseYaml';
import { ParsedService } from './parsedService';
import { entries, lookup, type Pair, type YamlNode } from './yamlNodes';

/** Reads a compose file: one parse; everything else is worked out when it is asked for. Never throws. */
export function parseCompose(text: string, file: string): ComposeModel {
  const yaml = parseYaml({ file, text });
  const root: YamlNode = yaml.documents[0] ?? emptyRoot(text, file);
  const services = new Map<string, Service>();
  const section = lookup(root, 'services')?.value;
  if (section?.type === 'map')
    for (const [name, pair] of entries(section)) services.set(name, new ParsedService(name, pair, services));
  const sections = new Map<TopLevelSection, ReadonlyMap<string, TopLevelEntry>>();
  return {
    source: yaml.source,
    problems: yaml.problems,
    root,
    documents: yaml.documents,
    services,
    top: (key) => lookup(root, key),
    section(name) {
      const known = sections.get(name);
      if (known) return known;
      const made = topLevelEntries(lookup(root, name));
      sections.set(name, made);
      return made;
    },
  };
}

function topLevelEntries(pair: Pair | undefined): ReadonlyMap<string, TopLevelEntry> {
  const result = new Map<string, TopLevelEntry>();
  if (pair?.value.type === 'map')
    for (const [name, entry] of entries(pair.value))
      result.set(name, { name, nameNode: entry.key, value: entry.value });
  return result;
}

function emptyRoot(text: string, file: string): YamlNode {
  return {
    type: 'scalar',
    source: { file, text },
    start: 0,
    end: 0,
    tag: undefined,
    anchor: undefined,
    text: '',
    style: 'plain',
  };
}
