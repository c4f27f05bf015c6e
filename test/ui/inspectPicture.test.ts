import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/vscode/cacheFolder';
import type { ContainerUsage } from '../../src/kernel/usage';
import { eventually } from '../support/eventually';
import { needs } from '../support/parts';
import { idOf, someFacts } from '../unit/inspect/someFacts';
import { InspectStandalone, type StandaloneOptions } from './inspectStandalone';

const MiB = 1024 ** 2;

/** The pad of chapter 2, someone who debugs it, and a monitor of the whole host. */
const stack = someFacts([
  {
    name: 'pad-proxy-1',
    project: 'pad',
    image: 'nginx:1.27',
    commands: ['nginx: master process nginx', 'nginx: worker process', 'nginx: worker process'],
    config: { memory: 64 * MiB, pidsLimit: 20, nanoCpus: 5e8 },
  },
  {
    name: 'pad-app-1',
    project: 'pad',
    image: 'hackmdio/hackmd',
    commands: ['node app.js'],
    config: { memory: 512 * MiB, capDrop: ['ALL'] },
  },
  { name: 'debug', joins: { net: 'pad-app-1', pid: 'pad-app-1' }, commands: ['sh'] },
  {
    name: 'monitor',
    image: 'prom/node-exporter',
    joins: { pid: 'host', net: 'host', cgroup: 'host' },
    commands: ['/bin/node_exporter'],
    config: { pidMode: 'host', networkMode: 'host', privileged: true },
  },
]);
const usage = {
  [idOf(0)]: used(12 * MiB, 3, 3),
  [idOf(1)]: used(480 * MiB, 61, 11),
  [idOf(2)]: used(MiB, 0, 1),
};

const frenchViews = { picture: 'Dessin', table: 'Tableau', compare: 'Comparer', whatIf: 'Et si…' };

