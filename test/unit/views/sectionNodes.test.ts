import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readInspect } from '../../../src/engine/readAnswers';
import type { ContainerProcess } from '../../../src/kernel/parseTop';
import { limitsOf, type Enforcement } from '../../../src/kernel/limits';
import { namespaceTypes } from '../../../src/kernel/namespaceTypes';
import type { ContainerUsage } from '../../../src/kernel/usage';
import { msg } from '../../../src/message';
import { limitNodes, usageBar } from '../../../src/views/model/limitNodes';
import { namespaceNodes } from '../../../src/views/model/namespaceNodes';
import { networkNodes } from '../../../src/views/model/networkNodes';
import { unreadableInside } from '../../../src/kernel/unreadableInside';
import { permissionNodes } from '../../../src/views/model/permissionNodes';
import { processNodes } from '../../../src/views/model/processNodes';
import type { TreeNode } from '../../../src/views/model/treeNode';
import { facts, inspect, outline, say, section, summary } from './samples';

const nameOf = (id: string) => id.replace(/0+$/, '');
const row = (nodes: readonly TreeNode[], label: string): TreeNode => {
  const found = nodes.find((node) => node.label === label);
  assert.ok(found, `a row ${label}`);
  return found;
};

const db = summary({ name: 'db' }).id;

describe('namespaces of a container', () => {
  const nodes = namespaceNodes(
    section('namespaces'),
    facts(
      { inspect: inspect({ hostConfig: { networkMode: `container:${db}`, utsMode: 'host' } }) },
      {
        inodes: { mnt: 11, pid: 12, net: 13, ipc: 14, uts: 15, user: 16, cgroup: 17 },
        host: { uts: 15 },
        initial: { user: 16, cgroup: 17 },
        others: new Map([[db, { mnt: 1, net: 13 }]]),
        missing: msg('this ps has no column for it'),
      },
    ),
    nameOf,
    say,
  );

  it('of a rootless engine: the user namespace is the engine’s, with whom its users are on the host', () => {
    const idMap = [
      { inside: 0, outside: 1001, count: 1 },
      { inside: 1, outside: 100_000, count: 65_536 },
    ];
    const inodes = { user: 21, time: 22 };
    const rootless = (others: ReadonlyMap<string, typeof inodes>) =>
      row(
        namespaceNodes(
          section('namespaces'),
          facts({ idMap }, { inodes, engine: { user: 21 }, initial: { user: 1, time: 22 }, others }),
          nameOf,
          say,
        ),
        'user',
      );
    assert.equal(rootless(new Map()).description, 'the rootless engine’s, not the host’s · 21');
    const shared = rootless(new Map([[db, inodes]]));
    assert.equal(shared.description, 'the rootless engine’s, shared with db · 21');
    const told = new Map(shared.tooltip.facts);
    assert.equal(told.get('Users'), 'inside → on the host: 0 → 1001, 1–65536 → 100000–165535');
  });

  it('are eight, each with whose it is, its inode, and what was declared where it was', () => {
    assert.deepEqual(outline(nodes), [
      'mnt | own · 11',
      'pid | own · 12',
      'net | shared with db · 13 · declared: that of db',
      'ipc | own · 14 · declared: private',
      'uts | the host’s · 15 · declared: host',
      'user | the host’s · 16',
      'cgroup | the host’s · 17 · declared: host',
      'time | unknown · declared: the engine’s default',
    ]);
  });

  it('lead to the container that one is shared with', () => {
    assert.deepEqual(row(nodes, 'net').target, { kind: 'namespace', sharedWith: [db] });
  });

  it('say why one is unknown', () => {
    assert.ok(row(nodes, 'time').tooltip.facts.some(([, value]) => value === 'this ps has no column for it'));
  });

  it('say when the kernel shows something else than was declared', () => {
    const [mnt] = namespaceNodes(
      section('namespaces'),
      facts({}, { inodes: { mnt: 5 }, host: { mnt: 5 } }),
      nameOf,
      say,
    );
    assert.ok(mnt?.description.includes('not as declared') === true);
    assert.equal(mnt.icon?.name, 'warning');
  });

  it('are own only as far as others were compared, and offer to compare the rest', () => {
    const nodes = namespaceNodes(
      section('namespaces'),
      facts({}, { inodes: { mnt: 5 }, othersComplete: false }),
      nameOf,
      say,
    );
    assert.equal(row(nodes, 'mnt').description, 'own, as far as compared · 5');
    assert.equal(nodes.at(-1)?.label, 'Compare with all containers');
  });

  it('offer another way when no way gave an answer', () => {
    const failed = facts({
      source: undefined,
      failures: [{ source: 'top', reason: msg('its ps has no such columns'), detail: 'ps: bad -o argument' }],
    });
    const last = namespaceNodes(section('namespaces'), failed, nameOf, say).at(-1);
    assert.equal(last?.description, 'its ps has no such columns');
    assert.equal(last.target.kind, 'action');
  });

  it('are none while the container is stopped', () => {
    const stopped = namespaceNodes(section('namespaces'), facts({ running: false }), nameOf, say);
    assert.equal(stopped.length, namespaceTypes.length);
    assert.ok(stopped.every((node) => node.description.startsWith('none while it is stopped')));
  });
});

