import assert from 'node:assert/strict';
import { faultRounds } from '../support/faultRounds';
import { killRounds } from '../support/killRounds';
import { needs } from '../support/parts';
import { ownDaemon, Remains, withBusybox, type OwnDaemon } from './fixtures';

/** Of these runs; printed where a run fails, so that it can be done again (`scripts/engineFaults.ts`). */
const seed = Number(process.env['UNBOXED_TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe(`the view of a daemon, with random faults (seed ${seed})`, function () {
  this.timeout(600_000);
  const remains = new Remains();
  let daemon: OwnDaemon;

  before(async function () {
    await needs(this, 'local engine', 'root');
    daemon = await ownDaemon();
    remains.add(() => daemon.remove());
    await daemon.start();
    await withBusybox(daemon);
  });

  after(() => remains.remove());

  const log = () => undefined;

  it('shows what docker lists after each of 50 rounds through a proxy that cuts, delays and garbles', async () => {
    const { wrong, unsettled } = await faultRounds({ socket: daemon.socket, rounds: 50, seed, log });
    assert.deepEqual(wrong, []);
    assert.deepEqual(unsettled, []);
  });

  it('shows what docker lists after each of 5 times that the daemon was killed at its work', async () => {
    const { wrong } = await killRounds({ daemon, rounds: 5, seed, log });
    assert.deepEqual(wrong, []);
  });
});
