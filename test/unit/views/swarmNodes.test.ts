import assert from 'node:assert/strict';
import type { Swarm, SwarmNode, SwarmService, SwarmTask } from '../../../src/engine/port';
import type { TreeNode } from '../../../src/views/model/treeNode';
import { swarmNode, swarmNodes } from '../../../src/views/model/swarmNodes';
import { say } from './samples';

const MiB = 1024 * 1024;
const nothing = { cpus: 0, memory: 0, pids: 0 };
const node = (changes: Partial<SwarmNode>): SwarmNode => ({
  id: 'n1',
  hostname: 'ada',
  role: 'manager',
  leader: true,
  state: 'ready',
  availability: 'active',
  address: '10.0.0.1',
  engineVersion: '26.1.4',
  resources: { cpus: 4, memory: 8192 * MiB, pids: 0 },
  ...changes,
});
const service = (changes: Partial<SwarmService>): SwarmService => ({
  id: 's1',
  name: 'shop',
  image: 'nginx:1.27',
  mode: 'replicated',
  replicas: 2,
  labels: {},
  limits: nothing,
  reservations: nothing,
  ...changes,
});
const task = (changes: Partial<SwarmTask>): SwarmTask => ({
  id: 't1',
  serviceId: 's1',
  nodeId: 'n1',
  slot: 1,
  state: 'running',
  desiredState: 'running',
  error: '',
  containerId: 'c1',
  ...changes,
});
const row = (nodes: readonly TreeNode[] | undefined, label: string): TreeNode => {
  const found = nodes?.find((candidate) => candidate.label === label);
  assert.ok(found, `${label} is among ${nodes?.map((candidate) => candidate.label).join(', ')}`);
  return found;
};
const rows = (swarm: Partial<Swarm>) =>
  swarmNodes(
    swarmNode('local', say),
    { nodes: [node({})], services: [], tasks: [], ...swarm },
    (container) => (container === 'c1' ? 'other' : undefined),
    say,
  );

describe('a swarm in the tree', () => {
  it('shows nodes, then services, each by name', () => {
    const shown = rows({
      nodes: [node({ id: 'n2', hostname: 'node-10' }), node({ hostname: 'node-9' })],
      services: [service({}), service({ id: 's2', name: 'db' })],
    });
    assert.deepEqual(
      shown.map(({ label }) => label),
      ['node-9', 'node-10', 'db', 'shop'],
    );
    assert.equal(new Set(shown.map(({ id }) => id)).size, 4);
  });

  const states: [string, Partial<SwarmNode>, string, string][] = [
    ['a leader', {}, 'manager, leader · ready', 'server'],
    ['a manager', { leader: false }, 'manager · ready', 'server'],
    [
      'a drained worker',
      { role: 'worker', leader: false, availability: 'drain' },
      'worker · ready, gives its tasks away',
      'warning',
    ],
    [
      'a machine that is down',
      { role: 'worker', leader: false, state: 'down' },
      'worker · down, takes tasks',
      'warning',
    ],
  ];
  for (const [what, changes, description, icon] of states)
    it(`says of a node that it is ${what}`, () => {
      const [shown] = rows({ nodes: [node(changes)] });
      assert.equal(shown?.description, description);
      assert.equal(shown.icon?.name, icon);
      assert.equal(shown.spoken, `Swarm node ada, ${description}`);
    });

  it('adds up on a node what its tasks reserve, without those that are over', () => {
    const services = [service({ reservations: { cpus: 0.1, memory: 16 * MiB, pids: 0 } })];
    const tasks = [task({}), task({ id: 't2', slot: 2 }), task({ id: 't3', desiredState: 'shutdown' })];
    const reserved = row(row(rows({ services, tasks }), 'ada').children, 'Reserved by tasks');
    assert.equal(reserved.description, '0.2 of 4 CPUs, 32 MiB of 8 GiB');
  });

  it('shows what a service reserves and where it is limited, and says when it is not', () => {
    const some = service({
      reservations: { cpus: 0.1, memory: 0, pids: 0 },
      limits: { cpus: 0.5, memory: 64 * MiB, pids: 50 },
    });
    const shop = row(rows({ services: [some] }), 'shop');
    assert.equal(row(shop.children, 'Reservations').description, '0.1 CPU');
    assert.equal(row(shop.children, 'Limits').description, '0.5 CPU, 64 MiB, 50 processes');
    const free = row(rows({ services: [service({})] }), 'shop');
    assert.equal(row(free.children, 'Reservations').description, 'nothing reserved');
    assert.equal(row(free.children, 'Limits').description, 'no limit');
  });

  it('counts the tasks of a service, and warns while some are missing', () => {
    const tasks = [
      task({}),
      task({ id: 't2', slot: 2, state: 'pending', nodeId: '', containerId: '', error: 'no suitable node' }),
      task({ id: 't0', slot: 2, state: 'failed', desiredState: 'shutdown', error: 'exit 1' }),
    ];
    const shop = row(rows({ services: [service({})], tasks }), 'shop');
    assert.equal(shop.description, '1 of 2 tasks running · nginx:1.27');
    assert.equal(shop.icon?.name, 'warning');
    assert.equal(new Map(shop.tooltip.facts).get('Failures'), 'no suitable node; exit 1');
    assert.deepEqual(
      shop.children?.slice(2).map(({ label, description }) => `${label} | ${description}`),
      ['shop.1 | running · on ada', 'shop.2 | waiting for a node · on no node yet · no suitable node'],
    );
  });

  it('names the tasks of a global service by their node', () => {
    const global = service({ mode: 'global', replicas: 0 });
    const shop = row(rows({ services: [global], tasks: [task({ slot: 0 })] }), 'shop');
    assert.equal(shop.description, '1 of 1 tasks running · nginx:1.27');
    row(shop.children, 'shop.ada');
  });

  it('leads from a task to its container, on whichever engine that is, and nowhere when none has it', () => {
    const tasks = [task({}), task({ id: 't2', slot: 2, containerId: 'elsewhere' })];
    const shop = row(rows({ services: [service({})], tasks }), 'shop');
    assert.deepEqual(row(shop.children, 'shop.1').target, { kind: 'task', engine: 'other', container: 'c1' });
    const far = row(shop.children, 'shop.2');
    assert.deepEqual(far.target, { kind: 'detail' });
    assert.match(far.tooltip.lesson ?? '', /which is not shown here/);
  });
});
