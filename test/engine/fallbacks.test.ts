import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { EngineImage } from '../../src/engine/port';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { namespaceTypes } from '../../src/kernel/namespaceTypes';
import { needs, localEngine } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import {
  connected,
  docker,
  image,
  ownDaemon,
  relay,
  Remains,
  watchedEngine,
  type OwnDaemon,
  type Relay,
} from './fixtures';

const run = promisify(execFile);

/** As procps before version 4 answers, which knows six namespace types. */
const olderPs = `#!/bin/sh
case "$*" in *cgroupns*|*timens*) echo 'error: unknown user-defined format specifier "cgroupns"' >&2; exit 1;; esac
exec /bin/ps "$@"
`;

describe('ways to read namespaces', function () {
  this.timeout(180_000);
  let programs: TemporaryFolder;
  let daemon: OwnDaemon;
  let far: Relay;
  const remains = new Remains();
  const ids = { plain: '', scratch: '' };

  before(async function () {
    await needs(this, 'local engine', 'root');
    programs = await temporaryFolder({ ps: olderPs });
    remains.add(() => programs.remove());
    await run('chmod', ['755', path.join(programs.path, 'ps')]);
    daemon = await ownDaemon([], programs.path);
    remains.add(() => daemon.remove());
    await daemon.start();
    remains.add(() => shell('docker --host "$0" ps -aq | xargs -r docker --host "$0" rm -f', daemon.host));
    far = await relay(daemon.host);
    remains.add(() => far.close());
    const { host } = daemon;
    await shell('docker --host "$0" save "$2" | docker --host "$1" load', localEngine.host, host, image);
    // An image of one program and nothing else: BusyBox under the name of what it shall do.
    const pick =
      'id=$(docker --host "$0" create "$1") && docker --host "$0" cp -L "$id:/bin/busybox" "$2/sleep"';
    await shell(`${pick} && docker --host "$0" rm "$id"`, host, image, programs.path);
    await shell('tar -C "$1" -c sleep | docker --host "$0" import - scratch:1', host, programs.path);
    const options = ['run', '--detach', '--network', 'none'];
    ids.plain = await docker(host, ...options, image, 'sleep', '100000');
    ids.scratch = await docker(host, ...options, 'scratch:1', '/sleep', '100000');
  });

  after(() => remains.remove());

  async function shell(script: string, ...args: readonly string[]): Promise<void> {
    await run('sh', ['-c', script, ...args]);
  }

  /** Facts of a container by an engine that is here, or that is far away, so that /proc is not its own. */
  async function read(id: string, where: 'here' | 'far', helper?: string): Promise<ContainerFacts> {
    let offered: readonly EngineImage[] = [];
    const live = watchedEngine(where === 'here' ? daemon.host : far.host, {
      helperImage: (_, images) => {
        offered = images;
        return Promise.resolve(helper);
      },
    });
    live.hold();
    await connected(live);
    try {
      const facts = await live.facts.readKernel(id);
      assert.ok(helper === undefined || offered.some(({ tags }) => tags.includes(helper)));
      return facts;
    } finally {
      live.dispose();
    }
  }

  async function agrees(facts: ContainerFacts): Promise<void> {
    for (const type of namespaceTypes) {
      const link = await readlink(`/proc/${facts.inspect.state.pid}/ns/${type}`);
      assert.equal(`${type}:[${facts.namespaces[type].inode ?? 0}]`, link);
    }
  }

  it('asks an older ps without the types it does not know, and says that they are unknown', async () => {
    const facts = await read(ids.plain, 'here');
    assert.equal(facts.source, 'top');
    for (const type of namespaceTypes) {
      const { inode, observed } = facts.namespaces[type];
      const told = type !== 'cgroup' && type !== 'time';
      assert.equal(inode !== undefined, told, type);
      assert.equal(observed.kind === 'unknown', !told, type);
    }
  });

  describe('when the engine’s ps is BusyBox’s', () => {
    before(async () => {
      await shell('rm "$0/ps" && cp "$0/sleep" "$0/busybox" && ln -s busybox "$0/ps"', programs.path);
    });

    it('reads them from inside, and lists the processes all the same', async () => {
      const facts = await read(ids.plain, 'far');
      assert.equal(facts.source, 'exec');
      assert.equal(facts.failures[0]?.source, 'top');
      assert.match(facts.failures[0].detail, /pidns|mntns|argument|option/);
      await agrees(facts);
      assert.ok(facts.processes.some(({ command }) => command.includes('sleep')));
      assert.equal(facts.observedBy, 'exec');
    });

    it('reads a scratch image’s from this machine’s /proc when the engine is here', async () => {
      const facts = await read(ids.scratch, 'here');
      assert.equal(facts.source, 'proc');
      assert.deepEqual(
        facts.failures.map(({ source }) => source),
        ['top', 'exec'],
      );
      await agrees(facts);
      assert.equal(facts.observedBy, 'proc');
    });

    it('says each reason when nothing answers and no helper is allowed', async () => {
      const facts = await read(ids.scratch, 'far');
      assert.equal(facts.source, undefined);
      assert.deepEqual(
        facts.failures.map(({ source }) => source),
        ['top', 'exec', 'proc'],
      );
      for (const { reason, detail } of facts.failures) assert.ok(reason.text !== '' && detail !== '');
      for (const type of namespaceTypes) assert.equal(facts.namespaces[type].observed.kind, 'unknown');
      assert.equal(facts.namespaces.net.declared.kind, 'none');
      assert.match(facts.unobserved?.reason.text ?? '', /Without a shell/);
    });

    it('reads them by a helper container once it is allowed, and leaves nothing behind', async () => {
      const facts = await read(ids.scratch, 'far', image);
      assert.equal(facts.source, 'helper');
      await agrees(facts);
      assert.equal(await docker(daemon.host, 'ps', '-aq', '--filter', 'label=unboxed.helper'), '');
    });
  });
});
