import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { Engines } from '../../src/engine/engineHub';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import { ContainersTree } from '../../src/views/containersTree';
import type { TreeOptions } from '../../src/views/model/containerGroups';
import type { TreeElement } from '../../src/views/treeElement';
import { skipBecause } from '../support/skipBecause';
import { countingProxy, type CountingProxy } from '../support/countingProxy';
import { localEngine, needs } from '../support/parts';
import { silentBoundary } from '../support/silentBoundary';

const run = promisify(execFile);
const docker = async (...args: string[]) =>
  (await run('docker', ['--host', localEngine.host, ...args])).stdout.trim();
const prefix = `unboxed-tree-${process.pid}`;
const start = (name: string, ...options: string[]) =>
  docker('run', '--detach', '--name', `${prefix}-${name}`, '--stop-timeout', '0', ...options);
const sleep = ['busybox:latest', 'sleep', '1000'];

describe('the containers view on a real engine', function () {
  this.timeout(60_000);
  let proxy: CountingProxy;
  let hub: Engines;
  let tree: ContainersTree;
  let fired: (readonly TreeElement[] | undefined)[];
  let options: TreeOptions;
  const ids = new Map<string, string>();

  before(async function () {
    await needs(this, 'local engine');
    const [first, second] = ['first', 'second'];
    ids.set(
      first,
      await start(first, '--network', 'none', '--memory', '64m', '--pids-limit', '20', ...sleep),
    );
    const join = [`--network=container:${prefix}-first`, `--pid=container:${prefix}-first`];
    ids.set(second, await start(second, ...join, ...sleep));
    proxy = await countingProxy(localEngine.host.replace('unix://', ''));
  });

  after(async () => {
    if (ids.size === 0) return;
    await proxy.close();
    const mine = await docker('ps', '--all', '--quiet', '--filter', `name=^${prefix}-`);
    if (mine !== '') await docker('rm', '--force', ...mine.split('\n'));
  });

  beforeEach(() => {
    hub = new Engines({
      sources: () => ({ setting: proxy.host, env: {}, home: '/nowhere', platform: process.platform }),
      helperImage: () => Promise.resolve(undefined),
      log: () => undefined,
    });
    options = { grouping: 'project', runningOnly: false, filter: prefix };
    tree = new ContainersTree(hub, () => options, silentBoundary());
    fired = [];
    tree.onDidChangeTreeData((elements) => fired.push(elements));
    proxy.reset();
    tree.setVisible(true);
  });

  afterEach(() => {
    tree.dispose();
    hub.dispose();
  });

  const child = async (parent: TreeElement | undefined, label: string): Promise<TreeElement> => {
    const children = await tree.getChildren(parent);
    const found = children.find((element) => element.node.label === label);
    assert.ok(found, `${label} is among ${children.map((element) => element.node.label).join(', ')}`);
    return found;
  };
  const descend = async (...labels: string[]) => {
    let element: TreeElement | undefined;
    for (const label of labels) element = await child(element, label);
    assert.ok(element);
    return element;
  };
  const eventually = async (what: string, check: () => boolean | Promise<boolean>) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await check()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail(`not seen in 5 s: ${what}`);
  };

  it('shows a container with the inodes that /proc shows', async function () {
    const pid = await docker('inspect', '--format', '{{.State.Pid}}', `${prefix}-first`);
    try {
      await readdir(`/proc/${pid}/ns`);
      await readlink(`/proc/${pid}/ns/net`);
    } catch {
      skipBecause(this, 'the engine runs on another machine: its /proc is not here');
    }
    const rows = await tree.getChildren(await descend(`${prefix}-first`, 'Namespaces'));
    assert.deepEqual(
      rows.slice(0, 8).map((row) => row.node.label),
      [...namespaceTypes],
    );
    for (const type of namespaceTypes) {
      const inode = /\d+/.exec(await readlink(`/proc/${pid}/ns/${type}`))?.[0] ?? '';
      const row = rows.find((element) => element.node.label === type);
      assert.ok(row?.node.description.includes(inode), `${type}: ${row?.node.description} has ${inode}`);
    }
  });

  it('says with whom a namespace is shared, and leads there', async () => {
    const net = await descend(`${prefix}-first`, 'Namespaces', 'net');
    assert.match(net.node.description, new RegExp(`^shared with ${prefix}-second · \\d+`));
    const uts = await descend(`${prefix}-first`, 'Namespaces', 'uts');
    assert.match(uts.node.description, /^own · \d+/);
    assert.equal(tree.getTreeItem(net).command?.command, 'unboxed.revealContainer');
    const other = await tree.findContainer(net.engine, ids.get('second') ?? '');
    assert.equal(other?.node.label, `${prefix}-second`);
  });

  it('calls a namespace its own only as far as it compared, and compares with all when asked', async () => {
    const careful = new ContainersTree(hub, () => options, silentBoundary(), 0);
    careful.setVisible(true);
    const rows = async (path: readonly string[]) => {
      let found = await careful.getChildren();
      for (const label of path) {
        const row = found.find(({ node }) => node.label === label);
        assert.ok(row, label);
        found = await careful.getChildren(row);
      }
      return found.map(({ node }) => node);
    };
    try {
      const path = [`${prefix}-first`, 'Namespaces'];
      const before = await rows(path);
      assert.match(
        before.find(({ label }) => label === 'uts')?.description ?? '',
        /^own, as far as compared/,
      );
      assert.match(
        before.find(({ label }) => label === 'net')?.description ?? '',
        /^own, as far as compared/,
      );
      const offer = before.at(-1)?.target;
      assert.ok(offer?.kind === 'action' && offer.command === 'unboxed.compareNamespaces');
      await careful.compareAll(offer.args[0] ?? '', offer.args[1] ?? '');
      const after = await rows(path);
      assert.match(after.find(({ label }) => label === 'uts')?.description ?? '', /^own ·/);
      assert.match(after.find(({ label }) => label === 'net')?.description ?? '', /^shared with /);
      assert.equal(after.length, 8, 'nothing is left to compare');
    } finally {
      careful.dispose();
    }
  });

  it('shows limits with the kernel’s own value', async function () {
    const memory = await descend(`${prefix}-first`, 'Limits', 'Memory');
    assert.match(memory.node.description, /64 MiB/);
    const told = new Map(memory.node.tooltip.facts);
    if (told.get('Content of the file')?.startsWith('not read') === true)
      skipBecause(this, 'the kernel’s files can’t be read on this engine');
    assert.equal(told.get('Content of the file'), '67108864');
    const swap = await descend(`${prefix}-second`, 'Limits', 'Memory');
    assert.match(swap.node.description, /no limit/);
  });

  it('shows usage of limits on display, and stops when they are closed', async () => {
    const limits = await descend(`${prefix}-first`, 'Limits');
    await tree.getChildren(limits);
    await eventually('live usage', async () => {
      const pids = await child(limits, 'Processes');
      return pids.node.description.startsWith('■□□□□□□□ 1 of 20');
    });
    assert.equal(proxy.streams, 2);
    tree.setOpen(limits, false);
    await eventually('no stream but that of the events', () => proxy.streams === 1);
  });

  it('shows processes with their numbers outside and inside', async () => {
    const [process] = await tree.getChildren(await descend(`${prefix}-first`, 'Processes'));
    const pid = await docker('inspect', '--format', '{{.State.Pid}}', `${prefix}-first`);
    assert.match(process?.node.description ?? '', new RegExp(`^pid ${pid} `));
  });

  it('changes the one row of a container that stops and starts', async () => {
    // The engine's own facts come a little after its containers, and show the tree anew.
    await tree.getChildren();
    await eventually('the facts of the engine', () => hub.current.snapshot.info !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const row = await descend(`${prefix}-second`);
    const before = tree.getTreeItem(row);
    fired = [];
    await docker('stop', '--time', '0', `${prefix}-second`);
    await eventually('the stop', () => /^stopped with code 1(37|43)/.test(row.node.description));
    const touched = fired.flatMap(
      (elements) => elements?.map(({ node }) => node.label) ?? ['the whole tree'],
    );
    assert.deepEqual([...new Set(touched)], [row.node.label], 'no other row was touched');
    const stopped = tree.getTreeItem(row);
    assert.equal(stopped.id, before.id);
    assert.equal(stopped.contextValue, 'container exited idle');
    assert.equal(stopped.resourceUri?.scheme, 'unboxed-stopped', 'it is greyed');
    await docker('start', `${prefix}-second`);
    await eventually('the start', () => row.node.description.startsWith('running'));
  });

  it('shows a container that is made, and forgets one that is removed', async () => {
    await descend(`${prefix}-first`);
    await docker('create', '--name', `${prefix}-made`, '--network', 'none', ...sleep);
    const names = async () => (await tree.getChildren()).map((element) => element.node.label);
    await eventually('the new container', async () => (await names()).includes(`${prefix}-made`));
    await docker('rm', `${prefix}-made`);
    await eventually('its end', async () => !(await names()).includes(`${prefix}-made`));
  });

  it('groups by compose project', async () => {
    const labels = [
      '--label',
      `com.docker.compose.project=${prefix}-pad`,
      '--label',
      'com.docker.compose.service=app',
    ];
    await docker('create', '--name', `${prefix}-pad-app-1`, ...labels, '--network', 'none', ...sleep);
    await eventually('the project', async () =>
      (await tree.getChildren()).some((element) => element.node.label === `${prefix}-pad`),
    );
    assert.equal((await descend(`${prefix}-pad`)).node.description, '0 of 1 running');
    assert.equal((await descend(`${prefix}-pad`, 'app')).containers.length, 1);
    options = { ...options, runningOnly: true };
    assert.ok(!(await tree.getChildren()).some((element) => element.node.label === `${prefix}-pad`));
    options = { ...options, runningOnly: false, grouping: 'flat' };
    assert.ok((await tree.getChildren()).some((element) => element.node.label === `${prefix}-pad-app-1`));
    await docker('rm', `${prefix}-pad-app-1`);
  });

  it('asks once for everything, and with few requests for a container', async () => {
    await eventually('the list', async () => (await tree.getChildren()).length > 0);
    const asked = (part: string) => proxy.requests.filter((line) => line.includes(part)).length;
    assert.equal(asked('/containers/json'), 1);
    assert.equal(asked('/info'), 1);
    assert.equal(asked('/events'), 1);
    proxy.reset();
    const container = await descend(`${prefix}-first`);
    await tree.getChildren(container);
    assert.deepEqual(proxy.requests, [], 'opening a container asks nothing');
  });

  it('looks at a container without drawing any row anew', async () => {
    await tree.getChildren(await descend(`${prefix}-first`, 'Namespaces'));
    await eventually('the facts of the engine', () => hub.current.snapshot.info !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    fired = [];
    for (const section of ['Namespaces', 'Limits', 'Permissions', 'Network and mounts'])
      await tree.getChildren(await descend(`${prefix}-first`, section));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const drawn = fired.flatMap((elements) => elements?.map(({ node }) => node.target.kind) ?? ['all']);
    assert.deepEqual(
      [...new Set(drawn)].filter((kind) => kind !== 'limit'),
      [],
      'usage of limits alone moves',
    );
  });

  it('ends right after a burst of events, with at most 10 redraws a second', async () => {
    const id = ids.get('second') ?? '';
    const row = await descend(`${prefix}-second`);
    const drawn: number[] = [];
    const listening = tree.onDidChangeTreeData(() => drawn.push(Date.now()));
    let events = 0;
    const counting = hub.current.onEvent((event) => {
      if (event.id === id) events += 1;
    });
    const { engine } = hub.current;
    // The engine answers a pause before it knows of it itself, and refuses the next order for that moment.
    const taken = (order: () => Promise<void>) =>
      eventually('the order taken', () =>
        order().then(
          () => true,
          () => false,
        ),
      );
    try {
      for (let round = 0; round < 20; round += 1) {
        await taken(() => engine.pause(id));
        await taken(() => engine.unpause(id));
      }
      await docker('kill', id);
      await eventually('the end', () => row.node.description.startsWith('stopped'));
    } finally {
      await docker('unpause', id).catch(() => '');
      await docker('start', id);
    }
    listening.dispose();
    counting.dispose();
    const busiest = Math.max(
      ...drawn.map((at) => drawn.filter((other) => other >= at && other < at + 1000).length),
    );
    assert.ok(events >= 40, `${events} events`);
    assert.ok(busiest <= 10, `${busiest} redraws in a second`);
  });

  it('asks nothing while it is hidden', async () => {
    await tree.getChildren(await descend(`${prefix}-first`, 'Limits'));
    tree.setVisible(false);
    await eventually('no stream left', () => proxy.streams === 0);
    proxy.reset();
    fired = [];
    await docker('restart', '--time', '0', `${prefix}-second`);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual([...proxy.requests], []);
    assert.equal(proxy.streams, 0);
    assert.deepEqual(fired, []);
    tree.setVisible(true);
    await eventually('the right state', async () =>
      (await descend(`${prefix}-second`)).node.description.startsWith('running'),
    );
  });

  it('tells each row to a screen reader, and escapes what containers say in tooltips', async () => {
    const hostile = '[x](command:evil) <img src=x>';
    await docker(
      'create',
      '--name',
      `${prefix}-evil`,
      '--network',
      'none',
      'busybox:latest',
      'echo',
      hostile,
    );
    await eventually('it', async () =>
      (await tree.getChildren()).some((element) => element.node.label === `${prefix}-evil`),
    );
    const row = await descend(`${prefix}-evil`);
    const item = tree.getTreeItem(row);
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^Container .* created, never started, image busybox/,
    );
    const { tooltip } = await tree.resolveTreeItem(item, row);
    assert.ok(tooltip instanceof vscode.MarkdownString);
    assert.deepEqual(tooltip.isTrusted, { enabledCommands: ['unboxed.openWalkthrough'] });
    assert.doesNotMatch(tooltip.value, /(?<!\\)\]\(command:evil|(?<!\\)<img/);
    await docker('rm', `${prefix}-evil`);
  });
});

describe('the containers view without an engine', () => {
  it('says why and offers the next steps as rows', async () => {
    const hub = new Engines({
      sources: () => ({
        setting: 'unix:///nowhere/docker.sock',
        env: {},
        home: '/nowhere',
        platform: process.platform,
      }),
      helperImage: () => Promise.resolve(undefined),
      log: () => undefined,
    });
    const tree = new ContainersTree(
      hub,
      () => ({ grouping: 'project', runningOnly: false, filter: '' }),
      silentBoundary(),
    );
    tree.setVisible(true);
    const rows = await tree.getChildren();
    const commands = rows.map((row) => tree.getTreeItem(row).command?.command);
    assert.ok(commands.includes('unboxed.retryEngine'));
    assert.ok(commands.includes('unboxed.selectEngine'));
    assert.ok(commands.includes('unboxed.startEngine') || commands.includes('unboxed.installEngine'));
    tree.dispose();
    hub.dispose();
  });
});
