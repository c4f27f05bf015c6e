import assert from 'node:assert/strict';
import manifest from '../../../package.json' with { type: 'json' };
import type { EngineFailureKind } from '../../../src/engine/port';
import type { Snapshot } from '../../../src/engine/liveSnapshot';
import { readInfo } from '../../../src/engine/readAnswers';
import { capabilityNames } from '../../../src/kernel/capabilities';
import { limitNames } from '../../../src/kernel/limitDefinitions';
import { msg } from '../../../src/message';
import { containerNode, projectNode, sectionNodes } from '../../../src/views/model/containerNodes';
import { engineNode, engineTraits } from '../../../src/views/model/engineNodes';
import { failureNodes, failureReasonNode, unreadNode } from '../../../src/views/model/failureNodes';
import { limitNodes } from '../../../src/views/model/limitNodes';
import { namespaceNodes } from '../../../src/views/model/namespaceNodes';
import { networkNodes } from '../../../src/views/model/networkNodes';
import { permissionNodes } from '../../../src/views/model/permissionNodes';
import { processNodes } from '../../../src/views/model/processNodes';
import { swarmNode, swarmNodes } from '../../../src/views/model/swarmNodes';
import type { TreeNode } from '../../../src/views/model/treeNode';
import { facts, inspect, say, section, summary } from './samples';

const engine = 'local';
const nameOf = (id: string) => id;
const root = { id: `${engine}/engine`, engine, containers: [] };
const snapshot = (connection: Snapshot['connection']): Snapshot => ({
  version: 1,
  connection,
  info: undefined,
  containers: new Map(),
  inspected: new Map(),
});
const failure = (reason: EngineFailureKind) =>
  ({ kind: 'failed', reason, detail: 'in its own words', subject: 'docker', retryIn: 1 }) as const;
const place = { source: 'default' as const, name: engine, host: 'unix:///var/run/docker.sock' };
const failures = [{ source: 'top', reason: msg('It has no such columns.'), detail: 'ps: bad' }] as const;
const inodes = { mnt: 11, pid: 12, net: 13, ipc: 14, uts: 15, user: 16, cgroup: 17, time: 18 };
const everyLimit = inspect({
  hostConfig: {
    ...{ memory: 64 * 1024 ** 2, memorySwap: 128 * 1024 ** 2, memoryReservation: 1024 ** 2, pidsLimit: 20 },
    ...{ nanoCpus: 5e8, cpuShares: 512, cpusetCpus: '0', cpusetMems: '0', blkioWeight: 500 },
    blkioDeviceReadBps: [{ path: '/dev/sda', rate: 1 }],
    blkioDeviceWriteBps: [{ path: '/dev/sda', rate: 1 }],
    blkioDeviceReadIOps: [{ path: '/dev/sda', rate: 1 }],
    blkioDeviceWriteIOps: [{ path: '/dev/sda', rate: 1 }],
  },
});
const mighty = inspect({
  config: { ...inspect().config, user: '1000' },
  hostConfig: {
    ...{ privileged: true, readonlyRootfs: true, capAdd: [...capabilityNames] },
    securityOpt: ['no-new-privileges', 'seccomp=unconfined', 'apparmor=unconfined'],
  },
});
const network = { networkId: '1', ipAddress: '', ipv6Address: '', gateway: '', macAddress: '', aliases: [] };
const port = { publicPort: 8080, privatePort: 80, protocol: 'tcp' };
const connectedTo = inspect({
  networks: { bridge: network, host: network, none: network, shop: network },
  ports: [
    { ...port, ip: '0.0.0.0' },
    { ...port, ip: '127.0.0.1' },
  ],
  mounts: ['volume', 'bind', 'tmpfs', 'constructor'].map((type) => ({
    ...{ type, source: '', destination: `/${type}`, mode: '', writable: true },
  })),
});
const process = { pid: 9, parentPid: 1, user: 'root', command: 'sh', namespaces: {} };
const nothing = { cpus: 0, memory: 0, pids: 0 };
const swarmOf = swarmNodes(
  swarmNode(engine, say),
  {
    nodes: [
      {
        ...{
          id: 'n',
          hostname: 'ada',
          role: 'worker',
          leader: false,
          state: 'ready',
          availability: 'active',
        },
        ...{ address: '10.0.0.1', engineVersion: '26', resources: nothing },
      },
    ],
    services: [
      {
        ...{ id: 's', name: 'shop', image: 'nginx', mode: 'replicated', replicas: 2, labels: {} },
        ...{ limits: nothing, reservations: nothing },
      },
    ],
    tasks: ['here', 'elsewhere'].map((containerId, index) => ({
      ...{ id: containerId, serviceId: 's', nodeId: 'n', slot: index, state: 'running' },
      ...{ desiredState: 'running', error: '', containerId },
    })),
  },
  (container) => (container === 'here' ? engine : undefined),
  say,
);
const stopped = summary({ state: 'exited', status: 'Exited (0) 1 minute ago' });

