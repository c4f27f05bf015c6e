import { Kept } from '../kept';
import type { ComposeModel, Service, TopLevelEntry, TopLevelSection } from '../composeModel';
import { mapValues } from '../lazyMap';
import { ParsedService } from '../parsedService';
import { emptyScalar, lookup, type SourceText, type YamlNode } from '../yamlNodes';
import type { SyntaxProblem } from '../yaml/parseYaml';
import type { ComposeUnit } from './composeUnit';
import type { LinkProblem } from './linkProblem';
import { mergePairs } from './mergeNodes';
import { ResourceGroup } from './resourceGroup';
import { LayerReader } from './serviceLayers';

export interface ModelParts {
  readonly source: SourceText;
  readonly problems: readonly SyntaxProblem[];
  readonly documents: readonly YamlNode[];
  readonly group: ResourceGroup;
  readonly units: readonly ComposeUnit[];
  readonly files?: readonly ComposeModel[];
  readonly linked: {
    problems(): readonly LinkProblem[];
    isComplete(): boolean;
    envFiles(): readonly SourceText[];
  };
}

/** The model of a run of files, as seen from one of them. What it says is worked out when it is asked for. */
export function modelOf({
  source,
  problems,
  documents,
  group,
  units,
  files,
  linked,
}: ModelParts): ComposeModel {
  const root = documents[0] ?? emptyScalar(source);
  let services: ReadonlyMap<string, Service> | undefined;
  const sections = new Map<TopLevelSection, ReadonlyMap<string, TopLevelEntry>>();
  const unitOf = (of: SourceText): ComposeUnit | undefined => units.find((unit) => unit.source === of);
  const kept = new Kept<ComposeModel>();
  const model: ComposeModel = {
    source,
    problems,
    root,
    documents,
    get services() {
      return (services ??= readServices(group, source));
    },
    top(key) {
      for (let index = documents.length - 1; index >= 0; index--) {
        const pair = lookup(documents[index], key);
        if (pair) return pair;
      }
      return undefined;
    },
    section(name) {
      const known = sections.get(name);
      if (known) return known;
      const made = readSection(
        group,
        name,
        units.some(({ tagged }) => tagged),
      );
      sections.set(name, made);
      return made;
    },
    get links() {
      return linked.problems();
    },
    get isComplete() {
      return linked.isComplete();
    },
    base: files?.[0]?.source === source ? undefined : files?.[0],
    get files() {
      return files ?? [model];
    },
    get sources() {
      // A file that is only extended is read when somebody follows it there.
      linked.isComplete();
      return units.map((unit) => unit.source);
    },
    get envFiles() {
      return linked.envFiles();
    },
    variables: (of) => unitOf(of)?.variables ?? (() => undefined),
    documentsOf: (of) => unitOf(of)?.documents ?? [],
    folderOf: (of) => unitOf(of)?.folder ?? '',
    derive: (work) => kept.of(model, work),
  };
  return model;
}

function readServices(group: ResourceGroup, source: SourceText): ReadonlyMap<string, Service> {
  return mapValues(group.services, ([first, ...others], name): Service => {
    if (!first) throw new Error('A service is written somewhere');
    return new ParsedService(name, [first, ...others], source);
  });
}

function readSection(
  group: ResourceGroup,
  section: TopLevelSection,
  tagged: boolean,
): ReadonlyMap<string, TopLevelEntry> {
  const entries = new Map<string, TopLevelEntry>();
  for (const [name, pairs] of group.section(section)) {
    const [first] = pairs;
    const merged = mergePairs(`${section}.*`, [...pairs].reverse(), tagged);
    if (first && merged) entries.set(name, { name, nameNode: first.key, value: merged.value });
  }
  return entries;
}

/** The model of one file alone. */
export function modelOfUnit(unit: ComposeUnit): ComposeModel {
  const { source, problems, documents } = unit;
  return modelOf({
    source,
    problems,
    documents,
    group: new ResourceGroup(
      documents.map((root) => ({ root, unit, included: [] })),
      new LayerReader({ otherFile: () => undefined, report: () => undefined }),
      () => undefined,
    ),
    units: [unit],
    linked: {
      problems: () => [],
      envFiles: () => [],
      isComplete: () => !documents.some((document) => lookup(document, 'include')),
    },
  });
}
