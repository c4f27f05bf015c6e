import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { compareContainers } from '../../src/inspect/compareContainers';
import { readInspectFacts } from '../../src/inspect/factsSource';
import type { ContainerView, InspectFacts } from '../../src/inspect/inspectFacts';
import { plannedId, withPlanned } from '../../src/inspect/planContainer';
import { plainOptions, type PlanOptions } from '../../src/inspect/planOptions';
import { runLine } from '../../src/inspect/runLine';
import { regionOf } from '../../src/inspect/whereabouts';
import { namespaceTypes, type NamespaceType } from '../../src/kernel/namespaceTypes';
import { eventually } from '../support/eventually';
import { localEngine, needs } from '../support/parts';
import { docker, image, prefix, removeContainers, runContainer, watchedEngine } from './fixtures';

const { host } = localEngine;
const name = (short: string) => `${prefix}-${short}`;

/** The facts of the named containers, as the picture has them. */
async function factsOf(...names: readonly string[]): Promise<InspectFacts> {
  const live = watchedEngine(host);
  const hold = live.hold();
  try {
    return await readInspectFacts(
      live,
      { engine: 'test', projects: [], containers: names.map((each) => ({ id: '', name: name(each) })) },
      { findEditor: () => Promise.resolve(undefined) },
    );
  } finally {
    hold.dispose();
    live.dispose();
  }
}

function find(facts: InspectFacts, short: string): ContainerView {
  const found = facts.containers.find((container) => container.name === name(short));
  assert.ok(found, short);
  return found;
}

const startsPrivileged = () =>
  docker(host, 'run', '--rm', '--name', name('privileged'), '--privileged', image, 'true').then(
    () => true,
    () => false,
  );

