import assert from 'node:assert/strict';
import { access, chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startTime } from '../../../src/course/exercises/startTime';
import type { Exercise } from '../../../src/course/exercise';
import type { TrialResult } from '../../../src/course/facts';
import { LabRunner } from '../../../src/walkthrough/labRunner';
import { RunRecords } from '../../../src/walkthrough/runRecords';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

/**
 * A docker with one container at most: `run` makes it, tells so, and ends when it has been removed. It has the label
 * of the run, and its image none.
 */
const dockerWithOneBox = `#!/bin/sh
cd "\${0%/*}"
shift 2
case $1 in
  run) echo run >> log; sleep "$2"; echo "$3" > box; echo begun; while [ -f box ]; do sleep 0.02; done; exit 137;;
  container) echo '[{"Id":"box","Name":"/box","Image":"i","Config":{"Labels":{"unboxed.run":"'"$(cat box)"'"}}}]';;
  image) echo '[{"Id":"i"}]';;
  ps) [ ! -f box ] || echo box;;
  rm) rm -f box;;
esac
`;

const exercise = (secondsBefore: string): Exercise => ({
  ...startTime,
  trials: ({ run }) => [{ id: 'box', label: startTime.title, docker: ['run', secondsBefore, run], times: 3 }],
});
const image = { image: 'busybox' };

describe('the runs of an exercise that is reset', () => {
  let labs: LabRunner;
  let folder: TemporaryFolder;
  const before = process.env['PATH'];

  beforeEach(async () => {
    folder = await temporaryFolder({ docker: dockerWithOneBox });
    await chmod(path.join(folder.path, 'docker'), 0o755);
    labs = new LabRunner(
      () => ({ name: 'default', source: 'default', host: 'unix:///nowhere.sock' }),
      new RunRecords(path.join(folder.path, 'runs')),
    );
    process.env['PATH'] = [folder.path, before].join(path.delimiter);
  });

  afterEach(async () => {
    process.env['PATH'] = before;
    await folder.remove();
  });

  const runs = async () => (await readFile(path.join(folder.path, 'log'), 'utf8')).trim().split('\n').length;
  const boxIsThere = () =>
    access(path.join(folder.path, 'box')).then(
      () => true,
      () => false,
    );

  /** When docker runs, though the container may not be there yet. */
  async function running(): Promise<void> {
    while ((await runs().catch(() => 0)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Begins the runs: what they told, and when the first has told that it began. */
  function begin(secondsBefore = '0') {
    const told: TrialResult[] = [];
    let done: Promise<void> = Promise.resolve();
    const begun = new Promise<void>((resolve) => {
      done = labs.try(exercise(secondsBefore), image, {
        ask: () => Promise.resolve(),
        onResult: (result) => {
          told.push(result);
          resolve();
        },
      });
    });
    return { told, done, begun };
  }

  it('tell nothing any more, and no further one begins', async () => {
    const { told, done, begun } = begin();
    await begun;
    const toldBefore = told.length;
    const reset = labs.reset(startTime.id);
    await done;
    await reset;
    assert.equal(told.length, toldBefore);
    assert.equal(await runs(), 1);
  });

  it('leave no container that was only about to be made', async () => {
    const { told, done } = begin('0.5');
    await running();
    await labs.reset(startTime.id);
    assert.equal(await boxIsThere(), false);
    await done;
    assert.deepEqual(told, []);
    assert.equal(await boxIsThere(), false);
  });

  it('disturb none that is begun after the reset', async () => {
    const first = begin('0.5');
    await running();
    const reset = labs.reset(startTime.id);
    const second = begin();
    await Promise.all([reset, second.begun]);
    assert.equal(await boxIsThere(), true);
    assert.equal(second.told[0]?.output, 'begun\n');
    await Promise.all([labs.reset(startTime.id), first.done, second.done]);
    assert.deepEqual(first.told, []);
  });
});
