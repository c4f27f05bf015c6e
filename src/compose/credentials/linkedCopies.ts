import { itemsOf, textOf } from '../yamlNodes';
import type { CredentialProject } from './credentialProject';
import type { CredentialSite } from './credentialSite';
import type { PasswordPolicy } from './generatePassword';
import { variablesOfService } from './serviceVariables';
import type { DefaultReason } from './isDefaultValue';

/** Uses of one secret that must stay equal: they change together or something no longer logs in. */
export interface CredentialGroup {
  readonly sites: readonly CredentialSite[];
  /** The use to speak of: that of the service which keeps the account, else the first. */
  readonly owner: CredentialSite;
  /** Why its value counts as default; undefined where nobody could guess it. */
  readonly reason: DefaultReason | undefined;
  readonly policy: PasswordPolicy;
}

/** Puts the uses of secrets together that must stay equal. */
export function linkCredentials(
  project: CredentialProject,
  sites: readonly CredentialSite[],
): CredentialGroup[] {
  const neighbours = new Neighbours(project);
  const parent = sites.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const byValue = new Map<string, number[]>();
  for (const [index, site] of sites.entries()) {
    const same = byValue.get(site.value) ?? [];
    for (const other of same) {
      const a = sites[other];
      if (a && mustStayEqual(a, site, neighbours)) parent[root(index)] = root(other);
    }
    same.push(index);
    byValue.set(site.value, same);
  }
  const groups = new Map<number, CredentialSite[]>();
  for (const [index, site] of sites.entries()) {
    const at = root(index);
    const group = groups.get(at) ?? [];
    group.push(site);
    groups.set(at, group);
  }
  return [...groups.values()].map(groupOf);
}

function groupOf(sites: readonly CredentialSite[]): CredentialGroup {
  const owner = sites.find(({ server }) => server) ?? sites[0];
  if (!owner) throw new Error('A group has at least one use');
  const policies = sites.flatMap(({ known }) => known?.policy ?? []);
  const policy: PasswordPolicy = {
    minLength: Math.max(0, ...policies.map(({ minLength = 0 }) => minLength)),
    maxLength: Math.min(Infinity, ...policies.map(({ maxLength = Infinity }) => maxLength)),
    symbol: policies.some(({ symbol = false }) => symbol),
    without: policies.flatMap(({ without = [] }) => without),
  };
  return { sites, owner, reason: sites.find(({ reason }) => reason !== undefined)?.reason, policy };
}

/** Two uses of the same value: is one the copy of the other? */
function mustStayEqual(a: CredentialSite, b: CredentialSite, neighbours: Neighbours): boolean {
  if (samePlace(a, b)) return true;
  if (a.variable !== undefined && a.variable === b.variable) return true;
  const account = a.user === undefined || b.user === undefined || a.user === b.user;
  if (a.service === b.service)
    return (
      account && (a.form === 'option' || b.form === 'option' || a.host === b.service || b.host === a.service)
    );
  if (a.host !== undefined && a.host === b.host) return account;
  if (account && (neighbours.isHost(b, a.service) || neighbours.isHost(a, b.service))) return true;
  if (a.name === b.name && a.form === 'variable' && b.form === 'variable') return !(a.server && b.server);
  if (!account) return false;
  return loginsTo(a, b, neighbours) || loginsTo(b, a, neighbours);
}

/** Whether `client` logs in at the account that `server` keeps. */
function loginsTo(client: CredentialSite, server: CredentialSite, neighbours: Neighbours): boolean {
  if (!server.server || client.server || client.form === 'url') return false;
  if (!/pass|pwd|auth|-a$/i.test(client.name)) return false;
  return neighbours.speaksOf(client.service, server.service);
}

function samePlace(a: CredentialSite, b: CredentialSite): boolean {
  return (
    a.origin !== 'built-in' &&
    b.origin !== 'built-in' &&
    a.place.file === b.place.file &&
    a.place.range.start === b.place.range.start &&
    a.place.range.end === b.place.range.end
  );
}

/** Which service names which: by `depends_on`, `links`, a variable that holds its name, its aliases. */
class Neighbours {
  private readonly spoken = new Map<string, ReadonlySet<string>>();
  private known: ReadonlyMap<string, string> | undefined;

  constructor(private readonly project: CredentialProject) {}

  /** Read when two secrets are equal: in most files none are. */
  private get aliases(): ReadonlyMap<string, string> {
    if (this.known) return this.known;
    const aliases = new Map<string, string>();
    const { services } = this.project;
    for (const [name, service] of services) {
      aliases.set(name, name);
      for (const alias of [service.text('container_name'), service.text('hostname')])
        if (alias !== undefined && !services.has(alias)) aliases.set(alias, name);
    }
    return (this.known = aliases);
  }

  isHost(site: CredentialSite, service: string): boolean {
    return site.host !== undefined && this.aliases.get(site.host) === service;
  }

  speaksOf(service: string, other: string): boolean {
    return this.spokenBy(service).has(other);
  }

  private spokenBy(name: string): ReadonlySet<string> {
    const known = this.spoken.get(name);
    if (known) return known;
    const said = new Set<string>();
    const service = this.project.services.get(name);
    if (service) {
      const dependsOn = service.get('depends_on');
      if (dependsOn?.type === 'map') for (const pair of dependsOn.pairs) said.add(pair.key.text);
      for (const item of [...itemsOf(dependsOn), ...itemsOf(service.get('links'))])
        said.add((textOf(item) ?? '').replace(/:.*$/, ''));
      for (const { holder } of variablesOfService(this.project, service).values())
        for (const word of holder.text.match(/[A-Za-z0-9_][\w.-]*/g) ?? []) {
          const other = this.aliases.get(word);
          if (other !== undefined) said.add(other);
        }
    }
    this.spoken.set(name, said);
    return said;
  }
}
