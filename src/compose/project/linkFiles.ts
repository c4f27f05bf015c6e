import { msg } from '../../message';
import type { ComposeModel, FileAccess } from '../composeModel';
import type { Place } from '../finding';
import { itemsOf, lookup, placeOf, textOf, type SourceText, type YamlNode } from '../yamlNodes';
import { withDefaults } from '../withDefaults';
import { readUnit, unitOf, type ComposeUnit, type Variables } from './composeUnit';
import { envFilesSetting, type SteeringEnvironment } from './composeFileSetting';
import { filesOfRun, type FilesOfRun } from './filesOfRun';
import type { LinkProblem } from './linkProblem';
import { modelOf, modelOfUnit } from './modelOf';
import { folderOf, nameOf, resolvePath } from './paths';
import { readVariables } from './readVariables';
import { ResourceGroup, type RunDocument } from './resourceGroup';
import { LayerReader } from './serviceLayers';

/** How the files of a run are chosen, where that is not left to Compose. Paths as seen from the linted file. */
export interface RunChoices {
  /** The compose files in `-f` order, the linted one among them. */
  readonly together?: readonly string[];
  /** The files of variables, in the order of `--env-file`. */
  readonly envFiles?: readonly string[];
  /** What the shell says: of the files, only where they are not named above. */
  readonly environment?: SteeringEnvironment;
}

/** More files than this, or files that include each other in longer chains, are no project that somebody wrote. */
const mostFiles = 1000;
const mostIncluded = 100;

/**
 * A file with all that Compose reads together with it: its override, what it includes, what its services extend in
 * other files, and the variables of its env files. Every value keeps the file and place where it was written. Reads
 * through `files` only; bounded in files and in depth; never throws.
 */
export function linkFiles(own: ComposeModel, files: FileAccess, choices: RunChoices = {}): ComposeModel {
  return new Linker(own, files, choices).link();
}

class Linker {
  private readonly problems: LinkProblem[] = [];
  private complete = true;
  private readonly units = new Map<string, ComposeUnit | undefined>();
  private readonly groups = new Map<string, ResourceGroup>();
  private readonly all: ComposeUnit[] = [];
  private readonly envFiles = new Map<string, SourceText>();
  private readonly reader: LayerReader;
  private readonly ownName: string;
  /** Each set of variables has a number, to know a file that is read twice with the same ones. */
  private readonly scopes = new Map<Variables, number>();

  constructor(
    private readonly own: ComposeModel,
    private readonly files: FileAccess,
    private readonly choices: RunChoices,
  ) {
    this.ownName = nameOf(own.source.file);
    const report = (problem: LinkProblem): void => {
      this.report(problem);
    };
    this.reader = new LayerReader({
      report,
      otherFile: (from, path, node) => {
        const file = resolvePath(from.folder, path);
        // What it lacks is lacking in the service that extends it alone.
        return this.unitAt(file, folderOf(file), from.variables, node, path);
      },
    });
  }

  link(): ComposeModel {
    const { own, files, choices } = this;
    const { together, envFiles, environment } = choices;
    const run = filesOfRun(own.source.file, files, together, envFiles, environment);
    if (!run.certain) this.complete = false;
    const folder = folderOf(run.names[0] ?? '');
    let known: ReturnType<typeof readVariables> | undefined;
    // Most files have no variables: then no env file is read.
    const all = (): ReturnType<typeof readVariables> =>
      (known ??= readVariables(
        (envFiles ?? envFilesOf(run, folder, environment)).flatMap((file) => this.envFile(file)),
      ));
    const profiles = environment?.COMPOSE_PROFILES;
    const valueOf: Variables = (name) =>
      (name === 'COMPOSE_PROFILES' ? profiles : undefined) ?? all().get(name)?.value;
    const variables: Variables = Object.assign(valueOf, {
      entry: (name: string) => all().get(name)?.entry,
    });
    const units = run.names.flatMap((name) => {
      if (name === this.ownName) return this.ownUnit(folder, variables);
      return this.read(name, folder, variables, run.setting?.place ?? own.root, name) ?? [];
    });
    if (run.setting?.hasEmptyName)
      this.report({
        place: run.setting.place ?? placeOf(own.root),
        message: msg(
          '`COMPOSE_FILE` names an empty file: Compose takes that for the folder, and refuses to read it.',
        ),
      });
    // `.env` may be missing, one that is named may not.
    const named = envFiles ?? (environment?.COMPOSE_ENV_FILES ? envFilesSetting(environment) : []);
    for (const file of named)
      if (files.exists(file) === false)
        this.report({
          place: placeOf(own.root),
          message: msg('{0} does not exist: Compose refuses the file.', file),
        });
    const main = this.group(units, [run.names[0] ?? '']);
    return modelOf({
      source: own.source,
      problems: own.problems,
      documents: own.documents,
      group: main,
      units: this.all,
      files: units.map((unit) => (unit.source === own.source ? own : modelOfUnit(unit))),
      linked: {
        // Following `extends` and `include` to their ends is what finds out about them.
        problems: () => {
          main.readAll();
          return this.problems;
        },
        isComplete: () => {
          main.readAll();
          return this.complete;
        },
        envFiles: () => {
          all();
          main.readAll();
          return [...this.envFiles.values()];
        },
      },
    });
  }

