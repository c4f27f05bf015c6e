import assert from 'node:assert/strict';
import { needs } from '../support/parts';
import { withWorkbench, type WorkbenchOptions } from '../support/workbench';

const languages = [
  {
    locale: 'en',
    title: 'Introduction to Docker',
    exercise: 'Three questions',
    invite: 'Docker Course',
    pad: 'The pad, with a password of your own',
    change: 'Change the default passwords',
    chapter: '10. DevOps',
    done: /Done, verified/,
    summary: '# Introduction to Docker: what was done',
    record: /-\s\[x\]\sThree\squestions\s–\sdone,\s\d{4}-\d\d-\d\d/,
    greeting: 'Hello from process 1 of a container!',
  },
  {
    locale: 'fr',
    title: 'Introduction à Docker',
    exercise: 'Trois questions',
    invite: 'Cours Docker',
    pad: 'Le pad, avec un mot de passe à vous',
    change: 'Changer les mots de passe par défaut',
    chapter: '10. Le DevOps',
    done: /Fait, vérifié/,
    summary: '# Introduction à Docker : ce qui a été fait',
    record: /-\s\[x\]\sTrois\squestions\s–\sfait,\s\d{4}-\d\d-\d\d/,
    greeting: undefined,
  },
] as const;

for (const {
  locale,
  title,
  exercise,
  invite,
  pad,
  change,
  chapter,
  done,
  summary,
  record,
  greeting,
} of languages)
  describe(`the course (${locale})`, function () {
    this.timeout(240_000);
    before(function () {
      return needs(this, 'browser', 'local engine');
    });

    const options: WorkbenchOptions = {
      locale,
      theme: locale === 'fr' ? 'light' : 'dark',
      copyOf: 'walkthroughs/sample',
      // The terminal’s text in the document, to be read.
      settings: { 'terminal.integrated.gpuAcceleration': 'off' },
    };

    it('shows twelve steps with their pictures', () =>
      withWorkbench(`course-walkthrough-${locale}`, options, async (w) => {
        // Once its view is there, the extension's commands are in the palette too.
        await w.openUnboxedView();
        await w.run('unboxed.openWalkthrough');
        await w.waitForText(title);
        const steps = w.page.locator('.getting-started-step');
        await steps.nth(3).locator('.step-title').click();
        await w.webview().locator('svg').waitFor();
        assert.equal(await steps.count(), 12);
        await w.screenshot(`walkthrough-${locale}`);
      }));

    it('can be found at once, and keeps its page over a reload', () =>
      withWorkbench(`course-reload-${locale}`, options, async (w) => {
        await w.openUnboxedView();
        const invitation = w.page.locator('.statusbar-item').filter({ hasText: invite });
        await invitation.click();
        await w.waitForText(title);
        await invitation.waitFor({ state: 'detached' });
        await (await w.reveal(chapter, exercise)).click();
        await w.webview().locator('input[value="latest"]').waitFor();
        // As people do it: a reload of the browser's page would not wait until the window's state is kept.
        await w.run('Developer: Reload Window');
        await w.webview().locator('input[value="latest"]').waitFor();
      }));

    it('takes the stack of the workspace from its pages, and opens it instead of a second copy', () =>
      withWorkbench(`course-stack-${locale}`, options, async (w) => {
        await w.openUnboxedView();
        await (await w.reveal(/2\. /, pad)).click();
        await w.webview().locator('[data-do="action"]').click();
        await w.page.locator('.tab.active').filter({ hasText: 'compose.yaml' }).waitFor();
        await w.run('unboxed.openWalkthrough');
        await w.page.locator('.getting-started-step').nth(1).locator('.step-title').click();
        await w.page.getByRole('button', { name: change }).click();
        await w.page.locator('.quick-input-widget:visible, .monaco-dialog-box:visible').first().waitFor();
      }));

    it('verifies the right answers, and keeps them in every other window', () =>
      withWorkbench(`course-quiz-${locale}`, options, async (w) => {
        await w.openUnboxedView();
        const row = await w.reveal(chapter, exercise);
        await row.click();
        const page = w.webview();
        await page.locator('input[value="latest"]').check();
        await page.locator('.because').filter({ hasText: '✗' }).waitFor();
        assert.equal(await page.locator('.state.done').count(), 0);
        for (const right of ['image', 'replace', 'practice'])
          await page.locator(`input[value="${right}"]`).check();
        await page.locator('.state').filter({ hasText: done }).waitFor();
        await w.screenshot(`exercise-${locale}`);

        const status = w.page.locator('.statusbar-item').filter({ hasText: exercise });
        await status.waitFor();
        await w.run('View: Close All Editors');
        await status.waitFor({ state: 'detached' });

        // A window of its own, with no folder: another extension host, which knows nothing but what was kept.
        await w.openWithoutFolder();
        await w.openUnboxedView();
        await (await w.reveal(chapter)).getByText('1/1').waitFor();
        await w.run('unboxed.exportProgress');
        const text = w.page.locator('.editor-instance .view-lines');
        await text.getByText(summary).click();
        // The editor draws only the lines that it shows.
        await w.page.keyboard.press('ControlOrMeta+End');
        await text.getByText(record).waitFor();
        await w.screenshot(`course-summary-${locale}`);
        if (!greeting) return;
        await w.run('unboxed.runFirstContainer');
        await w.page.locator('.xterm-rows').getByText(greeting, { exact: true }).first().waitFor();
        await w.screenshot('first-container-without-folder');
      }));
  });
