import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { findDocker } from '../../src/findDocker';
import { temporaryFolder } from '../support/temporaryFolder';

describe('the docker command', () => {
  it('is never taken from the folder that is open, whatever the search path says', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await temporaryFolder({ docker: '#!/bin/sh\n' });
    const before = process.cwd();
    try {
      await chmod(path.join(folder.path, 'docker'), 0o755);
      process.chdir(folder.path);
      for (const searchPath of ['', '.', `.${path.delimiter}`, './', path.delimiter])
        assert.equal(await findDocker(searchPath), undefined, searchPath);
      assert.equal(await findDocker(`.${path.delimiter}${folder.path}`), path.join(folder.path, 'docker'));
    } finally {
      process.chdir(before);
      await folder.remove();
    }
  });
});
