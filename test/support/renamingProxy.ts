import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface RenamingProxy {
  /** As in `DOCKER_HOST`. */
  readonly host: string;
  close(): Promise<void>;
}

/**
 * Stands before a real engine's socket and puts other names in its answers, as an engine that lies would. The names
 * have the length of those they replace, so that the answers keep theirs.
 */
export async function renamingProxy(
  target: string,
  names: Readonly<Record<string, string>>,
): Promise<RenamingProxy> {
  for (const [from, to] of Object.entries(names))
    if (Buffer.byteLength(from) !== Buffer.byteLength(to)) throw new Error(`${from} is not as long as ${to}`);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unboxed-renaming-'));
  const file = path.join(folder, 'engine.sock');
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const engine = net.connect(target);
    sockets.add(client);
    client.pipe(engine);
    engine.on('data', (data) => {
      let text = data.toString('latin1');
      for (const [from, to] of Object.entries(names)) text = text.replaceAll(from, latin1(to));
      client.write(Buffer.from(text, 'latin1'));
    });
    const end = () => {
      sockets.delete(client);
      client.destroy();
      engine.destroy();
    };
    for (const socket of [client, engine]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => server.listen(file, resolve));
  return {
    host: `unix://${file}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
