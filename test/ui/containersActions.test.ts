import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

const run = promisify(execFile);
const docker = async (...args: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...args])).stdout.trim();
const prefix = `unboxed-acts-${process.pid}`;
const compose = `services:
  acting:
    image: busybox:latest
    pids_limit: 20
`;

describe('what can be done with containers in the workbench', function () {
  this.timeout(180_000);

  before(async function () {
    await needs(this, 'local engine');
  });

  afterEach(async () => {
    const mine = await docker('ps', '--all', '--quiet', '--filter', `name=^${prefix}-`).catch(() => '');
    if (mine !== '') await docker('rm', '--force', '--volumes', ...mine.split('\n'));
  });

  it('groups, filters, changes a limit, leads to the compose file, opens a port and asks before it removes', () =>
    withWorkbench(
      'containers-actions',
      {
        files: { 'compose.yaml': compose },
        env: { DOCKER_HOST: localEngine.host },
        size: { width: 1400, height: 1800 },
      },
      async (w) => {
        const labels = {
          'com.docker.compose.project': `${prefix}-shop`,
          'com.docker.compose.service': 'acting',
          'com.docker.compose.project.working_dir': w.folder,
          'com.docker.compose.project.config_files': `${w.folder}/compose.yaml`,
        };
        const web = await docker(
          ...['run', '--detach', '--name', `${prefix}-shop-web-1`, '--publish', '127.0.0.1::80'],
          ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
          ...['--pids-limit', '20', '--stop-timeout', '0', '--volume', '/data', 'busybox:latest'],
          ...['sh', '-c', 'echo seen by a browser > /www.html; httpd -f -p 80 -h /'],
        );
        await docker('create', '--name', `${prefix}-idle`, '--network', 'none', 'busybox:latest', 'true');
        await w.openUnboxedView();

        const project = await w.reveal(`${prefix}-shop`);
        const service = await w.reveal(`${prefix}-shop`, /^acting/);
        const idle = w.treeItem(`${prefix}-idle`);
        await idle.waitFor();
        await w.run('unboxed.showRunningContainers');
        await idle.waitFor({ state: 'detached' });
        await w.run('unboxed.showAllContainers');
        await idle.waitFor();
        await w.run('unboxed.filterContainers');
        await w.waitForText(/^Part of a name, image/);
        await w.page.locator('.quick-input-widget input[type="text"]').first().fill(`${prefix}-id`);
        await w.page.keyboard.press('Enter');
        await project.waitFor({ state: 'detached' });
        await idle.waitFor();
        await w.run('unboxed.clearContainersFilter');
        await project.waitFor();
        await w.run('unboxed.listContainersFlat');
        const flat = w.treeItem(`${prefix}-shop-web-1`);
        await flat.waitFor();
        await w.run('unboxed.groupContainers');
        await flat.waitFor({ state: 'detached' });

        await w.expand(service);
        const pids = await w.reveal('Limits', /20 processes/);
        await w.contextMenu(pids, /^Set a Limit…$/);
        const input = w.page.locator('.quick-input-widget input[type="text"]').first();
        await w.waitForText(/^Processes of unboxed-acts/);
        await input.fill('many');
        await w.waitForText('“many” is not a number of processes');
        await w.page.keyboard.press('Enter');
        assert.equal(await docker('inspect', '--format', '{{.HostConfig.PidsLimit}}', web), '20');
        await input.fill('31');
        await w.page.keyboard.press('Enter');
        await w.reveal(/31 processes/);
        assert.equal(await docker('inspect', '--format', '{{.HostConfig.PidsLimit}}', web), '31');
        await w.press('Show in the Compose File');
        await w.page
          .locator('.editor-instance .view-line')
          .filter({ hasText: 'pids_limit' })
          .first()
          .waitFor();
        await w.waitForText(/^Ln 4, Col /);

        await w.reveal('Network', /80\/tcp/);
        const opened = w.page.context().waitForEvent('page');
        await w.contextMenu(w.treeItem(/80\/tcp/), /^Open in the Browser$/);
        const page = await opened;
        const port = (await docker('port', web, '80/tcp')).split(':').pop() ?? '';
        assert.match(page.url(), new RegExp(`:${port}/|${port}`));
        await page.close();

        await w.contextMenu(service, /^Remove…$/);
        await w.waitForText(`Remove the container ${prefix}-shop-web-1?`);
        await w.waitForText(/Lost for good: the logs/);
        await w.waitForText(/Anonymous volumes: 1/);
        await w.press(/^Cancel$/);
        assert.equal(await docker('inspect', '--format', '{{.State.Status}}', web), 'running');
        await w.contextMenu(service, /^Remove…$/);
        await w.press(/^Remove$/);
        await project.waitFor({ state: 'detached' });
        await eventually(
          async () => (await docker('ps', '--all', '--quiet', '--filter', `id=${web}`)) === '',
        );
      },
    ));
});
