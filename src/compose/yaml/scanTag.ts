import { isWordCharacter, YamlRefusal, type ScanCursor } from './scanCursor';
import { Char } from './yamlCursor';

/** A tag: `!!str` has the handle `!!` and the suffix `str`; one that is written out (`!<…>`) has no handle. */
export interface ScannedTag {
  readonly text: string;
  readonly suffix: string;
}

const less = 60;

/** Scans a tag, which begins under the cursor. */
export function scanTag(cursor: ScanCursor): ScannedTag {
  const start = cursor.at;
  const tag = readTag(cursor, start);
  if (!cursor.isGap()) throw new YamlRefusal('did not find expected whitespace or line break', start);
  return tag;
}

function readTag(cursor: ScanCursor, start: number): ScannedTag {
  if (cursor.code(1) === less) {
    cursor.at += 2;
    const suffix = scanUri(cursor, start);
    if (cursor.code() !== Char.Greater) throw new YamlRefusal("did not find the expected '>'", start);
    cursor.at++;
    return { text: '', suffix };
  }
  const handle = scanHandle(cursor);
  if (handle.length > 1 && handle.endsWith('!')) return { text: handle, suffix: scanUri(cursor, start) };
  const suffix = handle.slice(1) + scanUri(cursor, start, true);
  return suffix === '' ? { text: '', suffix: '!' } : { text: '!', suffix };
}

/** `!`, `!word` or `!word!`. */
export function scanHandle(cursor: ScanCursor): string {
  const start = cursor.at++;
  scanWord(cursor);
  if (cursor.code() === Char.Bang) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

/** Letters, digits, `_` and `-`. */
export function scanWord(cursor: ScanCursor): string {
  const start = cursor.at;
  while (isWordCharacter(cursor.code())) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

const uriCharacters = /(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\da-fA-F]{2})*/y;

/** `start`: where what it belongs to begins. */
export function scanUri(cursor: ScanCursor, start: number, mayBeEmpty = false): string {
  uriCharacters.lastIndex = cursor.at;
  const uri = uriCharacters.exec(cursor.text)?.[0] ?? '';
  cursor.at += uri.length;
  if (cursor.code() === Char.Percent) throw new YamlRefusal('did not find URI escaped octet', start);
  if (uri === '' && !mayBeEmpty) throw new YamlRefusal('did not find expected tag URI', start);
  return uri;
}
