import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseUpPlan } from '../../src/editor/model/upPlan';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';

const run = promisify(execFile);
const service = (more = '', command = 'sleep 1000'): string =>
  `{ image: busybox:latest, command: ${command}, network_mode: none, stop_signal: SIGKILL${more} }`;
const file = (web: string, more = ''): string => `services:
  web: ${service(web)}
  beside: { image: busybox:latest, command: sleep 1000, stop_signal: SIGKILL, network_mode: "service:web" }
  behind: ${service(', depends_on: { web: { condition: service_started, restart: true } }')}
  apart: ${service()}
${more}`;

describe('what compose would do to bring what runs to the file', function () {
  this.timeout(120_000);
  const project = `unboxed-plan-${process.pid}`;
  let folder: TemporaryFolder;
  const compose = async (...words: readonly string[]): Promise<string> => {
    const args = ['--host', localEngine.host, 'compose', '--project-name', project, ...words];
    const { stdout, stderr } = await run('docker', args, { cwd: folder.path });
    return `${stdout}\n${stderr}`;
  };
  const write = (text: string): Promise<void> => writeFile(path.join(folder.path, 'compose.yaml'), text);
  const ids = async (): Promise<ReadonlyMap<string, string>> => {
    const listed = await compose('ps', '--all', '--orphans', '--no-trunc', '--format', '{{.Name}} {{.ID}}');
    return new Map(
      listed
        .trim()
        .split('\n')
        .map((line) => line.split(' ') as [string, string]),
    );
  };

  before(async function () {
    await needs(this, 'local engine', 'compose');
    folder = await temporaryFolder({});
  });
  after(async () => {
    await compose('down', '--remove-orphans', '--timeout', '0');
    await folder.remove();
  });

  it('is said before, and is what it does: those that hang on a changed service too, and no others', async () => {
    await write(file('', `  old: ${service()}\n`));
    await compose('up', '--detach', '--timeout', '0');
    const before = await ids();
    await write(file(', user: "1000"'));
    const said = parseUpPlan(await compose('--dry-run', 'up', '--detach', '--remove-orphans'));
    assert.deepEqual(await ids(), before, 'nothing was done');
    await compose('up', '--detach', '--remove-orphans', '--timeout', '0');
    const after = await ids();
    const changed = [...before].filter(([name, id]) => after.has(name) && after.get(name) !== id);
    assert.deepEqual(said.recreated, changed.map(([name]) => name).sort());
    assert.deepEqual(said.removed, [`${project}-old-1`]);
    assert.ok(said.recreated.includes(`${project}-beside-1`), 'it shares the network of a changed one');
    assert.ok(!said.recreated.includes(`${project}-apart-1`));
  });
});
