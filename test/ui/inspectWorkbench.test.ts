import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

const run = promisify(execFile);
const docker = async (...words: string[]) => (await run('docker', words)).stdout.trim();
const prefix = 'unboxed-ui-inspect';

describe('Inspect Namespaces in the workbench', function () {
  this.timeout(240_000);

  const remove = async () => {
    const ids = await docker('ps', '-aq', '--filter', `name=${prefix}`);
    if (ids !== '') await docker('rm', '-f', ...ids.split('\n'));
  };
  before(async function () {
    await needs(this, 'local engine', 'browser');
    await remove();
    const start = (name: string, ...options: string[]) =>
      docker('run', '-d', '--name', `${prefix}-${name}`, ...options, 'busybox', 'sleep', '600');
    await start('web', '--network', 'none', '--memory', '32m', '--pids-limit', '20');
    await start('debug', '--network', `container:${prefix}-web`, '--pid', `container:${prefix}-web`);
    await start('host', '--pid', 'host', '--network', 'host');
  });
  after(remove);

  it('opens from the tree, shows what is shared, follows events and survives a reload', async () => {
    await withWorkbench(
      'inspect',
      { theme: 'dark', size: { width: 1500, height: 1000 } },
      async (workbench) => {
        await workbench.openUnboxedView();
        const row = await workbench.reveal(`${prefix}-web`);
        await workbench.contextMenu(row, 'Inspect Namespaces');
        const page = workbench.webview();
        await page
          .locator('h1')
          .filter({ hasText: `${prefix}-web` })
          .waitFor();
        const region = (type: string, name: string) =>
          page.locator(`[data-shape^="${type}:"]`).and(page.getByRole('button', { name }));
        await region('net', `${prefix}-debug`).waitFor();
        await page
          .getByText(/[KM]iB of 32 MiB/)
          .first()
          .waitFor();
        await workbench.screenshot('inspect-workbench');

        await docker(
          'run',
          '-d',
          '--name',
          `${prefix}-late`,
          '--network',
          `container:${prefix}-web`,
          'busybox',
          'sleep',
          '600',
        );
        const started = Date.now();
        await region('net', `${prefix}-late`).waitFor();
        assert.ok(Date.now() - started < 2000, `shown after ${Date.now() - started} ms`);

        await workbench.page.reload();
        await page
          .locator('h1')
          .filter({ hasText: `${prefix}-web` })
          .waitFor({ timeout: 60_000 });
        await region('net', `${prefix}-late`).waitFor();
      },
    );
  });
});
