import assert from 'node:assert/strict';
import { givenByOthers, type Surroundings } from '../../../src/editor/model/neighbours';

const tools = 'ms-azuretools.vscode-containers';
const old = 'ms-azuretools.vscode-docker';
const dx = 'docker.docker';

describe('what other extensions give on a compose file', () => {
  type Case = [
    name: string,
    installed: readonly string[],
    settings: Readonly<Record<string, unknown>>,
    given: string,
    more?: Partial<Surroundings>,
  ];
  const cases: Case[] = [
    ['is nothing where there are none', [], {}, ''],
    ['is nothing by others', ['esbenp.prettier-vscode'], {}, ''],
    ['of YAML by Red Hat: its hovers', ['redhat.vscode-yaml'], {}, 'meanings'],
    ['is nothing of it without hovers', ['redhat.vscode-yaml'], { 'yaml.hover': false }, ''],
    ['is nothing of it without schemas', ['redhat.vscode-yaml'], { 'yaml.schemaStore.enable': false }, ''],
    ['of Container Tools: its lens, its hovers, its links', [tools], {}, 'imageLinks meanings up'],
    ['of Docker DX: its names, its hovers, its links, no lens', [dx], {}, 'imageLinks meanings names'],
    ['of both', [tools, dx], {}, 'imageLinks meanings names up'],
    [
      'is nothing of Container Tools where its own setting says so',
      [tools],
      { 'containers.enableComposeLanguageService': false },
      '',
    ],
    [
      'is nothing of Docker DX where its own setting says so',
      [dx],
      { 'docker.extension.enableComposeLanguageServer': false },
      '',
    ],
    ['is nothing of the Docker extension that only brings the others along', [old], {}, ''],
    [
      'of the Docker extension before',
      [old],
      { 'docker.enableDockerComposeLanguageService': true },
      'imageLinks meanings up',
    ],
    ['is nothing where ours is wanted all the same', [tools, dx], {}, '', { besideOthers: 'always' }],
    ['is nothing on a file that only looks like one', [tools, dx], {}, '', { language: 'yaml' }],
  ];
  for (const [name, installed, settings, given, more] of cases)
    it(name, () => {
      const found = givenByOthers({
        language: 'dockercompose',
        besideOthers: 'auto',
        isInstalled: (id) => installed.includes(id),
        setting: (key) => settings[key],
        ...more,
      });
      assert.equal([...found].sort().join(' '), given);
    });
});
