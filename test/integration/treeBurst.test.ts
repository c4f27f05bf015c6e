import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { WatchedEngine } from '../../src/engine/liveEngine';
import { ContainersTree } from '../../src/views/containersTree';
import type { TreeElement } from '../../src/views/treeElement';
import { burstEngine } from '../support/burstEngine';
import { busiestSecond } from '../support/busiestSecond';
import { silentBoundary } from '../support/silentBoundary';

describe('the containers view in a burst of 500 start and die events', function () {
  this.timeout(30_000);

  it('ends right with at most ten redraws a second; then draws and asks nothing, idle or hidden', async () => {
    const burst = burstEngine(50);
    const { engine, ids, asked, change } = burst;
    const live = new WatchedEngine({
      engine,
      helperImage: () => Promise.resolve(undefined),
      log: (line) => assert.fail(line),
    });
    const tree = new ContainersTree(
      {
        current: live,
        shown: [live],
        endpoints: () => Promise.resolve([engine.endpoint]),
        select: () => Promise.resolve(),
        onDidChange: () => ({ dispose: () => undefined }),
      },
      () => ({ grouping: 'project', runningOnly: false, filter: '' }),
      silentBoundary(),
    );
    let rows: readonly TreeElement[] = [];
    const drawn: number[] = [];
    // As the editor does: it asks for what is below a row that changed.
    tree.onDidChangeTreeData((elements) => {
      drawn.push(performance.now());
      if (elements === undefined) void tree.getChildren().then((all) => (rows = all));
    });
    tree.setVisible(true);
    while ((rows = await tree.getChildren()).length < ids.length) await pause(20);
    // Being shown is a redraw of its own.
    drawn.splice(0);
    for (let round = 0; round < 10; round += 1)
      for (const [index, id] of ids.entries()) {
        change(id, round % 2 === 0 || id === ids[7] ? 'start' : 'die');
        if (index % 10 === 0) await pause(20);
      }
    const right = () =>
      rows.length === ids.length &&
      rows.every(({ node }) => node.description.startsWith('running') === (node.containers[0] === ids[7]));
    for (let tries = 0; tries < 200 && !right(); tries += 1) await pause(50);
    assert.deepEqual(
      rows.filter(({ node }) => node.description.startsWith('running')).map(({ node }) => node.label),
      ['burst-007'],
    );
    // The last round of events may still be told once more.
    await pause(300);
    assert.ok(busiestSecond(drawn) <= 10, `${busiestSecond(drawn)} redraws in a second`);
    drawn.splice(0);
    asked.splice(0);
    await pause(500);
    assert.deepEqual([drawn, asked], [[], []], 'idle');
    tree.setVisible(false);
    for (const id of ids) change(id, 'start');
    await pause(500);
    assert.deepEqual([drawn, asked, burst.streams], [[], [], 0], 'hidden');
    tree.dispose();
    live.dispose();
  });
});
