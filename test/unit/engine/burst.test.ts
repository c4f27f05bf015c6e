import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { WatchedEngine } from '../../../src/engine/liveEngine';
import { burstEngine } from '../../support/burstEngine';
import { busiestSecond } from '../../support/busiestSecond';

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

describe('500 start and die events', function () {
  this.timeout(30_000);

  it('end right, told at most ten times a second; then nothing is asked and no timer is left', async () => {
    const { engine, ids, asked, change } = burstEngine(50);
    // Mocha’s own timer begins when a test first waits.
    await pause(1);
    const before = timers();
    const live = new WatchedEngine({
      engine,
      helperImage: () => Promise.resolve(undefined),
      log: (line) => assert.fail(line),
    });
    const told: number[] = [];
    live.onDidChange(() => told.push(performance.now()));
    const hold = live.hold();
    while (live.snapshot.connection.kind !== 'connected') await pause(5);
    for (let round = 0; round < 10; round += 1)
      for (const id of ids) {
        change(id, round % 2 === 0 || id === ids[7] ? 'start' : 'die');
        if (ids.indexOf(id) % 10 === 0) await pause(20);
      }
    const right = () =>
      [...live.snapshot.containers.values()].every(
        ({ id, state }) => (state === 'running') === (id === ids[7]),
      );
    for (let tries = 0; tries < 200 && !(right() && timers() === before); tries += 1) await pause(50);
    assert.ok(right(), 'every container is shown as it is');
    assert.ok(busiestSecond(told) <= 10, `${busiestSecond(told)} in a second`);
    assert.equal(timers(), before, 'no timer while idle');
    asked.splice(0);
    await pause(300);
    assert.deepEqual(asked, [], 'nothing is asked while idle');
    hold.dispose();
    for (const id of ids) change(id, 'start');
    await pause(300);
    assert.deepEqual(asked, [], 'nothing is asked while nobody looks');
    assert.equal(timers(), before);
    live.dispose();
  });
});
