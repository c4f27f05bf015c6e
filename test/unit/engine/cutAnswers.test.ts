import assert from 'node:assert/strict';
import http from 'node:http';
import type { Socket } from 'node:net';
import { DockerodeEngine } from '../../../src/engine/dockerodeEngine';
import type { Engine } from '../../../src/engine/port';
import { containerId } from '../../support/scriptedEngine';

const id = containerId('a');
const stopped = new AbortController();
const { signal } = stopped;
const nothing = () => undefined;

/** Every kind of request, with what its last answer is to: those before it are answered whole. */
const requests: readonly (readonly [
  title: string,
  path: RegExp,
  ask: (engine: Engine) => Promise<unknown>,
])[] = [
  ['info', /\/info$/, (engine) => engine.info()],
  ['list', /\/containers\/json/, (engine) => engine.listContainers()],
  ['filtered list', /\/containers\/json/, (engine) => engine.findContainers([id])],
  ['inspect', /\/json$/, (engine) => engine.inspect(id)],
  ['top', /\/top/, (engine) => engine.top(id, 'pid')],
  ['exec, its creation', /\/exec$/, (engine) => engine.exec(id, ['true'])],
  ['exec, its output', /\/start$/, (engine) => engine.exec(id, ['true'])],
  ['exec, its end', /\/exec\/e\/json$/, (engine) => engine.exec(id, ['true'])],
  ['nodes of the swarm', /\/nodes$/, (engine) => engine.swarm()],
  ['tasks of the swarm', /\/tasks$/, (engine) => engine.swarm()],
  ['images', /\/images\/json/, (engine) => engine.images()],
  ['volumes', /\/volumes$/, (engine) => engine.volumes()],
  ['pull', /\/images\/create/, (engine) => engine.pull('busybox', nothing, signal)],
  ['statistics', /\/stats/, (engine) => engine.stats(id, nothing, signal)],
  ['logs', /\/logs/, (engine) => engine.logs(id, nothing, signal)],
  [
    'events',
    /\/events/,
    async (engine) => {
      for await (const event of await engine.events(signal)) nothing.call(event);
    },
  ],
  ['start', /\/start/, (engine) => engine.start(id)],
  ['stop', /\/stop/, (engine) => engine.stop(id)],
  ['restart', /\/restart/, (engine) => engine.restart(id)],
  ['pause', /\/pause/, (engine) => engine.pause(id)],
  ['unpause', /\/unpause/, (engine) => engine.unpause(id)],
  ['kill', /\/kill/, (engine) => engine.kill(id)],
  ['remove', /\/containers\/a0+\?/, (engine) => engine.remove(id, { force: true, volumes: true })],
  ['update', /\/update/, (engine) => engine.update(id, { Memory: 1 })],
];

/** What a real engine would have answered before. */
function answerTo(path: string): string {
  if (path.endsWith('/exec')) return '{"Id":"e"}';
  if (path.includes('/exec/')) return '{"ExitCode":0,"Running":false}';
  if (/\/(nodes|services|tasks)$/.test(path)) return '[]';
  return JSON.stringify({ Id: id, State: {}, Config: {}, HostConfig: {} });
}

describe('an answer that is cut in its body', function () {
  this.timeout(5000);
  let cutAt = /never/;
  let status = 200;
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    const path = request.url ?? '';
    request.resume();
    if (!cutAt.test(path)) {
      response.end(answerTo(path));
      return;
    }
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('[{"Id": "');
    setTimeout(() => request.socket.destroy(), 20);
  });
  server.on('connection', (socket) => sockets.add(socket));
  let engine: Engine;

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    engine = await DockerodeEngine.open({
      name: 'cut',
      source: 'setting',
      host: `tcp://127.0.0.1:${address.port}`,
    });
  });

  after(() => {
    engine.dispose();
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  for (const [title, path, ask] of requests)
    it(`fails at once as lost: ${title}`, async () => {
      [cutAt, status] = [path, 200];
      await assert.rejects(ask(engine), { name: 'EngineError', kind: 'lost' });
    });

  for (const [title, path, ask] of requests)
    it(`fails at once as lost, though it was a refusal: ${title}`, async () => {
      [cutAt, status] = [path, 500];
      await assert.rejects(ask(engine), { name: 'EngineError', kind: 'lost' });
    });
});
