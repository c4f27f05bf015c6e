import assert from 'node:assert/strict';
import { chapters, exercises } from '../../../src/course/chapters';
import type {
  ContainerDetails,
  CourseFacts,
  ObservedContainer,
  StackFacts,
  TrialResult,
} from '../../../src/course/facts';
import { noFacts } from '../../../src/course/facts';
import { formatMessage } from '../../../src/message';

const lab = { image: 'busybox', run: 'a1' };
const details: ContainerDetails = {
  hostPid: 4242,
  memory: 64 * 2 ** 20,
  networkMode: 'none',
  hostname: 'abc',
  privileged: false,
  mounts: [],
  processes: [{ pid: 4242, parent: 4200, name: 'sleep 1800' }],
  namespaces: { pid: 10, net: 20, mnt: 30, user: 4026531837 },
};

function container(name: string, some: Partial<ContainerDetails> = {}, id = name): ObservedContainer {
  return {
    id,
    name,
    image: 'busybox',
    running: true,
    created: 100,
    labels: {},
    details: { ...details, ...some },
  };
}

function trial(id: string, output: string, some: Partial<TrialResult> = {}): TrialResult {
  return { trial: id, seconds: 1, exitCode: 0, output, lineTimes: [], answers: [], ...some };
}

/** Right answers on the lab's container of chapter 6. */
const apart = {
  'takeApart.processes': 'count',
  'takeApart.user': 'shared',
  'takeApart.memory': 'limit',
  'takeApart.seccomp': 'filter',
  'takeApart.capabilities': 'count',
};

const stack: StackFacts = {
  file: 'compose.yaml',
  defaultPasswords: 0,
  services: { app: 'running' },
  drifted: [],
};
const engine = {
  version: '28.2.2',
  kernel: '6.18.1',
  cgroupVersion: 2,
  defaultRuntime: 'runc',
  runtimes: ['runc'],
} as const;
const bomb = (rows: string, some: Partial<TrialResult> = {}) => ({
  results: [trial('bomb', `limit 32\n${rows}`, some)],
});
const procStat = '1 (init) S 0 1\n4200 (containerd-shim) S 1 4200\n4242 (sleep) S 4200 4242\n';
const status = 'Name:\tsleep\nCapEff:\t00000000a80425fb\nSeccomp:\t2\n         0          0 4294967295\n';
const builds = (late: number, early: number) =>
  ['first', 'again', 'late', 'early'].map((id) =>
    trial(`build.${id}`, '', { seconds: id === 'late' ? late : id === 'early' ? early : 3 }),
  );
const sizes = (deleted: number) => [
  trial('sizes.measure.deleted', String(deleted * 2 ** 20)),
  trial('sizes.measure.together', String(4 * 2 ** 20)),
  trial('sizes.measure.stages', String(4 * 2 ** 20)),
];

interface Case {
  readonly exercise: string;
  readonly when: string;
  readonly facts: Partial<CourseFacts>;
  /** A hint that must be given; none means that the exercise is done and nothing is left to say. */
  readonly hint?: RegExp;
}

const row = (pid: number, root: string, [uts, ipc, net, mnt, pidns]: readonly number[], cgroup: string) =>
  `${pid} ${root} user:[9] uts:[${uts}] ipc:[${ipc}] net:[${net}] mnt:[${mnt}] pid:[${pidns}] ${cgroup}\n`;
const labShell = row(1, '/', [1, 2, 3, 4, 5], '/lab') + row(8, '/', [1, 2, 3, 4, 5], '/lab');
const byHand = (processes: string, limit = 'max'): Partial<CourseFacts> => ({
  containers: [container('unboxed-by-hand')],
  readings: { processes: `${labShell}${processes}limit ${limit}\n` },
});
const here = (processes: string, mayUnshare = '0\n', limits = '0\n'): Partial<CourseFacts> => ({
  readings: {
    mayUnshare,
    limits,
    here: `0\n70 / user:[1] uts:[1] ipc:[2] net:[3] mnt:[4] pid:[5] /user\n${processes}`,
  },
});

