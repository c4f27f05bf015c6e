import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { localEngine, needs } from '../support/parts';
import { renamingProxy, type RenamingProxy } from '../support/renamingProxy';
import { withWorkbench, type Workbench } from '../support/workbench';

const run = promisify(execFile);
const docker = async (...args: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...args])).stdout.trim();
const prefix = `unboxed-hostile-${process.pid}-`;
const link = '[free](command:workbench.action.showCommands)';
const hostile = `$(verified) ${link} <b>x</b>`;
const real = prefix.padEnd(hostile.length, 'z');

describe('names that an engine may lie with, in the workbench', function () {
  this.timeout(180_000);
  let proxy: RenamingProxy;

  before(async function () {
    await needs(this, 'local engine');
    const limits = ['--network', 'none', '--memory', '64m', '--pids-limit', '50', '--stop-timeout', '0'];
    const labels = ['--label', `com.docker.compose.service=${link}`];
    const busy =
      'while :; do head -c 9000000 /dev/zero | tail -c 8000000 | tail -c 1 > /dev/null; sleep 0.3; done';
    await docker('run', '--detach', '--name', `${prefix}busy`, ...limits, 'busybox:latest', 'sh', '-c', busy);
    await docker('create', '--name', real, '--network', 'none', ...labels, 'busybox:latest', '/no/such');
    proxy = await renamingProxy(localEngine.host.replace('unix://', ''), { [real]: hostile });
  });

  after(async () => {
    const mine = await docker('ps', '--all', '--quiet', '--filter', `name=^${prefix}`).catch(() => '');
    if (mine !== '') await docker('rm', '--force', ...mine.split('\n'));
    await (proxy as RenamingProxy | undefined)?.close();
  });

  const tooltip = (w: Workbench) => w.page.locator('.workbench-hover-container .monaco-hover').first();
  const inWorkbench = (name: string, check: (w: Workbench) => Promise<void>) =>
    withWorkbench(
      name,
      { env: { DOCKER_HOST: proxy.host }, size: { width: 1400, height: 1800 } },
      async (w) => {
        await w.openUnboxedView();
        await check(w);
      },
    );

  it('are shown as they are and lead nowhere: in rows, tooltips, notifications and choices', () =>
    inWorkbench('containers-hostile', async (w) => {
      const row = await w.reveal(hostile);
      await row.hover();
      await tooltip(w).filter({ hasText: link }).waitFor();
      const links = await tooltip(w).locator('a').allTextContents();
      assert.deepEqual(links, ['Read the chapter']);
      assert.equal(await tooltip(w).locator('b, .codicon').count(), 0);
      await w.page.mouse.move(900, 900);

      await w.contextMenu(row, /^Start$/);
      const said = await w.waitForText(/\[free\] ?\(command:.* could not be started/);
      assert.equal(await said.locator('a').count(), 0);
      await w.run('unboxed.copyContainerName');
      const choice = w.quickPickRows().filter({ hasText: link });
      await choice.first().waitFor();
      assert.match((await choice.first().textContent()) ?? '', /\$\(verified\)/);
    }));

  it('leaves the tooltip of a limit open while its counter moves, and its link can be followed', () =>
    inWorkbench('containers-tooltip', async (w) => {
      await w.expand(await w.reveal(`${prefix}busy`));
      const memory = await w.reveal('Limits', /64 MiB/);
      await w.waitForText(/ of 64 MiB/);
      const shown = tooltip(w).filter({ hasText: 'Used now' });
      // A hand is never as still as a script: a row that is drawn before its tooltip is there begins to wait anew.
      for (let tries = 0; tries < 20 && !(await shown.isVisible()); tries += 1) {
        await memory.hover({ position: { x: 60 + 4 * tries, y: 8 } });
        await pause(700);
      }
      const before = await shown.textContent();
      await pause(6000);
      assert.ok(await shown.isVisible(), 'the tooltip is still there');
      assert.equal(await shown.textContent(), before);
      await tooltip(w).getByText('Read the chapter').click();
      await w.waitForText(/A Pad and Its Database|fork bomb/i);
    }));
});
