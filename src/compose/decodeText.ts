/** How a text is written in a file. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** UTF-8, but where the byte order mark says UTF-16: so Compose tells them apart, too. */
export function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** The text of a file, byte order mark kept where `keepMark` says so. Throws a `TypeError` where it is no text. */
export function decodeText(bytes: Uint8Array, { keepMark = false } = {}): string {
  return new TextDecoder(encodingOf(bytes), { fatal: true, ignoreBOM: keepMark }).decode(bytes);
}