describe('the page of Inspect Namespaces', function () {
  this.timeout(60_000);
  before(async function () {
    await needs(this, 'browser');
  });

  for (const theme of ['dark', 'light', 'highContrast'] as const)
    it(`has nothing that keeps people out, in ${theme}`, async () => {
      await withPage({ facts: stack, usage, theme }, async (standalone) => {
        const { page } = standalone;
        for (const view of ['Picture', 'Table', 'Compare', 'What if']) {
          await page.getByRole('button', { name: view, exact: true }).click();
          if (view === 'Picture') await page.locator(`[data-shape="${idOf(1)}#memory"]`).click();
          assert.deepEqual(await violations(standalone), [], view);
          await standalone.screenshot(`${theme}-${view.toLowerCase().replace(' ', '-')}`);
        }
        await page.getByRole('button', { name: 'Picture', exact: true }).click();
        await page.getByRole('button', { name: 'Beside virtual machines' }).click();
        assert.deepEqual(await violations(standalone), [], 'virtual machines');
        await standalone.screenshot(`${theme}-machines`);
      });
    });

  it('tells what a part is, its number, and the command that shows it by hand', async () => {
    await withPage({ facts: stack, usage }, async (standalone) => {
      const { page } = standalone;
      await page.locator(`[data-shape="net:4026532012"]`).hover({ position: { x: 20, y: 10 } });
      const detail = page.getByRole('complementary');
      await detail.getByText('they reach each other over localhost').waitFor();
      assert.match(await detail.innerText(), /Inode\s+4026532012/);
      await page.locator(`[data-shape="net:4026532012"]`).click({ position: { x: 20, y: 10 } });
      await detail.getByRole('button', { name: 'Put in a terminal: sudo lsns 4026532012' }).click();
      await detail.getByRole('button', { name: /^Copy: sudo readlink/ }).click();
      assert.deepEqual(
        (await standalone.sent()).filter(({ type }) => type === 'terminal' || type === 'copy'),
        [
          { type: 'terminal', line: 'sudo lsns 4026532012' },
          { type: 'copy', text: 'sudo readlink /proc/1100/ns/net' },
        ],
      );
    });
  });

  it('is walked through by the keyboard alone', async () => {
    await withPage({ facts: stack, usage }, async ({ page }) => {
      const focused = () =>
        page.evaluate<string>('document.activeElement.dataset.shape ?? document.activeElement.tagName');
      await page.locator('.gutter [tabindex="0"], .picture [tabindex="0"]').first().focus();
      assert.equal(await focused(), 'rootCgroup');
      const way = [];
      for (let step = 0; step < 15; step++) {
        await page.keyboard.press('ArrowDown');
        way.push(await focused());
      }
      for (const type of ['mnt', 'pid', 'net', 'ipc', 'uts', 'user', 'cgroup', 'time'])
        assert.ok(
          way.some((shape) => shape.startsWith(`${type}:`)),
          `passes ${type}: ${way.join(' ')}`,
        );
      assert.ok(way.includes('kernel'));
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      assert.equal(
        await page.locator('[aria-pressed="true"][data-shape]').getAttribute('data-shape'),
        'kernel',
      );
      await page.keyboard.press('Tab');
      assert.match(
        await page.evaluate<string>('document.activeElement.getAttribute("aria-label")'),
        /Let go/,
      );
      await page.keyboard.press('Escape');
      assert.equal(await focused(), 'kernel');
      await page.keyboard.press('Home');
      assert.equal(await focused(), 'rootCgroup');
    });
  });

  it('is read aloud group by group, each with all that belongs to it, and ends with the kernel', async () => {
    await withPage({ facts: stack, usage }, async ({ page }) => {
      const picture = page.getByRole('group', { name: /^Groups of processes/ });
      const groups = await picture
        .getByRole('group')
        .evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
          all.map((each) => each.getAttribute('aria-label')),
        );
      const types = ['mnt', 'pid', 'net', 'ipc', 'uts', 'user', 'cgroup', 'time'];
      assert.deepEqual(groups, [
        ...['Host', 'monitor', 'debug', 'pad-app-1', 'pad-proxy-1'],
        ...types.map((type) => `Namespaces of type ${type}`),
      ]);
      const proxy = await picture
        .getByRole('group', { name: 'pad-proxy-1' })
        .getByRole('button')
        .evaluateAll((all: { getAttribute(name: string): string | null }[]) =>
          all.map((each) => each.getAttribute('aria-label') ?? ''),
        );
      const beginnings = [
        /^pad-proxy-1 .*Container pad-proxy-1\. “pad-proxy-1” is no box/,
        /^12 MiB of 64 MiB – Memory of pad-proxy-1\. When the bar is full, the kernel kills/,
        /^0\.03 of 0\.5 CPUs – Processor time of pad-proxy-1/,
        /^3 of 20 processes – Number of processes of pad-proxy-1/,
        /^14 capabilities – Permissions of pad-proxy-1/,
        /^1 nginx 1000 – Process nginx: master.*The main process/,
      ];
      for (const [at, beginning] of beginnings.entries()) assert.match(proxy[at] ?? '', beginning);
      const last = await picture.getByRole('button').last().getAttribute('aria-label');
      assert.match(last ?? '', /^Linux kernel .* The kernel\. One Linux kernel runs all/);
    });
  });

  it('says what two containers can do to each other', async () => {
    await withPage({ facts: stack, usage }, async ({ page }) => {
      await page.getByRole('button', { name: 'Compare', exact: true }).click();
      await page.getByLabel('Compare this container').selectOption('debug');
      assert.equal(await page.getByLabel('with this one').locator(':checked').innerText(), 'pad-app-1');
      const said = page.getByRole('list', { name: 'What they can do to each other' });
      await said.getByText('They can talk over localhost.').waitFor();
      // Both are root in one pid namespace; that the other dropped CAP_KILL changes nothing between equals.
      assert.deepEqual(await said.getByRole('listitem').allInnerTexts(), [
        '✓ Each can see the processes of the other.',
        '✓ Each can signal, and so end, the processes of the other.',
        '✓ They can talk over localhost.',
        '✗ They can’t exchange data through shared memory.',
      ]);
    });
  });

  it('keeps the focus when facts and usage change under it', async () => {
    await withPage({ facts: stack, usage }, async (standalone) => {
      const { page } = standalone;
      await page.locator(`[data-shape="column:${idOf(1)}"]`).focus();
      await standalone.send({
        type: 'facts',
        facts: { ...stack, containers: stack.containers.slice(0, 2) },
        selection: { engine: 'default', projects: [], containers: [] },
      });
      await standalone.send({ type: 'usage', usage: { [idOf(1)]: used(100 * MiB, 2, 4) } });
      await page.locator(`[data-shape="column:${idOf(3)}"]`).waitFor({ state: 'detached' });
      await page
        .locator(`[data-shape="${idOf(1)}#memory"]`)
        .getByText('100 MiB of 512 MiB')
        .waitFor();
      assert.equal(await page.evaluate('document.activeElement.dataset.shape'), `column:${idOf(1)}`);
    });
  });

  it('shows what is hostile as text, and lets none of it act', async () => {
    const markup = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>';
    const facts = someFacts([
      { name: markup, image: '\u202egnp.exe', commands: [`</script>${markup}`, 'x'.repeat(10_000)] },
      { name: `"'\`$(touch /tmp/x);|&\u0000\u001b[31m\nnext`, commands: ['قاعدة البيانات', '\u2066\u2067'] },
      { name: 'long'.repeat(2500) },
    ]);
    await withPage({ facts }, async (standalone) => {
      const { page } = standalone;
      for (const view of ['Picture', 'Table', 'Compare', 'What if']) {
        await page.getByRole('button', { name: view, exact: true }).click();
        assert.equal(await page.locator('img, #page script').count(), 0);
        const text = await page.evaluate<string>('document.body.textContent');
        assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
      }
      assert.equal(await page.evaluate('window.hit'), undefined);
      await standalone.screenshot('hostile');
    });
  });

  it('shows what an option would change, with the line and the service', async () => {
    await withPage({ facts: stack, usage }, async (standalone) => {
      const { page } = standalone;
      await page.getByRole('button', { name: 'What if', exact: true }).click();
      const planned = page.locator('[data-shape="column:planned"]');
      await planned.waitFor();
      const inRegion = (type: string) =>
        page.locator(`[data-shape^="${type}:"][aria-label*="planned"]`).first().getAttribute('data-shape');
      assert.equal(await inRegion('pid'), 'pid:own:planned');
      await page.getByLabel('--pid', { exact: true }).selectOption('host');
      await page.getByLabel('--network', { exact: true }).selectOption({ label: 'container:pad-app-1' });
      await page.getByLabel('--memory', { exact: true }).fill('64m');
      await page.getByLabel('--cap-drop ALL').check();
      assert.equal(await inRegion('pid'), 'pid:4026531836');
      assert.equal(await inRegion('net'), 'net:4026532012');
      await page.locator('[data-shape="planned#memory"]').getByText('64 MiB').waitFor();
      await page.locator('[data-shape="planned#permissions"]').getByText('0 capabilities').waitFor();
      await page
        .getByText(
          'docker run --rm -it --pid host --network container:pad-app-1 --memory 64m --cap-drop ALL busybox',
        )
        .waitFor();
      await page.getByRole('button', { name: 'Insert in the editor' }).click();
      const inserted = (await standalone.sent()).find(({ type }) => type === 'insert');
      assert.deepEqual(inserted, {
        type: 'insert',
        text: 'services:\n  planned:\n    image: busybox\n    pid: host\n    network_mode: "container:pad-app-1"\n    mem_limit: "64m"\n    cap_drop: [ALL]\n',
      });
    });
  });

  it('says which option docker would refuse, leaves it out, and keeps what was chosen', async () => {
    await withPage({ facts: stack, usage }, async (standalone) => {
      const { page } = standalone;
      await page.getByRole('button', { name: 'What if', exact: true }).click();
      const memory = page.getByLabel('--memory', { exact: true });
      await memory.fill('abc');
      await page.getByText('“abc” is no size: write a number with b, k, m or g, such as 64m.').waitFor();
      assert.equal(await memory.getAttribute('aria-invalid'), 'true');
      const described = await memory.getAttribute('aria-describedby');
      assert.match((await page.locator(`[id="${described}"]`).textContent()) ?? '', /It is left out/);
      await page.getByText('docker run --rm -it busybox').waitFor();
      await page.getByLabel('--cpus', { exact: true }).fill('0.5');
      await page.getByText('docker run --rm -it --cpus 0.5 busybox').waitFor();
      await standalone.screenshot('whatif-problem');
      const kept = await page.evaluate<{ plan: { memory: string; cpus: string } }>('window.kept');
      assert.deepEqual([kept.plan.memory, kept.plan.cpus], ['abc', '0.5']);
    });
  });

  it('draws 200 containers by project, and a project in full when asked', async () => {
    const facts = someFacts(
      Array.from({ length: 200 }, (_, i) => ({
        name: `service-${i}`,
        project: `project-${i % 8}`,
        commands: ['a', 'b'],
      })),
    );
    await withPage({ facts }, async (standalone) => {
      const { page } = standalone;
      assert.equal(await page.locator('.picture [data-shape^="column:"]').count(), 9);
      await page.locator('[data-shape="column:project:project-3"]').click({ position: { x: 30, y: 20 } });
      await page.getByRole('button', { name: 'Draw each of them', exact: true }).click();
      await page.locator(`[data-shape="column:${idOf(3)}"]`).waitFor();
      assert.equal(await page.locator('.picture [data-shape^="column:"]').count(), 8 + 25);
      await standalone.screenshot('many');
      await page.getByRole('button', { name: 'Draw together again' }).click();
      await page.locator(`[data-shape="column:${idOf(3)}"]`).waitFor({ state: 'detached' });
    });
  });

  it('draws 200 containers one by one, those in view first, and watches the usage of those alone', async () => {
    const facts = someFacts(
      Array.from({ length: 200 }, (_, i) => ({ name: `service-${i}`, project: 'shop' })),
    );
    const state = { choices: { expanded: ['project:shop'] } };
    await withPage({ facts, state }, async (standalone) => {
      const { page } = standalone;
      await eventually(async () => {
        assert.equal(await page.locator('.picture [data-shape^="column:"]').count(), 201);
      });
      // Every process has its dots, and every container its bars.
      assert.equal(await page.locator('.picture .feet').count(), 202);
      assert.equal(await page.locator('.picture [data-shape$="#memory"]').count(), 201);
      const watched = async () =>
        (await standalone.sent())
          .flatMap((message) => (message.type === 'watch' ? [message.ids] : []))
          .at(-1) ?? [];
      const [first = ''] = await watched();
      assert.ok((await watched()).length < 10, String(await watched()));
      await page.evaluate("document.querySelector('.canvas').scrollLeft = 1e6");
      await eventually(async () => {
        assert.ok((await watched()).length < 10, String(await watched()));
        assert.ok(!(await watched()).includes(first), 'what is out of sight is let go');
      });
      await page.getByText('Live usage is read').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Table', exact: true }).click();
      await page.getByText('Live usage is read of 48 of the 200 containers in view').waitFor();
      assert.equal((await watched()).length, 48);
    });
  });

  it('fits a narrow panel: the page never scrolls sideways, the names of the bands stay', async () => {
    await withPage({ facts: stack, usage, size: { width: 360, height: 800 } }, async (standalone) => {
      const { page } = standalone;
      for (const view of ['Picture', 'Table', 'Compare', 'What if']) {
        await page.getByRole('button', { name: view, exact: true }).click();
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), view);
      }
      await page.getByRole('button', { name: 'Picture', exact: true }).click();
      await page.evaluate("document.querySelector('.canvas').scrollLeft = 400");
      assert.ok(await page.locator('[data-shape="band:net"]').isVisible());
      await standalone.screenshot('narrow');
    });
  });

  it('moves nothing for those who asked for less motion', async () => {
    await withPage({ facts: stack, usage, reducedMotion: true }, async ({ page }) => {
      const duration = "getComputedStyle(document.querySelector('.fill')).transitionDuration";
      assert.equal(await page.evaluate(duration), '0s');
    });
  });

  it('grows and shrinks, and remembers it over a reload', async () => {
    await withPage({ facts: stack, usage }, async ({ page }) => {
      const width = async () => Number(await page.locator('.picture').getAttribute('width'));
      const before = await width();
      await page.getByRole('button', { name: 'Larger' }).click();
      await page.getByRole('button', { name: 'Original size, now 120%' }).waitFor();
      assert.ok((await width()) !== before);
      const kept = await page.evaluate<{ choices: { zoom: number } }>('window.kept');
      assert.equal(kept.choices.zoom, 1.2);
    });
    await withPage({ facts: stack, state: { choices: { view: 'table', zoom: 2 } } }, async ({ page }) => {
      await page.getByRole('table').first().waitFor();
    });
  });

  it('speaks French, with its numbers and units, in a narrow panel too', async () => {
    const french = {
      facts: stack,
      usage: { ...usage, [idOf(0)]: used(12.5 * MiB, 37, 3) },
      language: 'fr',
    } as const;
    await withPage(french, async (standalone) => {
      const { page } = standalone;
      await page.getByRole('button', { name: 'Dessin', exact: true }).waitFor();
      await page.getByText('100\u00a0%').waitFor();
      await page
        .locator(`[data-shape="${idOf(0)}#memory"]`)
        .getByText('12,5 Mio sur 64 Mio')
        .waitFor();
      await page
        .locator(`[data-shape="${idOf(0)}#cpus"]`)
        .getByText('0,37 sur 0,5 CPU')
        .waitFor();
      await page.locator(`[data-shape="kernel"]`).click();
      await page.getByText('aucun conteneur n’apporte le sien').waitFor();
      await standalone.screenshot('french');
      for (const [view, name] of Object.entries(frenchViews)) {
        await page.getByRole('button', { name, exact: true }).click();
        const text = await page.locator('#page').innerText();
        assert.doesNotMatch(text, /\d\.\d+\s(?:[KMG]i|CPU)/, view);
        await standalone.screenshot(`french-${view}`);
      }
    });
    await withPage({ ...french, size: { width: 360, height: 800 } }, async (standalone) => {
      const { page } = standalone;
      for (const [view, name] of Object.entries(frenchViews)) {
        await page.getByRole('button', { name, exact: true }).click();
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), view);
        await standalone.screenshot(`french-narrow-${view}`);
      }
    });
  });
});

async function withPage(
  options: StandaloneOptions,
  use: (standalone: InspectStandalone) => Promise<void>,
): Promise<void> {
  const standalone = await InspectStandalone.open(options);
  try {
    await use(standalone);
    assert.deepEqual(standalone.complaints, []);
  } finally {
    await standalone.close();
  }
}

/** What axe-core finds, in short. */
async function violations({ page }: InspectStandalone): Promise<readonly string[]> {
  // Evaluated rather than added as a script, which the page's policy would rightly refuse.
  await page.evaluate(await readFile(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html.slice(0, 200) + ' ' + node.failureSummary).slice(0, 3).join(' | ')))`,
  );
}

function used(memory: number, cpuPercent: number, pids: number): ContainerUsage {
  return {
    cpuPercent,
    memory,
    memoryLimit: 0,
    pids,
    throttledPeriods: 0,
    throttledTime: 0,
    memoryFailcnt: 0,
    blockRead: 0,
    blockWrite: 0,
    networkReceived: 0,
    networkSent: 0,
  };
}
