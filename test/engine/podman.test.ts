import assert from 'node:assert/strict';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { connected, docker, image, pause, prefix, relay, until, watchedEngine } from './fixtures';

const run = promisify(execFile);

describe('Podman’s socket', function () {
  this.timeout(120_000);
  let folder: TemporaryFolder;
  let service: ChildProcess | undefined;
  let host = '';

  before(async function () {
    await needs(this, 'local engine', 'root', 'Podman');
    folder = await temporaryFolder();
    const at = (name: string) => path.join(folder.path, name);
    host = `unix://${at('p.sock')}`;
    const store = ['--root', at('root'), '--runroot', at('run'), '--storage-driver', 'vfs'];
    const options = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', '--events-backend', 'file'];
    service = spawn('podman', [...store, ...options, 'system', 'service', '--time', '0', host], {
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 50; tries += 1) {
      const answers = await docker(host, 'version').then(
        () => true,
        () => false,
      );
      if (answers) break;
      await pause(200);
    }
    await run('sh', [
      '-c',
      'docker --host "$0" save "$2" | docker --host "$1" load',
      localEngine.host,
      host,
      image,
    ]);
  });

  after(async () => {
    if (service === undefined) return;
    await run('sh', ['-c', 'docker --host "$0" ps -aq | xargs -r docker --host "$0" rm -f', host]).catch(
      () => undefined,
    );
    service.kill();
    await folder.remove().catch(() => undefined);
  });

  it('is watched and read: what its ps can’t tell comes from inside, the limits from the kernel', async () => {
    const live = watchedEngine(host);
    live.hold();
    await connected(live);
    // The kernel may refuse Podman's own defaults for these two to a nested root.
    const rlimits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1000:1000'];
    const options = ['run', '--detach', '--name', `${prefix}-pod`, '--network', 'none', '--memory', '64m'];
    const id = await docker(host, ...options, ...rlimits, `localhost/${image}`, 'sleep', '1000');
    await until(live, ({ containers }) => containers.get(id)?.state === 'running');
    const facts = await live.facts.readKernel(id);
    assert.ok(facts.source === 'exec' || facts.source === 'proc', facts.source);
    assert.equal(facts.failures[0]?.source, 'top');
    for (const type of namespaceTypes) assert.ok(facts.namespaces[type].inode, type);
    assert.equal(facts.namespaces.net.declared.kind, 'none');
    const [main] = facts.processes;
    assert.deepEqual([main?.pid, main?.insidePid], [facts.inspect.state.pid, 1]);
    assert.match(main?.command ?? '', /sleep 1000/);
    const far = await relay(host);
    const remote = watchedEngine(far.host);
    const listed = (await remote.facts.read(id)).processes;
    remote.dispose();
    await far.close();
    assert.deepEqual(listed, facts.processes, 'the same without this machine’s /proc');
    const memory = facts.limits.find(({ name }) => name === 'memory');
    assert.equal(memory?.observed, String(64 * 1024 * 1024));
    await docker(host, 'kill', id);
    await until(live, ({ containers }) => containers.get(id)?.state === 'exited');
    live.dispose();
  });
});
