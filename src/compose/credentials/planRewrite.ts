import type { Place } from '../finding';
import { insertKey } from '../mapEdits';
import { insertItem } from '../seqEdits';
import { lookup, type MapNode, type ScalarNode, type YamlNode } from '../yamlNodes';
import type { CredentialProject } from './credentialProject';
import type { CredentialSite } from './credentialSite';
import { encodeUrlPart } from './credentialUrl';
import { EditSheet } from './editSheet';
import { generatePassword, type RandomBytes } from './generatePassword';
import { ignoreInGit } from './ignoreInGit';
import type { CredentialGroup } from './linkedCopies';
import type { RewritePlan, RewriteStrategy, RewrittenSecret } from './rewritePlan';
import { variableName } from './variableName';

export interface RewriteOptions {
  readonly strategy: RewriteStrategy;
  readonly randomBytes: RandomBytes;
  /** What compose says when the variable is missing: `${NAME:?reminder}`. Letters, blanks and dots only. */
  readonly reminder: string;
  /** The file that takes the variables. */
  readonly dotEnvFile?: string;
}

/**
 * Plans new passwords for groups of linked copies: one password a group, every copy, over all files. The plan
 * replaces nothing but the secrets themselves and adds the lines that the strategy needs.
 */
export function planRewrite(
  project: CredentialProject,
  groups: readonly CredentialGroup[],
  options: RewriteOptions,
): RewritePlan {
  return new Rewrite(project, options).plan(groups);
}

class Rewrite {
  private readonly sheet: EditSheet;
  private readonly variables = new Map<CredentialGroup, string>();
  /** The secrets that the maps of services take. */
  private readonly serviceSecrets = new Map<MapNode, string[]>();
  private readonly topSecrets = new Map<string, string>();
  private readonly dotEnvFile: string;

  constructor(
    private readonly project: CredentialProject,
    private readonly options: RewriteOptions,
  ) {
    this.sheet = new EditSheet(
      (file) =>
        project.run.sources.find((source) => source.file === file)?.text ?? project.files.readFile(file),
    );
    this.dotEnvFile = options.dotEnvFile ?? '.env';
  }

  plan(groups: readonly CredentialGroup[]): RewritePlan {
    const secrets: RewrittenSecret[] = [];
    const skipped: CredentialGroup[] = [];
    for (const group of groups) {
      if (!group.sites.every((site) => this.canEdit(site))) {
        skipped.push(group);
        continue;
      }
      const password = generatePassword(this.options.randomBytes, group.policy);
      this.rewrite(group, password);
      secrets.push({ group, password, places: group.sites.map(({ place }) => place) });
    }
    this.declareSecrets();
    const { edits, creates } = this.sheet.finish();
    const unreadable = creates.filter((file) => this.project.files.exists(file) === true);
    return { edits, creates, unreadable, secrets, skipped };
  }

  private canEdit(site: CredentialSite): boolean {
    if (site.origin === 'built-in') return this.environmentEdits(site, 'x') !== undefined;
    // A hash cannot be made here: the password itself in its place would let nobody in.
    return site.place.range.end > site.place.range.start && !/^(?:\$|\{\w+\})/.test(site.value);
  }

  private rewrite(group: CredentialGroup, password: string): void {
    const { strategy } = this.options;
    if (strategy === 'in-place') {
      for (const site of group.sites) this.put(site, site.encoded ? encodeUrlPart(password) : password);
      return;
    }
    const inFile = group.sites.filter((site) => takesFile(site));
    const asSecret = strategy === 'secrets' && inFile.length > 0 && this.canDeclareSecrets(inFile);
    const rest = asSecret ? group.sites.filter((site) => !inFile.includes(site)) : group.sites;
    if (asSecret) this.rewriteAsSecrets(group, inFile, rest, password);
    if (rest.length > 0) this.rewriteAsVariable(group, rest, password);
  }

