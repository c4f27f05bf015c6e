import assert from 'node:assert/strict';
import { ownHostname } from '../../../src/course/exercises/ownHostname';
import { twoPids } from '../../../src/course/exercises/twoPids';
import type { CourseFacts } from '../../../src/course/facts';
import { ErrorBoundary } from '../../../src/platform/errorBoundary';
import type { EngineHub, LiveEngine } from '../../../src/engine/liveSnapshot';
import { EngineError, type ContainerSummary, type EngineEvent } from '../../../src/engine/port';
import { CourseObserver } from '../../../src/walkthrough/courseObserver';

const lab: ContainerSummary = {
  id: 'a'.repeat(64),
  name: 'unboxed-uts',
  image: 'busybox:latest',
  imageId: 'sha256:1',
  command: 'sleep 1800',
  created: 1_790_000_000,
  state: 'running',
  status: 'Up 1 second',
  labels: { 'unboxed.course': 'ownHostname' },
  ports: [],
  networkMode: 'none',
};

/** An engine at the port whose answers the test decides; it tells no event unless told to. */
function slowEngine(
  exec: () => Promise<string>,
  read: () => Promise<unknown> = () => Promise.reject(late()),
) {
  let containers = [lab];
  let tell: (event: EngineEvent) => void = () => undefined;
  const nothing = { dispose: () => undefined };
  const live = {
    endpoint: { name: 'slow', source: 'setting', host: 'unix:///slow.sock' },
    get snapshot() {
      return { containers: new Map(containers.map((each) => [each.id, each])), info: undefined };
    },
    engine: {
      exec: async () => ({ exitCode: 0, stdout: await exec(), stderr: '' }),
      images: () => Promise.resolve([]),
    },
    facts: { read },
    hold: () => nothing,
    onDidChange: () => nothing,
    onEvent: (listener: (event: EngineEvent) => void) => {
      tell = listener;
      return nothing;
    },
  } as unknown as LiveEngine;
  const listeners: (() => void)[] = [];
  const hub = {
    current: live,
    endpoints: () => Promise.resolve([]),
    onDidChange: (listener: () => void) => {
      listeners.push(listener);
      return nothing;
    },
  };
  return {
    live,
    hub: hub as unknown as EngineHub,
    change: (other: LiveEngine) => {
      hub.current = other;
      for (const listener of listeners) listener();
    },
    end: () => {
      containers = [];
    },
    tell: (action: string) => {
      tell({ type: 'container', action, id: lab.id, attributes: { execID: action }, timeNano: '1' });
    },
  };
}

