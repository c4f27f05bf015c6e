import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface CountingProxy {
  /** As in `DOCKER_HOST`. */
  readonly host: string;
  /** Request lines seen since the last `reset`, such as `GET /v1.41/info`. */
  readonly requests: readonly string[];
  /** Streams of events and statistics that are open now. Idle connections kept for the next request don't count. */
  readonly streams: number;
  reset(): void;
  close(): Promise<void>;
}

/** Stands before a real engine's socket and passes everything on, counting requests. `target` is a path. */
export async function countingProxy(target: string): Promise<CountingProxy> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'unboxed-proxy-'));
  const file = path.join(folder, 'engine.sock');
  const requests: string[] = [];
  /** Each client's last request. */
  const sockets = new Map<net.Socket, string>();
  const server = net.createServer((client) => {
    const engine = net.connect(target);
    sockets.set(client, '');
    client.on('data', (data) => {
      for (const [, line] of data.toString('latin1').matchAll(/^([A-Z]+ \/\S*) HTTP\/1\.1\r$/gm))
        if (line !== undefined) {
          requests.push(line);
          sockets.set(client, line);
        }
    });
    client.pipe(engine);
    engine.pipe(client);
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
    requests,
    get streams() {
      return [...sockets.values()].filter((line) => /\/(events|stats)\b/.test(line)).length;
    },
    reset: () => {
      requests.length = 0;
    },
    close: async () => {
      for (const socket of sockets.keys()) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
