import { msg, type Message } from '../../../message';
import { readIp } from '../../facts/ipAddress';

/** A range that ends before it begins, or that is none, is undefined. Ports go to 65535. */
function portRange(text: string): { readonly first: number; readonly last: number } | undefined {
  // Go’s reader looks at the first two numbers alone.
  const match = /^(\d+)(?:-(\d+)(?:-.*)?)?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= last && last <= 65_535 ? { first, last } : undefined;
}

/**
 * What is wrong with the short form of a published port, `[[IP:]HOST:]CONTAINER[/PROTOCOL]`; undefined where Compose
 * takes it.
 */
export function portSpecProblem(text: string): Message | undefined {
  const colons = text.split(':');
  const last = colons.pop() ?? '';
  const host = colons.pop() ?? '';
  const address = colons.join(':');
  const [container = '', protocol = ''] = last.split('/');
  if (!/^(?:tcp|udp|sctp)?$/i.test(protocol))
    return msg('`{0}` is no protocol of a port: `tcp`, `udp` and `sctp` are.', protocol);
  if (address !== '' && !isHostAddress(address))
    return msg(
      '`{0}` is no address of this machine: write one in numbers, such as `127.0.0.1` or `[::1]`, or leave it out.',
      address,
    );
  const inside = portRange(container);
  const outside = host === '' ? undefined : portRange(host);
  if (!inside || inside.first === 0 || (host !== '' && !outside))
    return msg('`{0}` is no port: write `HOST:CONTAINER` with numbers from 1 to 65535.', text);
  const length = inside.last - inside.first;
  if (outside && length > 0 && outside.last - outside.first !== length)
    return msg(
      '`{0}` opens {1} ports to {2}: both ranges must have the same length.',
      text,
      outside.last - outside.first + 1,
      length + 1,
    );
  return undefined;
}

/** One of version 6 stands in brackets. */
function isHostAddress(text: string): boolean {
  const inside = /^\[(.*)\]$/.exec(text)?.[1];
  return readIp(inside ?? text)?.bits === (inside === undefined ? 32 : 128);
}