/** What a build with BuildKit of Docker 20.10 printed. */
const failedInBuildKit = `#5 [2/3] RUN echo hi > /early
#5 sha256:14bec89511e86b40ee985d523e69a72171e4079e8771eafca8b374da8e7fc442
#5 DONE 0.2s

#6 [3/3] RUN false
#6 sha256:707942ade52c8ff129f6c63471ccc7a8d13c5fa7681c9df653523f321d021b30
#6 ERROR: executor failed running [/bin/sh -c false]: exit code: 1
------
 > [3/3] RUN false:
------
executor failed running [/bin/sh -c false]: exit code: 1
`;

const cases: readonly Case[] = [
  {
    exercise: 'byHand',
    when: 'nothing but the lab and a shell in it',
    facts: byHand(''),
    hint: /No process of the lab has anything of its own yet/,
  },
  {
    exercise: 'byHand',
    when: 'chroot and some namespaces',
    facts: byHand(row(9, '/box', [11, 2, 3, 14, 15], '/lab')),
    hint: /Process 9 has its own root, \/box, but shares these namespaces with process 1: ipc, net\./,
  },
  {
    exercise: 'byHand',
    when: 'namespaces without a root of its own',
    facts: byHand(row(9, '/', [11, 12, 13, 14, 15], '/lab')),
    hint: /namespaces of its own \(uts, ipc, net, mnt, pid\), but still sees the lab’s root/,
  },
  {
    exercise: 'byHand',
    when: 'all but a cgroup',
    facts: byHand(row(9, '/box', [11, 12, 13, 14, 15], '/lab')),
    hint: /lacks only a cgroup: it is still in the lab’s, \/lab/,
  },
  {
    exercise: 'byHand',
    when: 'a cgroup without a limit',
    facts: byHand(row(9, '/box', [11, 12, 13, 14, 15], '/box')),
    hint: /its file pids\.max says “max”/,
  },
  {
    exercise: 'byHand',
    when: 'two processes that have half each',
    facts: byHand(
      row(9, '/box', [11, 12, 3, 4, 5], '/lab') + row(10, '/', [1, 2, 13, 14, 15], '/box'),
      '20\n',
    ),
    hint: /./,
  },
  {
    exercise: 'byHand',
    when: 'all of its own',
    facts: byHand(row(9, '/box', [11, 12, 13, 14, 15], '/box'), '20'),
  },
  {
    exercise: 'byHand',
    when: 'all that an engine with read-only cgroups allows',
    facts: byHand(row(9, '/box', [11, 12, 13, 14, 15], '/lab'), ''),
  },
  { exercise: 'withoutDocker', when: 'not on Linux', facts: {}, hint: /needs Linux/ },
  {
    exercise: 'withoutDocker',
    when: 'user namespaces are switched off',
    facts: here('', '1\nunshare: unshare failed: No space left on device', '0\nuser/max_user_namespaces:0\n'),
    hint: /max_user_namespaces is 0/,
  },
  {
    exercise: 'withoutDocker',
    when: 'AppArmor refuses them',
    facts: here(
      '',
      '1\nunshare: write failed /proc/self/uid_map: Operation not permitted',
      '0\nuser/max_user_namespaces:100\nkernel/apparmor_restrict_unprivileged_userns:1\n',
    ),
    hint: /AppArmor refuses/,
  },
  {
    exercise: 'withoutDocker',
    when: 'refused for another reason',
    facts: here('', '-1\nspawn unshare ENOENT'),
    hint: /refused a user namespace: spawn unshare ENOENT/,
  },
  {
    exercise: 'withoutDocker',
    when: 'only a user namespace',
    facts: here('71 / user:[2] uts:[1] ipc:[2] net:[3] mnt:[4] pid:[5] /user\n'),
    hint: /Process 71 shares these namespaces with the editor: uts, ipc, net, mnt, pid\./,
  },
  {
    exercise: 'withoutDocker',
    when: 'all of its own',
    facts: here('71 /mnt user:[2] uts:[11] ipc:[12] net:[13] mnt:[14] pid:[15] /user\n'),
  },
  {
    exercise: 'bridgeOrHost',
    when: 'the image has no nc',
    facts: {
      containers: [container('unboxed-wire-bridge'), container('unboxed-wire-shared')],
      results: [trial('wire.bridge', 'sh: nc: not found\n', { exitCode: 1 })],
    },
    hint: /Failed transfers: 1\. .*`nc`.*nc: not found/,
  },
  {
    exercise: 'bridgeOrHost',
    when: 'all transfers ran',
    facts: {
      results: ['bridge', 'shared'].flatMap((way) =>
        Array.from({ length: 5 }, () => trial(`wire.${way}`, 'clock 10.00 10.50 16777216\n')),
      ),
    },
  },
  {
    exercise: 'memoryOverhead',
    when: 'measured inside only',
    facts: { results: Array.from({ length: 5 }, () => trial('memory.inside', '2097152\n')) },
    hint: /5 of 6 runs are done/,
  },
  {
    exercise: 'memoryOverhead',
    when: 'measured inside and beside',
    facts: {
      results: [
        ...Array.from({ length: 5 }, () => trial('memory.inside', '2097152\n')),
        trial('memory.shim', 'shim 10240 kB\nshim 12288 kB\n'),
      ],
    },
  },
  { exercise: 'whoseKernel', when: 'the lab does not run', facts: {}, hint: /start the exercise/ },
  {
    exercise: 'whoseKernel',
    when: 'guessed wrong',
    facts: { engine, readings: { uname: '6.18.1\n' }, answers: { 'whoseKernel.prediction': 'own' } },
    hint: /docker exec unboxed-kernel uname -r/,
  },
  {
    exercise: 'whoseKernel',
    when: 'guessed right and looked',
    facts: { engine, readings: { uname: '6.18.1\n' }, answers: { 'whoseKernel.prediction': 'host' } },
  },
  { exercise: 'twoPids', when: 'the lab does not run', facts: {}, hint: /start the exercise/ },
  {
    exercise: 'twoPids',
    when: 'both numbers mixed up',
    facts: {
      containers: [container('unboxed-two-pids')],
      answers: { 'twoPids.inside': 'outside', 'twoPids.outside': 'inside' },
    },
    hint: /docker exec unboxed-two-pids ps/,
  },
  {
    exercise: 'twoPids',
    when: 'both numbers right',
    facts: {
      containers: [container('unboxed-two-pids')],
      answers: { 'twoPids.inside': 'inside', 'twoPids.outside': 'outside' },
    },
  },
  {
    exercise: 'sharedNetwork',
    when: 'alone',
    facts: { containers: [container('unboxed-net-a')] },
    hint: /No second container runs yet/,
  },
  ...(
    [
      ['bridge', /is on its own network: its mode is `--network bridge`/],
      ['default', /--network bridge/],
      ['my-net', /--network my-net/],
      ['host', /you wrote `--network host`/],
      ['none', /you wrote `--network none`/],
      ['container:other', /The one to join is “unboxed-net-a”/],
    ] as const
  ).map(([networkMode, hint]) => ({
    exercise: 'sharedNetwork',
    when: `joined to ${networkMode}`,
    facts: {
      containers: [container('unboxed-net-a'), container('mine', { networkMode, namespaces: { net: 21 } })],
    },
    hint,
  })),
  {
    exercise: 'sharedNetwork',
    when: 'joined',
    facts: { containers: [container('unboxed-net-a'), container('mine', { networkMode: 'container:a' })] },
  },
  {
    exercise: 'sharedNetwork',
    when: 'neither inode could be observed: equal only in being unknown',
    facts: {
      containers: [container('unboxed-net-a', { namespaces: {} }), container('mine', { namespaces: {} })],
    },
    hint: /./,
  },
  {
    exercise: 'ownHostname',
    when: 'unchanged',
    facts: { containers: [container('unboxed-uts')], readings: { hostname: 'harbour\n' } },
    hint: /still “harbour”/,
  },
  {
    exercise: 'ownHostname',
    when: 'changed',
    facts: { containers: [container('unboxed-uts')], readings: { hostname: 'boat\n' } },
  },
  {
    exercise: 'memoryLimit',
    when: 'no limit, on cgroup v1',
    facts: {
      containers: [container('unboxed-memory', { memory: 0 })],
      readings: { 'memory.max': '9223372036854771712\n' },
      marks: new Set(['unlimited']),
    },
    hint: /knows no memory limit/,
  },
  {
    exercise: 'memoryLimit',
    when: 'another container was made with a limit',
    facts: { containers: [container('unboxed-memory')], readings: { 'memory.max': '67108864\n' } },
    hint: /had its limit from the start/,
  },
  {
    exercise: 'memoryLimit',
    when: 'engine and kernel disagree',
    facts: {
      containers: [container('unboxed-memory')],
      readings: { 'memory.max': 'max\n' },
      marks: new Set(['unlimited']),
    },
    hint: /The engine says 67108864 bytes, the kernel’s file says max/,
  },
  {
    exercise: 'memoryLimit',
    when: 'set while it ran',
    facts: {
      containers: [container('unboxed-memory')],
      readings: { 'memory.max': '67108864\n' },
      marks: new Set(['unlimited']),
    },
  },
  { exercise: 'forkBomb', when: 'nothing ran', facts: {}, hint: /Nothing has run yet: press \*Run\*/ },
  {
    exercise: 'forkBomb',
    when: 'the limit did not take effect',
    facts: { results: [trial('bomb', 'limit max\n', { exitCode: 3 })] },
    hint: /refused to start.*limit max/s,
  },
  {
    exercise: 'forkBomb',
    when: 'nothing was refused',
    facts: bomb('pids 20 0\n'),
    hint: /before the limit was reached/,
  },
  {
    exercise: 'forkBomb',
    when: 'the lab is still there',
    facts: { ...bomb('pids 31 17\n'), containers: [container('unboxed-bomb')] },
    hint: /still there/,
  },
  { exercise: 'forkBomb', when: 'full, refused, gone', facts: bomb('pids 2 0\npids 31 17\n') },
  {
    exercise: 'perUserLimit',
    when: 'one is missing',
    facts: { results: [trial('nproc.root', 'started 1\n')] },
    hint: /Not all three/,
  },
  {
    exercise: 'perUserLimit',
    when: 'all ran',
    facts: { results: ['root', 'user', 'cgroup'].map((id) => trial(`nproc.${id}`, 'started 1\n')) },
  },
  {
    exercise: 'repairService',
    when: 'no limit',
    facts: { containers: [container('unboxed-service')], readings: { 'pids.max': 'max\n' } },
    hint: /“max”: no limit/,
  },
  {
    exercise: 'repairService',
    when: 'too much',
    facts: { containers: [container('unboxed-service')], readings: { 'pids.max': '101\n' } },
    hint: /says 101/,
  },
  {
    exercise: 'repairService',
    when: 'limited',
    facts: { containers: [container('unboxed-service')], readings: { 'pids.max': '100\n' } },
  },
  {
    exercise: 'takeApart',
    when: 'one answer is wrong',
    facts: {
      containers: [container('unboxed-apart')],
      readings: { status },
      answers: { 'takeApart.capabilities': 'all' },
    },
    hint: /in the line CapEff/,
  },
  {
    exercise: 'takeApart',
    when: 'all right',
    facts: {
      containers: [container('unboxed-apart')],
      readings: { status },
      answers: apart,
    },
  },
  {
    exercise: 'takeApart',
    when: 'right of the lab, wrong of a container of the learner’s own',
    facts: {
      containers: [container('unboxed-apart'), container('my-web', { memory: 0 })],
      readings: { status },
      answers: { ...apart, 'takeApart.ownProcesses': 'count', 'takeApart.ownMemory': 'image' },
    },
    hint: /Limits\* of the container/,
  },
  {
    exercise: 'takeApart',
    when: 'right of both',
    facts: {
      containers: [container('unboxed-apart'), container('my-web', { memory: 0 })],
      readings: { status },
      answers: { ...apart, 'takeApart.ownProcesses': 'count', 'takeApart.ownMemory': 'all' },
    },
  },
  {
    exercise: 'whoStartsWhom',
    when: 'not listed yet',
    facts: { containers: [container('unboxed-chain')] },
    hint: /List the processes/,
  },
  {
    exercise: 'whoStartsWhom',
    when: 'blamed runc',
    facts: {
      containers: [container('unboxed-chain')],
      results: [trial('processes', procStat)],
      answers: { 'whoStartsWhom.parent': 'runc' },
    },
    hint: /lists the processes of the engine’s machine: look for 4242/,
  },
  {
    exercise: 'whoStartsWhom',
    when: 'right',
    facts: {
      containers: [container('unboxed-chain')],
      results: [trial('processes', procStat)],
      answers: { 'whoStartsWhom.parent': 'parent', 'whoStartsWhom.runc': 'gone' },
    },
  },
  {
    exercise: 'startTime',
    when: 'a run failed',
    facts: { results: [trial('start', '', { exitCode: 125 })] },
    hint: /Failed runs: 1\./,
  },
  {
    exercise: 'startTime',
    when: 'all ran',
    facts: {
      results: Array.from({ length: 14 }, (_, index) => trial(index < 7 ? 'start' : 'start.network', '')),
    },
  },
  {
    exercise: 'overlayOrVolume',
    when: 'half of the runs',
    facts: { results: Array.from({ length: 5 }, () => trial('write.overlay', 'clock 1.00 1.50\n')) },
    hint: /5 of 10/,
  },
  {
    exercise: 'overlayOrVolume',
    when: 'all runs, one too fast for the clock',
    facts: {
      results: Array.from({ length: 10 }, (_, index) =>
        trial(index < 5 ? 'write.overlay' : 'write.volume', 'clock 1.00 1.00\n'),
      ),
    },
  },
  {
    exercise: 'writtenAndLost',
    when: 'not written',
    facts: { containers: [container('unboxed-notes')], readings: { note: 'no\n' } },
    hint: /not there yet/,
  },
  {
    exercise: 'writtenAndLost',
    when: 'written, same container',
    facts: {
      containers: [container('unboxed-notes', {}, 'one')],
      readings: { note: 'yes\n' },
      marks: new Set(['wrote:one']),
    },
    hint: /in this container still/,
  },
  {
    exercise: 'writtenAndLost',
    when: 'removed by hand in the same container',
    facts: {
      containers: [container('unboxed-notes', {}, 'one')],
      readings: { note: 'no\n' },
      marks: new Set(['wrote:one']),
    },
    hint: /in this container still/,
  },
  {
    exercise: 'writtenAndLost',
    when: 'replaced',
    facts: {
      containers: [container('unboxed-notes', {}, 'two')],
      readings: { note: 'no\n' },
      marks: new Set(['wrote:one']),
    },
  },
  {
    exercise: 'keptInVolume',
    when: 'no volume',
    facts: { containers: [container('unboxed-keeper')] },
    hint: /has no volume/,
  },
  {
    exercise: 'keptInVolume',
    when: 'another volume',
    facts: {
      containers: [
        container('unboxed-keeper', { mounts: [{ type: 'volume', name: 'x', destination: '/data' }] }),
      ],
    },
    hint: /not “unboxed-kept”/,
  },
  {
    exercise: 'keptInVolume',
    when: 'written but not replaced',
    facts: {
      containers: [
        container(
          'unboxed-keeper',
          { mounts: [{ type: 'volume', name: 'unboxed-kept', destination: '/data' }] },
          'one',
        ),
      ],
      readings: { kept: 'yes' },
      marks: new Set(['kept:one']),
    },
    hint: /replace the container once more/,
  },
  {
    exercise: 'keptInVolume',
    when: 'found again',
    facts: {
      containers: [
        container(
          'unboxed-keeper',
          { mounts: [{ type: 'volume', name: 'unboxed-kept', destination: '/data' }] },
          'two',
        ),
      ],
      readings: { kept: 'yes' },
      marks: new Set(['kept:one']),
    },
  },
  {
    exercise: 'devopsQuiz',
    when: 'a wrong answer',
    facts: { answers: { 'devops.same': 'latest' } },
    hint: /The text of this chapter/,
  },
  {
    exercise: 'devopsQuiz',
    when: 'all right',
    facts: { answers: { 'devops.same': 'image', 'devops.repair': 'replace', 'devops.who': 'practice' } },
  },
  { exercise: 'drift', when: 'no stack', facts: {}, hint: /Open the sample stack/ },
  {
    exercise: 'drift',
    when: 'never drifted',
    facts: { stacks: [stack] },
    hint: /File and running state agree/,
  },
  {
    exercise: 'drift',
    when: 'drifting',
    facts: { stacks: [{ ...stack, drifted: ['app'] }], marks: new Set(['drifted']) },
    hint: /differ from the file: app/,
  },
  { exercise: 'drift', when: 'brought back', facts: { stacks: [stack], marks: new Set(['drifted']) } },
  { exercise: 'enginesHere', when: 'no engine', facts: {}, hint: /No engine answers/ },
  {
    exercise: 'enginesHere',
    when: 'right',
    facts: { engine, answers: { 'enginesHere.runtime': 'runtime', 'enginesHere.image': 'same' } },
  },
  {
    exercise: 'buildCache',
    when: 'a build failed',
    facts: { results: [trial('build.first', 'no space left', { exitCode: 1 })] },
    hint: /A build failed: no space left/,
  },
  {
    exercise: 'buildCache',
    when: 'a build failed in BuildKit, in its own words',
    facts: { results: [trial('build.first', failedInBuildKit, { exitCode: 1 })] },
    hint: /A build failed: [^]*\[3\/3\] RUN false[^]*executor failed running \[\/bin\/sh -c false\]: exit code: 1$/,
  },
  { exercise: 'buildCache', when: 'all built', facts: { results: builds(1, 3) } },
  { exercise: 'imageSizes', when: 'nothing built', facts: {}, hint: /Not all three/ },
  { exercise: 'imageSizes', when: 'measured', facts: { results: sizes(12) } },
];

