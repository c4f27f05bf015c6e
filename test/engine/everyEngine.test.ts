import assert from 'node:assert/strict';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerState, EngineEvent } from '../../src/engine/port';
import { localEngine, needs, newestEngine, remoteEngine, type Part } from '../support/parts';
import {
  connected,
  docker,
  image,
  prefix,
  Remains,
  removeContainers,
  runContainer,
  until,
  watchedEngine,
} from './fixtures';

const engines: readonly (readonly [Part, string])[] = [
  ['local engine', localEngine.host],
  ['remote engine', remoteEngine.host],
  ['newest engine', newestEngine.host],
];

for (const [part, host] of engines)
  describe(`the port on the ${part}`, function () {
    this.timeout(180_000);
    const remains = new Remains();
    let live: WatchedEngine;
    let id = '';
    const events: EngineEvent[] = [];

    before(async function () {
      await needs(this, part);
      remains.add(() => removeContainers(host));
      live = watchedEngine(host);
      remains.add(() => {
        live.dispose();
      });
      live.onEvent((event) => events.push(event));
      live.hold();
      await connected(live);
      id = await runContainer(host, 'life', '--network', 'none', '--label', 'unboxed.test=life');
    });

    after(() => remains.remove());

    const becomes = (state: ContainerState) =>
      until(live, ({ containers }) => containers.get(id)?.state === state);

    it('tells its version, its API and its kernel', async () => {
      const info = await live.info();
      const [version = '', api = '', kernel = ''] = (
        await docker(
          host,
          'version',
          '--format',
          '{{.Server.Version}} {{.Server.APIVersion}} {{.Server.KernelVersion}}',
        )
      ).split(' ');
      assert.deepEqual([info.serverVersion, info.apiVersion, info.kernelVersion], [version, api, kernel]);
    });

    it('follows each step of a container’s life, as docker lists it', async () => {
      const { engine } = live;
      await becomes('running');
      const listed = live.snapshot.containers.get(id);
      assert.deepEqual(
        [listed?.name, listed?.image, listed?.networkMode, listed?.labels['unboxed.test']],
        [`${prefix}-life`, image, 'none', 'life'],
      );
      await engine.pause(id);
      await becomes('paused');
      await engine.unpause(id);
      await becomes('running');
      await engine.restart(id);
      await becomes('running');
      await docker(host, 'rename', id, `${prefix}-renamed`);
      await until(live, ({ containers }) => containers.get(id)?.name === `${prefix}-renamed`);
      await engine.stop(id);
      await becomes('exited');
      await engine.start(id);
      await becomes('running');
    });

    it('inspects, and reads anew after a limit was changed in place', async () => {
      const before = await live.inspect(id);
      assert.deepEqual(
        [before.name, before.state.status, before.hostConfig.networkMode, before.hostConfig.memory],
        [`${prefix}-renamed`, 'running', 'none', 0],
      );
      await live.engine.update(id, { Memory: 48 * 1024 * 1024, MemorySwap: 48 * 1024 * 1024 });
      await until(live, ({ inspected }) => !inspected.has(id));
      assert.equal((await live.inspect(id)).hostConfig.memory, 48 * 1024 * 1024);
    });

    it('runs a command in a container and tells its end', async () => {
      const answer = await live.engine.exec(id, ['sh', '-c', 'echo out; echo "$SAID" >&2; exit 3'], {
        env: { SAID: 'err' },
      });
      assert.deepEqual(answer, { exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
    });

    it('runs a container of its own to its end and leaves nothing of it', async () => {
      const labels = { 'unboxed.test': prefix };
      const answer = await live.engine.runOnce({
        ...{ image, command: ['sh', '-c', 'echo once; exit 4'], labels, hostConfig: {} },
      });
      assert.deepEqual(answer, { exitCode: 4, stdout: 'once\n', stderr: '' });
      assert.equal(
        await docker(host, 'ps', '--all', '--quiet', '--filter', `label=unboxed.test=${prefix}`),
        '',
      );
    });

    it('lists processes, images and volumes', async () => {
      const { engine } = live;
      const { titles, processes } = await engine.top(id, 'pid,comm');
      assert.deepEqual(titles, ['PID', 'COMMAND']);
      assert.ok(processes.length > 0);
      assert.ok((await engine.images()).some(({ tags }) => tags.includes(image)));
      const volume = `${prefix}-volume`;
      await docker(host, 'volume', 'create', volume);
      remains.add(() => docker(host, 'volume', 'rm', volume));
      assert.ok((await engine.volumes()).includes(volume));
    });

    it('says in the engine’s own words why it refuses', async () => {
      await assert.rejects(live.engine.inspect('f'.repeat(64)), {
        name: 'EngineError',
        kind: 'not-found',
        message: /No such container/,
      });
      await assert.rejects(live.engine.remove(id, { force: false, volumes: false }), {
        name: 'EngineError',
        kind: 'conflict',
      });
    });

    it('sees a container killed and removed, and told its whole life as events', async () => {
      await live.engine.kill(id);
      await becomes('exited');
      await live.engine.remove(id, { force: false, volumes: true });
      await until(live, ({ containers }) => !containers.has(id));
      const own = events.filter((event) => event.type === 'container' && event.id === id);
      const actions = new Set(own.map(({ action }) => action));
      for (const action of ['create', 'start', 'pause', 'unpause', 'restart', 'rename', 'stop', 'update'])
        assert.ok(actions.has(action), action);
      for (const action of ['kill', 'die', 'destroy']) assert.ok(actions.has(action), action);
    });
  });
