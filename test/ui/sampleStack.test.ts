import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/vscode/cacheFolder';
import { eventually } from '../support/eventually';
import { freePort } from '../support/freePort';
import { needs } from '../support/parts';
import { withWorkbench } from '../support/workbench';

const run = promisify(execFile);
const oldPassword = 'change_password';

/** The sample stack on free ports, so that runs beside each other don't meet. */
async function stackOnFreePorts(): Promise<{ files: Record<string, string>; pad: number; proxy: number }> {
  const [pad, proxy] = [await freePort(), await freePort()];
  const sample = path.join(root, 'walkthroughs/sample');
  const compose = await readFile(path.join(sample, 'compose.yaml'), 'utf8');
  const nginx = await readFile(path.join(sample, 'nginx/default.conf'), 'utf8');
  const changed = compose.replace('"3000:3000"', `"${pad}:3000"`);
  assert.notEqual(changed, compose);
  return {
    files: {
      'compose.yaml': changed,
      'nginx/default.conf': nginx.replaceAll('3000', String(pad)),
      '.env': `PAD_HTTP_PORT=${proxy}\n`,
    },
    pad,
    proxy,
  };
}

async function endStack(folder: string): Promise<void> {
  await run('docker', ['compose', '--project-directory', folder, 'down', '--volumes', '--timeout', '1']);
}

describe('the sample stack', function () {
  this.timeout(240_000);
  before(function () {
    return needs(this, 'local engine', 'compose', 'sample images');
  });

  it('gets new passwords and starts by a click on Up; the pad logs in to its database, nginx leads to it', async () => {
    const { files, pad, proxy } = await stackOnFreePorts();
    await withWorkbench('sample-stack', { copyOf: 'walkthroughs/sample', files }, async (w) => {
      try {
        await w.openFile('compose.yaml');
        await w
          .codeLens(/a default password/)
          .first()
          .waitFor();
        await w.screenshot('sample-stack-lenses');

        await w.codeLens(/Up/).first().click();
        await w.waitForText(/default passwords? (is|are) left in this stack/);
        await w.screenshot('sample-stack-asks');
        await w.press('Change them and up');

        await eventually(async () => {
          assert.doesNotMatch(await w.readFile('compose.yaml'), new RegExp(oldPassword));
        }, 20_000);
        const text = await w.readFile('compose.yaml');
        const [, password] = /POSTGRES_PASSWORD=(\S+)/.exec(text) ?? [];
        assert(
          password && text.includes(`:${password}@database:5432`),
          'both copies have the same new password',
        );

        const answer = await eventually(async () => {
          const response = await fetch(`http://127.0.0.1:${pad}/`);
          const body = await response.text();
          assert.equal(response.status, 200, body);
          return body;
        });
        assert.match(answer, /Visits: \d+/);
        const redirect = await fetch(`http://127.0.0.1:${proxy}/`, { redirect: 'manual' });
        assert.match(String(redirect.status), /^30[1278]$/);
        assert.match(redirect.headers.get('location') ?? '', new RegExp(`:${pad}/`));

        const project = path.basename(w.folder);
        await w.openUnboxedView();
        await w.collapsePane('Course');
        const database = await w.reveal(project, /database/);
        await w.expand(database);
        const namespaces = w.treeItem(/^Namespaces/);
        await w.expand(namespaces);
        await w.treeItem(/^net/).waitFor();
        await w.expand(w.treeItem(/^Limits/));
        await w.treeItem(/memory/i).waitFor();
        await w.screenshot('containers-tree');

        await w.contextMenu(w.treeItem(/database/), /^Inspect Namespaces/);
        await w.webview().getByText('net', { exact: true }).first().waitFor();
        await w.screenshot('inspect-namespaces');
      } finally {
        await endStack(w.folder);
      }
    });
  });

  it('stays as it is and is not started when the reader cancels', async () => {
    const { files, pad } = await stackOnFreePorts();
    await withWorkbench('sample-stack-cancel', { copyOf: 'walkthroughs/sample', files }, async (w) => {
      await w.openFile('compose.yaml');
      await w.codeLens(/Up/).first().click();
      await w.waitForText(/default passwords? (is|are) left in this stack/);
      await w.press('Cancel');
      await w
        .codeLens(/a default password/)
        .first()
        .waitFor();
      assert.equal(await w.readFile('compose.yaml'), files['compose.yaml']);
      await assert.rejects(fetch(`http://127.0.0.1:${pad}/`));
    });
  });
});
