import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { PointedRow } from '../../../src/views/pointedRow';
import { TreeElement } from '../../../src/views/treeElement';
import type { TreeNode } from '../../../src/views/model/treeNode';

describe('the row that is pointed at', () => {
  const row = (id: string, parent?: TreeElement) => new TreeElement(parent, { id } as TreeNode);
  const section = row('limits');
  const memory = row('memory', section);
  const pids = row('pids', section);
  let drawn: string[];
  let pointed: PointedRow;

  beforeEach(() => {
    drawn = [];
    pointed = new PointedRow((rows) => {
      drawn.push(rows.map(({ id }) => id).join());
    }, 60);
  });
  afterEach(() => {
    pointed.dispose();
  });

  const released = (...rows: TreeElement[]) => pointed.release(rows).map(({ id }) => id);

  it('is not drawn, nor what it stands in; its neighbours are', () => {
    pointed.point(memory);
    assert.deepEqual(released(memory, pids), ['pids']);
    assert.deepEqual(released(section), []);
  });

  it('is drawn once with what came meanwhile when the pointer goes on', () => {
    pointed.point(memory);
    released(memory);
    released(memory);
    pointed.point(pids);
    assert.deepEqual(drawn, ['memory']);
    assert.deepEqual(released(memory, pids), ['memory']);
  });

  it('waits on within the same section', () => {
    pointed.point(memory);
    released(section);
    pointed.point(pids);
    assert.deepEqual(drawn, []);
  });

  it('is drawn after the time to read', async () => {
    pointed.point(memory);
    released(memory);
    await pause(120);
    assert.deepEqual(drawn, ['memory']);
    assert.deepEqual(released(memory), ['memory']);
  });
});
