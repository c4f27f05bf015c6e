import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { parseCompose } from '../../src/compose/parseCompose';
import { linkFiles } from '../../src/compose/project/linkFiles';
import { readVariables } from '../../src/compose/project/readVariables';
import { composeArguments } from '../../src/editor/model/composeArguments';
import { lensesOf, type LensAction } from '../../src/editor/model/lensModel';
import { projectName } from '../../src/editor/model/projectName';
import {
  activeProfiles,
  nameInFiles,
  profilesToReach,
  servicesOfRun,
} from '../../src/editor/model/projectRun';
import { containersOfProject, isLive } from '../../src/editor/model/serviceState';
import { LazyEngine } from '../../src/engine/lazyEngine';
import { formatMessage } from '../../src/message';
import { localEngine, needs } from '../support/parts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder';
import { endpoint } from './fixtures';

const run = promisify(execFile);
const id = `unboxed-run-${process.pid}`;
const service = (more = ''): string =>
  `{ image: busybox:latest, command: sleep 1000, network_mode: none, stop_signal: SIGKILL${more} }`;

/** A project that is run with all that can be chosen: two files, a file of variables with its name, a profile. */
const files: Readonly<Record<string, string>> = {
  'app/compose.yaml': `services:\n  web: ${service()}\n  debug: ${service(', profiles: [tools]')}\n  idle: ${service(', profiles: [never]')}\n`,
  'more/more.yaml': `services:\n  web: { scale: "\${COPIES}", volumes: ["./compose.yaml:/here:ro"] }\n  extra: ${service()}\n`,
  'app/prod.env': `COMPOSE_PROJECT_NAME=${id}\nCOPIES=2\nCOMPOSE_PROFILES=never\n`,
};
const choices = { files: ['compose.yaml', '../more/more.yaml'], envFiles: ['prod.env'], profiles: ['tools'] };

describe('a project that is run with chosen files, variables and profiles', function () {
  this.timeout(60_000);
  const engine = new LazyEngine(endpoint(localEngine.host));
  let folder: TemporaryFolder;
  /** Runs the words that the editor's tasks are made of, in the folder in which they run. */
  const compose = async (command: readonly string[], profiles = choices.profiles): Promise<string> => {
    const args = composeArguments({ ...choices, profiles, projectName: '', command });
    const { stdout } = await run('docker', ['--host', localEngine.host, ...args], {
      cwd: path.join(folder.path, 'app'),
    });
    return stdout;
  };
  const read = (name: string): string | undefined => files[path.posix.normalize(`app/${name}`)];

  before(async function () {
    await needs(this, 'local engine', 'compose');
    folder = await temporaryFolder(files);
  });
  after(async () => {
    await compose(['down', '--timeout', '0'], ['*']);
    engine.dispose();
    await folder.remove();
  });

  it('is found running by its lenses: name, copies, profile and folder are those of compose', async () => {
    const model = linkFiles(
      parseCompose(read('compose.yaml') ?? '', 'compose.yaml'),
      { readFile: read, exists: (name) => read(name) !== undefined },
      { together: choices.files, envFiles: choices.envFiles },
    );
    const noShell = (): undefined => undefined;
    const variables = readVariables([{ file: 'prod.env', text: read('prod.env') ?? '' }]);
    const project = projectName({
      chosen: '',
      environment: variables.get('COMPOSE_PROJECT_NAME')?.value,
      named: nameInFiles(model, noShell),
      folder: path.join(folder.path, 'app'),
    });
    const profiles = activeProfiles(choices.profiles, variables.get('COMPOSE_PROFILES')?.value);
    const services = servicesOfRun(model, noShell);
    const said = async (): Promise<string[]> =>
      lensesOf({
        servicesKey: { start: 0, end: 8 },
        services,
        passwords: [],
        sight: {
          kind: 'known',
          services: containersOfProject(await engine.listContainers(), project),
          host: 'localhost',
        },
        drift: [],
        pending: new Set(),
        choices: '',
        project,
        profiles,
        shown: (kind) => kind === 'state' || kind === 'up',
      }).map(({ title, action }) => `${formatMessage(title)}${target(action)}`);
    await compose(['up', '--detach']);
    assert.deepEqual(await said(), [
      `${id}: 3 of 3 services run`,
      'running 2/2',
      'running',
      'only with profile never',
      'Up idle',
    ]);
    // The override's relative path begins in the folder of the first file.
    const [web] = (await engine.listContainers()).filter(({ name }) => name === `${id}-web-1`);
    const mounts = (await engine.inspect(web?.id ?? '')).mounts.map(({ source }) => source);
    assert.deepEqual(mounts, [path.join(folder.path, 'app/compose.yaml')]);
    // Without its profile, the service that has one would go on running.
    const live = containersOfProject(await engine.listContainers(), project);
    const reach = profilesToReach(services, [], (name) => (live.get(name) ?? []).some(isLive));
    await compose(['stop'], [...(reach ?? [])]);
    assert.equal((await said())[0], `${id}: 0 of 3 services run`);
  });
});

const target = (action: LensAction): string =>
  'service' in action && action.service !== undefined ? ` ${action.service}` : '';
