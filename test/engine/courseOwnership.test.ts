import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exercises } from '../../src/course/chapters';
import { courseLabel, type Exercise } from '../../src/course/exercise';
import { LabRunner } from '../../src/walkthrough/labRunner';
import { RunRecords } from '../../src/walkthrough/runRecords';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { docker, endpoint, image } from './fixtures';

const { host } = localEngine;
const mine = `unboxed-mine-${process.pid}`;
const watch = { ask: () => Promise.resolve(), onResult: () => undefined };

function exercise(id: string): Exercise {
  return exercises.find((candidate) => candidate.id === id) ?? assert.fail(id);
}

/** Builds an image of the learner's own; gives its id. */
async function build(dockerfile: string, ...options: readonly string[]): Promise<string> {
  const child = spawn('docker', ['--host', host, 'build', '--quiet', '--network', 'none', ...options, '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let id = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (id += text));
  child.stdin.end(dockerfile);
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(code, 0);
  return id.trim();
}

const exists = (kind: 'container' | 'image' | 'volume' | 'network', name: string) =>
  docker(host, kind, 'inspect', name).then(
    () => true,
    () => false,
  );

describe('what a reset of the course removes', function () {
  this.timeout(180_000);
  let folder: TemporaryFolder;
  let labs: LabRunner;
  /** The learner's own things, to be removed at the end of a test. */
  const own: [kind: 'container' | 'image' | 'volume' | 'network', name: string][] = [];

  before(async function () {
    await needs(this, 'local engine');
  });
  beforeEach(async () => {
    folder = await temporaryFolder({});
    labs = new LabRunner(() => endpoint(host), new RunRecords(folder.path));
  });
  afterEach(async () => {
    for (const kind of ['container', 'image', 'volume', 'network'] as const)
      for (const [of, name] of own)
        if (of === kind) await docker(host, kind, 'rm', '--force', name).catch(() => '');
    own.length = 0;
    for (const id of ['keptInVolume', 'bridgeOrHost', 'buildCache', 'imageSizes']) await labs.reset(id);
    await folder.remove();
  });

  /** Asserts that all of the learner's own is there still. */
  async function allThere(): Promise<void> {
    for (const [kind, name] of own) assert.ok(await exists(kind, name), `${kind} ${name} is there still`);
  }

  it('is no image that was committed from a lab, no container of it, and not its volume', async () => {
    await labs.start(exercise('keptInVolume'), { image });
    await docker(host, 'commit', 'unboxed-keeper', `${mine}:committed`);
    own.push(['image', `${mine}:committed`]);
    for (const [name, command] of [
      ['running', ['run', '--detach']],
      ['stopped', ['create']],
    ] as const) {
      await docker(
        host,
        ...command,
        '--name',
        `${mine}-${name}`,
        '--volume',
        `${mine}-${name}:/data`,
        `${mine}:committed`,
        'sleep',
        '1000',
      );
      own.push(['container', `${mine}-${name}`], ['volume', `${mine}-${name}`]);
    }
    const untagged = await docker(host, 'commit', 'unboxed-keeper');
    own.push(['image', untagged]);

    const reset = await labs.reset('keptInVolume');
    await allThere();
    assert.equal(reset.removed, 2, 'the lab’s container and its volume');
    assert.equal(await exists('container', 'unboxed-keeper'), false);
    assert.equal(await exists('volume', 'unboxed-kept'), false);
  });

  it('is no image that was built on one of the exercise’s, and none of those below it', async () => {
    await labs.try(exercise('buildCache'), { image }, watch);
    own.push(['image', await build('FROM unboxed-cache\nRUN echo mine > /mine\n', '--tag', `${mine}:built`)]);
    own.push(['image', await build('FROM unboxed-cache\nRUN echo other > /mine\n')]);
    await docker(host, 'create', '--name', `${mine}-built`, '--volume', '/data', `${mine}:built`);
    own.push(['container', `${mine}-built`]);
    await labs.reset('buildCache');
    await allThere();
    assert.ok(await exists('image', 'unboxed-cache'), 'what the learner’s Dockerfile begins with');
  });

  it('is no name that the learner gave to one of its images', async () => {
    await labs.try(exercise('imageSizes'), { image }, watch);
    await docker(host, 'tag', 'unboxed-size-stages', `${mine}:kept`);
    own.push(['image', `${mine}:kept`]);
    await labs.reset('imageSizes');
    await allThere();
    for (const name of ['deleted', 'together', 'stages'])
      assert.equal(await exists('image', `unboxed-size-${name}`), false, name);
  });

  it('is no image that a container of the learner’s uses', async () => {
    await labs.try(exercise('imageSizes'), { image }, watch);
    await docker(host, 'create', '--name', `${mine}-user`, 'unboxed-size-deleted');
    own.push(['container', `${mine}-user`], ['image', 'unboxed-size-deleted']);
    const { held } = await labs.reset('imageSizes');
    await allThere();
    assert.ok(held > 0, 'and it says so');
    await docker(host, 'rm', '--force', `${mine}-user`);
    assert.equal((await labs.reset('imageSizes')).held, 0, 'and takes it when nothing uses it any more');
    assert.equal(await exists('image', 'unboxed-size-deleted'), false);
  });

  it('is no volume and no network that a container of the learner’s uses', async () => {
    await labs.start(exercise('keptInVolume'), { image });
    await labs.start(exercise('bridgeOrHost'), { image });
    await docker(
      host,
      ...['run', '--detach', '--name', `${mine}-user`, '--volume', 'unboxed-kept:/data'],
      ...['--network', 'unboxed-wire', image, 'sleep', '1000'],
    );
    own.push(['container', `${mine}-user`], ['volume', 'unboxed-kept'], ['network', 'unboxed-wire']);
    assert.equal((await labs.reset('keptInVolume')).held, 1);
    assert.equal((await labs.reset('bridgeOrHost')).held, 1);
    await allThere();
  });

  it('is nothing that merely carries the label', async () => {
    const label = `${courseLabel}=keptInVolume`;
    await docker(host, 'create', '--name', `${mine}-labelled`, '--label', label, image);
    await docker(host, 'volume', 'create', '--label', label, `${mine}-labelled`);
    await docker(host, 'network', 'create', '--label', label, `${mine}-labelled`);
    own.push(['container', `${mine}-labelled`]);
    own.push(['volume', `${mine}-labelled`], ['network', `${mine}-labelled`]);
    own.push(['image', await build(`FROM ${image}\nLABEL ${label}\n`, '--tag', `${mine}:labelled`)]);
    await labs.start(exercise('keptInVolume'), { image });
    await labs.reset('keptInVolume');
    await allThere();
  });

  it('is no volume that had the name before the exercise began', async () => {
    await docker(host, 'volume', 'create', 'unboxed-kept');
    own.push(['volume', 'unboxed-kept']);
    await labs.start(exercise('keptInVolume'), { image });
    await labs.reset('keptInVolume');
    await allThere();
  });

  it('is the container that the exercise told the learner to put in the place of the lab’s', async () => {
    const notes = exercise('writtenAndLost');
    await labs.start(notes, { image });
    await docker(host, 'rm', '--force', 'unboxed-notes');
    const [, , , run = ''] = notes.solution?.({ image }) ?? [];
    await docker(host, ...run.split(' ').slice(1));
    await labs.reset(notes.id);
    assert.equal(await exists('container', 'unboxed-notes'), false);
    // The same without the label is the learner's.
    await docker(host, 'create', '--name', 'unboxed-notes', image);
    own.push(['container', 'unboxed-notes']);
    await labs.reset(notes.id);
    await allThere();
    await assert.rejects(labs.start(notes, { image }), /already in use/);
    await allThere();
  });

  it('is, in the next window, all that a killed one left, and nothing of one that lives', async () => {
    const editor = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', path.resolve('test/support/killedEditor.ts')],
        ...[host, image, '1000', folder.path, 'keptInVolume', 'imageSizes'],
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(editor, 'exit');
    await Promise.race([once(editor.stdout, 'data'), ended]);
    await docker(host, 'commit', 'unboxed-keeper', `${mine}:committed`);
    own.push(['image', `${mine}:committed`]);

    await labs.clearAbandoned();
    await labs.reset('bridgeOrHost');
    assert.ok(await exists('container', 'unboxed-keeper'), 'its window lives');
    editor.kill('SIGKILL');
    await ended;
    const images = () =>
      docker(host, 'image', 'ls', '--all', '--quiet', '--filter', `label=${courseLabel}=imageSizes`);
    // The engine may end the step of a build though its client was killed.
    for (let second = 0; second < 20; second++) {
      await labs.clearAbandoned();
      if (second > 3 && (await images()) === '') break;
      await sleep(1000);
    }
    await allThere();
    assert.equal(await exists('container', 'unboxed-keeper'), false);
    assert.equal(await exists('volume', 'unboxed-kept'), false);
    assert.equal(await images(), '');
  });
});

describe('a reset of the course on an engine that is frozen', function () {
  this.timeout(30_000);
  it('says so within seconds, also while a run is under way', async () => {
    const socket = path.join(os.tmpdir(), `unboxed-frozen-${process.pid}.sock`);
    // It takes every connection, and never answers.
    const frozen = net.createServer(() => undefined);
    await once(frozen.listen(socket), 'listening');
    const folder = await temporaryFolder({});
    const labs = new LabRunner(() => endpoint(`unix://${socket}`), new RunRecords(folder.path));
    try {
      const trial = labs.try(exercise('startTime'), { image }, watch);
      const begun = performance.now();
      const { silent } = await labs.reset('startTime');
      assert.ok(silent !== undefined);
      await trial;
      await assert.rejects(labs.start(exercise('twoPids'), { image }));
      assert.ok(performance.now() - begun < 15_000, 'both within seconds');
    } finally {
      frozen.close();
      await folder.remove();
    }
  });
});