  /** The words themselves, or a variable for a service that had nothing. */
  private put(site: CredentialSite, words: string): void {
    if (site.origin === 'built-in') this.sheet.add(this.environmentEdits(site, words) ?? []);
    else this.sheet.replace(site.place, words);
  }

  private rewriteAsVariable(
    group: CredentialGroup,
    sites: readonly CredentialSite[],
    password: string,
  ): void {
    const inCompose = sites.filter(({ origin }) => !inOtherFile.has(origin));
    for (const site of sites) if (!inCompose.includes(site)) this.sheet.replace(site.place, password);
    if (inCompose.length === 0) return;
    const name = this.variable(group, password);
    const reference = `\${${name}:?${this.options.reminder}}`;
    for (const site of inCompose) {
      if (site.origin === 'built-in') {
        this.put(site, reference);
        continue;
      }
      const place = site.origin === 'default' ? (site.variablePlace ?? site.place) : site.place;
      this.sheet.replace(place, reference);
      if (site.node) this.quoteInFlow(site.node);
    }
  }

  /** The group's variable, which stands in `.env` afterwards. */
  private variable(group: CredentialGroup, password: string): string {
    // A variable of an included file's own `.env` is not known outside of it.
    const { run, main } = this.project;
    const inEnvFile = group.sites.find(
      ({ origin, variable }) =>
        origin === 'dotenv' && variable !== undefined && run.variables(main.source).entry?.(variable),
    );
    const known = this.variables.get(group) ?? inEnvFile?.variable;
    if (known !== undefined) return known;
    const name = variableName(this.project, group, new Set(this.variables.values()));
    this.variables.set(group, name);
    this.sheet.append(this.dotEnvFile, `${name}=${password}`);
    ignoreInGit(this.sheet, this.project.files, this.dotEnvFile);
    return name;
  }

  /** A plain scalar between braces cannot hold `{`: it gets quotes. */
  private quoteInFlow(node: ScalarNode): void {
    const roots = this.project.run.documentsOf(node.source);
    if (node.style !== 'plain' || !roots.some((root) => isInFlow(root, node))) return;
    const raw = node.source.text.slice(node.start, node.end);
    const quote = raw.includes("'") ? '"' : "'";
    const { file } = node.source;
    this.sheet.replace({ file, range: { start: node.start, end: node.start } }, quote);
    this.sheet.replace({ file, range: { start: node.end, end: node.end } }, quote);
  }

  private rewriteAsSecrets(
    group: CredentialGroup,
    sites: readonly CredentialSite[],
    rest: readonly CredentialSite[],
    password: string,
  ): void {
    const name = this.secretName(group);
    for (const site of sites) {
      const fileKey = site.known?.fileKey;
      if (site.entry === undefined || fileKey === undefined) continue;
      this.sheet.replace(site.entry.key, fileKey);
      this.sheet.replace(site.entry.value, `/run/secrets/${name}`);
      const map = this.mapOf(site);
      if (!map) continue;
      const names = this.serviceSecrets.get(map) ?? [];
      if (!names.includes(name)) names.push(name);
      this.serviceSecrets.set(map, names);
    }
    if (rest.length > 0) {
      // Copies that take no file read the same variable: it is written once, in `.env`.
      this.topSecrets.set(name, `environment: ${this.variable(group, password)}`);
      return;
    }
    const file = secretFile(name);
    this.topSecrets.set(name, `file: ./${file}`);
    this.sheet.write(file, password);
    ignoreInGit(this.sheet, this.project.files, 'secrets/');
  }

  /** A name that neither a secret of the project has nor a file beside it: what stands there means something else. */
  private secretName(group: CredentialGroup): string {
    const taken = new Set([...this.topSecrets.keys(), ...this.project.run.section('secrets').keys()]);
    for (;;) {
      const name = variableName(this.project, group, taken, true).toLowerCase();
      if (this.project.files.exists(secretFile(name)) !== true) return name;
      taken.add(name);
    }
  }

