import type { Place } from './finding';
import type { Variables } from './project/composeUnit';
import type { LinkProblem } from './project/linkProblem';
import type { SyntaxProblem } from './yaml/parseYaml';
import type { MapNode, Pair, ScalarNode, ScalarStyle, SourceText, YamlNode } from './yamlNodes';

/** One variable of an `environment`, whichever way it was written. */
export interface EnvironmentEntry {
  readonly key: string;
  /** Undefined where only the name is given: the value then comes from the shell or `.env`. Not interpolated. */
  readonly value: string | undefined;
  readonly keyPlace: Place;
  /** Where the value stands, without quotes; for `- KEY=value` the part after `=`. */
  readonly valuePlace: Place | undefined;
  /** The scalar that holds the value (in the list form, the whole `KEY=value`). */
  readonly node: ScalarNode;
  /** Where the value begins in `node.text`: 0 in a map, after `=` in a list. */
  readonly valueOffset: number;
  readonly style: ScalarStyle;
  readonly form: 'map' | 'list';
}

/** One published port, from the short (`"127.0.0.1:80:80/tcp"`) or the long form. Parts may hold `${…}`. */
export interface PortMapping {
  readonly node: YamlNode;
  readonly place: Place;
  readonly form: 'short' | 'long';
  readonly hostIp: string | undefined;
  /** The port or range on the host; undefined where the engine picks one. */
  readonly published: string | undefined;
  readonly target: string;
  readonly protocol: string;
}

/** One mount, from the short (`./data:/data:ro`) or the long form. Parts may hold `${…}`. */
export interface VolumeMount {
  readonly node: YamlNode;
  readonly place: Place;
  readonly form: 'short' | 'long';
  /** In the short form: `volume` for a name or nothing, `bind` for a path. */
  readonly type: string;
  readonly source: string | undefined;
  readonly sourcePlace: Place | undefined;
  readonly target: string;
  readonly readOnly: boolean;
  /** What stands after the second colon (`ro`, `z`, `rshared`…), or `bind.propagation` of the long form. */
  readonly options: readonly string[];
}

/**
 * A service of the file, or of a file that is run together with it. Every accessor goes through aliases, merges
 * (`<<`), `extends`, overrides and `!reset`: the node that it returns knows where it was written, which may be
 * elsewhere in the file or in another file.
 */
export interface Service {
  readonly name: string;
  /** The service's name in the file that is looked at; where that has none, where it is first defined. */
  readonly nameNode: ScalarNode;
  /** The service's name where it is first defined: where a finding about something missing stands. */
  readonly namePlace: Place;
  /** What is written under `nameNode`; undefined where it is not a map (the schema says so). */
  readonly map: MapNode | undefined;
  /** What is written where it is first defined: where something missing is added. */
  readonly homeMap: MapNode | undefined;
  /** Every map that is written for it, what it extends not counted. */
  readonly pieces: readonly MapNode[];
  /** Whether it extends something that was not found or could not be read. */
  readonly isOpen: boolean;
  has(key: string): boolean;
  /** The value of a key, for example `service.get('image')`; deeper: `service.get('deploy', 'resources')`. */
  get(key: string, ...deeper: readonly string[]): YamlNode | undefined;
  /** The key and its value. */
  pair(key: string): Pair | undefined;
  /** The words of a scalar key. */
  text(key: string, ...deeper: readonly string[]): string | undefined;
  readonly environment: readonly EnvironmentEntry[];
  readonly ports: readonly PortMapping[];
  readonly volumes: readonly VolumeMount[];
  /** The variables that count where a node of it was written, as far as env files say. */
  variablesOf(node: YamlNode): Variables;
  /** What `work` makes of the service, done once and kept here: `work` must be one constant function. */
  derive<T>(work: (service: Service) => T): T;
}

/** An entry of the top-level `networks`, `volumes`, `secrets` or `configs`. */
export interface TopLevelEntry {
  readonly name: string;
  readonly nameNode: ScalarNode;
  readonly value: YamlNode;
}

export type TopLevelSection = 'networks' | 'volumes' | 'secrets' | 'configs';

/**
 * A compose file read once: alone (`parseCompose`), or with the files that Compose reads together with it
 * (`linkFiles`), whose services and entries then count, too. Immutable.
 */
export interface ComposeModel {
  readonly source: SourceText;
  readonly problems: readonly SyntaxProblem[];
  /** The root of the first document; Compose puts the others over it, as if they were further files. */
  readonly root: YamlNode;
  readonly documents: readonly YamlNode[];
  readonly services: ReadonlyMap<string, Service>;
  top(key: string): Pair | undefined;
  section(section: TopLevelSection): ReadonlyMap<string, TopLevelEntry>;
  /** Why files do not go together. */
  readonly links: readonly LinkProblem[];
  /** False where something belongs to it that was not read: then nobody knows what is missing. */
  readonly isComplete: boolean;
  /** The file over which this one is put; undefined where it comes first, or stands alone. */
  readonly base: ComposeModel | undefined;
  /** The files that are put over each other, each alone, in `-f` order; the file itself is one of them. */
  readonly files: readonly ComposeModel[];
  /** The texts of all files that were read, the file itself among them. */
  readonly sources: readonly SourceText[];
  /** The env files that fill in the variables of its files, `.env` among them. */
  readonly envFiles: readonly SourceText[];
  /** The variables that count in a text, as far as env files say. */
  variables(source: SourceText): Variables;
  /** What is written in a text that was read, document by document. */
  documentsOf(source: SourceText): readonly YamlNode[];
  /** Where the relative paths of a text begin, as seen from the file's folder; empty for that folder itself. */
  folderOf(source: SourceText): string;
  /** What `work` makes of the model, done once and kept here: `work` must be one constant function. */
  derive<T>(work: (model: ComposeModel) => T): T;
}

/** The files around a compose file, read by the edge. Paths are relative to the linted file's folder or absolute. */
export interface FileAccess {
  /** The text of a file; undefined where there is none (or the edge may not read it). */
  readFile(path: string): string | undefined;
  /** Whether a file or folder stands there; undefined where the edge cannot tell (or may not look). */
  exists(path: string): boolean | undefined;
}
