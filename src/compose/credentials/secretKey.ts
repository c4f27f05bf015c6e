/** Words at the end of a variable's name that say: this is a secret. */
const secretEnd = /(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|SECRET|TOKEN|TOKENS|SALT|APIKEY)$/;
const passwordEnd = /(?:PASSWORD|PASSWD|PASSPHRASE)$/;
const keyEnd = /^(?:KEY|KEYS)$/;
const keyKind =
  /^(?:SECRET|PRIVATE|ENCRYPTION|API|MASTER|SIGNING|COOKIE|JWT|APP|AUTH|ADMIN|FERNET|SESSION|CLIENT)$/;
/** Words that make a flag or a setting of it: `ALLOW_EMPTY_PASSWORD`, `RESET_PASSWORD`, `PUBLIC_KEY`. */
const flags =
  /^(?:ALLOW|ALLOWS|ALLOWED|RANDOM|ENABLE|ENABLED|DISABLE|DISABLED|REQUIRE|REQUIRED|EMPTY|FORCE|MIN|MAX|USE|NO|HAS|SHOW|RESET|FORGOT|HASH|HASHED|PUBLIC|WITHOUT|SKIP|CHECK|GENERATE|AUTOGENERATE|PROMPT|HIDE)$/;
/** Words that make the name of a file of it, unless it is the password of that file. */
const files = /^(?:SSL|TLS|CERT)$/;

/** What every name of a secret has in it: most names have not, and need not be cut into words. */
const mayBeSecret = /pass|pwd|secret|token|salt|key/i;
/** Names that no word gives away: client variables, and development servers with a fixed token. */
const named = /^(?:REDISCLI_AUTH|(?:VAULT|BAO)_DEV_ROOT_TOKEN_ID|MB_API_KEY|SURREAL_PASS)$/;
/** The folder of a shell, and words that only end like one of a secret. */
const others = /^(?:PWD|OLDPWD|BYPASS|COMPASS|ENCOMPASS|SURPASS|TRESPASS|OVERPASS|UNDERPASS|BASALT)$/;

/** The words of a variable's name: `GITEA__database__PASSWD`, `adminPassword`, `xpack.security.key`. */
const wordsOf = (key: string): string[] =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z\d]+/)
    .filter((word) => word !== '');

/** Longer names are texts. */
const longest = 200;

/**
 * Whether a variable's name says that it holds a secret. Names that only look so stay out: flags
 * (`MYSQL_RANDOM_ROOT_PASSWORD`), files (`…_FILE`), settings of tokens (`TOKEN_TTL`), realms and schemes.
 */
export function isSecretKey(key: string): boolean {
  if (key.length > longest || !mayBeSecret.test(key)) return named.test(key);
  if (named.test(key)) return true;
  const words = wordsOf(key);
  if (words.some((word) => flags.test(word))) return false;
  while (/^\d+$/.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  if (words.some((word) => files.test(word)) && !passwordEnd.test(last)) return false;
  if (secretEnd.test(last) && !others.test(last)) return true;
  if (last === 'BASE' && words.at(-2) === 'KEY') return true;
  return keyEnd.test(last) && words.slice(0, -1).some((word) => keyKind.test(word));
}

/** Whether a name says that its value is `user:password`: `FLOWER_BASIC_AUTH`, `--basic-auth`, `basicauth.users`. */
export function isLoginKey(key: string): boolean {
  if (key.length > longest || !/auth|pass/i.test(key)) return false;
  return /(?:^|_)(?:BASIC_?AUTH(?:_(?:USERS?|CREDENTIALS?|LIST))?|HTTP_?AUTH|USER_?PASS)$/.test(
    wordsOf(key).join('_'),
  );
}

/** Whether a text could be a secret at all: not empty, no flag, no path, not the name of a variable. */
export function isSecretValue(value: string): boolean {
  if (/^(?:|true|false|yes|no|on|off|none|null|0|1)$/i.test(value.trim())) return false;
  if (/^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:\\)/.test(value)) return false;
  return !/^\$|^https?:\/\//.test(value);
}
