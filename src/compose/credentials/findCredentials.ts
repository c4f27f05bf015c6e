import type { Service } from '../composeModel';
import type { Place } from '../finding';
import { readEnvironment } from '../readEnvironment';
import { itemsOf, textOf, valueAt, type YamlNode } from '../yamlNodes';
import { accountsByDefault } from './accountsByDefault';
import { findCommandCredentials } from './commandCredentials';
import { wordsOfItems } from './commandWords';
import { findConfigCredentials } from './configCredentials';
import type { CredentialProject } from './credentialProject';
import type { CredentialSite } from './credentialSite';
import { decodeUrlPart, findUrlCredentials, type Span } from './credentialUrl';
import type { SecretVariable } from './knownImage';
import { secretFilesOf } from './secretFiles';
import { isLoginKey, isSecretKey } from './secretKey';
import { entryHolder, scalarHolder, type ServiceVariable } from './serviceVariables';
import { accountKey, SiteBuilder } from './siteBuilder';
import { findCaddyLogin, findTextCredentials, type TextCredential } from './textCredentials';
import { maskVariables, type Holder } from './writtenSecret';

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

/** Nobody writes more secrets in one text, and each is compared with all others. */
const mostInOneText = 100;
const firstOf = <T>(found: readonly T[]): readonly T[] => found.slice(0, mostInOneText);

class ServiceReader {
  private readonly build: SiteBuilder;

  constructor(
    private readonly project: CredentialProject,
    projectNames: () => ReadonlySet<string>,
    private readonly service: Service,
  ) {
    this.build = new SiteBuilder(project, projectNames, service);
  }

  sites(): CredentialSite[] {
    return [
      ...[...this.build.variables.values()].flatMap((variable) => this.ofVariable(variable)),
      ...this.ofBuild(),
      ...this.ofCommands(),
      ...this.ofHooks(),
      ...this.ofLabels(),
      ...this.ofSecrets(),
      ...this.ofConfigs(),
      ...this.builtIn(),
    ];
  }

  private ofVariable({ key, holder, use, keyPlace }: ServiceVariable): CredentialSite[] {
    const known = this.build.image?.secrets.find((variable) => variable.key === key);
    if (known?.withUser) return this.withUser(known, holder, use);
    const urls = this.urls(key, holder, use);
    if (urls.length > 0) return urls;
    if (!known && !isSecretKey(key)) return this.ofText(key, holder, use, 'variable');
    const user = known ? this.build.accountOf(known) : this.build.siblingUser(key);
    return this.build.site(holder, { start: 0, end: holder.text.length }, use, {
      name: key,
      form: 'variable',
      user,
      known,
      server: known !== undefined && known.client !== true,
      database: known?.databaseKey && this.build.valueOf(known.databaseKey),
      entry: keyPlace && holder.node && { key: keyPlace, value: use },
    });
  }

  /** `NEO4J_AUTH=user/password`. */
  private withUser(known: SecretVariable, holder: Holder, use: Place): CredentialSite[] {
    const masked = maskVariables(holder);
    const slash = masked.indexOf('/');
    if (slash < 0) return [];
    const user = holder.text.slice(0, slash);
    return this.build.site(holder, { start: slash + 1, end: holder.text.length }, use, {
      name: known.key,
      form: 'variable',
      user,
      known,
      server: true,
    });
  }

