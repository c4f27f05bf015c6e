import assert from 'node:assert/strict';
import { parseInside } from '../../../src/kernel/kernelFiles';
import { readerIntroduction, withoutReaders } from '../../../src/kernel/readers';

describe('the shells by which Unboxed itself looks into a container', () => {
  const process = (pid: number, parentPid: number, command: string) => ({
    pid,
    parentPid,
    command,
    user: 'root',
    namespaces: {},
  });

  it('are none of its processes, with all that they started, in the host’s list', () => {
    const own = [process(10, 1, 'sh -c server & wait'), process(11, 10, 'sh'), process(12, 11, 'server')];
    const readers = [
      process(20, 1, `sh -c ${readerIntroduction} tab="?" show() { …`),
      process(22, 21, 'sleep 1'),
      process(21, 20, 'sh helper'),
      process(23, 1, 'runc init'),
      process(24, 1, 'readlink /proc/self/ns/mnt /proc/self/ns/pid'),
    ];
    assert.deepEqual(withoutReaders([...own, ...readers]), own);
    assert.deepEqual(withoutReaders(own), own);
  });

  it('leave a container that is just being started its first process', () => {
    const starting = [process(10, 1, '/usr/bin/runc init')];
    assert.deepEqual(withoutReaders(starting), starting);
  });

  it('are known inside by the name that they give themselves', () => {
    const output = [
      'self\t\t9',
      'process\t1\t1 (sh) S 0 1 1',
      'process\t7\t7 (sh) S 1 7 7',
      'process\t8\t8 (unboxed-reader) S 0 8 8',
      'process\t9\t9 (unboxed-reader) R 0 9 9',
      'process\t10\t10 (sleep) S 8 8 8',
      'process\t11\t11 (runc:[2:INIT]) S 0 11 11',
    ].join('\n');
    assert.deepEqual(
      parseInside(output).processes.map(({ pid }) => pid),
      [1, 7],
    );
  });
});
