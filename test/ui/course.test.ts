import assert from 'node:assert/strict';
import { needs } from '../support/parts';
import { withWorkbench, type WorkbenchOptions } from '../support/workbench';

const languages = [
  {
    locale: 'en',
    title: 'Introduction to Docker',
    exercise: 'Three questions',
    chapter: '10. DevOps',
    done: /Done, verified/,
  },
  {
    locale: 'fr',
    title: 'Introduction à Docker',
    exercise: 'Trois questions',
    chapter: '10. Le DevOps',
    done: /Fait, vérifié/,
  },
] as const;

for (const { locale, title, exercise, chapter, done } of languages)
  describe(`the course (${locale})`, function () {
    this.timeout(240_000);
    before(function () {
      return needs(this, 'browser');
    });

    const options: WorkbenchOptions = {
      locale,
      theme: locale === 'fr' ? 'light' : 'dark',
      copyOf: 'walkthroughs/sample',
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

    it('explains a wrong answer and verifies the right ones', () =>
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
      }));
  });
