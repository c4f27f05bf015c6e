/** A stretch of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Credentials in an address or a connection string: where user, password and host stand in the text. */
export interface UrlCredentials {
  readonly user: Span | undefined;
  readonly password: Span;
  readonly host: Span | undefined;
  /** True where the password is percent-encoded: in URLs, not in `key=value;` strings. */
  readonly encoded: boolean;
}

const passwordKey = /^(?:password|passwd|pwd)$/i;
const userKey = /^(?:user|username|user id|uid|user name)$/i;
const hostKey = /^(?:host|server|data source|addr|address|hostname)$/i;

/**
 * Finds credentials in a text. Text that variables fill must be masked by the caller with letters that are no
 * separators, so that offsets stay true. The time grows with the length of the text, whatever is in it.
 */
export function findUrlCredentials(text: string): UrlCredentials[] {
  const result = text.includes('@') ? fromAuthorities(text) : [];
  if (result.length === 0 && /passw|pwd/i.test(text) && /[;?&]|\shost=|^host=/i.test(text))
    result.push(...fromParameters(text));
  return result;
}

/** The user and host of an address; a password may hold further colons and at signs. */
const userAt = /[^\s:@/?#'"`]*/y;
const passwordAt = /[^\s/?#'"`]*/y;
const hostAt = /\[[\w:.%-]{0,64}\]|[^\s:/?#,'"`]*/y;

/** `scheme://user:password@host`: postgres, mysql, redis (no user), amqp, mongodb+srv, http, postgresql+psycopg2… */
function fromAuthorities(text: string): UrlCredentials[] {
  const result: UrlCredentials[] = [];
  for (let sign = text.indexOf('://'); sign >= 0; sign = text.indexOf('://', sign + 3)) {
    if (!/[a-z\d+.-]/i.test(text.charAt(sign - 1))) continue;
    const user = spanAt(userAt, text, sign + 3);
    if (text[user.end] !== ':') continue;
    const rest = spanAt(passwordAt, text, user.end + 1);
    const length = text.slice(rest.start, rest.end).lastIndexOf('@');
    if (length <= 0) continue;
    const end = rest.start + length;
    result.push({
      user,
      password: { start: rest.start, end },
      host: spanAt(hostAt, text, end + 1),
      encoded: true,
    });
  }
  return result;
}

function spanAt(pattern: RegExp, text: string, at: number): Span {
  pattern.lastIndex = at;
  return { start: at, end: at + (pattern.exec(text)?.[0].length ?? 0) };
}

/** The parameters of a JDBC address or `Server=…;Password=…;`. */
function fromParameters(text: string): UrlCredentials[] {
  let user: Span | undefined;
  let password: Span | undefined;
  let host: Span | undefined;
  const address = text.indexOf('://');
  if (address >= 0) {
    const found = spanAt(/[^\s:/?#;]*/y, text, address + 3);
    if (found.end > found.start) host = found;
  }
  for (const { key, value } of parametersOf(text))
    if (passwordKey.test(key)) password ??= value;
    else if (userKey.test(key)) user ??= value;
    else if (hostKey.test(key)) host ??= value;
  return password ? [{ user, password, host, encoded: address >= 0 }] : [];
}

/** Each `key=value` with a value. A key may hold blanks between its words, where nothing but it stands before `=`. */
function* parametersOf(text: string): Generator<{ key: string; value: Span }> {
  let from = 0;
  for (let equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', from)) {
    const before = text.slice(from, equals);
    const start = Math.max(...['?', '&', ';'].map((sign) => before.lastIndexOf(sign))) + 1;
    const words = before
      .slice(Math.max(start, before.length - longestKey))
      .trim()
      .split(/\s+/);
    const value = spanAt(/[^&;\s'"`]*/y, text, spanAt(/\s*/y, text, equals + 1).end);
    from = value.end;
    if (value.end === value.start) continue;
    // `host=db user id=app`: the words before the last two belong to something else.
    const two = words.slice(-2).join(' ');
    const known = [passwordKey, userKey, hostKey].some((pattern) => pattern.test(two));
    yield { key: known ? two : (words.at(-1) ?? ''), value };
  }
}

/** Longer than any name of a parameter that is looked for. */
const longestKey = 40;

/** A part of a URL as it is meant. Text that is no valid encoding stands for itself. */
export function decodeUrlPart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text for the user or password of a URL: everything but letters, digits and `-._~` is percent-encoded. */
export function encodeUrlPart(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
