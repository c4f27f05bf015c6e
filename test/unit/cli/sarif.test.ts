import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { speaker } from '../../../src/cli/terminal';
import { profiles } from '../../../src/compose/rule';
import { rules } from '../../../src/compose/rules/registry';
import { corpus } from '../../support/corpus';
import { schemaErrors } from '../../support/jsonSchema';
import { sarifSchema } from '../../support/sarifSchema';

describe('unboxed lint --format sarif', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unboxed-sarif-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function sarifOf(...args: string[]): unknown {
    let out = '';
    runCli(
      ['lint', '--format', 'sarif', ...args],
      {
        out: (text) => (out += text),
        err: () => undefined,
        colours: false,
        errIsTerminal: false,
        environment: {},
        readStdin: () => Buffer.from('services: {a: {image: x, privilegd: true}}\n'),
        say: speaker({}, 'en'),
      },
      '1.2.3',
    );
    return JSON.parse(out);
  }

  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };

  const conforms = (log: unknown): void => {
    assert.deepEqual(schemaErrors(log, sarifSchema), []);
  };

  it('conforms to SARIF 2.1.0 for every example of every rule, in every profile', () => {
    const files = rules.flatMap(({ id, examples }) =>
      [...examples.bad, ...examples.good].map((text, index) => write(`rules/${id}-${index}.yaml`, text)),
    );
    for (const profile of profiles) conforms(sarifOf('--profile', profile, ...files));
  });

  it('conforms for odd names, odd texts, other files and what is not YAML', () => {
    write('shared/base.yaml', 'services: {a: {image: "x", privileged: true}}\n');
    const files = [
      write('a b#c?d%e:é.yaml', '\uFEFFservices:\r\n  a:\r\n    image: "é😀"\r\n    privileged: true\r\n'),
      write('broken.yaml', 'services:\n\tweb: {}\n'),
      write('empty.yaml', ''),
      write('extending.yaml', 'services: {b: {extends: {file: shared/base.yaml, service: a}}}\n'),
      write('twice.yaml', 'services:\n  a: &a {image: x, ports: ["80:80"]}\n  b: *a\n  c: *a\n'),
    ];
    conforms(sarifOf('--profile', 'strict', ...files));
    conforms(sarifOf('-'));
  });

  it('conforms for public files', function () {
    if (!existsSync(corpus)) this.skip();
    assert.notEqual(readdirSync(corpus).length, 0);
    for (const profile of profiles) conforms(sarifOf('--profile', profile, corpus));
  });

  it('is not taken for conforming where it is not', () => {
    const log = sarifOf('-') as { runs: { results: { level: string; extra?: number }[] }[] };
    const [first] = log.runs[0]?.results ?? [];
    assert.ok(first);
    first.level = 'info';
    first.extra = 1;
    assert.deepEqual(schemaErrors(log, sarifSchema), [
      '$.runs[0].results[0].level is none of none, note, warning, error: "info"',
      '$.runs[0].results[0] has no property extra',
    ]);
  });
});
