import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { docker, image, ownDaemon, relay, Remains } from '../engine/fixtures';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';
import { withWorkbench } from '../support/workbench';

const run = promisify(execFile);

/** As a `ps` answers that knows no namespaces: BusyBox's, on many engines' hosts. */
const plainPs = `#!/bin/sh
case "$*" in *ns,*) echo "ps: bad -o argument 'mntns'" >&2; exit 1;; esac
exec /bin/ps "$@"
`;

describe('namespaces that only a reader container can read', function () {
  this.timeout(180_000);
  const remains = new Remains();
  let host = '';
  let far = '';

  before(async function () {
    await needs(this, 'local engine', 'browser');
    if (process.getuid?.() !== 0) this.skip();
    const programs = await temporaryFolder({ ps: plainPs });
    remains.add(() => programs.remove());
    await run('chmod', ['755', path.join(programs.path, 'ps')]);
    const daemon = await ownDaemon([], programs.path);
    remains.add(() => daemon.remove());
    await daemon.start();
    ({ host } = daemon);
    remains.add(() => run('sh', ['-c', 'docker -H "$0" ps -aq | xargs -r docker -H "$0" rm -f', host]));
    const cable = await relay(host);
    remains.add(() => cable.close());
    far = cable.host;
    const shell = (script: string, ...args: readonly string[]) => run('sh', ['-c', script, ...args]);
    await shell('docker -H "$0" save "$2" | docker -H "$1" load', localEngine.host, host, image);
    // An image of one program and nothing else: BusyBox under the name of what it shall do.
    const pick = 'id=$(docker -H "$0" create "$1") && docker -H "$0" cp -L "$id:/bin/busybox" "$2/sleep"';
    await shell(`${pick} && docker -H "$0" rm "$id"`, host, image, programs.path);
    await shell('tar -C "$1" -c sleep | docker -H "$0" import - scratch:1', host, programs.path);
    await docker(host, 'run', '-d', '--network', 'none', '--name', 'bare', 'scratch:1', '/sleep', '100000');
  });

  after(() => remains.remove());

  it('are unknown, with the reason, until the user agrees; the answer is remembered until it is taken back', () =>
    withWorkbench(
      'reader-consent',
      { locale: 'fr', theme: 'highContrast', env: { DOCKER_HOST: far }, size: { width: 1400, height: 1400 } },
      async (w) => {
        await w.openUnboxedView();
        const bare = await w.reveal(/^bare/);
        await w.expand(bare);
        await w.reveal('Espaces de noms', /^uts.*inconnu/);
        await w.screenshot('reader-consent-unknown-fr');
        const way = w.treeItem(/^Lire autrement/);
        await way.click();
        await w.press(/^(Annuler|Cancel)$/);
        assert.equal(await docker(host, 'ps', '-aq', '--filter', 'label=unboxed.helper'), '');
        await w.treeItem(/^uts.*inconnu/).waitFor();
        await way.click();
        await w.screenshot('reader-consent-asks-fr');
        await w.press(/^Autoriser sur ce moteur$/);
        const known = w.treeItem(/^uts.*propre.*\d{10}/);
        await known.waitFor();
        await w.screenshot('reader-consent-known-fr');
        await w.contextMenu(bare, /^Ouvrir un shell$/);
        await w.waitForText(/bare n’a pas de shell/);
        await w.screenshot('no-shell-fr');
        // The window anew: what was agreed to stands, until it is taken back.
        await w.openWithoutFolder();
        await w.openUnboxedView();
        await w.reveal(/^bare/, 'Espaces de noms', /^uts.*propre.*\d{10}/);
        assert.equal(await w.page.locator('.monaco-dialog-box').count(), 0, 'not asked again');
        assert.equal(await docker(host, 'ps', '-aq', '--filter', 'label=unboxed.helper'), '', 'none is left');
        await w.treeItem(/^Lu par un conteneur de lecture/).click();
        await w.treeItem(/^uts.*inconnu/).waitFor();
        await w.screenshot('reader-consent-withdrawn-fr');
      },
    ));
});
