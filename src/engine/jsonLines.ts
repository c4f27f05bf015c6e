import { EngineError } from './port';

/** An engine's event is some hundred bytes; a line of this size comes from something else. */
const longestLine = 8 * 1024 * 1024;

/** The JSON values of a stream, one a line. Throws `EngineError` when a line is not JSON. */
export async function* jsonLines(stream: AsyncIterable<unknown>): AsyncGenerator {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk as Uint8Array, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new EngineError('not-docker', 'a line of the answer never ends');
    for (const line of lines) if (line.trim() !== '') yield parse(line);
  }
  if (rest.trim() !== '') yield parse(rest);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new EngineError('not-docker', 'a line of the answer is not JSON');
  }
}
