import type { Service } from '../composeModel';
import type { Place } from '../finding';
import { readEnvironment } from '../readEnvironment';
import { itemsOf } from '../yamlNodes';
import { accountsByDefault } from './accountsByDefault';
import { findCommandCredentials, wordsOfCommand } from './commandCredentials';
import type { CredentialProject } from './credentialProject';
import type { CredentialSite } from './credentialSite';
import { decodeUrlPart, findUrlCredentials, type Span } from './credentialUrl';
import { imageName, knownImage } from './imageFacts';
import { isDefaultValue } from './isDefaultValue';
import type { KnownImage, SecretVariable } from './knownImage';
import { isSecretKey, isSecretValue } from './secretKey';
import { entryHolder, scalarHolder, variablesOfService, type ServiceVariable } from './serviceVariables';
import { maskVariables, writtenSecret, type Holder } from './writtenSecret';

/**
 * Every secret of a project that is written somewhere, each use with the place of its words; `services`: those
 * to look at.
 */
export function findCredentials(
  project: CredentialProject,
  services: Iterable<Service> = project.services.values(),
): CredentialSite[] {
  let known: ReadonlySet<string> | undefined;
  const projectNames = (): ReadonlySet<string> =>
    (known ??= new Set([...project.services.keys()].map((name) => name.toLowerCase())));
  return [...services].flatMap((service) => new ServiceReader(project, projectNames, service).sites());
}

/** Variables that hold the name of an account or a database. */
const accountKey = /(?:USER|USERNAME|LOGIN|DATABASE|_DB|DB_NAME|DBNAME)$/i;

class ServiceReader {
  private readonly variables: ReadonlyMap<string, ServiceVariable>;
  private readonly image: KnownImage | undefined;
  private readonly names: readonly string[];

  constructor(
    private readonly project: CredentialProject,
    /** Of all services, in small letters: one list for all of them, or the time would grow with their square. */
    private readonly projectNames: () => ReadonlySet<string>,
    private readonly service: Service,
  ) {
    this.variables = variablesOfService(project, service);
    this.image = knownImage(service);
    const accounts = [...this.variables.values()].filter(({ key }) => accountKey.test(key));
    this.names = [
      imageName(service),
      service.text('container_name'),
      ...accounts.map(({ holder }) => this.words(holder, { start: 0, end: holder.text.length })),
    ].flatMap((one) => one ?? []);
  }

  sites(): CredentialSite[] {
    return [
      ...[...this.variables.values()].flatMap((variable) => this.ofVariable(variable)),
      ...this.ofBuild(),
      ...this.ofCommands(),
      ...this.builtIn(),
    ];
  }

  private ofVariable({ key, holder, use, keyPlace }: ServiceVariable): CredentialSite[] {
    const known = this.image?.secrets.find((variable) => variable.key === key);
    if (known?.withUser) return this.withUser(known, holder, use);
    const urls = this.urls(key, holder, use);
    if (urls.length > 0) return urls;
    if (!known && !isSecretKey(key)) return [];
    const user = known ? this.accountOf(known) : this.siblingUser(key);
    return this.site(holder, { start: 0, end: holder.text.length }, use, {
      name: key,
      form: 'variable',
      user,
      known,
      server: known !== undefined && known.client !== true,
      database: known?.databaseKey && this.valueOf(known.databaseKey),
      entry: keyPlace && holder.node && { key: keyPlace, value: use },
    });
  }

  /** `NEO4J_AUTH=user/password`. */
  private withUser(known: SecretVariable, holder: Holder, use: Place): CredentialSite[] {
    const masked = maskVariables(holder);
    const slash = masked.indexOf('/');
    if (slash < 0) return [];
    const user = holder.text.slice(0, slash);
    return this.site(holder, { start: slash + 1, end: holder.text.length }, use, {
      name: known.key,
      form: 'variable',
      user,
      known,
      server: true,
    });
  }

  private urls(name: string, holder: Holder, use: Place): CredentialSite[] {
    const part = (span: Span | undefined, encoded: boolean): string | undefined => {
      const text = span && this.words(holder, span);
      return text !== undefined && encoded ? decodeUrlPart(text) : text;
    };
    return findUrlCredentials(maskVariables(holder)).flatMap((found) =>
      this.site(holder, found.password, use, {
        name,
        form: 'url',
        encoded: found.encoded,
        user: part(found.user, found.encoded),
        host: part(found.host, false)?.replace(/[,:].*$/, ''),
        known: undefined,
        server: false,
      }),
    );
  }