/** Every kind of row, each in all its states that say something else. */
const kinds: readonly [kind: string, nodes: readonly TreeNode[], atLeast?: number][] = [
  ['engine', [engineNode(engine, place.host, snapshot({ kind: 'connected' }), say)]],
  ['engine that can’t be reached', [engineNode(engine, place.host, snapshot(failure('lost')), say)]],
  ['project', [projectNode(engine, 'shop', [summary()], say)]],
  ['container', [containerNode(engine, summary(), say)]],
  ['stopped container', [containerNode(engine, stopped, say)]],
  ['section', sectionNodes(engine, summary(), say), 5],
  ['section of a stopped container', sectionNodes(engine, stopped, say), 4],
  ['namespace', namespaceNodes(section('namespaces'), facts({}, { inodes }), nameOf, say), 8],
  [
    'comparison with all containers',
    namespaceNodes(section('namespaces'), facts({}, { inodes, othersComplete: false }), nameOf, say).slice(8),
  ],
  [
    'way to read namespaces',
    namespaceNodes(section('namespaces'), facts({ source: undefined, failures }), nameOf, say).slice(8),
  ],
  [
    'permission for the reader',
    namespaceNodes(section('namespaces'), facts({ source: 'helper' }, { inodes }), nameOf, say).slice(8),
  ],
  ['limit that is set', limitNodes(section('limits'), limited(), undefined, say), limitNames.length],
  ['limit that is not set', limitNodes(section('limits'), facts(), undefined, say), 8],
  ['process', processNodes(section('processes'), facts({ processes: [process] }), say)],
  ['processes that can’t be listed', processNodes(section('processes'), facts({ failures }), say)],
  ['permission', permissionNodes(section('permissions'), facts(), say), 7],
  ['permission beyond the default', permissionNodes(section('permissions'), mightyFacts(), say), 7],
  ['network, port, mount', networkNodes(section('network'), connectedTo, nameOf, say), 10],
  ['no mount', networkNodes(section('network'), inspect(), nameOf, say)],
  [
    'network of another container',
    networkNodes(section('network'), inspect({ hostConfig: { networkMode: 'container:x' } }), nameOf, say),
  ],
  ['swarm', [swarmNode(engine, say)]],
  ['node, service, task', swarmOf, 2],
  ['what could not be read', [unreadNode(root, new Error('gone'), say)]],
  ['reason of a failure', [failureReasonNode(root, failure('timeout'), place, say)]],
  ['next step', failureNodes(root, failure('permission-denied'), place, say), 3],
];

function limited() {
  return facts({ inspect: everyLimit });
}

function mightyFacts() {
  return facts({ inspect: mighty });
}

function withAllBelow(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...withAllBelow(node.children ?? [])]);
}

/** Steps of the walkthrough: what “Read the chapter” in a tooltip can open. */
const chapters = new Set(manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ id }) => id)));

describe('what is out of the ordinary with an engine', () => {
  const cases: readonly [answer: object, beside: readonly string[], alone: string][] = [
    [{ CgroupDriver: 'systemd', CgroupVersion: '2' }, [], '26.1 · cgroup v2'],
    [
      { CgroupDriver: 'systemd', CgroupVersion: '2', SecurityOptions: ['name=rootless'] },
      ['rootless'],
      '26.1 · rootless · cgroup v2',
    ],
    [
      { CgroupDriver: 'none', CgroupVersion: '1', SecurityOptions: ['name=rootless'] },
      ['rootless', 'no cgroups'],
      '26.1 · rootless · no cgroups',
    ],
  ];
  for (const [answer, beside, alone] of cases)
    it(`is said beside its name: ${alone}`, () => {
      const info = readInfo({ ServerVersion: '26.1', ...answer }, '');
      assert.deepEqual(engineTraits(info, say), beside);
      const connected = { ...snapshot({ kind: 'connected' }), info };
      const shown = engineNode(engine, place.host, connected, say);
      assert.equal(shown.description, `${alone} · no container`);
      const containers = new Map([[summary().id, summary()]]);
      assert.equal(engineNode(engine, place.host, { ...connected, containers }, say).description, alone);
    });
});

describe('every row of the containers view', () => {
  for (const [kind, made, atLeast = 1] of kinds)
    it(`${kind}: teaches one sentence, leads to its chapter, and can be heard`, () => {
      const nodes = withAllBelow(made);
      assert.ok(made.length >= atLeast, `${made.length} rows`);
      for (const { label, tooltip, spoken } of nodes) {
        const lesson = tooltip.lesson ?? '';
        assert.match(lesson, /^\p{Lu}.*\.$/u, label);
        assert.doesNotMatch(lesson, /[.!?] \p{Lu}/u, `${label}: one sentence`);
        assert.ok(chapters.has(tooltip.chapter ?? ''), `${label}: ${tooltip.chapter}`);
        assert.ok(tooltip.title !== '' && label !== '', label);
        assert.ok(spoken.includes(label.split(' ')[0] ?? label), spoken);
      }
    });

  it('has an id that is its own and that stays', () => {
    for (const [kind, made] of kinds) {
      const ids = withAllBelow(made).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, kind);
      for (const id of ids) assert.ok(id.startsWith(`${engine}/`), id);
    }
    const later = namespaceNodes(section('namespaces'), facts({ running: false }), nameOf, say);
    const before = namespaceNodes(section('namespaces'), facts({}, { inodes }), nameOf, say);
    assert.deepEqual(
      later.map(({ id }) => id),
      before.map(({ id }) => id),
    );
  });
});
