import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import {
  connected,
  endpoint,
  prefix,
  Remains,
  removeContainers,
  runContainer,
  until,
  watchedEngine,
} from './fixtures';

const run = promisify(execFile);

/**
 * Stands where ssh does and runs the command that it was to run far away: the docker command and the engine
 * behind it are real, the way between is a pipe all the same.
 */
const nearSsh = `#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift
case "$1" in
  unknown) echo "ssh: Could not resolve hostname unknown: Name or service not known" >&2; exit 255;;
  closed) echo "me@closed: Permission denied (publickey)." >&2; exit 255;;
esac
shift
exec "$@"
`;

describe('an engine behind ssh', function () {
  this.timeout(90_000);
  let programs: TemporaryFolder;
  const path = process.env['PATH'];
  const remains = new Remains();

  before(async function () {
    await needs(this, 'local engine');
    programs = await temporaryFolder({ ssh: nearSsh });
    remains.add(() => programs.remove());
    remains.add(() => removeContainers(localEngine.host));
    remains.add(() => (process.env['PATH'] = path));
    await run('chmod', ['755', `${programs.path}/ssh`]);
    process.env['PATH'] = `${programs.path}:${path ?? ''}`;
  });

  after(() => remains.remove());

  it('is watched, read and commanded over the streams of the ssh command', async () => {
    const socket = localEngine.host.replace('unix://', '');
    const live = watchedEngine(`ssh://me@box${socket}`);
    live.hold();
    await connected(live);
    const id = await runContainer(localEngine.host, 'far');
    await until(live, ({ containers }) => containers.get(id)?.state === 'running');
    const facts = await live.facts.read(id);
    assert.equal(facts.source, 'top');
    assert.equal((await live.engine.exec(id, ['echo', 'hello'])).stdout, 'hello\n');
    await live.engine.kill(id);
    await until(live, ({ containers }) => containers.get(id)?.state === 'exited');
    assert.equal(live.snapshot.containers.get(id)?.name, `${prefix}-far`);
    live.dispose();
  });

  for (const [host, kind] of [
    ['ssh://unknown', 'dns'],
    ['ssh://me@closed', 'permission-denied'],
  ] as const)
    it(`says ${kind} in ssh’s words for ${host}`, async () => {
      const engine = new LazyEngine(endpoint(host));
      await assert.rejects(engine.info(), { name: 'EngineError', kind });
      engine.dispose();
    });
});
