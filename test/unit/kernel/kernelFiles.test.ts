import assert from 'node:assert/strict';
import { containerGroup, parseInside, parseProcCgroup } from '../../../src/kernel/kernelFiles';
import { parseNamespaceLinks } from '../../../src/kernel/parseNamespaceLinks';

describe('parseInside', () => {
  it('reads files of several lines, the status and the processes but the script’s own', () => {
    const output = [
      'cgroup\tmemory.max\t67108864',
      'cgroup\tmemory.events\tmax 0',
      'cgroup\tmemory.events\toom_kill 2',
      'cgroup\tcpuset.cpus\t',
      'status\tmain\tName:\tsh',
      'status\tmain\tSeccomp:\t2',
      'self\t\t40',
      'process\t1\t1 (my (odd) name) S 0 1 1',
      'process\t40\t40 (sh) S 0 40 40',
      'process\t41\t41 (sh) R 40 40 40',
    ].join('\n');
    const reading = parseInside(output);
    assert.equal(reading.files.get('memory.max'), '67108864');
    assert.equal(reading.files.get('memory.events'), 'max 0\noom_kill 2');
    assert.equal(reading.files.get('cpuset.cpus'), '');
    assert.equal(reading.status, 'Name:\tsh\nSeccomp:\t2');
    assert.deepEqual(reading.processes, [{ pid: 1, parentPid: 0, command: 'my (odd) name' }]);
  });
});

describe('the control group of a container', () => {
  const id = 'c460a947d4fd9'.padEnd(64, '0');
  const cases: readonly [ofProcess: string | undefined, expected: string | undefined][] = [
    [`/docker/${id}`, `/docker/${id}`],
    [`/system.slice/docker-${id}.scope`, `/system.slice/docker-${id}.scope`],
    // systemd as the main process moves itself and its services to groups below.
    [`/docker/${id}/init.scope`, `/docker/${id}`],
    [`/machine.slice/libpod-${id}.scope/container`, `/machine.slice/libpod-${id}.scope`],
    // A rootless engine without control groups: that of the session in which somebody started it.
    ['/user.slice/user-1000.slice/session-3.scope', undefined],
    ['/', undefined],
    [undefined, undefined],
  ];
  for (const [ofProcess, expected] of cases)
    it(`of a process in ${ofProcess?.replace(id, 'ID') ?? 'none'} is ${expected?.replace(id, 'ID') ?? 'none'}`, () => {
      assert.equal(containerGroup(ofProcess, id), expected);
    });
});

describe('parseProcCgroup', () => {
  it('reads v1 controllers, also two in one hierarchy, and the unified path', () => {
    const paths = parseProcCgroup('12:pids:/docker/abc\n4:cpu,cpuacct:/docker/abc\n0::/system.slice/x:y\n');
    assert.equal(paths.controllers.get('cpu'), '/docker/abc');
    assert.equal(paths.controllers.get('cpuacct'), '/docker/abc');
    assert.equal(paths.unified, '/system.slice/x:y');
  });
});

describe('parseNamespaceLinks', () => {
  it('reads what readlink and ls write, and is not fooled by the links for children', () => {
    const listing =
      'lrwxrwxrwx 1 root root 0 Nov 24 07:00 pid -> pid:[4026532192]\n' +
      'lrwxrwxrwx 1 root root 0 Nov 24 07:00 pid_for_children -> pid:[4026539999]\n' +
      'lrwxrwxrwx 1 root root 0 Nov 24 07:00 uts -> uts:[4026532190]\n';
    assert.deepEqual(parseNamespaceLinks(listing), { pid: 4026532192, uts: 4026532190 });
    assert.deepEqual(parseNamespaceLinks('mnt:[4026532189]\nnet:[4026532193]\n'), {
      mnt: 4026532189,
      net: 4026532193,
    });
    assert.deepEqual(parseNamespaceLinks('readlink: no such file'), {});
  });
});
