import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exercises } from '../../src/course/chapters';
import { courseLabel, type Exercise } from '../../src/course/exercise';
import { LabRunner } from '../../src/walkthrough/labRunner';
import { RunRecords } from '../../src/walkthrough/runRecords';
import { localEngine, needs } from '../support/parts';
import { skipBecause } from '../support/skipBecause';
import { docker, endpoint } from './fixtures';

const image = process.env['UNBOXED_TEST_LAB_IMAGE'] ?? 'busybox:latest';
const { host } = localEngine;
const recordsFolder = path.join(os.tmpdir(), `unboxed-leavings-${process.pid}`);
const records = new RunRecords(recordsFolder);
const labs = new LabRunner(() => endpoint(host), records);
const watch = { ask: () => Promise.resolve(), onResult: () => undefined };

function exercise(id: string): Exercise {
  const found = exercises.find((candidate) => candidate.id === id);
  assert.ok(found, id);
  return found;
}

async function lines(...args: readonly string[]): Promise<string[]> {
  return (await docker(host, ...args)).split('\n').filter((line) => line !== '');
}

const containersOf = (id: string) =>
  lines('ps', '--all', '--quiet', '--no-trunc', '--filter', `label=${courseLabel}=${id}`);

/** The engine's cgroups of these containers, where this machine shows them. */
async function cgroupsOf(ids: readonly string[]): Promise<string[]> {
  const all = await readdir('/sys/fs/cgroup', { recursive: true }).catch(() => []);
  return all.filter((file) => ids.some((id) => path.basename(file).includes(id)));
}

/** Images, named or not, in whose history these words stand: others may build on the same engine meanwhile. */
async function imagesMadeBy(words: string, except: ReadonlySet<string>): Promise<string[]> {
  const ids = [...new Set(await lines('image', 'ls', '--all', '--quiet', '--no-trunc'))];
  const made: string[] = [];
  for (const id of ids.filter((candidate) => !except.has(candidate)))
    if ((await docker(host, 'image', 'history', '--no-trunc', id).catch(() => '')).includes(words))
      made.push(id);
  return made;
}

describe('what the course leaves behind', function () {
  this.timeout(180_000);
  before(async function () {
    await needs(this, 'local engine');
  });

  it('is nothing some time after the editor was killed in mid-lab', async () => {
    const ids = ['ownHostname', 'forkBomb'];
    const editor = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        path.resolve('test/support/killedEditor.ts'),
        host,
        image,
        '12',
        recordsFolder,
        ...ids,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(editor, 'exit');
    // The first word of the fork bomb's trial: the lab and the bomb both run now.
    await Promise.race([once(editor.stdout, 'data'), ended]);
    const running = (await Promise.all(ids.map(containersOf))).flat();
    editor.kill('SIGKILL');
    const [, signal] = (await ended) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
    assert.equal(running.length, 2, 'a lab and a trial run when the editor is killed');

    let left = running;
    for (let second = 0; left.length > 0 && second < 90; second++) {
      await sleep(1000);
      left = (await Promise.all(ids.map(containersOf))).flat();
    }
    assert.deepEqual(left, []);
    assert.deepEqual(await cgroupsOf(running), []);
  });

  it('is nothing after the reset of every lab: containers, networks, volumes and cgroups', async () => {
    const withLabs = exercises.filter(({ lab }) => lab !== undefined);
    const ids: string[] = [];
    for (const each of withLabs) {
      await labs.start(each, { image, lifetime: 120 });
      const own = await containersOf(each.id);
      ids.push(...own);
      await labs.reset(each.id);
      assert.deepEqual(await containersOf(each.id), [], each.id);
      for (const kind of ['network', 'volume'])
        assert.deepEqual(
          await lines(kind, 'ls', '--quiet', '--filter', `label=${courseLabel}=${each.id}`),
          [],
          `${each.id}: ${kind}s`,
        );
    }
    assert.ok(ids.length > 0);
    assert.deepEqual(await cgroupsOf(ids), []);
  });

  for (const [id, words] of [
    ['imageSizes', 'of=/compiler'],
    ['buildCache', '/early'],
  ] as const)
    it(`is no image, named or not, after the reset of ${id}, though its builds failed`, async function () {
      const before = new Set(await lines('image', 'ls', '--all', '--quiet', '--no-trunc'));
      const whole: Exercise = {
        ...exercise(id),
        trials: (lab) =>
          (exercise(id).trials?.(lab) ?? [])
            .slice(0, 1)
            .map((first) => ({ ...first, stdin: `${first.stdin ?? ''}RUN false\n` })),
      };
      await labs.try(whole, { image }, watch);
      const made = await imagesMadeBy(words, before);
      if (made.length === 0) skipBecause(this, 'this engine’s builder leaves no images of a failed build');
      await labs.reset(id);
      assert.deepEqual(await imagesMadeBy(words, before), []);
    });
});
