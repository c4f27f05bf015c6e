import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { root } from '../../scripts/vscode/cacheFolder';
import { launchBrowser } from '../support/browser';
import { needs } from '../support/parts';

/** What the page told the extension. */
interface Told {
  readonly action: string;
  readonly argument: string;
}

describe('the page of an exercise', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let frame: Frame;

  before(async function () {
    await needs(this, 'browser');
    browser = await launchBrowser();
  });
  after(async () => {
    await (browser as Browser | undefined)?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage();
    // As in VS Code: the page is a frame beside a terminal.
    await page.setContent('<textarea id="terminal"></textarea><iframe name="page"></iframe>');
    frame = page.frame('page') ?? assert.fail('no frame');
    await frame.setContent('<main></main>');
    await frame.addScriptTag({
      content:
        'const told = []; const acquireVsCodeApi = () => ({ postMessage: (message) => told.push(message), setState: () => undefined });',
    });
    await frame.addScriptTag({ content: await readFile(path.join(root, 'dist/exercisePage.js'), 'utf8') });
  });
  afterEach(() => page.close());

  /** Draws as the extension does: by a message. */
  const draw = (body: string) =>
    frame.evaluate(`new Promise((drawn) => {
      addEventListener('message', () => drawn(), { once: true });
      postMessage(${JSON.stringify({ body, exercise: 'twoPids' })}, '*');
    })`);
  const told = () => frame.evaluate<Told[]>(`told.filter((message) => message !== 'ready')`);
  const stage = (marks: string) =>
    `<p>${marks}</p><button data-do="start">Start</button><button data-do="type" data-argument="uts">Type</button>`;

  it('does not lose a click while it is drawn anew', async () => {
    await draw(stage('one'));
    await frame.getByText('Type').hover();
    await page.mouse.down();
    await draw(`${stage('two')}<p class="hints">A hint</p>`);
    await page.mouse.up();
    assert.deepEqual(await told(), [{ action: 'type', argument: 'uts' }]);
  });

  it('never does what another button says that took the place of the pressed one', async () => {
    await draw(stage('one'));
    await frame.getByText('Type').hover();
    await page.mouse.down();
    await draw(stage('two').replace('uts', 'ipc'));
    await page.mouse.up();
    assert.deepEqual(await told(), []);
  });

  it('leaves the keyboard to the terminal', async () => {
    await draw(stage('one'));
    await frame.getByText('Type').click();
    await page.locator('#terminal').focus();
    await draw(stage('two').replace('uts', 'ipc'));
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#terminal:focus').count(), 1);
    assert.equal((await told()).length, 1);
  });

  it('keeps the focus on the button that was used, also when it becomes another one', async () => {
    await draw(stage('one'));
    await frame.getByText('Type').click();
    await draw(stage('two').replace('uts', 'ipc'));
    await page.keyboard.press('Enter');
    assert.deepEqual((await told()).at(-1), { action: 'type', argument: 'ipc' });
  });

  it('shows an answer as it was given, and none after a reset', async () => {
    const question = (state: string, mark = '') =>
      `<fieldset><label class="${state}"><input type="radio" name="q" value="a"${mark}> A</label></fieldset>`;
    await draw(question(''));
    await frame.getByText('A').click();
    assert.deepEqual(await told(), [{ action: 'answer', argument: 'q=a' }]);
    await draw(question('right', ' checked'));
    assert.equal(await frame.locator('label.right input').isChecked(), true);
    await draw(question(''));
    assert.equal(await frame.locator('input').isChecked(), false);
  });
});
