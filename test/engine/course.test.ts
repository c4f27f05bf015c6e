import { Learner } from '../support/learner';
import { localEngine, needs, remoteEngine, type Part, type TestEngine } from '../support/parts';

const engines: readonly (readonly [Part, TestEngine])[] = [
  ['local engine', localEngine],
  ['remote engine', remoteEngine],
];
const image = process.env['UNBOXED_TEST_LAB_IMAGE'] ?? 'busybox:latest';

for (const [part, engine] of engines)
  describe(`an automated learner on the ${part}`, function () {
    this.timeout(180_000);
    let learner: Learner;

    before(async function () {
      await needs(this, part);
      learner = new Learner(engine.host, image);
    });
    afterEach(() => learner.reset());
    after(() => {
      learner.dispose();
    });

    it('firstContainer', async () => {
      await learner.start('firstContainer');
      await learner.solve();
      await learner.done();
    });

    it('whoseKernel: a wrong guess is explained with the real versions', async () => {
      await learner.start('whoseKernel');
      await learner.answer(false);
      await learner.hinted(/the engine’s machine says \d|says \d/);
      await learner.answer(true);
      await learner.done();
    });

    it('twoPids', async () => {
      await learner.start('twoPids');
      await learner.answer(false);
      await learner.hinted(/machine/);
      await learner.answer(true);
      await learner.done();
    });

    it('sharedNetwork: each wrong network has its own hint', async () => {
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

    it('ownHostname: an exec that changes nothing, then one that does', async () => {
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
      await learner.hinted(/Nothing ran yet/);
      await learner.try();
      await learner.done();
    });

    it('perUserLimit', async () => {
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

    it('whoStartsWhom', async () => {
      await learner.start('whoStartsWhom');
      await learner.hinted(/List the processes/);
      await learner.try();
      await learner.answer(false);
      await learner.hinted(/has parent/);
      await learner.answer(true);
      await learner.done();
    });

    it('startTime', async () => {
      await learner.start('startTime');
      await learner.try();
      await learner.done();
    });

    it('overlayOrVolume', async () => {
      await learner.start('overlayOrVolume');
      await learner.try();
      await learner.done();
    });

    it('writtenAndLost: stopping is not removing', async () => {
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

    it('keptInVolume: a volume in the wrong place, then in the right one', async () => {
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

    it('enginesHere', async () => {
      await learner.start('enginesHere');
      await learner.answer(false);
      await learner.hinted(/./);
      await learner.answer(true);
      await learner.done();
    });

    it('buildCache: a change early costs more than one late', async () => {
      await learner.start('buildCache');
      await learner.hinted(/Not all four/);
      await learner.try();
      await learner.done();
    });

    it('imageSizes: a deleted file is still in the layer below', async () => {
      await learner.start('imageSizes');
      await learner.try();
      await learner.done();
    });
  });
