import assert from 'node:assert/strict';
import type { ContainerSummary } from '../../../src/engine/port';
import { changedElements } from '../../../src/views/changedElements';
import type { TreeOptions } from '../../../src/views/model/containerGroups';
import { groupContainers } from '../../../src/views/model/containerGroups';
import { containerNode, projectNode } from '../../../src/views/model/containerNodes';
import { engineNode } from '../../../src/views/model/engineNodes';
import { TreeElement } from '../../../src/views/treeElement';
import { compose, say, summary } from './samples';

const options: TreeOptions = { grouping: 'project', runningOnly: false, filter: '' };
const app = summary({ name: 'pad-app-1', labels: compose('pad', 'app') });
const db = summary({ name: 'pad-db-1', labels: compose('pad', 'db') });
const lone = summary({ name: 'lone' });
const stopped = { state: 'exited', status: 'Exited (0) 1 second ago' } as const;

/** An engine with these containers, and the rows that show them. */
function shown(containers: readonly ContainerSummary[], several = false) {
  const live = (now: readonly ContainerSummary[]) => ({
    endpoint: { name: 'local', source: 'default', host: 'unix:///run/docker.sock' } as const,
    snapshot: {
      version: 1,
      connection: { kind: 'connected' } as const,
      info: undefined,
      containers: new Map(now.map((container) => [container.id, container])),
      inspected: new Map(),
    },
  });
  const elements = new Map<string, TreeElement>();
  const add = (parent: TreeElement | undefined, node: TreeElement['node']) => {
    const element = new TreeElement(parent, node);
    elements.set(node.id, element);
    return element;
  };
  const before = live(containers);
  const top = several
    ? add(undefined, engineNode('local', before.endpoint.host, before.snapshot, say))
    : undefined;
  const { projects, others } = groupContainers(containers, options);
  for (const project of projects) {
    const parent = add(top, projectNode('local', project.name, project.containers, say));
    for (const container of project.containers)
      add(parent, containerNode('local', container, say, project.containers));
  }
  for (const container of others) add(top, containerNode('local', container, say));
  return {
    /** Labels of the rows that are fired when the engine has these containers; undefined for all rows. */
    after: (now: readonly ContainerSummary[], ...changed: readonly ContainerSummary[]) =>
      changedElements(live(now), new Set(changed.map(({ id }) => id)), elements, options, say)?.map(
        (element) => `${element.node.label} | ${element.node.description}`,
      ),
  };
}

describe('a change of containers', () => {
  it('is one row when a container changes its state', () => {
    const after = { ...lone, ...stopped };
    assert.deepEqual(shown([app, db, lone]).after([app, db, after], after), [
      'lone | stopped with code 0 · nginx:1.27',
    ]);
  });

  it('is the rows of its project when the project’s count changes', () => {
    const after = { ...app, ...stopped };
    assert.deepEqual(shown([app, db, lone]).after([after, db, lone], after), ['pad | 1 of 2 running']);
  });

  it('is one row when a paused container goes on, since the count stays', () => {
    const paused = { ...app, state: 'paused' } as const;
    assert.deepEqual(shown([paused, db]).after([app, db], app), ['app | running · nginx:1.27']);
  });

  it('is the list when a container without project comes, goes or changes its name', () => {
    assert.equal(shown([app]).after([app, lone], lone), undefined);
    assert.equal(shown([app, lone]).after([app], lone), undefined);
    const renamed = { ...lone, name: 'other' };
    assert.equal(shown([lone]).after([renamed], renamed), undefined);
  });

  it('is the project when one of its containers comes or goes, and the list with the first or last one', () => {
    assert.deepEqual(shown([app]).after([app, db], db), ['pad | 2 of 2 running']);
    assert.deepEqual(shown([app, db]).after([app], db), ['pad | 1 of 1 running']);
    assert.equal(shown([lone]).after([lone, app], app), undefined);
    assert.equal(shown([app, lone]).after([lone], app), undefined);
  });

  it('stays within its engine when several are shown', () => {
    assert.deepEqual(shown([app], true).after([app, lone], lone), ['local | connected']);
  });

  it('is nothing for a container that is not shown', () => {
    assert.deepEqual(shown([lone]).after([lone], app), []);
  });
});
