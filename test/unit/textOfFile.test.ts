import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { textOfFile } from '../../src/textOfFile';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

describe('the text of a file that a label names', () => {
  let folder: TemporaryFolder;

  before(async () => {
    folder = await temporaryFolder({ 'compose.yaml': 'services: {}\n', large: 'x'.repeat(1024 * 1024 + 1) });
  });

  after(() => folder.remove());

  it('is that of an ordinary file', async () => {
    assert.equal(await textOfFile(path.join(folder.path, 'compose.yaml')), 'services: {}\n');
  });

  it('is none where nothing stands, or a folder, or more than somebody writes', async () => {
    for (const name of ['absent', '', 'large'])
      assert.equal(await textOfFile(path.join(folder.path, name)), undefined);
  });

  it('waits for no pipe and reads no device', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = path.join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    assert.equal(await textOfFile(pipe), undefined);
    assert.equal(await textOfFile('/dev/zero'), undefined);
  });
});
