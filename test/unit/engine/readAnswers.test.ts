import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonLines } from '../../../src/engine/jsonLines';
import { EngineError } from '../../../src/engine/port';
import * as read from '../../../src/engine/readAnswers';

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
      read.readStats,
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

  it('refuses what is not JSON', async () => {
    await assert.rejects(collect([Buffer.from('HTTP garbage\n')]), { kind: 'not-docker' });
    await assert.rejects(collect([Buffer.from('{"cut": ')]), { kind: 'not-docker' });
  });
});