describe('limits of a container', () => {
  const usage: ContainerUsage = {
    cpuPercent: 25,
    memory: 48 * 1024 ** 2,
    memoryLimit: 64 * 1024 ** 2,
    pids: 20,
    throttledPeriods: 7,
    throttledTime: 1_500_000_000,
    memoryFailcnt: 0,
    blockRead: 0,
    blockWrite: 0,
    networkReceived: 0,
    networkSent: 0,
  };
  const limited = facts({
    inspect: inspect({ hostConfig: { memory: 64 * 1024 ** 2, nanoCpus: 5e8, pidsLimit: 20 } }),
    limits: limitsOf(
      inspect({ hostConfig: { memory: 64 * 1024 ** 2, nanoCpus: 5e8, pidsLimit: 20 } }).hostConfig,
      2,
      new Map([
        ['memory.max', '67108864'],
        ['memory.events', 'low 0\nhigh 0\nmax 3\noom 0\noom_kill 0'],
      ]),
    ),
  });

  it('that the engine can’t set are said to hold nothing, and can’t be changed here', () => {
    const { hostConfig } = inspect({ hostConfig: { memory: 64 * 1024 ** 2, pidsLimit: 20 } });
    const of = (enforcement: Enforcement) =>
      limitNodes(
        section('limits'),
        facts({ limits: limitsOf(hostConfig, 2, new Map(), enforcement) }),
        undefined,
        say,
      );
    const rootless = of({ cgroups: false, missing: [] });
    assert.equal(row(rootless, 'Memory').description, '64 MiB, not enforced');
    assert.match(row(rootless, 'CPU quota').description, /^no limit/);
    assert.match(new Map(row(rootless, 'Memory').tooltip.facts).get('Why') ?? '', /without control groups/);
    assert.ok(rootless.every(({ context }) => !context.includes('changeable')));
    const partly = of({ cgroups: true, missing: ['pids'] });
    assert.equal(row(partly, 'Memory').description, '64 MiB');
    assert.equal(row(partly, 'Processes').description, '20 processes and threads, not enforced');
    assert.match(new Map(row(partly, 'Processes').tooltip.facts).get('Why') ?? '', /can’t set this limit/);
  });

  it('show live use against the limit, as a bar and in numbers', () => {
    const nodes = limitNodes(section('limits'), limited, usage, say);
    assert.equal(row(nodes, 'Memory').description, '■■■■■■□□ 48 MiB of 64 MiB');
    assert.ok(row(nodes, 'CPU quota').description.startsWith('■■■■□□□□ 0.25 of 0.5 CPUs'));
    assert.equal(row(nodes, 'Processes').description, '■■■■■■■■ 20 of 20 processes and threads');
    assert.equal(row(nodes, 'Processes').icon?.name, 'warning');
  });

  it('name the kernel file with its raw value, the option, the compose key and how often it was hit', () => {
    const nodes = limitNodes(section('limits'), limited, usage, say);
    const told = new Map(row(nodes, 'Memory').tooltip.facts);
    assert.equal(told.get('Kernel file'), 'memory.max');
    assert.equal(told.get('Content of the file'), '67108864');
    assert.equal(told.get('Option of docker run'), '--memory');
    assert.equal(told.get('Key in a compose file'), 'mem_limit');
    assert.equal(told.get('Limit reached'), 'no process was killed for it (memory.events)');
  });

  it('say what having no limit means, and draw no bar for what has no end', () => {
    assert.doesNotMatch(
      row(limitNodes(section('limits'), facts(), usage, say), 'Memory').description,
      /[■□]/,
    );
    const nodes = limitNodes(section('limits'), facts(), undefined, say);
    assert.ok(row(nodes, 'Memory').description.startsWith('no limit'));
    assert.ok(row(nodes, 'Processes').description.startsWith('no limit'));
  });

  it('draw a full bar only when the limit is reached, and an empty one only when nothing is used', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (part) => {
        const bar = usageBar(part);
        assert.equal(bar.length, 8);
        assert.equal(!bar.includes('□'), part >= 1);
        assert.equal(!bar.includes('■'), part <= 0);
      }),
    );
  });
});

