import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Learner } from '../support/learner';
import { localEngine, needs, remoteEngine, type Part, type TestEngine } from '../support/parts';
import { skipBecause } from '../support/skipBecause';

const engines: readonly (readonly [Part, TestEngine])[] = [
  ['local engine', localEngine],
  ['remote engine', remoteEngine],
];
/** Every exercise on the remote engine too, however long an emulated machine takes for it. */
const everything = process.env['UNBOXED_TEST_EVERY_EXERCISE'] === 'true';
const image = process.env['UNBOXED_TEST_LAB_IMAGE'] ?? 'busybox:latest';

for (const [part, engine] of engines)
  describe(`an automated learner on the ${part}`, function () {
    this.timeout(everything ? 1_800_000 : 180_000);
    // The remote engine of the tests runs in an emulated machine: there, only what differs with cgroup v2.
    const onFast = (title: string, test: () => Promise<void>) => {
      it(title, async function () {
        if (part !== 'local engine' && !everything)
          skipBecause(this, 'the remote engine of the tests is emulated: too slow for this');
        await test();
      });
    };
    let learner: Learner;

    before(async function () {
      await needs(this, part);
      learner = new Learner(engine.host, image, everything ? 900 : undefined);
    });
    afterEach(() => learner.reset());
    after(() => {
      learner.dispose();
    });

    onFast('firstContainer', async () => {
      await learner.start('firstContainer');
      await learner.solve();
      await learner.done();
    });

    onFast('whoseKernel: a wrong guess is explained with the real versions', async () => {
      await learner.start('whoseKernel');
      await learner.answer(false);
      await learner.hinted(/uname -r/);
      await learner.answer(true);
      await learner.done();
    });

    onFast('byHand: one part after the other, typed in a shell of the lab', async () => {
      await learner.start('byHand');
      await learner.hinted(/has anything of its own yet/);
      // Nothing but the shell's start is an event: what is typed then must be noticed by itself.
      const shell = learner.openShell('docker exec --interactive unboxed-by-hand sh');
      const stages = learner.stages();
      assert.deepEqual(
        stages.map(({ id }) => id),
        ['root', 'uts', 'ipc', 'net', 'mnt', 'pid', 'cgroup'],
      );
      for (const [index, { id, command }] of stages.entries()) {
        shell.type(command);
        await learner.reached(index + 1);
        if (id === 'mnt') await learner.hinted(/shares these namespaces with process 1: pid\./);
        if (id === 'pid') await learner.hinted(/lacks only a cgroup/);
      }
      await learner.done();
      shell.end();
    });

    onFast('byHand: the solution, pasted line by line', async () => {
      await learner.start('byHand');
      await learner.type('docker exec --detach unboxed-by-hand unshare --uts --net sleep 600');
      await learner.hinted(/\(uts, net\), but still sees the lab’s root folder/);
      await learner.solve();
      await learner.done();
    });

    // What differs with cgroup v2: the lab must share out its cgroup first.
    if (part === 'remote engine')
      it('byHand: all parts at once, each seen in the kernel’s files', async () => {
        await learner.start('byHand');
        const [fill = '', box = ''] = learner.solution();
        await learner.paste(fill);
        await learner.paste(box);
        await learner.done();
      });

    onFast(
      'withoutDocker: on this machine where it allows it, else refused with the reason',
      async function () {
        await learner.start('withoutDocker');
        learner.observer.setShellHere(true);
        if (!(await learner.reading('mayUnshare')).startsWith('0\n')) {
          await learner.hinted(/user namespaces/);
          return;
        }
        await learner.hinted(/Begin with the user namespace/);
        const shell = learner.openShell('env UNBOXED_BY_HAND=1 sh');
        for (const [index, { command }] of learner.stages().entries()) {
          shell.type(command);
          await learner.reached(index + 1);
        }
        await learner.done();
        shell.end();
      },
    );

    onFast('twoPids', async () => {
      await learner.start('twoPids');
      await learner.answer(false);
      await learner.hinted(/docker top/);
      await learner.answer(true);
      await learner.done();
    });

    onFast('sharedNetwork: each wrong network has its own hint', async () => {
      await learner.start('sharedNetwork');
      await learner.hinted(/No second container runs yet|is on its own network|uses the network/);
      for (const [network, hint] of [
        ['bridge', /“unboxed-wrong” is on its own network: its mode is `--network bridge`/],
        ['none', /--network none/],
        ['host', /--network host/],
      ] as const) {
        await learner.type(
          `docker run --detach --rm --label unboxed.course=sharedNetwork --name unboxed-wrong --network ${network} ${image} sleep 100`,
        );
        await learner.hinted(hint);
        await learner.type('docker rm --force unboxed-wrong');
      }
      await learner.solve();
      await learner.done();
    });

    onFast('ownHostname: an exec that changes nothing, then one that does', async () => {
      await learner.start('ownHostname');
      await learner.hinted(/still “harbour”/);
      await learner.type('docker exec unboxed-uts hostname -f').catch(() => '');
      await learner.hinted(/still “harbour”/);
      await learner.solve();
      await learner.done();
    });

    it('memoryLimit: set on the running container, not by making another one', async () => {
      await learner.start('memoryLimit');
      await learner.hinted(/no memory limit/);
      await learner.type('docker update --memory 64m --memory-swap 64m unboxed-memory');
      await learner.done();
    });

    it('repairService: a limit that is too high does not count', async () => {
      await learner.start('repairService');
      await learner.hinted(/no limit/);
      await learner.type('docker update --pids-limit 5000 unboxed-service');
      await learner.hinted(/says 5000/);
      await learner.solve();
      await learner.done();
    });

    it('forkBomb: stopped by the limit, and gone', async () => {
      await learner.start('forkBomb');
      await learner.hinted(/Nothing has run yet/);
      await learner.try();
      await learner.done();
    });

    onFast('perUserLimit', async () => {
      await learner.start('perUserLimit');
      await learner.try();
      await learner.done();
    });

    it('takeApart', async () => {
      await learner.start('takeApart');
      await learner.answer(false);
      await learner.hinted(/./);
      await learner.answer(true);
      await learner.done();
    });

    onFast('whoStartsWhom', async () => {
      await learner.start('whoStartsWhom');
      await learner.hinted(/List the processes/);
      await learner.try();
      await learner.answer(false);
      await learner.hinted(/lists the processes/);
      await learner.answer(true);
      await learner.done();
    });

    onFast('startTime', async () => {
      await learner.start('startTime');
      await learner.try();
      await learner.done();
    });

    onFast('overlayOrVolume', async () => {
      await learner.start('overlayOrVolume');
      await learner.try();
      await learner.done();
    });

    onFast('bridgeOrHost', async () => {
      await learner.start('bridgeOrHost');
      await learner.hinted(/0 of 10 runs/);
      await learner.try();
      await learner.done();
    });

    onFast('memoryOverhead', async () => {
      await learner.start('memoryOverhead');
      await learner.try();
      await learner.done();
    });

    onFast('writtenAndLost: stopping is not removing', async () => {
      await learner.start('writtenAndLost');
      await learner.hinted(/not there yet/);
      await learner.type(['docker', 'exec', 'unboxed-notes', 'sh', '-c', 'echo hello > /note.txt']);
      await learner.hinted(/in this container still/);
      await learner.type('docker rm --force unboxed-notes');
      await learner.hinted(/its container is gone/);
      await learner.type(
        `docker run --detach --rm --label unboxed.course=writtenAndLost --name unboxed-notes ${image} sleep 100`,
      );
      await learner.done();
    });

    onFast('keptInVolume: a volume in the wrong place, then in the right one', async () => {
      await learner.start('keptInVolume');
      await learner.hinted(/has no volume/);
      await learner.type('docker rm --force unboxed-keeper');
      await learner.hinted(/No container named/);
      await learner.type(
        `docker run --detach --rm --label unboxed.course=keptInVolume --name unboxed-keeper --volume unboxed-kept:/elsewhere ${image} sleep 100`,
      );
      await learner.hinted(/mounted on \/elsewhere/);
      await learner.solve();
      await learner.done();
    });

    onFast('enginesHere', async () => {
      await learner.start('enginesHere');
      await learner.answer(false);
      await learner.hinted(/./);
      await learner.answer(true);
      await learner.done();
    });

    onFast('buildCache: a change early costs more than one late', async () => {
      await learner.start('buildCache');
      await learner.hinted(/Not all four/);
      await learner.try();
      await learner.done();
    });

    onFast('imageSizes: a deleted file is still in the layer below', async () => {
      await learner.start('imageSizes');
      await learner.try();
      await learner.done();
    });
  });

