import assert from 'node:assert/strict';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { LimitName } from '../../src/kernel/limitDefinitions';
import type { LimitFact } from '../../src/kernel/limits';
import { formatMessage } from '../../src/message';
import { needs, systemdEngine } from '../support/parts';
import { connected, docker, Remains, removeContainers, runContainer, until, watchedEngine } from './fixtures';

const { host } = systemdEngine;

describe('limits on an engine whose control groups systemd makes', function () {
  this.timeout(240_000);
  const remains = new Remains();
  let live: WatchedEngine;
  let free = '';
  let limited = '';

  before(async function () {
    await needs(this, 'systemd engine');
    remains.add(() => removeContainers(host));
    live = watchedEngine(host);
    remains.add(() => {
      live.dispose();
    });
    live.hold();
    await connected(live);
    free = await runContainer(host, 'free');
    limited = await runContainer(host, 'limited', '--pids-limit', '20', '--memory', '64m', '--cpus', '0.5');
  });

  after(() => remains.remove());

  /** As the kernel's files have them now. */
  async function limits(id: string): Promise<readonly LimitFact[]> {
    live.facts.forget(id);
    return (await live.facts.readKernel(id)).limits;
  }

  async function limit(id: string, name: LimitName): Promise<LimitFact> {
    const found = (await limits(id)).find((each) => each.name === name);
    assert.ok(found);
    return found;
  }

  it('knows the driver', async () => {
    assert.equal((await live.info()).cgroupDriver, 'systemd');
  });

  it('takes systemd’s own limit of processes for none that was declared, and for no mismatch', async () => {
    const pids = await limit(free, 'pids');
    assert.match(pids.observed ?? '', /^\d+$/, 'a number, where cgroupfs has “max”');
    assert.equal(pids.set, false);
    assert.match(formatMessage(pids.value), /DefaultTasksMax/);
  });

  it('finds each limit as declared, and nowhere a mismatch', async () => {
    for (const id of [free, limited])
      for (const { name, mismatch } of await limits(id))
        assert.equal(mismatch && formatMessage(mismatch), undefined, name);
    assert.equal((await limit(limited, 'pids')).observed, '20');
    assert.equal((await limit(limited, 'memory')).observed, String(64 * 1024 * 1024));
    assert.equal((await limit(limited, 'cpus')).observed, '50000 100000');
  });

  it('finds no limit at all where one was taken away again', async () => {
    await docker(host, 'update', '--pids-limit', '-1', limited);
    await until(live, ({ inspected }) => !inspected.has(limited));
    const pids = await limit(limited, 'pids');
    assert.equal(pids.observed, 'max');
    assert.equal(pids.mismatch, undefined);
    assert.match(formatMessage(pids.value), /no limit/);
  });
});
