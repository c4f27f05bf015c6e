/** An address as a number, with the number of its bits: 32 or 128. */
export interface IpAddress {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** The addresses from `first` to `last`, both included. */
export interface Subnet {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads an address as Go's `net.ParseIP` does (no leading zeros, no zone); undefined where it is none. */
export function readIp(text: string): IpAddress | undefined {
  const v4 = readV4(text);
  if (v4 !== undefined) return { bits: 32, value: v4 };
  const v6 = readV6(text);
  return v6 === undefined ? undefined : { bits: 128, value: v6 };
}

/** Reads `10.5.0.0/24`; an address inside stands for its whole subnet, as the engine takes it. */
export function readSubnet(text: string): Subnet | undefined {
  const [, address = '', length = ''] = /^(.+)\/(\d{1,3})$/.exec(text) ?? [];
  const ip = readIp(address);
  if (!ip || Number(length) > ip.bits) return undefined;
  const size = 1n << BigInt(ip.bits - Number(length));
  const first = (ip.value / size) * size;
  return { bits: ip.bits, first, last: first + size - 1n };
}

export const isInside = (ip: IpAddress, subnet: Subnet): boolean =>
  ip.bits === subnet.bits && ip.value >= subnet.first && ip.value <= subnet.last;

export const overlap = (one: Subnet, other: Subnet): boolean =>
  one.bits === other.bits && one.first <= other.last && other.first <= one.last;

function readV4(text: string): bigint | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined;
  let value = 0n;
  for (const part of text.split('.')) {
    if (Number(part) > 255 || (part.length > 1 && part.startsWith('0'))) return undefined;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function readV6(text: string): bigint | undefined {
  const [, before = text, tail = ''] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  const v4 = tail === '' ? undefined : readV4(tail);
  if (tail !== '' && v4 === undefined) return undefined;
  const groups =
    v4 === undefined ? before : `${before}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`;
  const halves = groups.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - rest.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((value, group) => value * 0x10000n + BigInt(`0x${group}`), 0n);
}