describe('processes of a container', () => {
  const process = (pid: number, parentPid: number, command = 'sh'): ContainerProcess => ({
    pid,
    parentPid,
    user: 'root',
    command,
    namespaces: {},
  });

  it('stand below their parents, with the number of the host', () => {
    const nodes = processNodes(
      section('processes'),
      facts({
        processes: [
          { ...process(1000, 900, 'nginx'), insidePid: 1 },
          process(1002, 1000, 'worker'),
          process(1003, 1002),
        ],
      }),
      say,
    );
    assert.deepEqual(outline(nodes), [
      'nginx | pid 1000 · 1 inside · root',
      '  worker | pid 1002 · root',
      '    sh | pid 1003 · root',
    ]);
  });

  it('that can’t be listed: with the reason', () => {
    const failures = [
      { source: 'top', reason: msg('The engine could not list them.'), detail: 'open /sys: no such file' },
    ] as const;
    const [none] = processNodes(section('processes'), facts({ failures }), say);
    assert.equal(none?.description, 'The engine could not list them.');
    assert.ok(none.tooltip.facts.flat().includes('open /sys: no such file'));
  });

  it('are each shown once, whatever the list says of parents', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 })), {
          selector: ([pid]) => pid,
        }),
        (pairs) => {
          const processes = pairs.map(([pid, parent]) => process(pid, parent));
          const shown = outline(processNodes(section('processes'), facts({ processes }), say));
          const numbers = shown.flatMap((line) => /pid (\d+)/.exec(line)?.[1] ?? []).map(Number);
          assert.equal(new Set(numbers).size, numbers.length, 'no process twice');
          assert.equal(numbers.length, processes.length, 'no process lost');
        },
      ),
    );
  });
});

describe('permissions of a container', () => {
  it('name what is weaker than the default, and list the capabilities', () => {
    const bold = inspect({
      hostConfig: { capAdd: ['NET_ADMIN'], capDrop: ['MKNOD'], securityOpt: ['seccomp=unconfined'] },
    });
    const nodes = permissionNodes(section('permissions'), facts({ inspect: bold }), say);
    assert.equal(row(nodes, 'Capabilities').icon?.name, 'warning');
    const capabilities = outline(row(nodes, 'Capabilities').children ?? []);
    assert.ok(capabilities.includes('NET_ADMIN | added to the default'));
    assert.ok(capabilities.includes('MKNOD | dropped from the default'));
    assert.ok(capabilities.includes('CHOWN'));
    assert.equal(row(nodes, 'Privileged').icon?.name, 'shield');
  });

  it('say whether the kernel was read or the declaration alone', () => {
    const from = (observedBy: 'proc' | undefined) =>
      new Map(
        row(permissionNodes(section('permissions'), facts({ observedBy }), say), 'User').tooltip.facts,
      ).get('Known from');
    assert.equal(from('proc'), 'observed in the kernel');
    assert.equal(from(undefined), 'declared to the engine; the kernel was not read');
  });

  it('say why the kernel was not read, as the limits do', () => {
    const unread = facts({ unobserved: unreadableInside('exec: "sh": executable file not found in $PATH') });
    for (const [nodes, label] of [
      [permissionNodes(section('permissions'), unread, say), 'User'],
      [limitNodes(section('limits'), unread, undefined, say), 'Memory'],
    ] as const) {
      const told = new Map(row(nodes, label).tooltip.facts);
      assert.match(told.get('Why') ?? '', /Without a shell/);
      assert.match(told.get('In the system’s own words') ?? '', /executable file not found/);
    }
  });
});

