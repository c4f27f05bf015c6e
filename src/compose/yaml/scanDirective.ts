import { isBlank, YamlRefusal, type ScanCursor } from './scanCursor';
import { scanHandle, scanUri, scanWord } from './scanTag';
import { Char } from './yamlCursor';

export interface ScannedDirective {
  readonly kind: 'version' | 'tag handle';
  /** The version, or the handle. */
  readonly text: string;
  /** What the handle stands for. */
  readonly suffix: string;
  readonly end: number;
}

/** Scans a `%` line to its end. */
export function scanDirective(cursor: ScanCursor): ScannedDirective {
  const start = cursor.at++;
  const name = scanWord(cursor);
  if (name !== 'YAML' && name !== 'TAG') throw new YamlRefusal('found unknown directive name', start);
  skipBlanks(cursor);
  const read = name === 'YAML' ? readVersion(cursor, start) : readTagHandle(cursor, start);
  const end = cursor.at;
  skipBlanks(cursor);
  if (cursor.code() === Char.Hash) cursor.skipToBreak();
  if (!cursor.atBreakOrEnd()) throw new YamlRefusal('did not find expected comment or line break', start);
  if (!cursor.atEnd()) cursor.readBreak();
  return { ...read, end };
}

function skipBlanks(cursor: ScanCursor): void {
  while (isBlank(cursor.code())) cursor.at++;
}

function readVersion(cursor: ScanCursor, start: number): Omit<ScannedDirective, 'end'> {
  const version = /\d{1,2}\.\d{1,2}(?!\d)/y;
  version.lastIndex = cursor.at;
  const text = version.exec(cursor.text)?.[0];
  if (text === undefined) throw new YamlRefusal('did not find expected version number', start);
  cursor.at += text.length;
  return { kind: 'version', text, suffix: '' };
}

function readTagHandle(cursor: ScanCursor, start: number): Omit<ScannedDirective, 'end'> {
  if (cursor.code() !== Char.Bang) throw new YamlRefusal("did not find expected '!'", start);
  const text = scanHandle(cursor);
  if (!text.endsWith('!')) throw new YamlRefusal("did not find expected '!'", start);
  if (!isBlank(cursor.code())) throw new YamlRefusal('did not find expected whitespace', start);
  skipBlanks(cursor);
  return { kind: 'tag handle', text, suffix: scanUri(cursor, start) };
}
