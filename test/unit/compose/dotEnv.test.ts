import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose } from '../../../src/compose/lintCompose';
import { parseDotEnv } from '../../../src/compose/readDotEnv';
import { readVariables } from '../../../src/compose/project/readVariables';
import { correctnessMissingEnvFile } from '../../../src/compose/rules/correctnessMissingEnvFile';
import { dotEnvConstructs } from '../../support/dotEnvConstructs';

type Files = Readonly<Record<string, string>>;

/** The findings as `file:line:column: severity: words`. */
function said(files: Files): string[] {
  const around: FileAccess = {
    readFile: (path) => files[path],
    exists: (path) => Object.hasOwn(files, path),
  };
  const rules = [correctnessMissingEnvFile];
  return lintCompose(files['compose.yaml'] ?? '', 'compose.yaml', { files: around, rules }).findings.map(
    ({ file, range: { start, end }, severity }) => {
      const before = (files[file] ?? '').slice(0, start).split('\n');
      return `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}: ${severity}: ${files[file]?.slice(start, end)}`;
    },
  );
}

const shop = (line: string): string => `services:\n  shop:\n    image: shop:1\n    ${line}\n`;

describe('a file of variables', () => {
  it('is read and refused as Compose does', () => {
    for (const [text, what] of dotEnvConstructs) {
      const { problems } = parseDotEnv(text, '.env');
      assert.equal(problems.length > 0, typeof what === 'string', JSON.stringify(text));
      if (typeof what === 'string') continue;
      const variables = [...readVariables([{ text, file: '.env' }])].map(([name, { value }]) => [
        name,
        value,
      ]);
      assert.deepEqual(Object.fromEntries(variables), what, JSON.stringify(text));
    }
  });

  it('is refused at its own line and column', () => {
    assert.deepEqual(said({ 'compose.yaml': shop('user: me'), '.env': 'A=1\n  MY KEY=2\nB=3\n' }), [
      '.env:2:3: error: MY KEY',
    ]);
    assert.deepEqual(said({ 'compose.yaml': shop('user: me'), '.env': 'A=1\nB="two\nC=3\n' }), [
      '.env:2:3: error: "two',
    ]);
    assert.deepEqual(said({ 'compose.yaml': shop('env_file: shop.env'), 'shop.env': 'A=1\nB@C=2\n' }), [
      'shop.env:2:2: error: @',
    ]);
    assert.deepEqual(
      said({ 'compose.yaml': shop('env_file: [{path: a.env, required: false}]'), 'a.env': 'A={\nB=${\n' }),
      ['a.env:2:3: error: ${'],
    );
    assert.deepEqual(said({ 'compose.yaml': shop('label_file: a.labels'), 'a.labels': '- a=b\n' }), [
      'a.labels:1:1: error: - a',
    ]);
  });

  it('is refused once, however many services read it', () => {
    const text = 'services:\n  a: {image: a, env_file: s.env}\n  b: {image: b, env_file: [s.env, t.env]}\n';
    assert.deepEqual(said({ 'compose.yaml': text, 's.env': 'A B=1\n', 't.env': 'A=1\n' }), [
      's.env:1:1: error: A B',
    ]);
  });

  it('is found where a variable says where it is', () => {
    const files = { 'compose.yaml': shop('env_file: "${STAGE}.env"'), '.env': 'STAGE=live\n' };
    assert.deepEqual(said({ ...files, 'live.env': 'A B=1\n' }), ['live.env:1:1: error: A B']);
    assert.deepEqual(said(files), ['compose.yaml:4:15: warning: "${STAGE}.env"']);
  });

  it('of another format is left alone', () => {
    const text = shop('env_file: [{path: a.env, format: raw}]');
    assert.deepEqual(said({ 'compose.yaml': text, 'a.env': 'A B="1\n' }), []);
  });

  it('that an included file brings is looked at, too', () => {
    const files = {
      'compose.yaml': 'include: [sub/compose.yaml]\n',
      'sub/compose.yaml': shop('user: me'),
      'sub/.env': '<<<<<<< HEAD\nA=1\n',
    };
    assert.deepEqual(said(files), ['sub/.env:1:1: error: <']);
  });
});
