import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { FactsReader } from '../../../src/engine/containerFactsReader';
import type { Snapshot } from '../../../src/engine/liveSnapshot';
import { EngineError, type ContainerInspect, type EngineInfo } from '../../../src/engine/port';
import { containerId, scriptedEngine, summary, type ScriptedEngine } from '../../support/scriptedEngine';
import { inspect } from '../views/samples';

const id = containerId('a');
const info = {
  ...{
    id: 'e',
    name: 'e',
    serverVersion: '28',
    apiVersion: '1.51',
    operatingSystem: '',
    kernelVersion: '6.1',
  },
  ...{ cgroupVersion: 2, cgroupDriver: 'cgroupfs', cpus: 1, memory: 1, securityOptions: [], rootless: false },
  ...{ missingControllers: [], defaultRuntime: 'runc', runtimes: [] },
  swarm: { active: false, manager: false },
} as const satisfies EngineInfo;

/** As the engine's ps answers, the namespaces of one process. */
const top = (net: string) => ({
  titles: ['PID', 'PPID', 'USER', 'PIDNS', 'MNTNS', 'NETNS', 'COMMAND'],
  processes: [['1000', '1', 'root', '4026532001', '4026532002', net, 'sleep 1']],
});

describe('the reader of facts', function () {
  this.timeout(10_000);
  let script: ScriptedEngine;
  let reader: FactsReader;
  let snapshot: Snapshot;
  let known: ContainerInspect;

  beforeEach(() => {
    script = scriptedEngine();
    known = inspect({ id });
    snapshot = {
      version: 1,
      connection: { kind: 'connected' },
      info,
      containers: new Map([[id, summary(id)]]),
      inspected: new Map([[id, known]]),
    };
    reader = new FactsReader(
      {
        engine: script.engine,
        get snapshot() {
          return snapshot;
        },
        inspect: () => Promise.resolve(known),
        info: () => Promise.resolve(info),
      },
      () => Promise.resolve(undefined),
    );
  });

  const noColumns = () => new EngineError('unknown', 'ps: bad -o argument');

  it('reads on for who waits when the first to ask has left, in the ways after ps too', async () => {
    const left = new AbortController();
    const first = reader.read(id, left.signal);
    const all = await script.next('top');
    const second = reader.read(id);
    await pause(5);
    left.abort(new Error('the page was closed'));
    await assert.rejects(first, /the page was closed/);
    all.fail(noColumns());
    (await script.next('top')).fail(noColumns());
    (await script.next('top')).answer({ titles: ['PID', 'PPID', 'USER', 'COMMAND'], processes: [] });
    (await script.next('topOfPodman')).answer({ titles: [], processes: [] });
    (await script.next('exec')).answer({
      exitCode: 0,
      stdout: 'net:[4026532003]\nuts:[4026532004]\n',
      stderr: '',
    });
    const facts = await second;
    assert.equal(facts.source, 'exec');
    assert.equal(facts.namespaces.net.inode, 4026532003);
  });

  it('stops asking the engine when all who asked have left', async () => {
    const left = new AbortController();
    const only = reader.read(id, left.signal);
    const all = await script.next('top');
    left.abort(new Error('closed'));
    await assert.rejects(only, /closed/);
    all.fail(noColumns());
    (await script.next('top')).fail(noColumns());
    (await script.next('top')).answer({ titles: ['PID', 'PPID', 'USER', 'COMMAND'], processes: [] });
    (await script.next('topOfPodman')).answer({ titles: [], processes: [] });
    await pause(20);
    assert.equal(script.waiting('exec'), 0);
  });

  it('a page that starts again reads anew instead of joining what it ended', async () => {
    const left = new AbortController();
    const only = reader.readKernel(id, left.signal);
    await script.next('top');
    left.abort(new Error('closed'));
    await assert.rejects(only, /closed/);
    const again = reader.readKernel(id);
    (await script.next('top')).answer(top('4026532005'));
    (await script.next('exec')).answer({ exitCode: 0, stdout: '', stderr: 'no shell' });
    assert.equal((await again).namespaces.net.inode, 4026532005);
  });

  it('keeps nothing of a look that an event has overtaken', async () => {
    const look = reader.readKernel(id);
    (await script.next('top')).answer(top('4026532005'));
    const inside = await script.next('exec');
    reader.forget(id);
    const anew = reader.read(id);
    (await script.next('top')).answer(top('4026532006'));
    await anew;
    inside.answer({ exitCode: 0, stdout: '', stderr: 'an old answer' });
    assert.match((await look).unobserved?.detail ?? '', /an old answer/);
    const now = reader.known(id);
    assert.equal(now?.namespaces.net.inode, 4026532006);
    assert.equal(now.unobserved, undefined, 'the old answer is not taken for the new container’s');
  });

  it('keeps nothing of a look that a disconnection has overtaken', async () => {
    const look = reader.readKernel(id);
    (await script.next('top')).answer(top('4026532005'));
    const inside = await script.next('exec');
    snapshot = { ...snapshot, connection: { kind: 'connecting' } };
    reader.forgetAll();
    inside.answer({ exitCode: 0, stdout: '', stderr: 'an old answer' });
    await look;
    assert.equal(reader.known(id), undefined);
  });
});
