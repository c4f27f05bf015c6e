import assert from 'node:assert/strict';
import { parseTop } from '../../../src/kernel/parseTop';

describe('parseTop', () => {
  it('reads the eight namespaces of a process', () => {
    const [process] = parseTop({
      titles: [
        'PID',
        'PPID',
        'USER',
        'MNTNS',
        'PIDNS',
        'NETNS',
        'IPCNS',
        'UTSNS',
        'USERNS',
        'CGROUPNS',
        'TIMENS',
        'COMMAND',
      ],
      processes: [
        [
          '812',
          '790',
          'root',
          '4026532189',
          '4026532192',
          '4026532193',
          '4026532191',
          '4026532190',
          '4026531837',
          '4026532250',
          '4026531834',
          'sleep 100',
        ],
      ],
    });
    assert.deepEqual(process, {
      pid: 812,
      parentPid: 790,
      user: 'root',
      command: 'sleep 100',
      namespaces: {
        mnt: 4026532189,
        pid: 4026532192,
        net: 4026532193,
        ipc: 4026532191,
        uts: 4026532190,
        user: 4026531837,
        cgroup: 4026532250,
        time: 4026531834,
      },
    });
  });

  it('leaves out what ps could not read, what has no column and rows without a pid', () => {
    const processes = parseTop({
      titles: ['PID', 'NETNS', 'CMD'],
      processes: [['7', '-', 'nginx'], ['?', '4026532193', 'ghost'], []],
    });
    assert.deepEqual(processes, [{ pid: 7, parentPid: 0, user: '', command: 'nginx', namespaces: {} }]);
  });

  it('takes Podman’s own list: parents by their number inside, the numbers of both', () => {
    const processes = parseTop({
      titles: ['HPID', 'PID', 'PPID', 'HUSER', 'COMMAND'],
      processes: [
        ['30516', '1', '0', 'root', 'sh -c sleep 1000 & wait'],
        ['30526', '6', '1', 'root', 'sleep 1000'],
      ],
    });
    assert.deepEqual(
      processes.map(({ pid, insidePid, parentPid, user }) => [pid, insidePid, parentPid, user]),
      [
        [30516, 1, 0, 'root'],
        [30526, 6, 30516, 'root'],
      ],
    );
  });
});
