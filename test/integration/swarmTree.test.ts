import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Engines } from '../../src/engine/engineHub';
import { ContainersTree } from '../../src/views/containersTree';
import type { TreeElement } from '../../src/views/treeElement';
import { docker, image, ownDaemon, type OwnDaemon } from '../engine/fixtures';
import { localEngine, needs } from '../support/parts';
import { silentBoundary } from '../support/silentBoundary';

const run = promisify(execFile);

describe('the containers view on a manager of a real swarm', function () {
  this.timeout(120_000);
  let daemon: OwnDaemon | undefined;
  let hub: Engines | undefined;
  let tree: ContainersTree | undefined;

  before(async function () {
    await needs(this, 'local engine', 'root');
    daemon = await ownDaemon();
    await daemon.start();
    const copy = 'docker --host "$0" save "$2" | docker --host "$1" load';
    await run('sh', ['-c', copy, localEngine.host, daemon.host, image]);
  });

  after(async () => {
    tree?.dispose();
    hub?.dispose();
    if (daemon === undefined) return;
    await docker(daemon.host, 'swarm', 'leave', '--force').catch(() => undefined);
    await daemon.remove();
  });

  it('shows nodes, services and tasks, leads to the container, and follows a change of scale', async () => {
    const { host } = daemon!;
    hub = new Engines({
      sources: () => ({ setting: host, env: {}, home: '/nowhere', platform: process.platform }),
      helperImage: () => Promise.resolve(undefined),
      log: () => undefined,
    });
    tree = new ContainersTree(
      hub,
      () => ({ grouping: 'project', runningOnly: false, filter: '' }),
      silentBoundary(),
    );
    const shown = tree;
    shown.setVisible(true);
    const row = async (parent: TreeElement | undefined, label: string | RegExp): Promise<TreeElement> => {
      for (let tries = 0; tries < 120; tries += 1) {
        for (const element of await shown.getChildren(parent))
          if (`${element.node.label} ${element.node.description}`.match(label) !== null) return element;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      return assert.fail(`no row ${String(label)}`);
    };
    const labels = async () => (await shown.getChildren()).map(({ node }) => node.label);
    assert.ok(!(await labels()).includes('Swarm'));
    const addresses = ['--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1:23771'];
    await docker(host, 'swarm', 'init', ...addresses);
    // The engine becomes a manager while it is watched.
    const swarm = await row(undefined, /^Swarm /);
    const create = ['service', 'create', '--detach', '--no-resolve-image', '--name', 'shop'];
    const resources = ['--limit-memory', '64m', '--reserve-cpu', '0.1', '--network', 'host'];
    await docker(host, ...create, ...resources, image, 'sleep', '100000');
    await row(swarm, /manager, leader · ready/);
    const shop = await row(swarm, /^shop 1 of 1 tasks running/);
    await row(shop, /^Limits 64 MiB/);
    await row(shop, /^Reservations 0\.1 CPU/);
    const { target } = (await row(shop, /^shop\.1 running/)).node;
    assert.ok(target.kind === 'task');
    await row(undefined, /^shop\.1\./);
    const container = await shown.findContainer(target.engine, target.container);
    assert.match(container?.node.label ?? '', /^shop\.1\./);
    await docker(host, 'service', 'scale', '--detach', 'shop=2');
    await row(swarm, /^shop 2 of 2 tasks running/);
    await docker(host, 'swarm', 'leave', '--force');
    for (let tries = 0; tries < 120 && (await labels()).includes('Swarm'); tries += 1) {
      const [left] = (await shown.getChildren()).filter(({ node }) => node.label === 'Swarm');
      if (left !== undefined) await shown.getChildren(left);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    assert.ok(!(await labels()).includes('Swarm'), 'gone with the swarm');
  });
});
