import assert from 'node:assert/strict';
import { readlinkSync } from 'node:fs';
import { editorProcess } from '../../src/engine/editorProcess';
import { Engines } from '../../src/engine/engineHub';
import { ErrorBoundary } from '../../src/platform/errorBoundary';
import { FactsWatch } from '../../src/inspect/factsWatch';
import type { EditorFinder } from '../../src/inspect/factsSource';
import type { InspectFacts } from '../../src/inspect/inspectFacts';
import type { ToPage } from '../../src/inspect/pageProtocol';
import { countingProxy, type CountingProxy } from '../support/countingProxy';
import { eventually } from '../support/eventually';
import { localEngine, needs, remoteEngine } from '../support/parts';
import { docker, image, prefix, removeContainers, runContainer } from './fixtures';

const name = (short: string) => `${prefix}-${short}`;

/** A picture of the named containers as a tab has it, with what the tab was told. */
class Tab {
  readonly told: ToPage[] = [];
  readonly logged: string[] = [];
  private readonly hub: Engines;
  readonly watch: FactsWatch;

  constructor(host: string, containers: readonly string[], findEditor: EditorFinder = editorProcess) {
    this.hub = new Engines({
      sources: () => ({ setting: host, env: {}, home: '/nowhere', platform: 'linux' }),
      helperImage: () => Promise.resolve(undefined),
      log: () => undefined,
    });
    this.watch = new FactsWatch(
      {
        engine: this.hub.current.endpoint.name,
        projects: [],
        containers: containers.map((each) => ({ id: '', name: each })),
      },
      {
        hub: this.hub,
        findEditor,
        send: (message) => this.told.push(message),
        boundary: new ErrorBoundary(
          { info: () => undefined, error: (line) => this.logged.push(line) },
          () => undefined,
        ),
      },
    );
  }

  get facts(): InspectFacts | undefined {
    return this.told.flatMap((message) => (message.type === 'facts' ? message.facts : [])).at(-1);
  }

  /** Waits for facts that hold. */
  until(holds: (facts: InspectFacts) => void): Promise<void> {
    return eventually(() => {
      assert.ok(this.facts, JSON.stringify(this.told.at(-1)));
      holds(this.facts);
      return Promise.resolve();
    });
  }

  close(): void {
    this.watch.dispose();
    this.hub.dispose();
  }
}