  private ofBuild(): CredentialSite[] {
    return readEnvironment(this.service.get('build', 'args')).flatMap((entry) => {
      const holder = entryHolder(entry, this.service);
      if (!holder) return [];
      const urls = this.urls(entry.key, holder, holder.place(0, holder.text.length));
      if (urls.length > 0) return urls.map((site) => ({ ...site, form: 'build-arg' as const }));
      if (!isSecretKey(entry.key)) return [];
      return this.site(holder, { start: 0, end: holder.text.length }, holder.place(0, holder.text.length), {
        name: entry.key,
        form: 'build-arg',
        user: undefined,
        known: undefined,
        server: false,
      });
    });
  }

  private ofCommands(): CredentialSite[] {
    const { service } = this;
    const nodes = [service.get('entrypoint'), service.get('command'), service.get('healthcheck', 'test')];
    return nodes.flatMap((node) => {
      const items = itemsOf(node).flatMap((item) =>
        item.type === 'scalar' ? [scalarHolder(item, service)] : [],
      );
      const words = items.flatMap((holder) => {
        const masked = maskVariables(holder);
        return wordsOfCommand(masked).map(({ text, start }) => ({ holder, text, start }));
      });
      const options = findCommandCredentials(words.map(({ text }) => text)).flatMap((found) => {
        const word = words[found.word];
        if (!word) return [];
        const span = { start: word.start + found.span.start, end: word.start + found.span.end };
        return this.site(word.holder, span, word.holder.place(span.start, span.end), {
          name: found.option,
          form: 'option',
          user: found.user,
          known: undefined,
          server: found.option === '--requirepass',
        });
      });
      const urls = items.flatMap((holder) =>
        this.urls('command', holder, holder.place(0, holder.text.length)),
      );
      return [...options, ...urls];
    });
  }

  /** The accounts that the image makes by itself because the variable is absent. */
  private builtIn(): CredentialSite[] {
    const { service } = this;
    return accountsByDefault(this.project, service, this.variables).map((known) => ({
      service: service.name,
      name: known.key,
      form: 'variable',
      value: known.builtIn,
      origin: 'built-in',
      place: service.namePlace,
      use: service.namePlace,
      node: undefined,
      entry: undefined,
      variable: undefined,
      variablePlace: undefined,
      encoded: false,
      user: this.accountOf(known),
      host: undefined,
      server: true,
      known,
      reason: 'published',
    }));
  }

  private site(
    holder: Holder,
    span: Span,
    use: Place,
    about: Pick<CredentialSite, 'name' | 'form' | 'user' | 'known' | 'server'> & {
      readonly encoded?: boolean;
      readonly host?: string | undefined;
      readonly database?: string | undefined;
      readonly entry?: CredentialSite['entry'];
    },
  ): CredentialSite[] {
    const written = writtenSecret(holder, span);
    if (!written || !isSecretValue(written.value)) return [];
    const { encoded = false, host, database, entry, ...rest } = about;
    const value = encoded ? decodeUrlPart(written.value) : written.value;
    const names = [...this.names, about.user, host, database].flatMap((one) => one ?? []);
    return [
      {
        service: this.service.name,
        ...rest,
        ...written,
        value,
        use: use.range.start === use.range.end ? written.place : narrowUse(holder, span, use),
        entry,
        encoded,
        host,
        reason: isDefaultValue(value, {
          published: about.known?.published ?? [],
          names,
          projectNames: this.projectNames(),
        }),
      },
    ];
  }

  private accountOf(known: SecretVariable): string | undefined {
    return (known.userKey && this.valueOf(known.userKey)) ?? known.user;
  }

  /** `DB_USER` for `DB_PASSWORD`. */
  private siblingUser(key: string): string | undefined {
    const stem = /^(.*?)(?:password|passwd|passphrase|pass|pwd)$/i.exec(key)?.[1];
    if (stem === undefined) return undefined;
    const lower = /[a-z]$/.test(key);
    for (const word of ['USER', 'USERNAME', 'LOGIN']) {
      const value = this.valueOf(stem + (lower ? word.toLowerCase() : word));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private valueOf(key: string): string | undefined {
    const holder = this.variables.get(key)?.holder;
    return holder && this.words(holder, { start: 0, end: holder.text.length });
  }

  private words(holder: Holder, span: Span): string | undefined {
    return writtenSecret(holder, span)?.value;
  }
}

/** In the compose file a finding stands at the very letters; what an `env_file` brings stands at its name. */
function narrowUse(holder: Holder, span: Span, use: Place): Place {
  return holder.node ? holder.place(span.start, span.end) : use;
}
