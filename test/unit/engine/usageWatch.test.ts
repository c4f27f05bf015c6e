import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineError, type StatsSample } from '../../../src/engine/port';
import { UsageWatch } from '../../../src/engine/usageWatch';
import { containerId, scriptedEngine } from '../../support/scriptedEngine';

const id = containerId('a');
const sample: StatsSample = {
  ...{
    memoryUsage: 10,
    memoryLimit: 100,
    memoryInactiveFile: 0,
    memoryFailcnt: 0,
    pidsCurrent: 1,
    pidsLimit: 0,
  },
  ...{ cpuTotal: 0, cpuSystem: 0, onlineCpus: 1, throttledPeriods: 0, throttledTime: 0 },
  ...{ blkioRead: 0, blkioWrite: 0, networkReceived: 0, networkSent: 0 },
};

describe('the usage of a container', () => {
  const told: number[] = [];
  const logged: string[] = [];
  const listen = (usage: { readonly memory: number }) => told.push(usage.memory);
  let script = scriptedEngine();
  let watch: UsageWatch;

  beforeEach(() => {
    [told.length, logged.length] = [0, 0];
    script = scriptedEngine();
    watch = new UsageWatch(script.engine, (line) => logged.push(line));
  });

  afterEach(() => {
    watch.dispose();
  });

  const feed = async (memoryUsage: number) => {
    const stream = await script.next('stats');
    (stream.args[1] as (each: StatsSample) => void)({ ...sample, memoryUsage });
    return stream;
  };

  it('goes on after its stream broke off', async () => {
    watch.watch(id, listen);
    (await feed(10)).fail(new EngineError('lost', 'cut'));
    await feed(20);
    assert.deepEqual(told, [10, 20]);
    assert.match(logged.join(), /cut/);
  });

  it('ends with its container', async () => {
    watch.watch(id, listen);
    (await feed(10)).fail(new EngineError('not-found', 'No such container'));
    await pause(700);
    assert.equal(script.waiting('stats'), 0);
    assert.deepEqual(logged, []);
  });

  it('asks no more when nobody watches, also between two attempts', async () => {
    const watching = watch.watch(id, listen);
    (await feed(10)).fail(new EngineError('lost', 'cut'));
    watching.dispose();
    await pause(700);
    assert.equal(script.waiting('stats'), 0);
  });

  it('tells the others, and the log, when a listener fails', async () => {
    watch.watch(id, () => {
      throw new Error('a view that fell over');
    });
    watch.watch(id, listen);
    await feed(10);
    assert.deepEqual(told, [10]);
    assert.match(logged.join(), /a view that fell over/);
  });
});
