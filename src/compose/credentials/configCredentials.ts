import type { Span } from './credentialUrl';
import { isSecretKey } from './secretKey';

/** A secret in the text of a configuration file. */
export interface ConfigCredential {
  /** The setting’s name. */
  readonly key: string;
  readonly span: Span;
}

/** Longer lines are data. Every pattern below is bounded by it, so that the time grows with the text only. */
const longestLine = 1000;

/**
 * `password = secret` as INI, properties, TOML, YAML, JSON and Ruby write it
 * (`gitlab_rails['initial_root_password'] = "secret"`), with one or more to a line.
 */
const setting =
  /(?:^|[\s,;{([])(?:["'](?<quoted>[\w.-]{1,80})["']\]?|(?<plain>[A-Za-z_][\w.-]{0,80}))\s{0,8}[:=]>?\s{0,8}(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"',;#{}()[\]]+))/dg;
/** `requirepass secret`, as servers that have no `=` in their files take it. */
const directive = /^\s{0,40}(?<key>requirepass|masterauth)\s{1,8}["']?(?<value>[^\s"'#]+)/di;
const comment = /^\s*(?:#|\/\/|;|--|<!--)/;

/** Finds the secrets in the text of a configuration file, line by line. */
export function findConfigCredentials(text: string): ConfigCredential[] {
  const result: ConfigCredential[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start <= longestLine) result.push(...ofLine(text.slice(start, end), start));
    start = end + 1;
  }
  return result;
}

function ofLine(line: string, offset: number): ConfigCredential[] {
  if (comment.test(line)) return [];
  const at = (span: [number, number]): Span => ({ start: offset + span[0], end: offset + span[1] });
  const told = directive.exec(line);
  const place = told?.indices?.groups?.['value'];
  if (told?.groups?.['key'] !== undefined && place) return [{ key: told.groups['key'], span: at(place) }];
  return [...line.matchAll(setting)].flatMap(({ groups = {}, indices }) => {
    const key = groups['quoted'] ?? groups['plain'] ?? '';
    const spans = indices?.groups;
    const span = spans?.['double'] ?? spans?.['single'] ?? spans?.['bare'];
    return span && span[1] > span[0] && isSecretKey(key) ? [{ key, span: at(span) }] : [];
  });
}

/** `…LoginModule required username="u" password="secret" user_admin="secret";` of Java. */
const jaas =
  /(?<![\w.-])(?<key>password|user_[\w.-]{1,64}?)\s{0,8}=\s{0,8}\\?["'](?<value>[^"'\\\n]{1,200})/dg;

/** Finds the passwords of a JAAS string; the account of each stands in `user`. */
export function findJaasCredentials(
  text: string,
): (ConfigCredential & { readonly user: string | undefined })[] {
  if (!text.includes('LoginModule')) return [];
  const user = /\busername\s{0,8}=\s{0,8}\\?["']([^"'\\\n]{1,200})/.exec(text)?.[1];
  return [...text.matchAll(jaas)].flatMap(({ groups = {}, indices }) => {
    const span = indices?.groups?.['value'];
    const key = groups['key'] ?? '';
    return span
      ? [{ key, span: { start: span[0], end: span[1] }, user: key.startsWith('user_') ? key.slice(5) : user }]
      : [];
  });
}