  private urls(name: string, holder: Holder, use: Place): CredentialSite[] {
    const part = (span: Span | undefined, encoded: boolean): string | undefined => {
      const text = span && this.build.words(holder, span);
      return text !== undefined && encoded ? decodeUrlPart(text) : text;
    };
    return firstOf(findUrlCredentials(maskVariables(holder))).flatMap((found) =>
      this.build.site(holder, found.password, use, {
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

  /** Secrets inside of a value: logins, options, settings. */
  private ofText(
    name: string,
    holder: Holder,
    use: Place,
    form: CredentialSite['form'],
    found: readonly TextCredential[] = findTextCredentials(name, maskVariables(holder)),
  ): CredentialSite[] {
    return firstOf(found).flatMap((one) =>
      this.build.site(holder, one.span, use, {
        name: one.name ?? name,
        form,
        user: one.user,
        known: undefined,
        server: false,
      }),
    );
  }

  private ofBuild(): CredentialSite[] {
    return this.ofEntries(this.service.get('build', 'args'), 'build-arg');
  }

  /** Variables that only a build or a hook sees. */
  private ofEntries(node: YamlNode | undefined, form: 'build-arg' | 'variable'): CredentialSite[] {
    return readEnvironment(node).flatMap((entry) => {
      const holder = entryHolder(entry, this.service);
      if (!holder) return [];
      const use = holder.place(0, holder.text.length);
      const urls = this.urls(entry.key, holder, use);
      if (urls.length > 0) return form === 'build-arg' ? urls.map((site) => ({ ...site, form })) : urls;
      if (!isSecretKey(entry.key)) return this.ofText(entry.key, holder, use, form);
      return this.build.site(holder, { start: 0, end: holder.text.length }, use, {
        name: entry.key,
        form,
        user: undefined,
        known: undefined,
        server: false,
      });
    });
  }

  /** `basicauth.users` of proxies, and keys that announce a secret as those of variables do. */
  private ofLabels(): CredentialSite[] {
    const { service } = this;
    return [service.get('labels'), service.get('deploy', 'labels')]
      .flatMap(readEnvironment)
      .flatMap((entry) => {
        const holder = entryHolder(entry, service);
        if (!holder) return [];
        const use = holder.place(0, holder.text.length);
        const { key } = entry;
        const caddy = findCaddyLogin(key, maskVariables(holder));
        if (caddy.length > 0) return this.ofText(key, holder, use, 'label', caddy);
        if (!isSecretKey(key)) return isLoginKey(key) ? this.ofText(key, holder, use, 'label') : [];
        const whole = { span: { start: 0, end: holder.text.length }, user: undefined, name: undefined };
        return this.ofText(key, holder, use, 'label', [whole]);
      });
  }

  private ofCommands(): CredentialSite[] {
    const { service } = this;
    const healthcheck = service.get('healthcheck', 'test');
    return [service.get('entrypoint'), service.get('command'), healthcheck].flatMap((node) =>
      this.ofCommand(node),
    );
  }

  private ofHooks(): CredentialSite[] {
    return ['post_start', 'pre_stop', 'pre_start'].flatMap((key) =>
      itemsOf(this.service.get(key)).flatMap((hook) => [
        ...this.ofCommand(valueAt(hook, 'command')),
        ...this.ofEntries(valueAt(hook, 'environment'), 'variable'),
      ]),
    );
  }

  private ofCommand(node: YamlNode | undefined): CredentialSite[] {
    if (!node) return [];
    const items = itemsOf(node).flatMap((item) =>
      item.type === 'scalar' ? [scalarHolder(item, this.service)] : [],
    );
    const words = wordsOfItems(items.map(maskVariables));
    const options = firstOf(findCommandCredentials(words)).flatMap((found) => {
      const word = words[found.word];
      const holder = word && items[word.item];
      if (!holder) return [];
      const span = { start: word.start + found.span.start, end: word.start + found.span.end };
      return this.build.site(holder, span, holder.place(span.start, span.end), {
        name: found.option,
        form: 'option',
        user: found.user,
        known: undefined,
        server: found.option === '--requirepass',
      });
    });
    const urls = items.flatMap((holder) => this.urls('command', holder, holder.place(0, holder.text.length)));
    return [...options, ...urls];
  }

  /** What the files of its secrets hold. */
  private ofSecrets(): CredentialSite[] {
    return secretFilesOf(this.project, this.service).flatMap(({ name, target, holder, use }) => {
      const reader = [...this.build.variables.values()].find(
        ({ holder: { text } }) => text === `/run/secrets/${target}`,
      );
      if (reader && accountKey.test(reader.key.replace(/_FILE$/i, ''))) return [];
      const known = this.build.image?.secrets.find(
        ({ key, fileKey = `${key}_FILE` }) => fileKey === reader?.key,
      );
      const urls = this.urls(name, holder, use);
      if (urls.length > 0) return urls;
      return this.build.site(holder, { start: 0, end: holder.text.length }, use, {
        name,
        form: 'secret',
        user: known && this.build.accountOf(known),
        known,
        server: known !== undefined && known.client !== true,
        database: known?.databaseKey && this.build.valueOf(known.databaseKey),
      });
    });
  }

  /** Passwords in configs whose text stands in the compose file. */
  private ofConfigs(): CredentialSite[] {
    const { service, project } = this;
    const configs = project.run.section('configs');
    return itemsOf(service.get('configs')).flatMap((item) => {
      const name = textOf(item.type === 'map' ? valueAt(item, 'source') : item) ?? '';
      const content = valueAt(configs.get(name)?.value, 'content');
      if (content?.type !== 'scalar') return [];
      const holder = scalarHolder(content, service);
      const use = holder.place(0, holder.text.length);
      const found = findConfigCredentials(maskVariables(holder)).map(({ key, span }) => ({
        name: key,
        span,
        user: undefined,
      }));
      return [...this.ofText(name, holder, use, 'config', found), ...this.urls(name, holder, use)];
    });
  }

  /** The accounts that the image makes by itself because the variable is absent. */
  private builtIn(): CredentialSite[] {
    const { service } = this;
    return accountsByDefault(this.project, service, this.build.variables).map((known) => ({
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
      user: this.build.accountOf(known),
      host: undefined,
      server: true,
      known,
      reason: 'published',
    }));
  }
}
