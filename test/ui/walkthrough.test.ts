import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { localEngine, needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

const docker = (...args: string[]) => promisify(execFile)('docker', ['--host', localEngine.host, ...args]);

const languages = {
  en: {
    title: 'Introduction to Docker',
    first: /^Containers: “box it, ship it”/,
    run: 'Run a first container',
  },
  fr: { title: 'Introduction à Docker', first: /^Les conteneurs/, run: /conteneur/ },
} as const;

describe('the walkthrough', function () {
  this.timeout(120_000);

  for (const locale of ['en', 'fr'] as const)
    it(`opens with its twelve steps and a picture in ${locale === 'en' ? 'English' : 'French'}`, () =>
      withWorkbench(`walkthrough-${locale}`, { locale }, async (w) => {
        await w.run('unboxed.openWalkthrough');
        const { title } = languages[locale];
        await w.page.locator('.getting-started-category, .category-title').getByText(title).first().waitFor();
        const steps = w.page.locator('.getting-started-step .step-title');
        await steps.first().waitFor();
        assert.equal(await steps.count(), 12);
        await w.page.locator('.getting-started-media').locator('svg, img, iframe, webview').first().waitFor();
        await w.page.waitForTimeout(1000);
        await w.screenshot(`walkthrough-${locale}`);
      }));

  it('ticks its first step when a container has run, not when it was clicked', async function () {
    await needs(this, 'local engine');
    await withWorkbench('walkthrough-step', {}, async (w) => {
      await w.run('unboxed.openWalkthrough');
      const first = w.page.locator('.getting-started-step').first();
      await first.click();
      assert.equal(await first.locator('.codicon-getting-started-step-checked').count(), 0);
      await first.getByRole('button', { name: 'Run a first container', exact: true }).click();
      await first.locator('.codicon-getting-started-step-checked').waitFor({ timeout: 60_000 });
      await w.screenshot('walkthrough-first-step-done');
    });
  });

  it('ticks at once what is true already when it opens', async function () {
    await needs(this, 'local engine');
    const name = `unboxed-walkthrough-${process.pid}`;
    await docker('run', '--name', name, '--network', 'none', 'busybox:latest', 'true');
    try {
      await withWorkbench('walkthrough-true-already', {}, async (w) => {
        await w.run('unboxed.openWalkthrough');
        const first = w.page.locator('.getting-started-step').first();
        await first.locator('.codicon-getting-started-step-checked').waitFor();
      });
    } finally {
      await docker('rm', '--force', name);
    }
  });
});
