import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readWithHelper } from '../../src/engine/helperContainer';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import type { PermissionFact } from '../../src/kernel/permissions';
import { formatMessage } from '../../src/message';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder } from '../support/temporaryFolder';
import {
  farEngine,
  connected,
  docker,
  image,
  ownDaemon,
  Remains,
  watchedEngine,
  type OwnDaemon,
} from './fixtures';

const run = promisify(execFile);
/** Users and groups of the host that root and the others of a container become. */
const firstUser = 200_000;

describe('an engine that maps the users of containers', function () {
  this.timeout(120_000);
  const remains = new Remains();
  let daemon: OwnDaemon;
  let live: WatchedEngine;
  let mapped: ContainerFacts;
  let unmapped: ContainerFacts;

  before(async function () {
    await needs(this, 'local engine');
    const prepared = await Promise.all(['/etc/subuid', '/etc/subgid'].map((file) => access(file))).then(
      () => process.getuid?.() === 0,
      () => false,
    );
    if (!prepared) this.skip();
    const folder = await temporaryFolder({ sub: `daemon:${firstUser}:65536\n` });
    remains.add(() => folder.remove());
    const sub = path.join(folder.path, 'sub');
    // The ranges are the daemon's alone: they hide this machine's files in a mount namespace of its own.
    daemon = await ownDaemon(
      ['--userns-remap', 'daemon:daemon'],
      undefined,
      `mount --bind ${sub} /etc/subuid && mount --bind ${sub} /etc/subgid`,
    );
    remains.add(() => daemon.remove());
    await daemon.start();
    const { host } = daemon;
    remains.add(() =>
      run('sh', ['-c', 'docker --host "$0" ps -aq | xargs -r docker --host "$0" rm -f', host]),
    );
    const copy = 'docker --host "$0" save "$2" | docker --host "$1" load';
    await run('sh', ['-c', copy, localEngine.host, host, image]);
    const start = (...options: readonly string[]) =>
      docker(
        host,
        'run',
        '--detach',
        '--network',
        'none',
        '--memory',
        '64m',
        ...options,
        image,
        'sleep',
        '1000',
      );
    const [first, second] = [await start(), await start('--userns', 'host')];
    live = watchedEngine(host);
    remains.add(() => {
      live.dispose();
    });
    live.hold();
    await connected(live);
    mapped = await live.facts.readKernel(first);
    unmapped = await live.facts.readKernel(second);
  });

  after(() => remains.remove());

  const permission = (facts: ContainerFacts, name: PermissionFact['name']): PermissionFact => {
    const found = facts.permissions.find((fact) => fact.name === name);
    assert.ok(found);
    return found;
  };

  it('gives a container a user namespace of its own, where root is an ordinary user', () => {
    assert.equal(mapped.namespaces.user.observed.kind, 'own');
    assert.equal(mapped.processes[0]?.user, String(firstUser));
    const user = permission(mapped, 'user');
    assert.equal(formatMessage(user.value), `root, which is the ordinary user ${firstUser} on the host`);
    assert.deepEqual(mapped.idMap, [{ inside: 0, outside: firstUser, count: 65_536 }]);
    assert.equal(user.compared, 'stronger');
  });

  it('leaves one that asks for --userns host in the host’s, where root is root', () => {
    const { declared, observed } = unmapped.namespaces.user;
    assert.equal(declared.kind, 'host');
    assert.deepEqual(observed, { kind: 'host', initial: true });
    assert.equal(unmapped.processes[0]?.user, 'root');
    assert.equal(permission(unmapped, 'user').value.text, 'root');
  });

  it('shows nowhere a mismatch, and the limits of both', () => {
    for (const facts of [mapped, unmapped]) {
      for (const type of namespaceTypes) assert.equal(facts.namespaces[type].mismatch, undefined, type);
      for (const { name, mismatch } of facts.permissions) assert.equal(mismatch, undefined, name);
      assert.equal(facts.limits.find(({ name }) => name === 'memory')?.observed, String(64 * 1024 * 1024));
    }
  });

  it('is read from inside and by the reader container too', async () => {
    const { live: far } = await farEngine(daemon.host, remains);
    assert.equal((await far.facts.readKernel(mapped.id)).observedBy, 'exec');
    const { pid } = mapped.inspect.state;
    const read = await readWithHelper(far.engine, image, [pid]);
    for (const type of namespaceTypes)
      assert.equal(read.get(pid)?.[type], mapped.namespaces[type].inode, type);
  });
});
