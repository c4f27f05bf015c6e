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
  if (readIp(host)?.bits === 32)
    return msg(
      '`{0}` has an address, but one port only: write `{1}`, and the port of this machine between the colons where it is not to be any.',
      text,
      `${host}::${last}`,
    );
  const backwards = [host, container].find((range) => {
    const [, first, end] = /^(\d+)-(\d+)$/.exec(range) ?? [];
    return Number(first) > Number(end);
  });
  if (backwards !== undefined)
    return msg('`{0}` ends before it begins: write the smaller port of a range first.', backwards);
  if (!inside || inside.first === 0 || (host !== '' && !outside))
    return msg('`{0}` is no port: write `HOST:CONTAINER` with numbers from 1 to 65535.', text);
  const length = inside.last - inside.first;
  if (outside && length > 0 && outside.last - outside.first !== length)
    return msg(
      '`{0}` is no pair of ranges: {1} on this machine, {2} in the container. Both must have the same length.',
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
