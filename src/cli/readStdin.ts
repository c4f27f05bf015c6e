import { readSync } from 'node:fs';

/** All that comes in. Throws as `readFileSync` does, but waits where nothing has come yet and the pipe does not block. */
export function readStdin(): Uint8Array {
  const chunks: Uint8Array[] = [];
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const chunk = new Uint8Array(65_536);
    try {
      const length = readSync(0, chunk);
      if (length === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, length));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows says so at the end of a pipe.
      if (code === 'EOF') return Buffer.concat(chunks);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(clock, 0, 0, 10);
    }
  }
}
