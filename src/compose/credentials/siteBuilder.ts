import type { Service } from '../composeModel';
import type { Place } from '../finding';
import type { CredentialProject } from './credentialProject';
import type { CredentialSite } from './credentialSite';
import { decodeUrlPart, type Span } from './credentialUrl';
import { imageName, knownImage } from './imageFacts';
import { isDefaultValue, isPublishedValue } from './isDefaultValue';
import type { KnownImage, SecretVariable } from './knownImage';
import { isSecretValue } from './secretKey';
import { variablesOfService, type ServiceVariable } from './serviceVariables';
import { isStandIn } from './standIn';
import { writtenSecret, type Holder } from './writtenSecret';

/** Variables that hold the name of an account or a database. */
export const accountKey = /(?:USER|USERNAME|LOGIN|DATABASE|_DB|DB_NAME|DBNAME)$/i;

/** Makes sites of the secrets that were seen in a service: follows them to where they are written, and judges them. */
export class SiteBuilder {
  readonly variables: ReadonlyMap<string, ServiceVariable>;
  readonly image: KnownImage | undefined;
  private readonly names: readonly string[];

  constructor(
    project: CredentialProject,
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

  /** The site of a stretch of a text; none where nothing is written there that could be a secret. */
  site(
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
    if (!written || !(isSecretValue(written.value) || isPublishedValue(written.value))) return [];
    if (!about.known && isStandIn(about.name, written.value)) return [];
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

  /** The account that a variable’s password is for. */
  accountOf(known: SecretVariable): string | undefined {
    return (known.userKey && this.valueOf(known.userKey)) ?? known.user;
  }

  /** `DB_USER` for `DB_PASSWORD`. */
  siblingUser(key: string): string | undefined {
    const stem = /^(.*?)(?:password|passwd|passphrase|pass|pwd)$/i.exec(key)?.[1];
    if (stem === undefined) return undefined;
    const lower = /[a-z]$/.test(key);
    for (const word of ['USER', 'USERNAME', 'LOGIN']) {
      const value = this.valueOf(stem + (lower ? word.toLowerCase() : word));
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The value of a variable of the service. */
  valueOf(key: string): string | undefined {
    const holder = this.variables.get(key)?.holder;
    return holder && this.words(holder, { start: 0, end: holder.text.length });
  }

  /** The words of a stretch of a text once variables are followed. */
  words(holder: Holder, span: Span): string | undefined {
    return writtenSecret(holder, span)?.value;
  }
}

/** In the compose file a use stands at the very letters; what an `env_file` brings stands at its name. */
function narrowUse(holder: Holder, span: Span, use: Place): Place {
  return holder.node ? holder.place(span.start, span.end) : use;
}