  private ownUnit(folder: string, variables: Variables): ComposeUnit {
    const unit = unitOf(this.own, folder, variables);
    this.units.set(this.keyOf(this.ownName, folder, variables), unit);
    this.all.push(unit);
    return unit;
  }

  private keyOf(file: string, folder: string, variables: Variables): string {
    const scope = this.scopes.get(variables) ?? this.scopes.size;
    this.scopes.set(variables, scope);
    return `${scope}\n${folder}\n${file}`;
  }

  /** A compose file all of which belongs to the run: without it nobody knows what is missing. */
  private read(...named: Parameters<Linker['unitAt']>): ComposeUnit | undefined {
    const unit = this.unitAt(...named);
    if (!unit) this.complete = false;
    return unit;
  }

  /** A compose file that `from` names as `written`; undefined where it cannot be had, which is then said. */
  private unitAt(
    file: string,
    folder: string,
    variables: Variables,
    from: YamlNode | Place,
    written: string,
    depth = 0,
  ): ComposeUnit | undefined {
    const key = this.keyOf(file, folder, variables);
    if (this.units.has(key)) return this.units.get(key);
    const unit = this.readNew(file, folder, variables, from, written, depth);
    this.units.set(key, unit);
    if (unit) this.all.push(unit);
    return unit;
  }

  private readNew(
    file: string,
    folder: string,
    variables: Variables,
    from: YamlNode | Place,
    written: string,
    depth: number,
  ): ComposeUnit | undefined {
    if (isRemote(written)) return undefined;
    const place = 'range' in from ? from : placeOf(from);
    if (this.all.length >= mostFiles || depth > mostIncluded) {
      const message = msg('More than {0} files belong to this one: the others are not looked at.', mostFiles);
      this.report({ place, message, unsure: true });
      return undefined;
    }
    // A file that takes in itself is the text that is being looked at, not what was saved of it.
    const text = file === this.ownName ? this.own.source.text : this.files.readFile(file);
    if (text === undefined) {
      const exists = this.files.exists(file);
      if (exists === false)
        this.report({ place, message: msg('{0} does not exist: Compose refuses the file.', written) });
      else if (exists)
        this.report({
          place,
          message: msg(
            '{0} cannot be read here (it is no text, too large, or outside of the folders that are trusted): what it brings is not checked.',
            written,
          ),
          unsure: true,
        });
      return undefined;
    }
    const unit = readUnit(text, file, folder, variables);
    const [problem] = unit.problems;
    if (!problem) return unit;
    this.report({ place: { file, range: problem.range }, message: problem.message });
    // Its text is needed to show where the problem is.
    this.all.push(unit);
    return undefined;
  }

  /** The documents of files that are put over each other; `trail`: the files that lead here by `include`. */
  private group(units: readonly ComposeUnit[], trail: readonly string[]): ResourceGroup {
    const documents = units.flatMap((unit) =>
      unit.documents.map((root): RunDocument => ({ root, unit, included: this.included(root, unit, trail) })),
    );
    return new ResourceGroup(documents, this.reader, (kind, name, node, other) => {
      this.report({
        place: placeOf(node),
        message: msg(
          '`{0}` stands under `{1}` here and, with other words, in a file that is included: Compose refuses that.',
          name,
          kind,
        ),
        related: [{ place: placeOf(other), message: msg('It is written here, too.') }],
      });
    });
  }