describe('what Inspect Namespaces claims', function () {
  this.timeout(180_000);
  before(async function () {
    await needs(this, 'local engine');
  });
  after(() => removeContainers(host));

  /** Whether the command succeeds in the container. */
  const can = (short: string, script: string) =>
    docker(host, 'exec', name(short), 'sh', '-c', script).then(
      () => true,
      () => false,
    );

  it('of two containers is what they really can do to each other', async () => {
    const joined = (short: string) => `container:${name(short)}`;
    await runContainer(host, 'plain', '--network', 'none', '--ipc', 'shareable');
    await Promise.all([
      runContainer(host, 'apart', '--network', 'none', '--user', '1000'),
      runContainer(
        host,
        'joined',
        ...['--network', joined('plain'), '--pid', joined('plain'), '--ipc', joined('plain')],
      ),
      runContainer(host, 'guest', '--network', 'none', '--pid', joined('plain'), '--user', '1000'),
      runContainer(host, 'watcher', '--network', 'none', '--pid', 'host', '--user', '1000'),
      runContainer(
        host,
        'tamed',
        ...['--network', 'none', '--pid', joined('plain'), '--cap-drop', 'KILL', '--uts', 'host'],
      ),
    ]);
    const shorts = ['plain', 'apart', 'joined', 'guest', 'watcher', 'tamed'];
    const facts = await factsOf(...shorts);
    const pids = new Map(
      await Promise.all(
        shorts.map(async (short) => {
          const nsPids = (
            await promisify(execFile)('grep', ['NSpid', `/proc/${find(facts, short).mainPid}/status`])
          ).stdout;
          return [short, nsPids.trim().split(/\s+/).slice(1)] as const;
        }),
      ),
    );
    for (const [a, b] of [
      ['plain', 'apart'],
      ['plain', 'joined'],
      ['plain', 'guest'],
      ['plain', 'watcher'],
      ['apart', 'watcher'],
      ['guest', 'tamed'],
    ] as const) {
      const { abilities } = compareContainers(find(facts, a), find(facts, b), facts);
      const claim = (wanted: string) => abilities.find((each) => each.name === wanted)?.can;
      /** The number under which `from` would see the main process of `to`. */
      const pidOf = (to: string, from: string) =>
        (from === 'watcher' ? pids.get(to)?.[0] : pids.get(to)?.at(-1)) ?? '';
      const sees = async (from: string, to: string) => {
        const id = find(facts, to).id;
        // On its own numbers another process may stand there: the cgroup tells whose it is.
        return can(from, `grep -q ${id} /proc/${pidOf(to, from)}/cgroup`);
      };
      const seen = [await sees(a, b), await sees(b, a)];
      assert.deepEqual(claim('see'), seen, `${a} and ${b} see`);
      const signal = async (from: string, to: string, visible = false) =>
        visible && (await can(from, `kill -0 ${pidOf(to, from)}`));
      assert.deepEqual(
        claim('signal'),
        [await signal(a, b, seen[0]), await signal(b, a, seen[1])],
        `${a} and ${b} signal`,
      );
      await docker(host, 'exec', '--detach', name(a), 'nc', '-l', '-p', '7070', '-e', 'true');
      const talks = await can(
        b,
        'for i in 1 2 3 4 5; do nc -w 2 127.0.0.1 7070 </dev/null && exit 0; sleep 0.2; done; exit 1',
      );
      assert.deepEqual(claim('localhost'), [talks, talks], `${a} and ${b} over localhost`);
      await docker(host, 'exec', name(a), 'touch', `/dev/shm/of-${a}`);
      const shares = await can(b, `[ -e /dev/shm/of-${a} ]`);
      assert.deepEqual(claim('memory'), [shares, shares], `${a} and ${b} through memory`);
    }
  });

  it('of a planned container is what its docker run line makes', async () => {
    await runContainer(host, 'base', '--network', 'none', '--ipc', 'shareable');
    const before = await factsOf('base');
    const base = `container:${find(before, 'base').id}`;
    // Each value of the form at least once; what does not touch the same namespace or quota stands together.
    const plans: Partial<PlanOptions>[] = [
      {},
      { pid: 'host', memory: '64m', dropAll: true },
      { pid: base, cpus: '0.5', readOnly: true },
      { network: 'none', pidsLimit: '20', noNewPrivileges: true },
      { network: 'host', uts: 'host', capAdd: 'CAP_SYS_PTRACE, net_admin' },
      { network: base, ipc: base, memory: '0.25g', cpus: '1.25', pidsLimit: '7' },
      { ipc: 'shareable', cgroupns: 'private', dropAll: true, capAdd: 'NET_BIND_SERVICE' },
      { ipc: 'host', cgroupns: 'host' },
    ];
    // An engine that lacks a capability itself can’t give all of them.
    if (await startsPrivileged()) plans.push({ privileged: true });
    const terminals = plans.map((plan, at) => {
      const line = runLine({ ...plainOptions, ...plan, image }, before).replace(
        / run /,
        ` run --name ${name(`planned${at}`)} `,
      );
      // The line asks for a terminal: script(1) gives it one.
      return spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    });
    const wrote = terminals.map((terminal) => {
      let text = '';
      terminal.stdout.on('data', (data: Buffer) => (text += data.toString()));
      return () => text;
    });
    try {
      await eventually(async () => {
        const running = (await docker(host, 'ps', '--format', '{{.Names}}')).split('\n');
        for (const at of plans.keys()) assert.ok(running.includes(name(`planned${at}`)), wrote[at]?.());
      });
      const named = plans.map((_, at) => `planned${at}`);
      // Of more than a few at once, not each is read closely.
      const halves = [await factsOf('base', ...named.slice(0, 5)), await factsOf('base', ...named.slice(5))];
      for (const [at, plan] of plans.entries()) {
        const about = JSON.stringify(plan);
        const after = halves[at < 5 ? 0 : 1] ?? before;
        const real = find(after, `planned${at}`);
        const facts = withPlanned(before, { ...plainOptions, ...plan, image }, 'planned');
        const planned = facts.containers.find(({ id }) => id === plannedId);
        assert.ok(planned, about);
        const places = (container: ContainerView, among: InspectFacts) =>
          namespaceTypes.map((type: NamespaceType) => {
            const region = regionOf(type, container, undefined, among);
            const joined = regionOf(type, find(among, 'base'), undefined, among);
            const whose =
              region === joined && container.namespaces[type].observed.kind !== 'host'
                ? 'base'
                : container.namespaces[type].observed.kind;
            return `${type}: ${whose}`;
          });
        assert.deepEqual(places(planned, facts), places(real, after), about);
        for (const limit of planned.limits) {
          const held = real.limits.find((each) => each.name === limit.name);
          assert.ok(held, about);
          assert.equal(held.mismatch, undefined, about);
          if (limit.set && limit.expected !== undefined) assert.equal(held.observed, limit.expected, about);
        }
        for (const permission of planned.permissions) {
          const held = real.permissions.find((each) => each.name === permission.name);
          assert.equal(held?.compared, permission.compared, `${about} ${permission.name}`);
          assert.deepEqual(
            [...(held.capabilities?.kept ?? [])].sort(),
            [...(permission.capabilities?.kept ?? [])].sort(),
            about,
          );
        }
      }
    } finally {
      await Promise.all(
        terminals.map(
          (terminal) =>
            new Promise((resolve) => {
              terminal.once('exit', resolve);
              terminal.stdin.end('exit\n');
              if (terminal.exitCode !== null) resolve(undefined);
            }),
        ),
      );
    }
  });
});
