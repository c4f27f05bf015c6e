import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { countingProxy } from '../support/countingProxy';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { withWorkbench, type Workbench } from '../support/workbench';

const run = promisify(execFile);
const docker = async (...words: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...words])).stdout.trim();
const prefix = `unboxed-ui-inspect-${process.pid}`;
const compose = `services:
  web:
    image: nginx

  db:
    image: postgres
volumes:
  data:
`;

describe('Inspect Namespaces in the workbench', function () {
  this.timeout(240_000);

  const remove = async (name = '') => {
    const ids = await docker('ps', '-aq', '--filter', `name=^${prefix}${name}`);
    if (ids !== '') await docker('rm', '-f', ...ids.split('\n'));
  };
  const start = (name: string, ...options: string[]) =>
    docker('run', '-d', '--name', `${prefix}-${name}`, ...options, 'busybox', 'sleep', '1000');
  before(async function () {
    await needs(this, 'local engine', 'browser');
    await remove();
    await start('web', '--network', 'none', '--memory', '32m', '--pids-limit', '20');
    await start('debug', '--network', `container:${prefix}-web`, '--pid', `container:${prefix}-web`);
  });
  // A second attempt begins where the first one did.
  afterEach(() => remove('-late'));
  after(() => remove());

  const open = async (workbench: Workbench) => {
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
    return { page, region };
  };

  it('opens from the tree, shows what is shared, follows events, rests while hidden and survives a reload', async () => {
    const proxy = await countingProxy(localEngine.host.replace('unix://', ''));
    try {
      await withWorkbench(
        'inspect',
        {
          theme: 'dark',
          size: { width: 1500, height: 1000 },
          env: { DOCKER_HOST: proxy.host },
          files: { 'notes.txt': 'Nothing.\n' },
        },
        async (workbench) => {
          const { page, region } = await open(workbench);
          await page
            .getByText(/[KM]iB of 32 MiB/)
            .first()
            .waitFor();
          await workbench.screenshot('inspect-workbench');

          await start('late', '--network', `container:${prefix}-web`);
          const started = Date.now();
          await region('net', `${prefix}-late`).waitFor();
          assert.ok(Date.now() - started < 2000, `shown after ${Date.now() - started} ms`);

          // The tree asks too while it is seen.
          await workbench.run('View: Close Primary Side Bar');
          await workbench.openFile('notes.txt');
          await eventually(() => {
            assert.equal(proxy.streams, 0, 'streams that are open');
            return Promise.resolve();
          });
          proxy.reset();
          await start('later', '--network', `container:${prefix}-web`);
          await new Promise((resolve) => setTimeout(resolve, 1500));
          assert.deepEqual(proxy.requests, []);
          await workbench.run('View: Open Previous Editor');
          await region('net', `${prefix}-later`).waitFor();

          await keptByTheBrowser(workbench, 'unboxed.namespaces');
          await workbench.page.reload();
          // What the browser kept may be of the moment in which the other tab was in front.
          await workbench.page.getByRole('tab', { name: `Namespaces: ${prefix}-web` }).click();
          await page
            .locator('h1')
            .filter({ hasText: `${prefix}-web` })
            .waitFor({ timeout: 60_000 });
          await region('net', `${prefix}-later`).waitFor();
        },
      );
    } finally {
      await proxy.close();
    }
  });

  it('takes the one that was typed on Enter, and opens beside what is read', async () => {
    await withWorkbench(
      'inspect-pick',
      {
        size: { width: 1600, height: 1000 },
        env: { DOCKER_HOST: localEngine.host },
        files: { 'notes.md': '# What to look at' },
      },
      async (workbench) => {
        await workbench.openFile('notes.md');
        await workbench.run('unboxed.inspectNamespaces');
        await workbench.waitForText('Choose one container, or several to compare them');
        await workbench.page.keyboard.type(`${prefix}-deb`);
        await workbench
          .quickPickRows()
          .filter({ hasText: `${prefix}-debug` })
          .first()
          .waitFor();
        await workbench.page.keyboard.press('Enter');
        await workbench
          .webview()
          .locator('h1')
          .filter({ hasText: `${prefix}-debug` })
          .waitFor();
        assert.ok(
          await workbench.page.getByText('What to look at').first().isVisible(),
          'the text stays in view',
        );
        const page = workbench.webview();
        await page.getByRole('button', { name: 'What if', exact: true }).click();
        await page.getByLabel('--memory', { exact: true }).fill('64m');
        // In the same group, so that the picture is no longer seen and its page is gone.
        await workbench.openFile('notes.md');
        await workbench.page
          .getByRole('tab', { name: /^Namespaces/ })
          .first()
          .click();
        const again = workbench.webview().getByLabel('--memory', { exact: true });
        await again.waitFor();
        assert.equal(await again.inputValue(), '64m');
      },
    );
  });

  it('types commands without running them, copies, inserts services where they belong, opens documents', async () => {
    await withWorkbench(
      'inspect-actions',
      {
        theme: 'light',
        size: { width: 1600, height: 1000 },
        env: { DOCKER_HOST: localEngine.host },
        files: { 'compose.yaml': compose },
        settings: { 'terminal.integrated.gpuAcceleration': 'off', 'files.autoSave': 'afterDelay' },
      },
      async (workbench) => {
        await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await workbench.openFile('compose.yaml');
        await workbench.page.keyboard.press('ControlOrMeta+Home');
        await workbench.page.keyboard.press('ArrowDown');
        const { page } = await open(workbench);

        await page.getByRole('button', { name: 'What if', exact: true }).click();
        await page.getByLabel('--memory', { exact: true }).fill('64m');
        await page.getByRole('button', { name: 'Insert in the editor' }).click();
        await eventually(async () => {
          const file = parse(await workbench.readFile('compose.yaml')) as { services: object };
          assert.deepEqual(Object.entries(file.services), [
            ['web', { image: 'nginx' }],
            ['planned', { image: 'busybox', mem_limit: '64m' }],
            ['db', { image: 'postgres' }],
          ]);
        });
        await workbench.screenshot('inspect-inserted');

        await page.getByRole('button', { name: 'Copy the command' }).click();
        await eventually(async () => {
          const copied = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
          assert.match(copied, /^docker .*run --rm -it --memory 64m busybox$/);
        });

        await page.getByRole('button', { name: 'Picture', exact: true }).click();
        await page.locator('[data-shape="kernel"]').click();
        await page.getByRole('button', { name: 'Put in a terminal: uname -r' }).click();
        const terminal = workbench.page.locator('.terminal-wrapper.active .xterm-rows');
        await terminal.getByText('uname -r').first().waitFor();
        const kernel = (await run('uname', ['-r'])).stdout.trim();
        // Before the terminal has the keyboard, Enter would press the button once more.
        await workbench.page.locator('.terminal-wrapper.active textarea:focus').waitFor();
        await workbench.page.waitForTimeout(1000);
        assert.ok(!(await terminal.innerText()).includes(kernel), 'it was run');
        await workbench.screenshot('inspect-terminal');
        await workbench.page.keyboard.press('Enter');
        await terminal.getByText(kernel).first().waitFor();

        await page.getByRole('button', { name: 'As text' }).click();
        await workbench.waitForText('Namespaces of');
        await workbench.page
          .locator('.tab')
          .filter({ hasText: `${prefix}-web.md` })
          .waitFor();
        await page.getByRole('button', { name: 'As JSON' }).click();
        await workbench.page
          .locator('.tab')
          .filter({ hasText: `${prefix}-web.json` })
          .waitFor();
        await workbench.screenshot('inspect-documents');
      },
    );
  });
});

/**
 * Waits until the browser has written down that editor. VS Code on the web does so every five seconds when it
 * is idle, and a reload before that loses what was opened since.
 */
async function keptByTheBrowser({ page }: Workbench, text: string): Promise<void> {
  const kept = `(async () => {
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      try {
        if (!database.objectStoreNames.contains('ItemTable')) continue;
        const request = database.transaction('ItemTable').objectStore('ItemTable').getAll();
        const values = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
        if (JSON.stringify(values).includes(${JSON.stringify(text)})) return true;
      } finally {
        database.close();
      }
    }
    return false;
  })()`;
  await eventually(async () => {
    assert.equal(await page.evaluate(kept), true, `“${text}” is not yet kept`);
  });
}