describe('network and mounts of a container', () => {
  it('show addresses, ports once for both families, and mounts with their mode', () => {
    const port = { publicPort: 8080, privatePort: 80, protocol: 'tcp' };
    const nodes = networkNodes(
      section('network'),
      inspect({
        networks: {
          pad_default: {
            networkId: '1',
            ipAddress: '172.18.0.2',
            ipv6Address: '',
            gateway: '172.18.0.1',
            macAddress: '',
            aliases: ['app'],
          },
        },
        ports: [
          { ...port, ip: '0.0.0.0' },
          { ...port, ip: '::' },
        ],
        mounts: [
          {
            type: 'volume',
            name: 'data',
            source: '/var/lib/data',
            destination: '/data',
            mode: 'z',
            writable: true,
          },
          { type: 'bind', source: '/srv/site', destination: '/site', mode: 'ro', writable: false },
        ],
      }),
      nameOf,
      say,
    );
    assert.deepEqual(outline(nodes), [
      'pad_default | 172.18.0.2',
      '8080 → 80/tcp | on all addresses of the host',
      '/data | volume · data · read and write',
      '/site | bind · /srv/site · read-only',
    ]);
  });

  it('say that without a mount all goes with the container', () => {
    assert.deepEqual(outline(networkNodes(section('network'), inspect(), nameOf, say)), [
      'No mount | all that it writes goes with it',
    ]);
  });

  const network = {
    networkId: '1',
    ipAddress: '',
    ipv6Address: '',
    gateway: '',
    macAddress: '',
    aliases: [],
  };
  const ways: readonly [
    networkMode: string,
    networks: readonly string[],
    expected: string,
    taught: RegExp,
  ][] = [
    [`container:${db}`, [], 'Network of db | one network namespace for both', /localhost is the same/],
    ['host', ['host'], 'host | the host’s own interfaces, addresses and ports', /listens on the host itself/],
    ['none', ['none'], 'none | no address, only its own localhost', /loopback interface alone/],
    ['bridge', ['bridge'], 'bridge | no address', /by address only/],
    ['shop', ['shop'], 'shop | no address', /by name/],
  ];
  for (const [networkMode, names, expected, taught] of ways)
    it(`says what network it has with --network ${networkMode.slice(0, 12)}`, () => {
      const networks = Object.fromEntries(names.map((name) => [name, network]));
      const [first] = networkNodes(
        section('network'),
        inspect({ networks, hostConfig: { networkMode } }),
        nameOf,
        say,
      );
      assert.deepEqual(outline(first === undefined ? [] : [first]), [expected]);
      assert.match(first?.tooltip.lesson ?? '', taught);
    });

  it('tell memory that looks like a folder from what stays', () => {
    const answer = { HostConfig: { Tmpfs: { '/run': '', '/cache': 'ro,size=64m' } } };
    const nodes = networkNodes(section('network'), readInspect(answer), nameOf, say);
    assert.deepEqual(outline(nodes), [
      '/run | tmpfs · memory · read and write',
      '/cache | tmpfs · memory · read-only',
      'No volume | all that it writes goes with it',
    ]);
    assert.match(nodes[0]?.tooltip.lesson ?? '', /gone when it stops/);
  });
});
