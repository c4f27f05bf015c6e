import assert from 'node:assert/strict';
import fc from 'fast-check';
import { helperImages } from '../../../src/engine/helperContainer';
import { jsonLines, unreadLine } from '../../../src/engine/jsonLines';
import { EngineError } from '../../../src/engine/port';
import * as read from '../../../src/engine/readAnswers';
import { readStats } from '../../../src/engine/readStats';
import { readSwarmNodes, readSwarmServices, readSwarmTasks } from '../../../src/engine/readSwarm';

describe('answers of an engine', () => {
  it('gives the container its own name, not that of a link to it', () => {
    const [container] = read.readSummaries([{ Id: 'a', Names: ['/web/db', '/db'], State: 'running' }]);
    assert.equal(container?.name, 'db');
  });

  it('reads published ports only', () => {
    const { ports } = read.readInspect({
      NetworkSettings: { Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8080' }], '443/tcp': null } },
    });
    assert.deepEqual(ports, [{ ip: '0.0.0.0', publicPort: 8080, privatePort: 80, protocol: 'tcp' }]);
  });

  it('tells which controllers the engine lacks, those of disks by its warnings', () => {
    const of = (answer: object) => read.readInfo({ ServerVersion: '26', ...answer }, '').missingControllers;
    // Docker 26.1 rootless, with memory and pids delegated to its user and nothing else.
    const partly = {
      ...{ MemoryLimit: true, SwapLimit: true, PidsLimit: true },
      ...{ CpuCfsQuota: false, CPUShares: false, CPUSet: false },
      Warnings: [
        'WARNING: No cpu cfs quota support',
        'WARNING: No io.weight support',
        'WARNING: No io.weight (per device) support',
        'WARNING: No io.max (rbps) support',
        'WARNING: No io.max (wbps) support',
        'WARNING: No io.max (riops) support',
        'WARNING: No io.max (wiops) support',
      ],
    };
    assert.deepEqual(
      [...of(partly)].sort(),
      [
        ...['blkio-weight', 'cpu-quota', 'cpu-shares', 'cpuset'],
        ...['device-read-bps', 'device-read-iops', 'device-write-bps', 'device-write-iops'],
      ].sort(),
    );
    assert.deepEqual(of({ Warnings: ['WARNING: No blkio throttle.write_bps_device support'] }), [
      'device-write-bps',
    ]);
    assert.deepEqual(of({ Warnings: ['WARNING: No io.weight (per device) support'] }), []);
  });

  it('takes nothing that is no engine for one', () => {
    for (const answer of ['<html>', null, 7, [], {}, Buffer.from('x')])
      assert.throws(() => read.readInfo(answer, ''), { kind: 'not-docker' });
    for (const answer of ['<html>', null, {}]) assert.throws(() => read.readSummaries(answer), EngineError);
  });

  it('leaves empty what is no text in a list of processes', () => {
    const raw: unknown = JSON.parse('{"Titles": ["PID"], "Processes": [["1", 2, {"toString": 3}, null]]}');
    assert.deepEqual(read.readTop(raw).processes, [['1', '2', '', '']]);
  });

  it('reads any JSON without failing otherwise than by an EngineError', () => {
    const keys = fc.constantFrom(
      ...['Id', 'Names', 'State', 'HostConfig', 'NetworkSettings', 'Ports', 'Mounts', 'Config', 'Labels'],
      ...['Networks', 'Titles', 'Processes', 'memory_stats', 'cpu_stats', 'networks', 'Actor', 'timeNano'],
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue(),
        fc.dictionary(keys, tie('value')),
        fc.array(tie('value')),
      ),
    })).value;
    const readers: readonly ((raw: unknown) => unknown)[] = [
      (raw) => read.readInfo(raw, ''),
      read.readSummaries,
      read.readInspect,
      read.readTop,
      readStats,
      read.readEvent,
      read.readImages,
    ];
    fc.assert(
      fc.property(json, fc.constantFrom(...readers), (raw, reader) => {
        try {
          reader(raw);
        } catch (error) {
          assert.ok(error instanceof EngineError, String(error));
        }
      }),
    );
  });
});

