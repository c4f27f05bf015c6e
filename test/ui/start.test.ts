import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, root } from '../../scripts/vscode/cacheFolder';
import { installWebVscode } from '../../scripts/vscode/webVscode';
import { launchBrowser } from '../support/browser';
import { eventually } from '../support/eventually';
import { needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';

describe('npm start without a display', function () {
  this.timeout(120_000);
  before(function () {
    return needs(this, 'browser');
  });

  it('says where the workbench is, from another machine too, and opens the course with the stack beside it', async () => {
    await installWebVscode('newest', (line) => {
      console.log(line);
    });
    const cache = await temporaryFolder();
    // What it downloads is there already; the rest of its cache is new.
    for (const name of await readdir(cacheFolder()))
      if (name.startsWith('vscode-'))
        await symlink(path.join(cacheFolder(), name), path.join(cache.path, name));
    const started = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
      cwd: root,
      env: {
        ...process.env,
        UNBOXED_START: 'web',
        UNBOXED_CACHE: cache.path,
        SSH_CONNECTION: '192.0.2.7 50000 192.0.2.1 2222',
        LANG: 'C',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const browser = await launchBrowser();
    try {
      const address = await eventually(() => {
        const found = /^ {2}(http:\S+)$/m.exec(said)?.[1];
        return found ? Promise.resolve(found) : Promise.reject(new Error(`no address in:\n${said}`));
      }, 60_000);
      const { port } = new URL(address);
      assert.match(
        said,
        new RegExp(`^ {2}ssh -N -L ${port}:127\\.0\\.0\\.1:${port} -p 2222 \\S+@192\\.0\\.2\\.1$`, 'm'),
      );
      const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
      await page.goto(address);
      await page.getByText('Introduction to Docker').first().waitFor({ timeout: 60_000 });
      await page.locator('.getting-started-step.expanded').first().waitFor({ timeout: 30_000 });
      await page.getByRole('tab', { name: /compose\.yaml/ }).waitFor({ timeout: 30_000 });
      await page.screenshot({ path: path.join(root, 'test/artifacts/npm-start.png') });
      assert.deepEqual(
        (await readdir(cache.path)).filter((name) => !name.startsWith('vscode-')),
        ['start'],
        'all that it keeps is in its cache folder',
      );
    } finally {
      await browser.close();
      const ended = new Promise((resolve) => started.once('exit', resolve));
      started.kill('SIGTERM');
      await ended;
      await cache.remove();
    }
  });
});
