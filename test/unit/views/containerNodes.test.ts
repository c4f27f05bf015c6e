import assert from 'node:assert/strict';
import { groupContainers, type TreeOptions } from '../../../src/views/model/containerGroups';
import { containerNode, projectNode, sectionNodes } from '../../../src/views/model/containerNodes';
import { compose, say, summary } from './samples';

const all: TreeOptions = { grouping: 'project', runningOnly: false, filter: '' };
const containers = [
  summary({
    name: 'pad-app-10',
    labels: compose('pad', 'app'),
    state: 'exited',
    status: 'Exited (137) 2 hours ago',
  }),
  summary({ name: 'pad-app-2', labels: compose('pad', 'app') }),
  summary({ name: 'lone', image: 'busybox' }),
  summary({ name: 'blog-db-1', labels: compose('blog', 'db') }),
];

describe('containers in the tree', () => {
  it('stand below their compose project, in the order of their numbers; the others come after', () => {
    const { projects, others } = groupContainers(containers, all);
    assert.deepEqual(
      projects.map(({ name, containers: members }) => [name, members.map((member) => member.name)]),
      [
        ['blog', ['blog-db-1']],
        ['pad', ['pad-app-2', 'pad-app-10']],
      ],
    );
    assert.deepEqual(
      others.map((container) => container.name),
      ['lone'],
    );
  });

  const cases: [string, Partial<TreeOptions>, string[]][] = [
    ['a flat list', { grouping: 'flat' }, ['blog-db-1', 'lone', 'pad-app-2', 'pad-app-10']],
    ['running ones only', { grouping: 'flat', runningOnly: true }, ['blog-db-1', 'lone', 'pad-app-2']],
    ['a filter by project', { grouping: 'flat', filter: 'PAD' }, ['pad-app-2', 'pad-app-10']],
    ['a filter by image', { grouping: 'flat', filter: 'busy' }, ['lone']],
    ['a filter by state', { grouping: 'flat', filter: 'exited' }, ['pad-app-10']],
    ['a filter that nothing matches', { grouping: 'flat', filter: 'zzz' }, []],
  ];
  for (const [what, options, names] of cases)
    it(`can be shown as ${what}`, () => {
      const { others } = groupContainers(containers, { ...all, ...options });
      assert.deepEqual(
        others.map((container) => container.name),
        names,
      );
    });

  it('say their state in words, with exit code and health', () => {
    const describe = (changes: Parameters<typeof summary>[0]) =>
      containerNode('local', summary(changes), say).description;
    assert.equal(describe({}), 'running · nginx:1.27');
    assert.equal(describe({ status: 'Up 1 hour (unhealthy)' }), 'running, unhealthy · nginx:1.27');
    assert.equal(
      describe({ status: 'Up 1 second (health: starting)' }),
      'running, health check pending · nginx:1.27',
    );
    assert.equal(
      describe({ state: 'exited', status: 'Exited (137) 2 hours ago' }),
      'stopped with code 137 · nginx:1.27',
    );
    assert.equal(describe({ state: 'created', status: 'Created' }), 'created, never started · nginx:1.27');
  });

  it('are greyed and without processes when they are stopped', () => {
    const stopped = summary({ state: 'exited', status: 'Exited (0) 1 second ago' });
    assert.equal(containerNode('local', stopped, say).dimmed, true);
    assert.equal(containerNode('local', summary(), say).dimmed, false);
    const labels = sectionNodes('local', stopped, say).map((node) => node.label);
    assert.deepEqual(labels, ['Namespaces', 'Limits', 'Permissions', 'Network and mounts']);
  });

  it('carry in their context what menus ask for', () => {
    const context = (changes: Parameters<typeof summary>[0]) =>
      containerNode('local', summary(changes), say).context;
    assert.equal(context({}), 'container running live');
    assert.equal(
      context({ state: 'exited', labels: compose('pad', 'app') }),
      'container exited idle compose',
    );
    assert.equal(
      context({ ports: [{ ip: '', publicPort: 80, privatePort: 80, protocol: 'tcp' }] }),
      'container running live ports',
    );
  });

  it('keep their id when they change, and have one for each engine', () => {
    const before = containerNode('local', summary(), say);
    assert.equal(containerNode('local', summary({ state: 'exited', name: 'web' }), say).id, before.id);
    assert.notEqual(containerNode('other', summary(), say).id, before.id);
  });

  const numbered = (service: string, number: string, changes: Parameters<typeof summary>[0] = {}) =>
    summary({
      name: `pad-${service}-${number}`,
      labels: { ...compose('pad', service), 'com.docker.compose.container-number': number },
      ...changes,
    });

  it('are named by their service below their project, with the number when there are several', () => {
    const once = summary({
      name: 'pad-app-run-1f',
      labels: { ...compose('pad', 'app'), 'com.docker.compose.oneoff': 'True' },
    });
    const members = [numbered('app', '1'), numbered('app', '2'), numbered('db', '1'), once];
    assert.deepEqual(
      members.map((member) => containerNode('local', member, say, members).label),
      ['app 1', 'app 2', 'db', 'pad-app-run-1f'],
    );
    const node = containerNode('local', numbered('db', '1'), say, members);
    assert.equal(node.tooltip.title, 'pad-db-1');
    assert.equal(node.spoken, 'Container pad-db-1, running, image nginx:1.27');
  });

  it('are counted on their project', () => {
    const node = projectNode('local', 'pad', containers.slice(0, 2), say);
    assert.equal(node.description, '1 of 2 running');
    assert.equal(node.spoken, 'Compose project pad, 1 of 2 running');
    assert.deepEqual(node.containers, [containers[0]!.id, containers[1]!.id]);
  });
});