describe('an automated learner with the sample stack', function () {
  this.timeout(240_000);
  const compose = ['docker', 'compose', '--project-name', 'unboxed-learner', '--file'];
  let learner: Learner;
  let folder: string;
  let file: string;

  const edit = async (name: string, change: (text: string) => string) => {
    const target = path.join(folder, name);
    await writeFile(target, change(await readFile(target, 'utf8')));
    // The editor tells of a saved file; here nobody does.
    learner.observer.look();
  };
  const up = () => learner.type([...compose, file, 'up', '--detach']);

  before(async function () {
    await needs(this, 'sample images');
    folder = await mkdtemp(path.join(os.tmpdir(), 'unboxed-learner-'));
    await cp('walkthroughs/sample', folder, { recursive: true });
    file = path.join(folder, 'compose.yaml');
    learner = new Learner(localEngine.host, image);
    // Ports of its own, so that it gets in nobody's way.
    await edit('compose.yaml', (text) =>
      text.replace('"3000:3000"', '"33000:3000"').replace(':-80}', ':-33080}'),
    );
    await edit('nginx/default.conf', (text) => text.replace('$host:3000', '$host:33000'));
  });
  after(async () => {
    await learner.type([...compose, file, 'down', '--volumes']).catch(() => '');
    learner.dispose();
    await rm(folder, { recursive: true });
  });

  it('padStack: default password, missing service, redirect elsewhere, then right', async () => {
    await learner.start('padStack');
    await learner.type([...compose, file, 'up', '--no-start']);
    await learner.hinted(/still holds a default password, in 2 places/);
    await edit('compose.yaml', (text) => text.replaceAll('change_password', 'kT9wq2LmVx7Zr4Np'));
    await learner.hinted(/“database” has stopped/);
    await edit('nginx/default.conf', (text) => text.replace('$host:33000', '$host:33001'));
    await up();
    await learner.hinted(
      /Port 33080 redirects to “http:\/\/127\.0\.0\.1:33001\/”, but the pad listens on port 33000/,
    );
    await edit('nginx/default.conf', (text) => text.replace('$host:33001', '$host:33000'));
    await learner.type([...compose, file, 'restart', 'proxy']);
    await learner.done();
  });

  it('drift: the file changes, the running state follows', async () => {
    await learner.start('drift');
    await learner.hinted(/File and running state agree/);
    await edit('compose.yaml', (text) => text.replace('      - CMD_USECDN=false', '      - CMD_USECDN=true'));
    await learner.hinted(/differ from the file: app\./);
    await up();
    await learner.done();
  });
});
