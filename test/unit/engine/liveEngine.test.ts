import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { WatchedEngine } from '../../../src/engine/liveEngine';
import { EngineError, type ContainerSummary } from '../../../src/engine/port';
import { containerId, scriptedEngine, summary, type ScriptedEngine } from '../../support/scriptedEngine';
import { inspect } from '../views/samples';

const a = containerId('a');
const b = containerId('b');

describe('the live view of an engine', function () {
  this.timeout(10_000);
  let script: ScriptedEngine;
  let live: WatchedEngine;
  let logged: string[];

  beforeEach(() => {
    script = scriptedEngine();
    logged = [];
    live = new WatchedEngine({
      engine: script.engine,
      helperImage: () => Promise.resolve(undefined),
      log: (line) => logged.push(line),
    });
  });

  afterEach(() => {
    live.dispose();
  });

  async function connect(...containers: readonly ContainerSummary[]): Promise<void> {
    if (script.waiting('listContainers') === 0) live.hold();
    (await script.next('listContainers')).answer(containers);
    (await script.next('info')).answer({ serverVersion: '28.5.2', swarm: { active: false, manager: false } });
    await becomes(() => live.snapshot.connection.kind === 'connected' && live.snapshot.info !== undefined);
  }

  async function becomes(holds: () => boolean): Promise<void> {
    const begun = performance.now();
    while (!holds()) {
      await pause(2);
      if (performance.now() - begun > 5000)
        assert.fail(JSON.stringify([...live.snapshot.containers.values()]));
    }
  }

  const shown = () => [...live.snapshot.containers.values()].map(({ id, state }) => [id.slice(0, 1), state]);

  it('keeps no ghost of a container that ends while the list that has it is under way', async () => {
    await connect();
    script.tell('start', a);
    const late = await script.next('findContainers');
    script.tell('die', a);
    script.tell('destroy', a);
    await pause(20);
    late.answer([summary(a)]);
    await pause(200);
    assert.deepEqual(shown(), []);
    assert.equal(script.waiting('findContainers'), 0, 'nor asks for it again');
  });

  it('keeps no ghost where a whole list is overtaken', async () => {
    await connect();
    const many = Array.from({ length: 60 }, (_, index) => containerId((index + 16).toString(16)));
    for (const id of many) script.tell('start', id);
    const late = await script.next('listContainers');
    for (const id of many.slice(1)) script.tell('destroy', id);
    await pause(20);
    late.answer(many.map((id) => summary(id)));
    await becomes(() => live.snapshot.containers.size > 0);
    assert.deepEqual([...live.snapshot.containers.keys()], many.slice(0, 1));
  });

  it('keeps no ghost where events come late, after the end', async () => {
    await connect(summary(a));
    script.tell('destroy', a);
    script.tell('die', a);
    await becomes(() => live.snapshot.containers.size === 0);
    await pause(150);
    assert.equal(script.waiting('findContainers'), 0);
  });

  it('takes no answer from before a disconnection over the list from after it', async () => {
    await connect(summary(a), summary(b));
    script.tell('pause', a);
    const before = await script.next('findContainers');
    script.disconnect(new EngineError('lost', 'cut'));
    await becomes(() => live.snapshot.connection.kind === 'failed');
    live.retryNow();
    await connect(summary(a, 'exited'));
    before.answer([summary(a, 'paused')]);
    await pause(150);
    assert.deepEqual(shown(), [['a', 'exited']]);
    script.tell('start', a);
    (await script.next('findContainers')).answer([summary(a)]);
    await becomes(() => live.snapshot.containers.get(a)?.state === 'running');
  });

  it('takes no facts of the engine from before a disconnection', async () => {
    live.hold();
    (await script.next('listContainers')).answer([]);
    const before = await script.next('info');
    await becomes(() => live.snapshot.connection.kind === 'connected');
    script.disconnect(new EngineError('lost', 'cut'));
    await becomes(() => live.snapshot.connection.kind === 'failed');
    live.retryNow();
    await connect();
    before.answer({ serverVersion: '1.0', swarm: { active: false, manager: false } });
    await pause(50);
    assert.equal(live.snapshot.info?.serverVersion, '28.5.2');
  });

  it('reads all anew at once where one answer was lost, and says so when that does not help', async () => {
    await connect(summary(a));
    script.tell('pause', a);
    (await script.next('findContainers')).fail(new EngineError('lost', 'cut in its body'));
    await connect(summary(a, 'paused'));
    assert.deepEqual(shown(), [['a', 'paused']]);
    script.tell('unpause', a);
    (await script.next('findContainers')).fail(new EngineError('lost', 'cut again'));
    await becomes(() => live.snapshot.connection.kind === 'failed');
    assert.match(logged.join('\n'), /cut in its body[^]*cut again/);
    await connect(summary(a));
    assert.deepEqual(shown(), [['a', 'running']]);
  });

  it('reads all anew after an event that could not be read', async () => {
    await connect(summary(a), summary(b));
    script.tell('', '', 'unread');
    const c = containerId('c');
    (await script.next('listContainers')).answer([summary(a, 'paused'), summary(c)]);
    await becomes(() => live.snapshot.containers.has(c));
    assert.deepEqual(shown(), [
      ['a', 'paused'],
      ['c', 'running'],
    ]);
  });

  it('inspects once for all who ask, and keeps no answer that an event has overtaken', async () => {
    await connect(summary(a));
    const asked = [live.inspect(a), live.inspect(a)];
    const old = await script.next('inspect');
    assert.equal(script.waiting('inspect'), 0);
    script.tell('update', a);
    (await script.next('findContainers')).answer([summary(a)]);
    old.answer(inspect({ id: a, name: 'before' }));
    assert.deepEqual(
      (await Promise.all(asked)).map(({ name }) => name),
      ['before', 'before'],
    );
    const anew = live.inspect(a);
    (await script.next('inspect')).answer(inspect({ id: a, name: 'after' }));
    assert.equal((await anew).name, 'after');
    assert.equal(live.snapshot.inspected.get(a)?.name, 'after');
  });

  it('tells its end as it is closed, and nothing after that', async () => {
    await connect(summary(a));
    const told: string[] = [];
    live.onDidChange(({ snapshot }) => told.push(snapshot.connection.kind));
    live.dispose();
    assert.deepEqual(told.splice(0), ['idle']);
    await pause(250);
    assert.deepEqual(told, []);
  });

  it('waits no longer for a clock that was set back', async () => {
    await connect(summary(a));
    await pause(150);
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
    try {
      const told = new Promise((resolve) => live.onDidChange(resolve));
      script.tell('destroy', a);
      assert.notEqual(await Promise.race([told, pause(1000, 'late')]), 'late');
    } finally {
      Date.now = now;
    }
  });
});
