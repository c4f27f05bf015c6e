import { EngineError } from './port';

/** An engine's event is some hundred bytes; a longer line is not worth the memory to read it. */
const longestRead = 8 * 1024 * 1024;
/** Beyond this many characters without an end of line, what answers is something else. */
const longestLine = 256 * 1024 * 1024;

/** Stands for a line that was too long to be read. */
export const unreadLine = Symbol('a line too long to be read');

/** The JSON values of a stream, one a line. Throws `EngineError` when a line is not JSON or never ends. */
export async function* jsonLines(stream: AsyncIterable<unknown>): AsyncGenerator {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    const pieces = text.split('\n');
    for (const [index, piece] of pieces.entries()) {
      length += piece.length;
      if (length > longestLine) throw new EngineError('not-docker', 'a line of the answer never ends');
      if (length <= longestRead) parts.push(piece);
      else parts = [];
      if (index === pieces.length - 1) continue;
      yield* read(parts, length);
      parts = [];
      length = 0;
    }
  }
  yield* read(parts, length);
}

function* read(parts: readonly string[], length: number): Generator {
  const line = parts.join('');
  if (length > longestRead) yield unreadLine;
  else if (line.trim() !== '') yield parse(line);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new EngineError('not-docker', 'a line of the answer is not JSON');
  }
}
