import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FileAccess } from '../compose/composeModel';
import { decodeText, encodingOf } from '../compose/decodeText';
import { msg, type Message } from '../message';
import { replaceFile } from './replaceFile';

/** Reads a file as UTF-8, or as UTF-16 where its byte order mark says so; the reason in words where it cannot be read. */
export function readSource(file: string): { text: string } | { reason: Message } {
  return readBytes(() => readFileSync(file));
}

/** The same of what comes in by other ways. */
export function readBytes(read: () => Uint8Array): { text: string } | { reason: Message } {
  try {
    return { text: decodeText(read(), { keepMark: true }) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Writes a text over the one that stands in a file, in the same encoding. */
export function writeSource(file: string, text: string): void {
  const encoding = existsSync(file) ? encodingOf(readFileSync(file)) : 'utf-8';
  if (encoding === 'utf-8') replaceFile(file, text);
  else {
    const bytes = Buffer.from(text, 'utf16le');
    replaceFile(file, encoding === 'utf-16le' ? bytes : bytes.swap16());
  }
}

/** Why a file or a folder cannot be read or written, in words. */
export function reasonOf(error: unknown): Message {
  if (error instanceof TypeError) return msg('it is text in neither UTF-8 nor UTF-16');
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOENT') return msg('there is no such file');
  if (code === 'EACCES' || code === 'EPERM') return msg('access to it is denied');
  if (code === 'EISDIR') return msg('it is a folder');
  if (code === 'ELOOP') return msg('it is a link that leads in a circle');
  if (code === 'ENOTDIR') return msg('there is no such file');
  if (code === 'EROFS') return msg('it stands on a disk that takes no writing');
  return msg('it cannot be read ({0})', code || String(error));
}

/** The files around a compose file, on the disk; each is read once. */
export function filesAround(file: string): FileAccess {
  const folder = path.dirname(path.resolve(file));
  const known = new Map<string, string | undefined>();
  return {
    readFile(name) {
      const full = path.resolve(folder, name);
      if (!known.has(full)) {
        // A device or a pipe, named by a hostile file, would be read without end.
        const read = existsSync(full) && statSync(full).isFile() && readSource(full);
        known.set(full, read && 'text' in read ? read.text : undefined);
      }
      return known.get(full);
    },
    // Unlike `stat` it never throws, whatever a hostile file takes for a name.
    exists: (name) => existsSync(path.resolve(folder, name)),
  };
}
