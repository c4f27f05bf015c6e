import assert from 'node:assert/strict';
import type { ComposeModel } from '../../../src/compose/composeModel';
import { parseCompose } from '../../../src/compose/parseCompose';
import { filesOfRun } from '../../../src/compose/project/filesOfRun';
import { linkFiles, type RunChoices } from '../../../src/compose/project/linkFiles';
import {
  activeProfiles,
  nameInFiles,
  profilesToReach,
  servicesOfRun,
} from '../../../src/editor/model/projectRun';

type Files = Readonly<Record<string, string>>;

const access = (files: Files): Parameters<typeof linkFiles>[1] => ({
  readFile: (name) => files[name],
  exists: (name) => name in files,
});
const run = (files: Files, looked = 'compose.yaml', choices: RunChoices = {}): ComposeModel =>
  linkFiles(parseCompose(files[looked] ?? '', looked), access(files), choices);
const noShell = (): undefined => undefined;

const base = 'name: base\nservices:\n  web: { image: a }\n  db: { image: b, profiles: ["${P:-data}"] }\n';
const override = 'services:\n  web: { deploy: { replicas: "${N:-2}" } }\n  extra: { image: c, scale: 3 }\n';

describe('the services of a run of compose', () => {
  const told = (model: ComposeModel, shell: (name: string) => string | undefined = noShell): string[] =>
    servicesOfRun(model, shell).map(
      ({ name, range, replicas, profiles }) =>
        `${name} ${replicas} ${profiles.join()} ${range ? model.source.text.slice(range.start, range.end) : '-'}`,
    );
  const both = { 'compose.yaml': base, 'compose.override.yaml': override };
  const cases: [string, string[], string[]][] = [
    ['are those of the file and its override', told(run(both)), ['web 2  web', 'db 1 data db', 'extra 3  -']],
    [
      'are the same as seen from the override',
      told(run(both, 'compose.override.yaml')),
      ['web 2  web', 'db 1 data -', 'extra 3  extra'],
    ],
    [
      'are filled in from the files of variables',
      told(run({ ...both, '.env': 'N=4\nP=other\n' })),
      ['web 4  web', 'db 1 other db', 'extra 3  -'],
    ],
    [
      'are filled in from the shell first',
      told(run({ ...both, '.env': 'N=4\n' }), (name) => (name === 'N' ? '5' : undefined)),
      ['web 5  web', 'db 1 data db', 'extra 3  -'],
    ],
    [
      'are those of the files that were chosen',
      told(
        run({ ...both, 'b.yaml': 'services: { web: { scale: 7 } }' }, 'compose.yaml', {
          together: ['compose.yaml', 'b.yaml'],
        }),
      ),
      ['web 7  web', 'db 1 data db'],
    ],
    [
      'count one where nobody knows how many',
      told(
        run({ 'compose.yaml': 'services: { a: { image: x, scale: "${N}" }, b: { image: x, scale: 0 } }' }),
      ),
      ['a 1  a', 'b 0  b'],
    ],
  ];
  for (const [name, seen, expected] of cases)
    it(name, () => {
      assert.deepEqual(seen, expected);
    });
});

describe('the files of a run of compose', () => {
  const stands = (...names: readonly string[]) => ({
    readFile: () => undefined,
    exists: (name: string) => names.includes(name),
  });
  const cases: [string, string, readonly string[], readonly string[] | undefined, string[]][] = [
    ['a file alone', 'compose.yaml', [], undefined, ['compose.yaml']],
    [
      'a file with its override',
      'compose.yaml',
      ['compose.override.yml'],
      undefined,
      ['compose.yaml', 'compose.override.yml'],
    ],
    [
      'the override that is looked at comes after what it is put over',
      'compose.override.yaml',
      ['compose.yaml', 'compose.override.yaml'],
      undefined,
      ['compose.yaml', 'compose.override.yaml'],
    ],
    [
      'a file of another name has none',
      'dev.yaml',
      ['compose.yaml', 'compose.override.yaml'],
      undefined,
      ['dev.yaml'],
    ],
    [
      'what was chosen, in its order',
      'compose.yaml',
      ['compose.override.yaml'],
      ['compose.yaml', '../b.yaml', 'a.yaml'],
      ['compose.yaml', '../b.yaml', 'a.yaml'],
    ],
    [
      'nothing but the file, where that was chosen',
      'compose.yaml',
      ['compose.override.yaml'],
      ['compose.yaml'],
      ['compose.yaml'],
    ],
  ];
  for (const [name, file, there, together, expected] of cases)
    it(name, () => {
      assert.deepEqual(filesOfRun(file, stands(...there), together).names, expected);
    });
});

describe('the name that files give their project', () => {
  const cases: [string, string | undefined, string | undefined][] = [
    [
      'is none where they give none',
      nameInFiles(run({ 'compose.yaml': 'services: {}' }), noShell),
      undefined,
    ],
    ['is the file’s', nameInFiles(run({ 'compose.yaml': base }), noShell), 'base'],
    [
      'is the override’s, wherever one looks from',
      nameInFiles(
        run({ 'compose.yaml': base, 'compose.override.yaml': 'name: over\n' }, 'compose.override.yaml'),
        noShell,
      ),
      'over',
    ],
    [
      'is the base’s where the override is looked at',
      nameInFiles(
        run({ 'compose.yaml': base, 'compose.override.yaml': override }, 'compose.override.yaml'),
        noShell,
      ),
      'base',
    ],
    [
      'is filled in from `.env`',
      nameInFiles(
        run({ 'compose.yaml': 'name: shop-${STAGE}\nservices: {}', '.env': 'STAGE=dev\n' }),
        noShell,
      ),
      'shop-dev',
    ],
    [
      'is filled in from the shell first',
      nameInFiles(run({ 'compose.yaml': 'name: shop-${STAGE}\n', '.env': 'STAGE=dev\n' }), () => 'prod'),
      'shop-prod',
    ],
    [
      'is not known where a variable is not',
      nameInFiles(run({ 'compose.yaml': 'name: a${B}\n' }), noShell),
      undefined,
    ],
  ];
  for (const [name, seen, expected] of cases)
    it(name, () => {
      assert.equal(seen, expected);
    });
});

describe('profiles', () => {
  it('are those that were chosen, else those of the environment', () => {
    assert.deepEqual(activeProfiles(['a'], 'b'), ['a']);
    assert.deepEqual(activeProfiles([], 'b, c,'), ['b', 'c']);
    assert.deepEqual(activeProfiles([], undefined), []);
  });
  const service = (name: string, ...profiles: readonly string[]) => ({
    name,
    profiles,
    replicas: 1,
    range: undefined,
  });
  const services = [service('web'), service('db', 'data'), service('shell', 'debug', 'data')];
  const cases: [string, readonly string[], readonly string[], readonly string[] | undefined][] = [
    ['reach what has none', [], ['web'], undefined],
    ['reach a service that runs with one of its own', [], ['web', 'db'], ['data']],
    ['keep those that count', ['debug'], ['db', 'shell'], ['debug', 'data']],
    ['are not named twice', [], ['db', 'shell'], ['data']],
    ['are left alone where all are reached', ['data'], ['db', 'shell'], undefined],
    ['are left alone where all are chosen', ['*'], ['db', 'shell'], undefined],
  ];
  for (const [name, active, live, expected] of cases)
    it(name, () => {
      assert.deepEqual(
        profilesToReach(services, active, (one) => live.includes(one)),
        expected,
      );
    });
});
