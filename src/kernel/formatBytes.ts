import { msg, type Message } from '../message';

/** A size for people, in binary units, with at most one decimal. French writes octets: hence a message. */
export function formatBytes(bytes: number): Message {
  const scaled = (power: number) => Math.round((bytes / 1024 ** power) * 10) / 10;
  if (Math.abs(bytes) < 1024) return msg('{0} B', Math.round(bytes));
  if (scaled(1) < 1024) return msg('{0} KiB', scaled(1));
  if (scaled(2) < 1024) return msg('{0} MiB', scaled(2));
  if (scaled(3) < 1024) return msg('{0} GiB', scaled(3));
  return msg('{0} TiB', scaled(4));
}
