import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

/** The sample stack without published ports, so that runs beside each other don't meet. */
const stack = `name: unboxed-ui-${process.pid}
services:
  database:
    image: postgres:16-alpine
    environment:
      - POSTGRES_USER=codimd
      - POSTGRES_PASSWORD=change_password
      - POSTGRES_DB=codimd
  app:
    image: hackmdio/hackmd:2.4.2
    environment:
      - CMD_DB_URL=postgres://codimd:change_password@database:5432/codimd
    depends_on:
      - database
`;

/** What the change into `.env` touches beside the compose file. */
const beside = { '.env': '# kept\nMODE=a\n', '.gitignore': 'node_modules\n' };
const privileged = { 'compose.yaml': 'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n' };

describe('a compose file in the editor', function () {
  this.timeout(180_000);
  before(async function () {
    await needs(this, 'browser');
  });

  it('warns of default passwords, changes all copies, and one undo takes it back', () =>
    withWorkbench('compose-passwords', { copyOf: 'walkthroughs/sample', files: beside }, async (w) => {
      const before = await w.readFile('compose.yaml');
      await w.openFile('compose.yaml');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor();
      await w.screenshot('compose-lenses');
      await w
        .codeLens(/a default password/)
        .first()
        .click();
      await w.pick('In this file');
      await w.page.getByText('change_password').first().waitFor({ state: 'detached' });
      await w.screenshot('compose-changed');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor({ state: 'detached' });
      await w.page.locator('.monaco-editor .view-lines').first().click();
      await w.page.keyboard.press('Control+z');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor();
      assert.equal(await w.codeLens(/a default password/).count(), 2);

      // The same into .env: three files change, and one key takes all of them back.
      await w
        .codeLens(/a default password/)
        .first()
        .click();
      await w.pick('In .env');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor({ state: 'detached' });
      await w.run('File: Save All Files');
      await eventually(async () => {
        assert.match(await w.readFile('.gitignore'), /^\.env$/m);
        assert.match(await w.readFile('.env'), /^# kept\nMODE=a\n.*PASSWORD/s);
        assert.match(await w.readFile('compose.yaml'), /\$\{[A-Z_]*PASSWORD/);
      });
      await w.page.locator('.monaco-editor .view-lines').first().click();
      await w.page.locator('.monaco-editor.focused').first().waitFor();
      await w.page.keyboard.press('Control+z');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor();
      await w.run('File: Save All Files');
      await eventually(async () => {
        assert.equal(await w.readFile('compose.yaml'), before);
        for (const [name, text] of Object.entries(beside)) assert.equal(await w.readFile(name), text, name);
      });
    }));

  it('opens what a rule teaches, in French, by a click on the code of a problem, and the chapter that teaches it', () =>
    withWorkbench('compose-why', { locale: 'fr', theme: 'light', files: privileged }, async (w) => {
      await w.openFile('compose.yaml');
      await w.page.locator('.squiggly-error').first().waitFor();
      const value = w.page.locator('.view-line').getByText('true', { exact: true });
      const code = w.page.locator('.monaco-hover .code-link', { hasText: 'security-privileged' });
      const title = w.webview().getByRole('heading', { name: 'Pourquoi c’est important' });
      await eventually(async () => {
        // The lenses that come move the lines away from under the pointer, and the hover goes.
        await w.page.mouse.move(0, 0);
        await value.hover({ timeout: 5_000 });
        await code.click({ timeout: 5_000 });
        await title.waitFor({ timeout: 15_000 });
      }, 60_000);
      await w.screenshot('compose-why');
      await w.webview().getByRole('link', { name: 'chapitre 6' }).click();
      const chapter = w.page.locator('.getting-started-step.expanded');
      await chapter.getByText('espaces de noms').first().waitFor();
    }));

  it('only looks at the file where nobody has said that the folder is trusted', () =>
    withWorkbench(
      'compose-untrusted',
      {
        askTrust: true,
        files: {
          'compose.yaml':
            'services:\n  web:\n    image: nginx:1.27\n    privileged: true\n    env_file: ../../outside.env\n',
        },
      },
      async (w) => {
        await w.waitForText('Restricted Mode');
        await w.openFile('compose.yaml');
        await w.page.locator('.squiggly-error').first().waitFor();
        await w.codeLens(/Up/).first().click();
        await w.waitForText(/Nothing is started from a folder that you have not said you trust/);
        await w.screenshot('compose-untrusted');
        assert.equal(await w.page.locator('.terminal-wrapper').count(), 0, 'no terminal was opened');
      },
    ));

  it('asks before Up with a default password, changes it, and starts what then really runs', async function () {
    await needs(this, 'local engine', 'compose', 'sample images');
    const env = { DOCKER_HOST: localEngine.host };
    try {
      await withWorkbench('compose-up', { files: { 'compose.yaml': stack }, env }, async (w) => {
        await w.openFile('compose.yaml');
        await w.codeLens(/Up/).first().click();
        await w.waitForText('A default password is left in this stack.');
        await w.screenshot('compose-up-asks');
        await w.press('Change them and up');
        await w
          .codeLens(/2 of 2 services run/)
          .first()
          .waitFor({ timeout: 90_000 });
        await w.screenshot('compose-running');
        assert.equal(await w.codeLens(/differs from the file/).count(), 0);
      });
    } finally {
      execFileSync('docker', ['compose', '--file', '-', 'down', '--volumes', '--timeout', '0'], {
        input: stack,
        env: { ...process.env, ...env },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
    }
  });
});
