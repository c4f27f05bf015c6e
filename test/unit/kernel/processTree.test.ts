import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContainerProcess } from '../../../src/kernel/parseTop';
import { insidePidOf, matchInsidePids, processTree, type ProcessNode } from '../../../src/kernel/processTree';

function process(pid: number, parentPid: number, command = 'sh'): ContainerProcess {
  return { pid, parentPid, command, user: 'root', namespaces: {} };
}

function show(nodes: readonly ProcessNode[]): string {
  return nodes
    .map(({ process: { pid }, children }) => (children.length > 0 ? `${pid}(${show(children)})` : `${pid}`))
    .join(' ');
}

describe('processTree', () => {
  it('puts children below their parents, and the rest at the top', () => {
    const processes = [process(30, 20), process(10, 1), process(20, 10), process(21, 10), process(90, 5)];
    assert.equal(show(processTree(processes)), '10(20(30) 21) 90');
  });

  it('shows every process at most once, and ends, whatever the answer says', () => {
    const answer = fc.array(fc.tuple(fc.nat(8), fc.nat(8)));
    fc.assert(
      fc.property(answer, (pairs) => {
        const shown: number[] = [];
        const walk = (nodes: readonly ProcessNode[]) => {
          for (const node of nodes) {
            shown.push(node.process.pid);
            walk(node.children);
          }
        };
        walk(processTree(pairs.map(([pid, parent]) => process(pid, parent))));
        assert.equal(new Set(shown).size, shown.length);
      }),
    );
  });
});

describe('matchInsidePids', () => {
  const host = [
    process(648, 624, 'sh -c sleep 1'),
    process(671, 648, 'sleep 1'),
    process(672, 648, 'sleep 2'),
  ];

  it('gives each its number inside when names and parents agree', () => {
    const inside = [
      { pid: 1, parentPid: 0, command: 'sh' },
      { pid: 8, parentPid: 1, command: 'sleep' },
      { pid: 9, parentPid: 1, command: 'sleep' },
    ];
    assert.deepEqual(
      [...matchInsidePids(host, inside)],
      [
        [648, 1],
        [671, 8],
        [672, 9],
      ],
    );
  });

  const doubtful = {
    'one more inside': [
      { pid: 1, parentPid: 0, command: 'sh' },
      { pid: 8, parentPid: 1, command: 'sleep' },
      { pid: 9, parentPid: 1, command: 'sleep' },
      { pid: 10, parentPid: 1, command: 'sleep' },
    ],
    'another name': [
      { pid: 1, parentPid: 0, command: 'sh' },
      { pid: 8, parentPid: 1, command: 'nginx' },
      { pid: 9, parentPid: 1, command: 'sleep' },
    ],
    'another parent': [
      { pid: 1, parentPid: 0, command: 'sh' },
      { pid: 8, parentPid: 1, command: 'sleep' },
      { pid: 9, parentPid: 8, command: 'sleep' },
    ],
  };
  for (const [title, inside] of Object.entries(doubtful))
    it(`tells nothing when there is ${title}`, () => {
      assert.equal(matchInsidePids(host, inside).size, 0);
    });
});

describe('insidePidOf', () => {
  it('takes the innermost number, and none without a namespace of its own', () => {
    assert.equal(insidePidOf('Name:\tsh\nNSpid:\t24040\t7\t1\n'), 1);
    assert.equal(insidePidOf('Name:\tsh\nNSpid:\t24040\n'), undefined);
    assert.equal(insidePidOf('Name:\tsh\n'), undefined);
  });
});
