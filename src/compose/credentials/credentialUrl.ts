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

/** `scheme://user:password@host`: postgres, mysql, redis (no user), amqp, mongodb+srv, http, postgresql+psycopg2… */
const authority =
  /[a-z][a-z\d+.-]*:\/\/(?<user>[^\s:@/?#'"`]*):(?<password>[^\s/?#'"`]*)@(?<host>\[[^\]]*\]|[^\s:/?#,'"`]*)/dgi;
/** The parameters of a JDBC address or `Server=…;Password=…;`. */
const parameter = /(?:^|[?&;\s])(?<key>[A-Za-z][A-Za-z _]*?)\s*=\s*(?<value>[^&;\s'"`]*)/dg;
const passwordKey = /^(?:password|passwd|pwd)$/i;
const userKey = /^(?:user|username|user id|uid|user name)$/i;
const hostKey = /^(?:host|server|data source|addr|address|hostname)$/i;

/**
 * Finds credentials in a text. Text that variables fill must be masked by the caller with letters that are no
 * separators, so that offsets stay true.
 */
export function findUrlCredentials(text: string): UrlCredentials[] {
  const result: UrlCredentials[] = [];
  if (text.includes('://') && text.includes('@'))
    for (const { indices } of text.matchAll(authority)) {
      const groups = indices?.groups;
      const password = span(groups?.['password']);
      if (!password || password.start === password.end) continue;
      result.push({
        user: span(groups?.['user']),
        password,
        host: span(groups?.['host']),
        encoded: true,
      });
    }
  if (result.length === 0 && /passw|pwd/i.test(text) && /[;?&]|\shost=|^host=/i.test(text))
    result.push(...fromParameters(text));
  return result;
}

function fromParameters(text: string): UrlCredentials[] {
  let user: Span | undefined;
  let password: Span | undefined;
  let host = span(/:\/\/(?<host>[^\s:/?#;]+)/d.exec(text)?.indices?.groups?.['host']);
  for (const { groups, indices } of text.matchAll(parameter)) {
    const value = span(indices?.groups?.['value']);
    const key = groups?.['key']?.trim() ?? '';
    if (!value || value.start === value.end) continue;
    if (passwordKey.test(key)) password ??= value;
    else if (userKey.test(key)) user ??= value;
    else if (hostKey.test(key)) host ??= value;
  }
  return password ? [{ user, password, host, encoded: text.includes('://') }] : [];
}

function span(pair: [number, number] | undefined): Span | undefined {
  return pair && { start: pair[0], end: pair[1] };
}

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
