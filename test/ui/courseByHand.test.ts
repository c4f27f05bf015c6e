import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

describe('a container made by hand', function () {
  this.timeout(240_000);
  before(async function () {
    await needs(this, 'local engine');
    await needs(this, 'browser');
  });

  it('grows in the picture with each command that the learner types', () =>
    withWorkbench('course-by-hand', {}, async (w) => {
      await w.openUnboxedView();
      const row = await w.reveal('4. Where containers come from', 'A container, made by hand');
      await row.click();
      const page = w.webview();
      const frames = page.locator('.stages rect.frame');
      await page.getByRole('button', { name: 'Start the Exercise', exact: true }).click();
      await w.page.getByRole('button', { name: 'Start the Lab' }).click();
      for (const wanted of [1, 2]) {
        await page.getByRole('button', { name: 'Type It in the Terminal' }).click({ timeout: 60_000 });
        // Before the terminal has the keyboard, Enter would press the button once more.
        await w.page.locator('.terminal-wrapper.active textarea:focus').waitFor();
        // Nobody sees from outside when the command stands in the terminal; an Enter too many does nothing.
        await eventually(async () => {
          await w.page.keyboard.press('Enter');
          assert.equal(await frames.count(), wanted);
        });
      }
      assert.equal(await page.locator('.stages li.reached').count(), 2);
      await w.screenshot('course-by-hand');
      await page.getByRole('button', { name: 'Reset', exact: true }).click();
      await eventually(async () => {
        assert.equal(await frames.count(), 0);
      });
    }));
});