describe('the facts behind Inspect Namespaces', function () {
  this.timeout(120_000);
  let proxy: CountingProxy;
  let tab: Tab | undefined;

  before(async function () {
    await needs(this, 'local engine');
    proxy = await countingProxy(localEngine.host.replace('unix://', ''));
  });
  afterEach(async () => {
    tab?.close();
    tab = undefined;
    await removeContainers(localEngine.host);
  });
  after(async () => {
    await proxy.close();
  });

  it('ask nothing of the engine while the tab is hidden, and are up to date when it is seen again', async () => {
    await runContainer(localEngine.host, 'web', '--network', 'none');
    tab = new Tab(proxy.host, [name('web')]);
    tab.watch.wake();
    await tab.until(({ containers }) => {
      assert.equal(containers.length, 1);
    });
    tab.watch.watchUsage(tab.facts?.containers.map(({ id }) => id) ?? []);
    await eventually(() => {
      assert.equal(proxy.streams, 2, 'events and statistics');
      return Promise.resolve();
    });

    tab.watch.sleep();
    await eventually(() => {
      assert.equal(proxy.streams, 0);
      return Promise.resolve();
    });
    proxy.reset();
    const told = tab.told.length;
    await runContainer(localEngine.host, 'joined', '--network', `container:${name('web')}`);
    tab.watch.watchUsage(tab.facts?.containers.map(({ id }) => id) ?? []);
    tab.watch.look(tab.facts?.containers[0]?.id);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.deepEqual(proxy.requests, []);
    assert.equal(tab.told.length, told);

    tab.watch.wake();
    await tab.until(({ containers }) => {
      assert.deepEqual(containers.map((each) => each.name).sort(), [name('joined'), name('web')]);
    });
  });

  it('hold what the kernel holds: its values, how often a limit was hit, the numbers inside', async () => {
    // The shell gives up when a process is refused: the one that goes on keeps the processor busy.
    const hits = '(for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done) ; while :; do :; done';
    const limits = ['--cpus', '0.05', '--pids-limit', '5', '--memory', '32m', '--network', 'none'];
    await docker(
      localEngine.host,
      ...['run', '--detach', '--name', name('held'), ...limits, image, 'sh', '-c', hits],
    );
    tab = new Tab(localEngine.host, [name('held')]);
    tab.watch.wake();
    await tab.until(({ containers }) => {
      const [held] = containers;
      const limit = (wanted: string) => held?.limits.find((each) => each.name === wanted);
      tab?.watch.watchUsage([held?.id ?? '']);
      assert.equal(limit('memory')?.observed, String(32 * 1024 ** 2));
      assert.equal(limit('pids')?.observed, '5');
      assert.ok((limit('cpus')?.hits?.count ?? 0) > 0, 'made to wait');
      assert.ok((limit('pids')?.hits?.count ?? 0) > 0, 'refused a process');
      assert.equal(held?.processes.find(({ pid }) => pid === held.mainPid)?.insidePid, 1);
    });
    const count = () =>
      tab?.facts?.containers[0]?.limits.find((each) => each.name === 'cpus')?.hits?.count ?? 0;
    const before = count();
    await eventually(() => {
      assert.ok(count() > before, 'the count goes on');
      return Promise.resolve();
    });
  });

  it('place the editor among the host’s processes where the engine is on its kernel, and nowhere else', async () => {
    const id = await runContainer(localEngine.host, 'local', '--network', 'none');
    tab = new Tab(localEngine.host, [name('local')]);
    tab.watch.wake();
    await tab.until(({ host }) => {
      const editor = host.processes.find(({ role }) => role === 'editor');
      assert.equal(editor?.pid, process.pid);
      assert.equal(`net:[${editor.namespaces?.net}]`, readlinkSync('/proc/self/ns/net'));
      assert.equal(editor.namespaces?.pid, host.inodes.pid);
    });
    const endpoint = { name: 'far', source: 'setting', host: remoteEngine.host } as const;
    assert.equal(await editorProcess(endpoint, [{ id, pid: process.pid }]), undefined);
    const behind = { name: 'vm', source: 'default', host: localEngine.host } as const;
    // In a virtual machine’s numbering this process’s number would be another container’s.
    assert.equal(await editorProcess(behind, [{ id, pid: process.pid }]), undefined);
  });

  it('tell the page and the log of a failure that nobody foresaw, and go on', async () => {
    await runContainer(localEngine.host, 'odd', '--network', 'none');
    let broken = true;
    tab = new Tab(localEngine.host, [name('odd')], (...asked) => {
      if (broken) throw new TypeError('unforeseen');
      return editorProcess(...asked);
    });
    tab.watch.wake();
    await eventually(() => {
      const problem = tab?.told.at(-1);
      assert.equal(problem?.type, 'problem');
      assert.match(JSON.stringify(problem.reason), /unforeseen/);
      assert.notEqual(problem.step.text, '');
      return Promise.resolve();
    });
    assert.match(tab.logged.join('\n'), /could not be read: .*unforeseen\n\s+at /);
    broken = false;
    await docker(localEngine.host, 'rename', name('odd'), name('odder'));
    await eventually(() => {
      assert.equal(tab?.told.at(-1)?.type, 'facts');
      return Promise.resolve();
    });
  });

  it('hold the same on an engine with cgroup v2 on another machine, where no editor stands', async function () {
    await needs(this, 'remote engine');
    const limits = ['--memory', '64m', '--pids-limit', '20', '--network', 'none'];
    try {
      await runContainer(remoteEngine.host, 'far', ...limits);
      tab = new Tab(remoteEngine.host, [name('far')]);
      tab.watch.wake();
      await tab.until(({ engine, host, containers }) => {
        assert.equal(engine.cgroupVersion, 2);
        const [far] = containers;
        const limit = (wanted: string) => far?.limits.find((each) => each.name === wanted);
        assert.equal(far?.kernelRead, 'exec');
        assert.equal(limit('memory')?.observed, String(64 * 1024 ** 2));
        assert.equal(limit('pids')?.observed, '20');
        assert.equal(limit('pids')?.hits?.file, 'pids.events');
        assert.equal(far.namespaces.cgroup.observed.kind, 'own');
        assert.deepEqual(
          host.processes.filter(({ role }) => role === 'editor'),
          [],
        );
      });
    } finally {
      await removeContainers(remoteEngine.host);
    }
  });
});