  private included(root: YamlNode, unit: ComposeUnit, trail: readonly string[]): RunDocument['included'] {
    const include = lookup(root, 'include')?.value;
    if (include?.type !== 'seq') return [];
    return include.items.flatMap(({ value }) => {
      const group = this.includedGroup(value, unit, trail);
      return group ? [{ node: value, group }] : [];
    });
  }

  private includedGroup(
    item: YamlNode,
    from: ComposeUnit,
    trail: readonly string[],
  ): ResourceGroup | undefined {
    const paths = this.words(item.type === 'map' ? lookup(item, 'path')?.value : item, from);
    const [main] = paths;
    if (!main) return undefined;
    const names = paths.map(({ text }) => resolvePath(from.folder, text));
    const [mainName = ''] = names;
    if (trail.includes(mainName)) {
      this.report({
        place: placeOf(main.node),
        message: msg(
          'These files include each other in a circle: {0}. Compose refuses them.',
          [...trail.slice(trail.indexOf(mainName)), mainName].join(' → '),
        ),
      });
      return undefined;
    }
    const [chosen] = this.words(lookup(item, 'project_directory')?.value, from);
    const folder = chosen ? resolvePath(from.folder, chosen.text) : folderOf(mainName);
    const variables = this.scopeOf(item, from, folder);
    const key = `${this.keyOf('', folder, variables)}${names.join('\n')}`;
    const known = this.groups.get(key);
    if (known) return known;
    const units = paths.flatMap(({ text, node }, index) => {
      return this.read(names[index] ?? text, folder, variables, node, text, trail.length) ?? [];
    });
    const group = this.group(units, [...trail, mainName]);
    this.groups.set(key, group);
    return group;
  }

  /** The variables of an included file: those of the file that includes it first, then its own env files. */
  private scopeOf(item: YamlNode, from: ComposeUnit, folder: string): Variables {
    const named = this.words(lookup(item, 'env_file')?.value, from);
    const files =
      named.length > 0
        ? named.flatMap(({ text, node }) => {
            const file = resolvePath(from.folder, text);
            const read = this.envFile(file);
            if (read.length === 0 && this.files.exists(file) === false)
              this.report({
                place: placeOf(node),
                message: msg('{0} does not exist: Compose refuses the file.', text),
              });
            return read;
          })
        : this.envFile(resolvePath(folder, '.env'));
    if (files.length === 0 || (folder === from.folder && named.length === 0)) return from.variables;
    const known = readVariables(files, from.variables);
    return Object.assign((name: string) => from.variables(name) ?? known.get(name)?.value, {
      entry: (name: string) =>
        from.variables(name) === undefined ? known.get(name)?.entry : from.variables.entry?.(name),
    });
  }

  private envFile(file: string): SourceText[] {
    const text = this.files.readFile(file);
    if (text === undefined) return [];
    const source = { text, file };
    this.envFiles.set(file, source);
    return [source];
  }

  /** The words of a scalar or a list; those that an unknown variable hides are left out. */
  private words(
    node: YamlNode | undefined,
    { variables }: ComposeUnit,
  ): { readonly text: string; readonly node: YamlNode }[] {
    return itemsOf(node).flatMap((one) => {
      const text = withDefaults(textOf(one) ?? '', variables);
      if (text === undefined) this.complete = false;
      return text === undefined || text === '' ? [] : [{ text, node: one }];
    });
  }

  private report(problem: LinkProblem): void {
    const { file, range } = problem.place;
    const known = this.problems.some(
      ({ place }) =>
        place.file === file && place.range.start === range.start && place.range.end === range.end,
    );
    if (!known) this.problems.push(problem);
  }
}

/**
 * The files of variables of a run. Where `COMPOSE_FILE` names files of another folder, Compose reads the variables of
 * that folder, too; those of the folder in which it was called win.
 */
function envFilesOf(
  { setting }: FilesOfRun,
  folder: string,
  environment: SteeringEnvironment | undefined,
): readonly string[] {
  if (environment?.COMPOSE_ENV_FILES) return envFilesSetting(environment);
  const own = resolvePath(folder, '.env');
  return setting && own !== '.env' ? [own, '.env'] : [own];
}

/** Files that Compose fetches from elsewhere: nothing is fetched here. */
const isRemote = (path: string): boolean =>
  /^(?:[a-z][a-z\d+.-]+:|git@|github\.com\/)/i.test(path) && !/^[A-Za-z]:[\\/]/.test(path);
