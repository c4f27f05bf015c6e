import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import { localEngine, needs } from '../support/parts';
import {
  connected,
  docker,
  image,
  ownDaemon,
  Remains,
  until,
  watchedEngine,
  type OwnDaemon,
} from './fixtures';

const run = promisify(execFile);

describe('a swarm', function () {
  this.timeout(180_000);
  let daemon: OwnDaemon;
  let live: WatchedEngine;
  const remains = new Remains();

  before(async function () {
    await needs(this, 'local engine', 'root');
    daemon = await ownDaemon();
    remains.add(() => daemon.remove());
    await daemon.start();
    remains.add(() => docker(daemon.host, 'swarm', 'leave', '--force'));
    live = watchedEngine(daemon.host);
    remains.add(() => {
      live.dispose();
    });
    live.hold();
    await connected(live);
  });

  after(() => remains.remove());

  it('is none before it is begun', async () => {
    const { swarm } = await live.info();
    assert.deepEqual(swarm, { active: false, manager: false });
    await assert.rejects(live.engine.swarm(), { name: 'EngineError' });
  });

  it('shows nodes, services with reservations and limits, and each task’s container', async () => {
    const { host } = daemon;
    const copy = 'docker --host "$0" save "$2" | docker --host "$1" load';
    await run('sh', ['-c', copy, localEngine.host, host, image]);
    await docker(host, 'swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:23770');
    const limits = ['--limit-cpu', '0.5', '--limit-memory', '64m', '--limit-pids', '50'];
    const options = [...limits, '--reserve-cpu', '0.1', '--reserve-memory', '16m', '--network', 'host'];
    const create = [
      'service',
      'create',
      '--detach',
      '--no-resolve-image',
      '--name',
      'shop',
      '--replicas',
      '2',
    ];
    await docker(host, ...create, ...options, image, 'sleep', '100000');
    await until(
      live,
      ({ containers }) => [...containers.values()].filter(({ state }) => state === 'running').length === 2,
      60_000,
    );
    assert.deepEqual((await live.engine.info()).swarm, { active: true, manager: true });
    const { nodes, services, tasks } = await live.engine.swarm();
    assert.equal(nodes.length, 1);
    const [node] = nodes;
    assert.deepEqual([node?.role, node?.leader, node?.state], ['manager', true, 'ready']);
    assert.ok((node?.resources.memory ?? 0) > 0);
    const [service] = services;
    assert.deepEqual(
      [service?.name, service?.image, service?.mode, service?.replicas],
      ['shop', image, 'replicated', 2],
    );
    assert.deepEqual(service?.limits, { cpus: 0.5, memory: 64 * 1024 * 1024, pids: 50 });
    assert.deepEqual(service.reservations, { cpus: 0.1, memory: 16 * 1024 * 1024, pids: 0 });
    const running = tasks.filter(({ desiredState }) => desiredState === 'running');
    assert.deepEqual(running.map(({ slot }) => slot).sort(), [1, 2]);
    for (const task of running) {
      assert.equal(task.serviceId, service.id);
      assert.equal(task.nodeId, node?.id);
      const facts = await live.facts.read(task.containerId);
      const memory = facts.limits.find(({ name }) => name === 'memory');
      assert.equal(memory?.amount, 64 * 1024 * 1024);
    }
  });
});