describe('ids that a hostile engine gives', () => {
  const hostile = [
    '${command:workbench.action.quit}',
    'a b',
    '--help',
    '../info',
    'a;id',
    'A0',
    'a\n',
    '',
    '$(id)',
  ];

  it('name no container, wherever they stand', () => {
    for (const Id of hostile) {
      assert.deepEqual(
        read.readSummaries([{ Id }, { Id: 'beef' }]).map(({ id }) => id),
        ['beef'],
      );
      assert.equal(read.readInspect({ Id }).id, '');
      assert.equal(read.readEvent({ Type: 'container', Action: 'start', Actor: { ID: Id } }), undefined);
      const [task] = readSwarmTasks([{ ID: 'x1', Status: { ContainerStatus: { ContainerID: Id } } }]);
      if (Id !== 'A0') assert.equal(task?.containerId, '');
    }
  });

  it('name no node, service, task or image either', () => {
    const ID = '${command:x}';
    assert.equal(readSwarmNodes([{ ID }])[0]?.id, '');
    assert.equal(readSwarmServices([{ ID }])[0]?.id, '');
    const [task] = readSwarmTasks([{ ID, ServiceID: ID, NodeID: ID }]);
    assert.deepEqual([task?.id, task?.serviceId, task?.nodeId], ['', '', '']);
    assert.equal(read.readImages([{ Id: 'sha256:${x}' }])[0]?.id, '');
    assert.equal(read.readImages([{ Id: 'sha256:beef' }])[0]?.id, 'sha256:beef');
  });
});

describe('images that the reader container may run from', () => {
  it('are official ones by their whole names', () => {
    const names = (...tags: readonly string[]) =>
      helperImages(tags.map((tag) => ({ id: tag, tags: [tag], digests: [], size: 1 }))).map(({ id }) => id);
    const good = ['busybox:latest', 'alpine:3.22', 'docker.io/library/busybox:1', 'docker.io/debian:12'];
    assert.deepEqual(names(...good), good);
    assert.deepEqual(
      names(
        ...['evil/busybox:latest', 'evil.example/busybox:latest', 'evil.example:5000/library/alpine:latest'],
        ...['quay.io/alpine:1', 'docker.io/evil/busybox:1', 'busybox', 'notbusybox:1', 'busybox:1/alpine:1'],
        ...['docker.io.evil/library/busybox:1', 'library/evil:1'],
      ),
      [],
    );
  });
});

describe('jsonLines', () => {
  async function collect(chunks: readonly Uint8Array[]): Promise<unknown[]> {
    const values: unknown[] = [];
    async function* stream() {
      await Promise.resolve();
      yield* chunks;
    }
    for await (const value of jsonLines(stream())) values.push(value);
    return values;
  }

  it('gives the same values however the stream is cut, also inside a character', async () => {
    const values = [{ name: 'café' }, [1, 2], 'ünï🐳'];
    const bytes = Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
        const chunks: Uint8Array[] = [];
        for (let at = 0, i = 0; at < bytes.length; i += 1) {
          const size = sizes[i % sizes.length] ?? 1;
          chunks.push(bytes.subarray(at, at + size));
          at += size;
        }
        assert.deepEqual(await collect(chunks), values);
      }),
    );
  });

  it('passes over a line that is too long to be read, and reads on', async () => {
    const long = Buffer.alloc(3 * 1024 * 1024, 'x');
    const chunks = [Buffer.from('{"a": 1}\n"'), long, long, long, Buffer.from('"\n{"b": 2}\n')];
    assert.deepEqual(await collect(chunks), [{ a: 1 }, unreadLine, { b: 2 }]);
  });

  it('takes a line that never ends for something else than an engine, at once and in little memory', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const before = process.memoryUsage().heapUsed;
    await assert.rejects(collect(Array.from({ length: 300 }, () => chunk)), { kind: 'not-docker' });
    assert.ok(process.memoryUsage().heapUsed - before < 100 * 1024 * 1024);
  });

  it('takes a time that grows with the line, not with its square', async () => {
    const chunk = Buffer.alloc(1000, 'x');
    const begun = performance.now();
    await collect([Buffer.from('"'), ...Array.from({ length: 8000 }, () => chunk), Buffer.from('"\n')]);
    assert.ok(performance.now() - begun < 2000);
  });

  it('refuses what is not JSON', async () => {
    await assert.rejects(collect([Buffer.from('HTTP garbage\n')]), { kind: 'not-docker' });
    await assert.rejects(collect([Buffer.from('{"cut": ')]), { kind: 'not-docker' });
  });
});
