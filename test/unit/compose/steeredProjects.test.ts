import assert from 'node:assert/strict';
import path from 'node:path';
import { lintCompose, type LintOptions } from '../../../src/compose/lintCompose';
import { filesOfRun, filesToGive } from '../../../src/compose/project/filesOfRun';
import { steeringEnvironment } from '../../../src/compose/project/composeFileSetting';
import {
  activeProfiles,
  isStarted,
  projectFolder,
  servicesOfRun,
} from '../../../src/editor/model/projectRun';
import { formatMessage } from '../../../src/message';
import type { Files } from '../../support/brokenProjects';
import { steeredFiles, steeredProjects } from '../../support/composeFileProjects';

function lint(files: Files, main: string, shell: Readonly<Record<string, string>> = {}) {
  const options: LintOptions = {
    files: { readFile: (path) => files[path], exists: (path) => Object.hasOwn(files, path) },
    run: { environment: steeringEnvironment(shell) },
  };
  return lintCompose(files[main] ?? '', main, options);
}

describe('variables that steer Compose', () => {
  for (const [name, { files, main, shell, services }] of Object.entries(steeredProjects))
    it(`are read as Compose reads them: ${name}`, () => {
      const { run, findings } = lint({ ...steeredFiles, ...files }, main, shell);
      const refused = findings.some(({ ruleId }) => ruleId === 'correctness-unresolved-file');
      assert.equal(refused, services === undefined, JSON.stringify(findings));
      if (!services) return;
      const active = activeProfiles([], run.variables(run.source)('COMPOSE_PROFILES'));
      const started = servicesOfRun(run, () => undefined).filter((service) => isStarted(service, active));
      assert.deepEqual(started.map((service) => service.name).sort(), services);
    });

  it('are shown where they stand when Compose refuses what they say', () => {
    for (const value of ['a.yml:gone.yml', 'a.yml:']) {
      const env = `A=1\nCOMPOSE_FILE=${value}\n`;
      const { findings } = lint({ ...steeredFiles, '.env': env }, 'a.yml');
      const [found] = findings.filter(({ ruleId }) => ruleId === 'correctness-unresolved-file');
      assert.equal(found?.file, '.env');
      assert.equal(env.slice(found.range.start, found.range.end), value);
    }
  });

  it('name the project after the folder of its first file', () => {
    const folderOf = (value: string): string => {
      const all: Files = { ...steeredFiles, '/p/a.yml': 'services: {}\n', '.env': `COMPOSE_FILE=${value}\n` };
      return projectFolder(lint(all, '/p/a.yml').run, '/p/a.yml');
    };
    assert.equal(path.relative('/p', folderOf('sub/s.yml:a.yml')), 'sub');
    assert.equal(path.relative('/p', folderOf('a.yml:sub/s.yml')), '');
    assert.equal(path.relative('/p', folderOf('c.yml')), '');
  });

  it('leave it to Compose to find the files that they name, and no others', () => {
    const given = (env: string, main: string, shell: Readonly<Record<string, string>> = {}) => {
      const files: Files = { ...steeredFiles, '.env': env };
      const disk = { readFile: (name: string) => files[name], exists: (name: string) => name in files };
      return filesToGive(filesOfRun(main, disk, undefined, undefined, shell));
    };
    assert.deepEqual(given('COMPOSE_FILE=sub/s.yml:a.yml\n', 'a.yml'), []);
    assert.deepEqual(given('COMPOSE_FILE=sub/s.yml:a.yml\n', 'c.yml'), ['c.yml']);
    assert.deepEqual(given('COMPOSE_FILE=a.yml\n', 'a.yml', { COMPOSE_FILE: 'c.yml' }), ['a.yml']);
    assert.deepEqual(given('', 'compose.yaml'), ['compose.yaml', 'compose.override.yaml']);
  });

  it('name files of variables that must be there', () => {
    const messages = (shell: Readonly<Record<string, string>>): string[] =>
      lint({ ...steeredFiles, 'o.env': 'A=1\n' }, 'c.yml', shell)
        .findings.filter(({ ruleId }) => ruleId === 'correctness-unresolved-file')
        .map(({ message }) => formatMessage(message, {}, 'en'));
    assert.deepEqual(messages({}), []);
    assert.deepEqual(messages({ COMPOSE_ENV_FILES: 'o.env' }), []);
    assert.deepEqual(messages({ COMPOSE_ENV_FILES: 'o.env,gone.env' }), [
      'gone.env does not exist: Compose refuses the file.',
    ]);
  });

  it('put profiles on: what needs a service of theirs is not refused', () => {
    const text = 'services:\n  a: {image: "i:1", depends_on: [b]}\n  b: {image: "i:1", profiles: [p]}\n';
    const refused = (env: string, shell?: Readonly<Record<string, string>>): boolean =>
      lint({ 'compose.yaml': text, '.env': env }, 'compose.yaml', shell).findings.some(
        ({ ruleId }) => ruleId === 'correctness-dependency-out-of-profile',
      );
    assert.equal(refused('COMPOSE_PROFILES=p\n'), false);
    assert.equal(refused('COMPOSE_PROFILES=q\n'), true);
    assert.equal(refused('', { COMPOSE_PROFILES: 'q,p' }), false);
    assert.equal(refused('COMPOSE_PROFILES=p\n', { COMPOSE_PROFILES: '' }), true);
  });
});
