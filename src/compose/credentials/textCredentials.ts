import { findCommandCredentials } from './commandCredentials';
import { wordsOfCommand } from './commandWords';
import { findConfigCredentials, findJaasCredentials } from './configCredentials';
import type { Span } from './credentialUrl';
import { isLoginKey } from './secretKey';

/** A secret somewhere in the value of a variable or a label. */
export interface TextCredential {
  readonly span: Span;
  readonly user: string | undefined;
  /** The setting or option inside of the text that takes it; undefined where it is the text’s own name. */
  readonly name: string | undefined;
}

/** Variables whose value is a piece of a command line: `JAVA_OPTS`, `REDIS_ARGS`. */
const commandKey = /(?:^|[_.])(?:OPTS|OPTIONS|ARGS|ARGUMENTS|FLAGS|COMMAND|CMD)$/i;
/** What looks like a file with settings: several lines, Ruby’s or JSON’s brackets. */
const configText = /\n|\['|^\s*\{/;

/**
 * The secrets inside of a value that holds more than one: logins (`user:secret,user:secret`), a JAAS string, options
 * of a command, a text of settings. Variables must be masked with letters.
 */
export function findTextCredentials(key: string, text: string): TextCredential[] {
  if (isLoginKey(key)) return findLogins(text);
  const jaas = findJaasCredentials(text);
  if (jaas.length > 0) return jaas.map(({ key: name, span, user }) => ({ span, user, name }));
  if (commandKey.test(key) || text.startsWith('-D') || text.includes(' -D')) {
    const words = wordsOfCommand(text);
    return findCommandCredentials(words).map(({ option, word, span, user }) => {
      const start = words[word]?.start ?? 0;
      return { span: { start: start + span.start, end: start + span.end }, user, name: option };
    });
  }
  if (!configText.test(text)) return [];
  return findConfigCredentials(text).map(({ key: name, span }) => ({ span, user: undefined, name }));
}

/** The secrets of `user:secret,user:secret`. */
function findLogins(text: string): TextCredential[] {
  if (text.includes('://')) return [];
  return [...text.matchAll(/(?<user>[^\s:,]{1,100}):(?<secret>[^\s,]+)/dg)].flatMap(({ groups, indices }) => {
    const span = indices?.groups?.['secret'];
    return span ? [{ span: { start: span[0], end: span[1] }, user: groups?.['user'], name: undefined }] : [];
  });
}

/** `caddy.basic_auth.NAME: HASH` or `caddy.basic_auth: NAME HASH` of caddy-docker-proxy: the last word is the hash. */
export function findCaddyLogin(key: string, text: string): TextCredential[] {
  if (!/^caddy(?:_\d+)?\..{0,200}basic_?auth(?:\.|$)/i.test(key)) return [];
  const start = text.trimEnd().search(/\S+$/);
  return start < 0 ? [] : [{ span: { start, end: text.trimEnd().length }, user: undefined, name: undefined }];
}
