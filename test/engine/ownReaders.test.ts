import assert from 'node:assert/strict';
import type { WatchedEngine } from '../../src/engine/liveEngine';
import type { ContainerFacts } from '../../src/kernel/containerFacts';
import { insideScript } from '../../src/kernel/kernelFiles';
import { readerName } from '../../src/kernel/readers';
import { skipBecause } from '../support/skipBecause';
import { localEngine, needs, remoteEngine, type Part } from '../support/parts';
import { farEngine, docker, pause, Remains, removeContainers, runContainer } from './fixtures';

const engines: readonly (readonly [Part, string, rounds: number])[] = [
  ['local engine', localEngine.host, 4],
  ['remote engine', remoteEngine.host, 1],
];

for (const [part, host, rounds] of engines)
  describe(`all sections of a container opened at once, read from inside on the ${part}`, function () {
    this.timeout(120_000);
    const remains = new Remains();
    const requests: string[][] = [];
    const windows: WatchedEngine[] = [];
    let id = '';

    before(async function () {
      await needs(this, part);
      remains.add(() => removeContainers(host));
      id = await runContainer(host, 'sections', '--network', 'none');
      for (let window = 0; window < 2; window += 1) {
        const { cable, live } = await farEngine(host, remains);
        await live.info();
        requests.push(cable.requests);
        windows.push(live);
      }
    });

    after(() => remains.remove());

    const sections = ({ facts }: WatchedEngine): Promise<readonly ContainerFacts[]> =>
      Promise.all([
        facts.read(id),
        facts.readKernel(id),
        facts.readProcesses(id),
        facts.readKernel(id),
        facts.read(id),
      ]);
    const commands = ({ processes }: ContainerFacts) => processes.map(({ command }) => command);
    const own = /^sh -c trap exit TERM|^sleep 100000$/;

    it('show the container’s own processes alone, each with its number inside, by one reading for all', async () => {
      const [window] = windows;
      assert.ok(window);
      for (let round = 0; round < rounds; round += 1) {
        window.facts.forget(id);
        requests[0]?.splice(0);
        const opened = await sections(window);
        for (const facts of opened) {
          assert.deepEqual(
            commands(facts).filter((command) => !own.test(command)),
            [],
          );
          assert.equal(facts.processes.length, 2);
        }
        for (const facts of [...opened.slice(1, 4), await window.facts.read(id)])
          assert.deepEqual(
            facts.processes.map(({ insidePid }) => insidePid !== undefined),
            [true, true],
            commands(facts).join('; '),
          );
        const execs = requests[0]?.filter((request) => request.endsWith(`/${id}/exec`)) ?? [];
        assert.ok(execs.length <= 2, `${execs.length} shells were started in the container`);
      }
    });

    it('show no shell with which another window reads the same container', async function () {
      if (host !== localEngine.host) skipBecause(this, 'seen on the local engine, which is faster');
      const [window] = windows;
      assert.ok(window);
      // As that window’s reading, for as long as it takes to look at it.
      const reading = docker(host, 'exec', id, 'sh', '-c', `${insideScript(1, '1')}\nsleep 3; :`);
      const seen = async () => (await docker(host, 'top', id, '-eo', 'pid,args')).includes(readerName);
      for (let tries = 0; tries < 200 && !(await seen()); tries += 1) await pause(50);
      const facts = await window.facts.readProcesses(id);
      assert.equal(await seen(), true, 'it was there all the time');
      assert.deepEqual(
        commands(facts).filter((command) => !own.test(command)),
        [],
      );
      assert.ok(facts.processes.every(({ insidePid }) => insidePid !== undefined));
      await reading;
    });
  });
