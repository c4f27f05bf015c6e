import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { speaker } from '../../../src/cli/terminal';

describe('unboxed', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unboxed-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  function run(args: string[], translations: Record<string, string> = {}) {
    const output = { out: '', err: '' };
    const code = runCli(
      args,
      {
        out: (text) => (output.out += text),
        err: (text) => (output.err += text),
        colours: false,
        errIsTerminal: false,
        readStdin: () => '',
        say: speaker(translations),
      },
      '1.2.3',
    );
    return { code, ...output };
  }

  const clean = 'services:\n  web:\n    image: nginx:1.27\n    mem_limit: 64m\n';
  const bad = 'version: "3"\nservices:\n  web: { image: nginx, privileged: true }\n';

  it('prints each finding with file, line and column, and counts them', () => {
    const file = write('compose.yaml', bad);
    const { code, out } = run(['lint', file]);
    assert.equal(code, 1);
    assert.match(out, /compose\.yaml:3:36: error: .*\[security-privileged\]/);
    assert.match(out, /errors: 1/);
  });

  it('prints JSON of the promised shape, paths as given', () => {
    const file = write('compose.yaml', bad);
    const found = JSON.parse(run(['lint', '--format', 'json', file]).out) as Record<string, unknown>[];
    const privileged = found.find((finding) => finding['ruleId'] === 'security-privileged');
    assert.ok(privileged);
    const { message, help, ...rest } = privileged;
    assert.equal(typeof message, 'string');
    assert.equal(typeof help, 'string');
    assert.deepEqual(rest, {
      file,
      ruleId: 'security-privileged',
      severity: 'error',
      range: { start: { line: 3, column: 36 }, end: { line: 3, column: 40 } },
    });
  });

  it('exits by --fail-on', () => {
    const file = write('compose.yaml', 'version: "3"\n' + clean);
    assert.equal(run(['lint', file]).code, 0);
    assert.equal(run(['lint', '--fail-on', 'warning', file]).code, 0);
    assert.equal(run(['lint', '--fail-on', 'info', file]).code, 1);
  });

  it('exits with 2 for what is not YAML, names the place, and still prints the other files', () => {
    const broken = write('broken.yaml', 'services:\n\tweb: {}\n');
    const { code, out, err } = run(['lint', write('compose.yaml', bad), broken]);
    assert.equal(code, 2);
    assert.match(out, /security-privileged/);
    assert.match(err, /broken\.yaml:2:1: .*tab/);
  });

  it('exits with 2 for a file that is absent or not text', () => {
    assert.match(run(['lint', path.join(folder, 'none.yaml')]).err, /none\.yaml:1:1: there is no such file/);
    const { code, err } = run(['lint', write('x.yaml', Buffer.from([0xff, 0xfe, 0x00]))]);
    assert.equal(code, 2);
    assert.match(err, /not UTF-8/);
  });

  it('speaks the language of its translations', () => {
    const french = JSON.parse(readFileSync('l10n/fr/rules.json', 'utf8')) as Record<string, string>;
    const { out } = run(['lint', write('compose.yaml', bad)], french);
    assert.match(out, /`version` est obsolète/);
  });

  for (const args of [['lint'], ['lint', '--format', 'xml', 'x'], ['lint', '--nonsense'], ['dance'], []])
    it(`explains the usage for ${JSON.stringify(args)}`, () => {
      const { code, out, err } = run(args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, /unboxed/);
    });

  it('prints version and help', () => {
    assert.equal(run(['--version']).out, '1.2.3\n');
    assert.match(run(['--help']).out, /unboxed lint FILE/);
  });
});
