import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { docker } from '../../../src/walkthrough/dockerCli';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder';

const endpoint = { name: 'default', source: 'default', host: 'unix:///nowhere.sock' } as const;

describe('the docker command of the course', () => {
  let folder: TemporaryFolder;
  const before = process.env['PATH'];

  beforeEach(async () => {
    folder = await temporaryFolder({
      'bin/docker': '#!/bin/sh\necho "$@"\n',
      'slow/docker': '#!/bin/sh\nexec sleep 60\n',
    });
    for (const name of ['bin', 'slow']) await chmod(path.join(folder.path, name, 'docker'), 0o755);
  });

  afterEach(async () => {
    process.env['PATH'] = before;
    await folder.remove();
  });

  it('is the one that stands in a folder of the PATH', async () => {
    process.env['PATH'] = path.join(folder.path, 'bin');
    const { exitCode, stdout } = await docker(endpoint, ['ps']);
    assert.deepEqual([exitCode, stdout], [0, '--host unix:///nowhere.sock ps\n']);
  });

  it('says so where it was ended by the time limit', async () => {
    process.env['PATH'] = [path.join(folder.path, 'slow'), before].join(path.delimiter);
    const { exitCode, stderr } = await docker(endpoint, ['pull', 'x'], { timeout: 200 });
    assert.equal(exitCode, -1);
    assert.match(stderr, /longer than 0.2 s/);
  });

  it('is never one of the folder that somebody happens to be in', async () => {
    process.env['PATH'] = path.relative(process.cwd(), path.join(folder.path, 'bin'));
    const { exitCode, stdout } = await docker(endpoint, ['ps']);
    assert.deepEqual([exitCode, stdout], [-1, '']);
  });
});