const late = () => new EngineError('timeout', 'the engine did not answer');

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the observer of the course', function () {
  this.timeout(20_000);
  let observer: CourseObserver;
  const logged: string[] = [];

  function observe(hub: EngineHub, readFile = () => Promise.resolve<string | undefined>(undefined)): void {
    observer = new CourseObserver({
      hub,
      readFile,
      shortName: (file) => file,
      mayRun: () => false,
      isHere: () => true,
      stackFiles: () => Promise.resolve([]),
      boundary: new ErrorBoundary(
        { info: () => undefined, error: (line) => logged.push(line) },
        () => undefined,
      ),
    });
    observer.setActive(true);
  }
  const until = (holds: (facts: CourseFacts) => boolean) =>
    new Promise<void>((resolve) => {
      const subscription = observer.onDidChange((facts) => {
        if (!holds(facts)) return;
        subscription.dispose();
        resolve();
      });
    });
  afterEach(() => {
    observer.dispose();
    logged.length = 0;
  });

  it('goes on after an exercise or a listener failed, and logs it once each', async () => {
    const { hub } = slowEngine(() => Promise.resolve('harbour\n'));
    observe(hub);
    observer.onDidChange(() => {
      throw new Error('a listener that throws');
    });
    observer.focus({
      ...ownHostname,
      marks: () => {
        throw new Error('marks that throw');
      },
    });
    await until(({ readings }) => readings['hostname'] === 'harbour\n');
    assert.ok(
      logged.some((line) => /^A host ?name of its own: marks that throw/.test(line)),
      logged.join('\n'),
    );
    assert.ok(logged.some((line) => line.includes('a listener that throws')));
  });

  it('looks again by itself into a lab where a look failed, as long as the lab runs', async () => {
    let looks = 0;
    const { hub } = slowEngine(() => (++looks < 2 ? Promise.reject(late()) : Promise.resolve('harbour\n')));
    observe(hub);
    observer.focus(ownHostname);
    await until(({ readings }) => readings['hostname'] === 'harbour\n');
    await sleep(50);
    assert.equal(looks, 2, 'what was read is not read again without a reason');
  });

  it('looks no more once the lab has ended or the exercise is left', async () => {
    let looks = 0;
    const slow = slowEngine(() => {
      looks++;
      return Promise.reject(late());
    });
    observe(slow.hub);
    observer.focus(ownHostname);
    slow.end();
    await sleep(1200);
    assert.equal(looks, 1);
    observer.focus(undefined);
    await sleep(1200);
    assert.equal(looks, 1);
  });

  it('reads a container’s details again that could not be read', async () => {
    let reads = 0;
    const { hub } = slowEngine(
      () => Promise.resolve(''),
      () => (++reads < 2 ? Promise.reject(late()) : Promise.resolve(details)),
    );
    observe(hub);
    observer.focus({ ...twoPids, id: 'ownHostname' });
    await until(({ containers }) => containers[0]?.details?.hostPid === 42);
  });

  it('keeps what was read when a later look fails', async () => {
    let looks = 0;
    const slow = slowEngine(() => (++looks === 2 ? Promise.reject(late()) : Promise.resolve('harbour\n')));
    observe(slow.hub);
    observer.focus(ownHostname);
    await until(({ readings }) => readings['hostname'] === 'harbour\n');
    const seen: (string | undefined)[] = [];
    observer.onDidChange(({ readings }) => seen.push(readings['hostname']));
    observer.look();
    await until(() => looks === 2);
    slow.end();
    observer.look();
    await until(({ readings }) => readings['hostname'] === undefined);
    assert.deepEqual(seen, ['harbour\n', undefined]);
  });

  it('has one look under way at most, and one more after it, however many events come', async () => {
    let looks = 0;
    const slow = slowEngine(async () => {
      looks++;
      await sleep(100);
      return `look ${looks}`;
    });
    observe(slow.hub);
    observer.focus(ownHostname);
    for (let event = 0; event < 20; event++) slow.tell('exec_die');
    await until(({ readings }) => readings['hostname'] === 'look 2');
    await sleep(150);
    assert.equal(looks, 2);
  });

  it('looks again after a look that failed altogether', async () => {
    let reads = 0;
    const { hub, live } = slowEngine(() => Promise.resolve('harbour\n'));
    const service = (name: string): ContainerSummary => ({
      ...lab,
      id: name,
      name,
      state: 'exited',
      labels: {
        'com.docker.compose.project': 'pad',
        'com.docker.compose.service': name,
        'com.docker.compose.project.config_files': '/pad/compose.yaml',
      },
    });
    const withStack = {
      ...live,
      snapshot: {
        ...live.snapshot,
        containers: new Map(['app', 'database'].map((name) => [name, service(name)])),
      },
    };
    const failing = { ...hub, current: withStack } as unknown as EngineHub;
    observe(failing, () =>
      ++reads < 2 ? Promise.reject(new Error('an unexpected one')) : Promise.resolve(undefined),
    );
    await until(({ stacks }) => stacks.length === 1);
    assert.equal(reads, 2);
  });

  it('knows which containers were there before the exercise was opened', async () => {
    const { hub, live } = slowEngine(() => Promise.resolve('harbour\n'));
    const info = { serverVersion: '28.5', kernelVersion: '6.1', cgroupVersion: 2, runtimes: ['runc'] };
    const connected = { ...live, snapshot: { ...live.snapshot, info } };
    observe({ ...hub, current: connected } as unknown as EngineHub);
    observer.focus(ownHostname);
    await until(({ before }) => before?.has(lab.id) === true);
  });

  it('forgets what another engine answered', async () => {
    const slow = slowEngine(() => Promise.resolve('harbour\n'));
    observe(slow.hub);
    observer.focus(ownHostname);
    await until(({ images, readings }) => images !== undefined && readings['hostname'] !== undefined);
    observer.take({ trial: 't', seconds: 1, exitCode: 0, output: '', lineTimes: [], answers: [] }, true);
    const never = slowEngine(() => new Promise(() => undefined)).live;
    slow.change({
      ...never,
      engine: { ...never.engine, images: () => new Promise(() => undefined) },
    });
    const { images, readings, containers, results } = observer.current;
    assert.deepEqual([images, readings, containers, results.length], [undefined, {}, [], 1]);
  });

  it('leaves no timer behind when it is disposed', () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const slow = slowEngine(() => Promise.resolve(''));
    observe(slow.hub);
    observer.focus(ownHostname);
    const before = timers();
    slow.tell('exec_start');
    assert.ok(timers() > before);
    observer.dispose();
    assert.equal(timers(), before);
  });
});

const details = {
  inspect: {
    state: { pid: 42 },
    hostConfig: { memory: 0, networkMode: 'none', privileged: false },
    config: { hostname: 'harbour' },
    mounts: [],
  },
  processes: [],
  namespaces: Object.fromEntries(
    ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'time', 'user', 'uts'].map((type) => [type, { inode: 1 }]),
  ),
};
