/** Where a text stands, which decides what its words mean. */
export interface HostContext {
  /** The name under which the text is a value: of a variable, a label or a key. */
  readonly key?: string | undefined;
  /** Words that a shell or a program takes; `before` are those in front of them. */
  readonly command?: { readonly before: string } | undefined;
  /** A configuration file of a program. */
  readonly config?: boolean | undefined;
}

/** A part of a text that is a host name. */
export interface HostInText {
  readonly from: number;
  readonly to: number;
}

/** How far around a name is looked: addresses with their credentials are shorter. */
const reach = 120;

/** Names of variables, labels and keys whose value is an address, whatever stands in front of the last word. */
const hostKey =
  /(?:^|[_.-])(?:host|hosts|hostname|server|servers|addr|address|addresses|endpoint|endpoints|upstream|brokers?|nodes?|master|peers?|seeds?|url|uri|dsn)\d*$/i;
const hostKeyInCamelCase = /[a-z](?:Host|Hosts|Hostname|Server|Servers|Addr|Address|Endpoint|Url|Uri)$/;

/** What stands before a host in an address: the scheme, credentials, other hosts of a list. */
const inAuthority = /[a-z][a-z\d+.-]*:\/\/(?:[^\s/?#'"@]*@)?(?:[^\s/?#'"@]*,)?$/i;
/** What stands before it as a parameter or an option; all that is looked at is one word long. */
const inParameter =
  /(?:^|[\s;?&,'"])(?:host|hostaddr|hostname|server|data source|address|addr)\s?=\s?['"]?(?:tcp:)?$/i;
const inOption =
  /(?:^|[\s'"])(?:--?(?:[a-z]+-)*(?:host|hostname|server|addr|address|url|uri)[ =]|-h ?)['"]?$/i;
const afterTool =
  /(?:^|[\s;&|(/])(?:curl|wget|ping|nc|telnet|ssh|dig|nslookup|getent hosts|wait[\w.-]*)\s(?:[^;&|]*\s)?['"]?$/;
/** An option of such a program that takes a file, an account or a database. */
const afterOption = /\s-{1,2}(?:[oOuUdDpP]|user|username|password|database|dbname|output)[ =]$/;
/** A line of a configuration file. */
const inDirective = /(?:^|[\s{])(?:server|reverse_proxy|host|hostname|address)\s+['"]?$/i;
const inSetting =
  /(?:^|[\s,{;])["']?[\w.-]*(?:host|hosts|hostname|server|servers|addr|address|endpoint|url|uri)["']?\s?[:=]\s?["']?$/i;
/** `${NAME:-` and its like: what follows stands in the place of the variable. */
const inDefault = /\$\{(\w+):?[-=]$/;

/**
 * Where a text names a service as a host: in addresses, in `name:port`, as the value of something that is called
 * after a host, in the options of a command. Each name is looked at with what stands just around it.
 */
export function hostsInText(text: string, name: string, context: HostContext = {}): HostInText[] {
  const found: HostInText[] = [];
  if (name === '') return found;
  const isBalanced = context.config === true && hasUpstream(text, name);
  for (let from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + name.length)) {
    const to = from + name.length;
    const left = text.slice(Math.max(0, from - reach), from);
    const right = text.slice(to, to + reach);
    if (isHost(left, right, context, isBalanced)) found.push({ from, to });
  }
  return found;
}

/** Whether a name between two texts is a host's. */
function isHost(
  written: string,
  right: string,
  { key, command, config }: HostContext,
  isBalanced: boolean,
): boolean {
  const variable = inDefault.exec(written)?.[1];
  // What stands in the place of a variable counts as if it stood there alone.
  const left = variable === undefined ? written : written.replace(inDefault, '');
  const isAttached = command !== undefined && /(?:^|\s)-h$/.test(left);
  if ((/[\w.-]$/.test(left) && !isAttached) || /^(?:[\w-]|\.[\w-])/.test(right)) return false;
  // `name:secret@host`: the user of an address.
  if (/^(?::[^\s@/]*)?@/.test(right)) return false;
  const hasPort = /^:(?:\d{1,5}(?![\w.])|\$)/.test(right);
  if (inAuthority.test(left)) return !isBalanced || hasPort;
  if (hasPort) return !left.endsWith('/');
  if (inParameter.test(left)) return true;
  if (config === true && (inDirective.test(left) || inSetting.test(left))) return true;
  if (command) {
    const words = `${command.before.slice(-reach)} ${left}`;
    if (isAttached || inOption.test(words) || /^\s+\d{2,5}(?!\S)/.test(right)) return true;
    if (afterTool.test(words) && !afterOption.test(words)) return true;
  }
  const named = variable ?? key;
  if (named === undefined || !(hostKey.test(named) || hostKeyInCamelCase.test(named))) return false;
  if (variable !== undefined) return right.startsWith('}');
  // The whole value, or one of a list of hosts.
  return /(?:^|,)\s*$/.test(left) && /^\s*(?:,|$)/.test(right);
}

/** Whether a proxy's configuration calls a group of servers by that name: then an address of it is no host's. */
function hasUpstream(text: string, name: string): boolean {
  const at = text.indexOf('upstream');
  if (at < 0) return false;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\bupstream\\s+${escaped}\\s*\\{`).test(text);
}
