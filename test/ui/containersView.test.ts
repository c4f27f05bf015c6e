import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { localEngine, needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

const run = promisify(execFile);
const docker = async (...args: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...args])).stdout.trim();
/** So that all rows are on the screen: the list draws no others. */
const tall = { width: 1400, height: 1800 };
const prefix = `unboxed-ui-${process.pid}`;

describe('the containers view in the workbench', function () {
  this.timeout(120_000);

  before(async function () {
    await needs(this, 'local engine');
    const options = ['--network', 'none', '--memory', '64m', '--pids-limit', '20', '--stop-timeout', '0'];
    await docker('run', '--detach', '--name', `${prefix}-web`, ...options, 'busybox:latest', 'sleep', '1000');
  });

  after(() => docker('rm', '--force', `${prefix}-web`).catch(() => undefined));

  it('shows namespaces with inodes and limits with live usage, and follows a stop from the menu', () =>
    withWorkbench('containers', { env: { DOCKER_HOST: localEngine.host }, size: tall }, async (w) => {
      await w.openUnboxedView();
      const row = await w.reveal(`${prefix}-web`);
      await w.expand(row);
      const uts = await w.reveal('Namespaces', /^uts/);
      assert.match((await uts.textContent()) ?? '', /own.* · \d{10}/);
      const memory = await w.reveal('Limits', /64 MiB/);
      assert.match((await memory.getAttribute('aria-label')) ?? '', /^Limit Memory/);
      await w.waitForText(/■□□□□□□□ 1 of 20 processes/);
      await w.screenshot('containers');
      await w.contextMenu(row, /^Stop$/);
      await w.page.getByRole('treeitem', { name: new RegExp(`${prefix}-web.*stopped with code`) }).waitFor();
      assert.equal(await docker('inspect', '--format', '{{.State.Status}}', `${prefix}-web`), 'exited');
    }));

  it('says in French why there is no engine, and what to do', () =>
    withWorkbench(
      'containers-no-engine',
      { locale: 'fr', theme: 'light', env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } },
      async (w) => {
        await w.openUnboxedView();
        await w.reveal('Réessayer maintenant');
        await w.reveal('Choisir un autre moteur');
        await w.waitForText(/nowhere\/docker\.sock|aucun moteur/i);
        await w.screenshot('containers-no-engine-fr');
      },
    ));
});