  private canDeclareSecrets(sites: readonly CredentialSite[]): boolean {
    const { root } = this.project.main;
    const section = this.project.main.top('secrets');
    if (root.type !== 'map' || root.flow) return false;
    // What an alias or a merge brings belongs to others, too.
    if (section && (section.alias || section.value.type !== 'map' || section.value.flow)) return false;
    return sites.every((site) => {
      const map = this.mapOf(site);
      if (!map || map.flow) return false;
      const own = lookup(map, 'secrets');
      return !own || (!own.alias && own.value.type === 'seq' && isInside(own.value, map));
    });
  }

  /** Writes `secrets:` into the services that take them and into the top of the file. */
  private declareSecrets(): void {
    for (const [map, names] of this.serviceSecrets) {
      const own = lookup(map, 'secrets')?.value;
      if (own?.type === 'seq') for (const name of names) this.sheet.add(insertItem(own, name) ?? []);
      else this.sheet.add(insertKey(map, 'secrets', ['', ...names.map((name) => `  - ${name}`)]) ?? []);
    }
    const { main } = this.project;
    if (this.topSecrets.size === 0) return;
    const section = main.top('secrets')?.value;
    if (section?.type === 'map' && section.pairs.length > 0)
      for (const [name, source] of this.topSecrets)
        this.sheet.add(insertKey(section, name, ['', `  ${source}`]) ?? []);
    else {
      this.sheet.append(main.source.file, 'secrets:');
      for (const [name, source] of this.topSecrets) {
        this.sheet.append(main.source.file, `  ${name}:`);
        this.sheet.append(main.source.file, `    ${source}`);
      }
    }
  }

  /** Edits that give a service one more variable; undefined where its `environment` is written elsewhere. */
  private environmentEdits(site: CredentialSite, value: string): ReturnType<typeof insertKey> {
    const map = this.mapOf(site);
    if (!map) return undefined;
    const environment = lookup(map, 'environment')?.value;
    if (environment === undefined) {
      if (map.flow) return insertKey(map, 'environment', [`{ ${site.name}: ${JSON.stringify(value)} }`]);
      return insertKey(map, 'environment', ['', `  ${site.name}: ${value}`]);
    }
    if (!isInside(environment, map)) return undefined;
    if (environment.type === 'map')
      return insertKey(environment, site.name, [environment.flow ? JSON.stringify(value) : value]);
    if (environment.type !== 'seq') return undefined;
    const item = `${site.name}=${value}`;
    return insertItem(environment, environment.flow ? JSON.stringify(item) : item);
  }

  /** What is written for the site's service, in the same file where there is something. */
  private mapOf(site: CredentialSite): MapNode | undefined {
    const service = this.project.services.get(site.service);
    const { file } = site.entry?.key ?? site.place;
    return service?.pieces.find(({ source }) => source.file === file) ?? service?.homeMap;
  }
}

/** Origins whose words stand in no compose file: they are replaced where they stand. */
const inOtherFile: ReadonlySet<CredentialSite['origin']> = new Set(['dotenv', 'env-file', 'secret-file']);

const secretFile = (name: string): string => `secrets/${name}.txt`;

const takesFile = (site: CredentialSite): boolean =>
  site.known?.fileKey !== undefined &&
  site.entry !== undefined &&
  site.form === 'variable' &&
  (site.origin === 'literal' || site.origin === 'default');

const isInside = (node: YamlNode, map: MapNode): boolean =>
  node.source === map.source && node.start >= map.start && node.end <= map.end;

/** Whether a node stands between braces or brackets. */
function isInFlow(root: YamlNode, { start }: Place['range']): boolean {
  if (root.type === 'scalar' || start < root.start || start >= root.end) return false;
  if (root.flow) return true;
  const children = root.type === 'map' ? root.pairs : root.items;
  return children.some(({ value, alias }) => !alias && isInFlow(value, { start, end: start }));
}