describe('exercises', () => {
  for (const { exercise: id, when, facts, hint } of cases)
    it(`${id}: ${when}`, () => {
      const exercise = exercises.find((candidate) => candidate.id === id)!;
      const observed = { ...noFacts, ...facts };
      const hints = exercise.hints(observed).map((message) => formatMessage(message));
      assert.equal(exercise.check(observed), hint === undefined);
      if (hint) assert.match(hints.join('\n'), hint);
      else assert.deepEqual(hints, []);
    });

  it('has a right and a wrong case for each exercise that has none of its own file', () => {
    const own = ['firstContainer', 'padStack'];
    for (const { id } of exercises.filter((exercise) => !own.includes(exercise.id)))
      for (const wrong of [true, false])
        assert.ok(
          cases.some((one) => one.exercise === id && (one.hint !== undefined) === wrong),
          `${id} ${wrong ? 'wrong' : 'right'}`,
        );
  });

  it('is never done where nothing was observed, and says something then or asks', () => {
    for (const exercise of exercises) {
      assert.equal(exercise.check(noFacts), false, exercise.id);
      const says = exercise.hints(noFacts).length > 0 || (exercise.questions?.(noFacts).length ?? 0) > 0;
      assert.ok(says, exercise.id);
    }
  });

  it('has ids of its own, one right answer a question, and chapters in the course’s order', () => {
    assert.equal(new Set(exercises.map(({ id }) => id)).size, exercises.length);
    assert.equal(chapters.length, 13);
    for (const { exercise: id, facts } of cases) {
      const questions =
        exercises.find((candidate) => candidate.id === id)?.questions?.({ ...noFacts, ...facts }) ?? [];
      for (const question of questions)
        assert.equal(question.choices.filter(({ right }) => right).length, 1, question.id);
    }
  });

  it('makes labs that carry the label and the name of their run, are capped, end by themselves and are removed then', () => {
    for (const exercise of exercises) {
      const runs = [
        ...(exercise.lab?.(lab) ?? []),
        ...(exercise.trials?.(lab) ?? []).map(({ docker }) => docker),
      ].filter(([command]) => command === 'run');
      for (const args of runs) {
        assert.ok(args.includes(`unboxed.course=${exercise.id}`), exercise.id);
        assert.ok(args.includes('unboxed.run=a1'), exercise.id);
        assert.ok(args.includes('--rm'), exercise.id);
        assert.ok(!args.includes('--privileged'), exercise.id);
      }
    }
    const [run] = exercises.find(({ id }) => id === 'forkBomb')?.trials?.(lab) ?? [];
    assert.deepEqual(
      ['--pids-limit', '--memory', '--network'].map((option) => run!.docker[run!.docker.indexOf(option) + 1]),
      ['32', '64m', 'none'],
    );
  });
});

describe('labs with more rights than an ordinary container', () => {
  const more = [
    '--cap-add',
    '--security-opt',
    '--privileged',
    '--device',
    '--pid',
    '--ipc',
    '--userns',
    '--uts',
  ];
  for (const exercise of exercises) {
    const asks = (exercise.lab?.(lab) ?? [])
      .flat()
      .some((argument) => more.some((option) => argument === option || argument.startsWith(`${option}=`)));
    it(`${exercise.id} ${asks ? 'says so before it starts' : 'has none and asks for nothing'}`, () => {
      assert.equal(exercise.rights !== undefined, asks);
    });
  }
});
