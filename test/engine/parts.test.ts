import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { localEngine, needs, newestEngine, remoteEngine, type Part, type TestEngine } from '../support/parts';

const run = promisify(execFile);
const engines: readonly (readonly [Part, TestEngine])[] = [
  ['local engine', localEngine],
  ['remote engine', remoteEngine],
  ['newest engine', newestEngine],
];

for (const [part, engine] of engines)
  describe(`the ${part} of the tests`, () => {
    before(function () {
      return needs(this, part);
    });

    it('runs a container', async function () {
      this.timeout(120_000);
      const { stdout } = await run('docker', [
        ...['--host', engine.host, 'run', '--rm', '--label', 'unboxed.test=parts', 'busybox:latest'],
        ...['sh', '-c', 'echo "pid $$"'],
      ]);
      assert.equal(stdout.trim(), 'pid 1');
    });
  });
