import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { speaker } from '../../../src/cli/terminal';

/** The program itself, for what only a process of its own can show. */
const command = `${process.execPath} --import tsx ${path.join(import.meta.dirname, '../../../src/cli.ts')}`;

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

  function run(
    args: string[],
    translations: Record<string, string> = {},
    stdin: string | Uint8Array = '',
    environment: Record<string, string> = {},
  ) {
    const output = { out: '', err: '' };
    const code = runCli(
      args,
      {
        out: (text) => (output.out += text),
        err: (text) => (output.err += text),
        colours: false,
        errIsTerminal: false,
        environment,
        readStdin: () => Buffer.from(stdin),
        say: speaker(translations, 'en'),
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

  it('lets no text of a file steer the terminal, or begin a line of a job’s log', () => {
    const name = String.raw`"a\e[31m\n::stop-commands::x\u202e"`;
    const file = write('compose.yaml', `services:\n  ${name}: { image: nginx, privileged: true }\n`);
    const broken = write('broken.yaml', `services: { web: { image: *\u001B[31mx } }\n`);
    const { out, err } = run(['lint', file, broken]);
    assert.match(out, /security-privileged/);
    assert.match(err, /broken\.yaml/);
    for (const sign of ['\u001B', '\u202E', '\n::'])
      assert.ok(!(out + err).includes(sign), JSON.stringify(out + err));
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

  it('says what stands in files that belong to a file under their name, once', () => {
    const file = write('compose.yaml', 'include: [more.yaml]\n' + clean);
    const more = write(
      'more.yaml',
      'services:\n  more: { image: nginx:1.27, mem_limit: 64m, privileged: true }\n',
    );
    const over = write(
      'compose.override.yaml',
      'services:\n  web: { privileged: true } # unboxed-disable-line\n',
    );
    const places = (args: string[]): string[] =>
      run(['lint', ...args]).out.match(/\S+:\d+:\d+(?=: error: .*security-privileged)/g) ?? [];
    assert.deepEqual(places([file]), [`${more}:2:58`]);
    assert.deepEqual(places([file, more, over]), [`${more}:2:58`]);
    assert.deepEqual(places([over]), []);
    writeFileSync(over, 'services:\n  web: { privileged: true }\n');
    assert.deepEqual(places([file]), [`${over}:2:22`, `${more}:2:58`]);
    assert.deepEqual(places([over, file]), [`${over}:2:22`, `${more}:2:58`]);
  });

  it('takes the files of -f together, in their order', () => {
    const one = write('one.yaml', clean);
    const two = write('two.yaml', 'services:\n  web: { privileged: true }\n');
    const three = write('three.yaml', 'services:\n  web: { privileged: false }\n');
    assert.match(run(['lint', '-f', one, '-f', two]).out, /two\.yaml:2:22: error/);
    assert.doesNotMatch(run(['lint', '-f', one, '-f', two, '-f', three]).out, /privileged/);
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

  it('names the key that is out of place and what would mend it, and leaves that to the reader', () => {
    const text = 'services:\n  web:\n    image: nginx\n     init: true\n';
    const file = write('compose.yaml', text);
    for (const more of [[], ['--fix'], ['--diff']]) {
      const { code, err } = run(['lint', ...more, file]);
      assert.equal(code, 2);
      assert.match(err, /compose\.yaml:4:6: .*`init`.* This would mend it: Indent this line by 4 spaces\.\n/);
      assert.equal(readFileSync(file, 'utf8'), text);
    }
  });

  it('exits with 2 for a file that is absent or not text', () => {
    assert.match(run(['lint', path.join(folder, 'none.yaml')]).err, /none\.yaml:1:1: there is no such file/);
    const { code, err } = run(['lint', write('x.yaml', Buffer.from([0xff, 0xfe, 0x00]))]);
    assert.equal(code, 2);
    assert.match(err, /neither UTF-8/);
  });

  it('takes and says everything that stands in a messy folder', () => {
    const inside = (name: string): string => path.join(folder, name);
    write('compose.yaml', bad);
    write('compose.empty.yaml', '# nothing yet\n');
    write('compose.broken.yaml', 'services: {\n');
    mkdirSync(inside('elsewhere'));
    write('elsewhere/kept.txt', clean);
    symlinkSync('..', inside('elsewhere/circle'));
    symlinkSync('compose.yaml', inside('docker-compose.yaml'));
    symlinkSync('kept.txt', inside('elsewhere/compose.linked.yaml'));
    symlinkSync('gone.yaml', inside('compose.gone.yaml'));
    symlinkSync('compose.self.yaml', inside('compose.self.yaml'));
    execFileSync('mkfifo', [inside('compose.fifo.yaml')]);
    const { code, out, err } = run(['lint', folder, inside('compose.self.yaml'), '--profile', 'strict']);
    assert.equal(code, 2);
    const spoken = new Set(
      [...out.matchAll(/^(\S+?):\d+:\d+: /gm)].map(([, file]) => path.relative(folder, file!)),
    );
    assert.deepEqual([...spoken].sort(), [
      'compose.empty.yaml',
      'compose.yaml',
      'elsewhere/compose.linked.yaml',
    ]);
    assert.match(out, /`compose\.empty\.yaml` holds nothing/);
    assert.match(err, /compose\.self\.yaml:1:1: it is a link that leads in a circle\n/);
    assert.match(err, /compose\.broken\.yaml:1:11: /);
    assert.equal(err.trimEnd().split('\n').length, 2, err);
  });

  it('says of a folder and a config that may not be read, and of files that may not be written', () => {
    const locked = path.join(folder, 'locked');
    mkdirSync(locked);
    const fixed = write('compose.yaml', bad);
    chmodSync(folder, 0o555);
    chmodSync(fixed, 0o444);
    chmodSync(locked, 0o000);
    const restricted = (args: string[]): ReturnType<typeof run> => {
      // Root may do everything: nobody looks instead.
      const root = process.geteuid?.() === 0;
      if (root) process.seteuid?.(65_534);
      try {
        return run(args);
      } finally {
        if (root) process.seteuid?.(0);
      }
    };
    const denied = (what: string): string => `${what}: access to it is denied\n`;
    assert.equal(restricted(['lint', folder]).code, 2);
    assert.equal(restricted(['lint', folder]).err, denied(locked));
    assert.deepEqual(restricted(['lint', locked]), { code: 2, out: '', err: denied(locked) });
    const { code, err } = restricted(['lint', fixed, '--fix']);
    assert.deepEqual([code, err], [2, denied(fixed)]);
    const baseline = path.join(folder, 'baseline.json');
    assert.deepEqual(
      restricted(['lint', fixed, '--write-baseline', baseline]).err.split('\n')[0],
      `unboxed: ${baseline} cannot be written (EACCES).`,
    );
    chmodSync(folder, 0o755);
    const config = write('.unboxed.yaml', 'profile: strict\n');
    chmodSync(config, 0o000);
    assert.equal(restricted(['lint', fixed]).err, `${config}:1:1: access to it is denied\n`);
    chmodSync(locked, 0o755);
  });

  it('takes nothing but UTF-8 that comes in', () => {
    const { code, err } = run(['lint', '-'], {}, Buffer.from([0xff, 0xfe, 0]));
    assert.deepEqual([code, err], [2, '-:1:1: it is text in neither UTF-8 nor UTF-16\n']);
  });

  for (const [args, words] of [
    [['--nonsense', 'x'], 'There is no option --nonsense.'],
    [['--profile'], '--profile needs a value.'],
    [['-f'], '-f needs a value.'],
    [['--fix=3', 'x'], '--fix takes no value.'],
  ] as const)
    it(`says what is wrong with ${args.join(' ')}`, () => {
      const { code, err } = run(['lint', ...args]);
      assert.deepEqual([code, err.split('\n')[0]], [2, `unboxed: ${words}`]);
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

  it('says that a folder holds no compose file, and prints an empty list all the same', () => {
    const { code, out, err } = run(['lint', '--format', 'json', folder]);
    assert.deepEqual([code, JSON.parse(out)], [0, []]);
    assert.equal(err, `There is no compose file in ${folder}.\n`);
  });

  it('lints folders and globs, each file once', () => {
    write('compose.yaml', bad);
    write('compose.dev.yml', bad);
    write('other.yaml', bad);
    const filesIn = (...args: string[]): string[] => {
      const found = JSON.parse(run(['lint', '--format', 'json', ...args]).out) as { file: string }[];
      return [...new Set(found.map(({ file }) => path.basename(file)))].sort();
    };
    assert.deepEqual(filesIn(folder), ['compose.dev.yml', 'compose.yaml']);
    assert.deepEqual(filesIn(`${folder}/**/*.{yaml,yml}`), ['compose.dev.yml', 'compose.yaml', 'other.yaml']);
    assert.deepEqual(filesIn(`${folder}/c*.y?ml`, folder), ['compose.dev.yml', 'compose.yaml']);
  });

  it('finds the project that COMPOSE_FILE names, and lints its files as one', () => {
    write('.env', 'COMPOSE_PATH_SEPARATOR=,\nDIR=.\nCOMPOSE_FILE=stack.yml,$DIR/nets.yml\n');
    write('stack.yml', 'services:\n  web:\n    image: nginx:1.27\n    networks: [back, gone]\n');
    write('nets.yml', 'networks:\n  back:\n');
    const { out, err } = run(['lint', folder]);
    assert.equal(err, '');
    assert.match(out, /stack\.yml:4:22: error: .*gone/);
    assert.doesNotMatch(out, /\bback\b/);
    assert.equal(out.match(/: error: /g)?.length, 1);
    assert.match(run(['lint', path.join(folder, 'stack.yml')]).out, /stack\.yml:4:22: error: .*gone/);
    assert.doesNotMatch(run(['lint', path.join(folder, 'nets.yml')]).out, /: error: |\bback\b/);
  });

  it('says which file of COMPOSE_FILE is not there', () => {
    write('.env', 'COMPOSE_FILE=stack.yml:more.yml\n');
    const { code, out } = run(['lint', write('stack.yml', 'services:\n  web:\n    image: nginx:1.27\n')]);
    assert.equal(code, 1);
    assert.match(out, /error: more\.yml does not exist: Compose refuses the file/);
  });

  it('finds the project that COMPOSE_FILE of the shell names, before that of .env', () => {
    write('.env', 'COMPOSE_FILE=other.yml\n');
    write('stack.yml', 'services:\n  web:\n    image: nginx:1.27\n    networks: [back, gone]\n');
    write('nets.yml', 'networks:\n  back:\n');
    write('other.yml', 'services:\n  other:\n    image: nginx:1.27\n    networks: [lost]\n');
    const { out } = run(['lint', folder], {}, '', { COMPOSE_FILE: 'stack.yml:nets.yml' });
    assert.match(out, /stack\.yml:4:22: error: .*gone/);
    assert.doesNotMatch(out, /\bback\b|\blost\b/);
  });

  it('does not call a folder clean where all files of COMPOSE_FILE are missing', () => {
    write('.env', 'COMPOSE_FILE=gone.yml\n');
    const { code, err } = run(['lint', folder]);
    assert.equal(code, 2);
    assert.match(err, /gone\.yml:1:1: there is no such file/);
  });

  it('lints what comes in under the name that it stands for', () => {
    const { out } = run(['lint', '-', '--stdin-name', path.join(folder, 'here.yaml')], {}, bad);
    assert.match(out, /here\.yaml:3:36: error/);
  });

  it('fixes what needs no decision and leaves every other byte', () => {
    const text =
      '\uFEFFversion: "3" # old\r\n# kept\r\nservices:\r\n  web: { image: "nginx:1", mem_limit: 64m } # kept\r\n';
    const file = write('compose.yaml', text);
    run(['lint', '--fix', file]);
    assert.equal(readFileSync(file, 'utf8'), text.replace('version: "3" # old\r\n', ''));
    assert.equal(run(['lint', '--fix', '-', '--stdin-name', file], {}, text).out, readFileSync(file, 'utf8'));
  });

  it('mends the files of a folder one by one: what is not YAML stays as it is, and line ends are kept', () => {
    const typo = write(
      'compose.yaml',
      'services:\n  web:\n    imge: nginx:1.27 # typo\n    mem_limit: 64m\n',
    );
    const crlf = write('docker-compose.yml', 'version: "3.8"\r\nservices:\r\n  db:\r\n    image: a:1\r\n');
    const broken = write('compose.broken.yaml', 'services:\n\tweb: {}\n');
    const extending = write(
      'compose.extending.yaml',
      'services:\n  b:\n    extends: {file: compose.yaml, service: web}\n    privilegd: true\n',
    );
    const before = [typo, crlf, broken, extending].map((file) => readFileSync(file, 'utf8'));
    const diff = run(['lint', '--diff', folder]);
    assert.equal(diff.code, 2);
    assert.deepEqual(
      [typo, crlf, broken, extending].map((file) => readFileSync(file, 'utf8')),
      before,
    );
    assert.equal(diff.out.match(/^[+-]{3} /gm)?.length, 6);
    assert.equal(run(['lint', '--fix', folder]).code, 2);
    assert.deepEqual(
      [typo, crlf, broken, extending].map((file) => readFileSync(file, 'utf8')),
      [
        before[0]?.replace('imge', 'image'),
        before[1]?.replace('version: "3.8"\r\n', ''),
        before[2],
        before[3]?.replace('privilegd', 'privileged'),
      ],
    );
    assert.equal(run(['lint', '--diff', folder]).out, '');
  });

  it('shows with --diff what --fix would change, and changes nothing', () => {
    const file = write('compose.yaml', bad);
    const { out } = run(['lint', '--diff', file]);
    assert.equal(readFileSync(file, 'utf8'), bad);
    assert.match(out, /^--- a\/.*\n\+\+\+ b\/.*\n@@ -1,3 \+1,2 @@\n-version: "3"\n services:\n /);
  });

  it('takes profile and severities from the config file above, and says what is wrong with it', () => {
    const file = write('compose.yaml', bad);
    write('.unboxed.yaml', 'profile: strict\nrules:\n  security-privileged: off\n  limits-memory: error\n');
    const { out } = run(['lint', file]);
    assert.doesNotMatch(out, /security-privileged/);
    assert.match(out, /error: .*\[limits-memory\]/);
    write('.unboxed.yaml', 'profil: strict\nrules:\n  security-priviliged: off\n  limits-memory: loud\n');
    const { code, err } = run(['lint', file]);
    assert.equal(code, 2);
    assert.match(err, /\.unboxed\.yaml:1:1: .*`profil`/);
    assert.match(err, /:3:3: .*Did you mean `security-privileged`/);
    assert.match(err, /:4:18: .*one of/);
  });

  it('leaves out what a comment disables', () => {
    const disabled = (comment: string, line: string): string =>
      run(['lint', '--stdin-name', path.join(folder, 'c.yaml'), '-'], {}, bad.replace(line, comment)).out;
    const line = 'services:';
    assert.doesNotMatch(
      disabled('services:\n  # unboxed-disable-next-line security-privileged -- we need it', line),
      /security-privileged/,
    );
    assert.match(
      disabled('services: # unboxed-disable-line security-privileged', line),
      /security-privileged/,
    );
    assert.equal(disabled('# unboxed-disable-file\nservices:', line), '');
    assert.match(disabled('# unboxed-disable-file limits-memory\nservices:', line), /security-privileged/);
  });

  it('leaves out what a baseline holds, wherever its line has moved, and nothing new', () => {
    const file = write('compose.yaml', bad);
    const baseline = path.join(folder, 'baseline.json');
    assert.equal(run(['lint', '--write-baseline', baseline, file]).code, 0);
    write('compose.yaml', '# one line more\n' + bad);
    assert.equal(run(['lint', '--baseline', baseline, file]).out, '');
    write('compose.yaml', bad + '  more: { image: "nginx:1", mem_limit: 1m, privileged: true }\n');
    const { code, out } = run(['lint', '--baseline', baseline, file]);
    assert.equal(code, 1);
    assert.match(out, /yaml:4:/);
    assert.doesNotMatch(out, /yaml:3:/);
    assert.equal(run(['lint', '--baseline', file, file]).code, 2);
  });

  it('keeps no word of a value in a baseline, nor anything that could be compared with one', () => {
    const env = (key: string, value: string): string =>
      `services:\n  db:\n    image: postgres:17\n    environment:\n      - ${key}=${value}\n    mem_limit: 64m\n`;
    const file = write('compose.yaml', env('POSTGRES_PASSWORD', 'letmein'));
    write('more.env', 'POSTGRES_PASSWORD=hunter2\n');
    const other = write(
      'compose.more.yaml',
      'services:\n  db: { image: "postgres:17", env_file: more.env }\n',
    );
    const secret = write(
      'compose.secret.yaml',
      'services:\n  db: { image: a, secrets: [s] }\nsecrets: { s: { file: s.txt } }\n',
    );
    write('s.txt', 'qwerty\n');
    const baseline = path.join(folder, 'baseline.json');
    run(['lint', '--write-baseline', baseline, file, other, secret]);
    const kept = readFileSync(baseline, 'utf8');
    for (const word of ['letmein', 'hunter2', 'qwerty']) assert.ok(!kept.includes(word), kept);
    assert.match(kept, /"credential-default-value services\.db\.environment\[POSTGRES_PASSWORD\]": 1/);
    assert.match(kept, /"more\.env": \{\s+"credential-default-value POSTGRES_PASSWORD": 1/);
    write('compose.yaml', env('POSTGRES_PASSWORD', 'changeme'));
    const again = readFileSync(baseline, 'utf8');
    run(['lint', '--write-baseline', baseline, file, other, secret]);
    assert.equal(readFileSync(baseline, 'utf8'), again);
    assert.equal(run(['lint', '--baseline', baseline, file, other, secret]).out, '');
    write('compose.yaml', env('OTHER_PASSWORD', 'letmein'));
    assert.match(run(['lint', '--baseline', baseline, file]).out, /OTHER_PASSWORD/);
  });

  it('says of a baseline of an earlier version that it must be written anew', () => {
    const baseline = write('old.json', '{ "compose.yaml": { "security-privileged 40 0a1b2c3d": 1 } }');
    const { code, err } = run(['lint', '--baseline', baseline, write('compose.yaml', bad)]);
    assert.equal(code, 2);
    assert.match(err, /old\.json was written by another version.*--write-baseline/);
  });

  (process.platform === 'win32' ? it.skip : it)('replaces a file at once: rights and links stay', () => {
    const real = write('real.yaml', bad);
    chmodSync(real, 0o640);
    symlinkSync('real.yaml', path.join(folder, 'compose.yaml'));
    const before = statSync(real).ino;
    const link = path.join(folder, 'compose.yaml');
    run(['lint', '--fix', link]);
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.doesNotMatch(readFileSync(real, 'utf8'), /version/);
    assert.equal(statSync(real).mode & 0o777, 0o640);
    // Another file took its place: nobody can have seen half of it.
    assert.notEqual(statSync(real).ino, before);
    assert.deepEqual(readdirSync(folder).sort(), ['compose.yaml', 'real.yaml']);
    const twin = path.join(folder, 'twin.yaml');
    write('real.yaml', bad);
    linkSync(real, twin);
    run(['lint', '--fix', real]);
    assert.equal(readFileSync(twin, 'utf8'), readFileSync(real, 'utf8'));
  });

  (process.platform === 'win32' ? it.skip : it)('leaves the file as it was when the disk is full', () => {
    const file = write('compose.yaml', bad);
    const baseline = write('baseline.json', '{}');
    const limited = (args: string): { status: number | null; stderr: string } =>
      spawnSync('sh', ['-c', `ulimit -f 0; exec ${command} ${args}`], { encoding: 'utf8' });
    const fixed = limited(`lint --fix ${file}`);
    assert.equal(fixed.status, 2, fixed.stderr);
    limited(`lint --write-baseline ${baseline} ${file}`);
    assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(baseline, 'utf8')], [bad, '{}']);
    assert.deepEqual(readdirSync(folder).sort(), ['baseline.json', 'compose.yaml']);
  });

  (existsSync('/dev/full') ? it : it.skip)('says in one line that the output cannot be written', () => {
    const file = write('compose.yaml', bad);
    const { status, stderr } = spawnSync('sh', ['-c', `${command} lint ${file} > /dev/full`], {
      encoding: 'utf8',
    });
    assert.deepEqual([status, stderr], [2, 'unboxed: The output cannot be written (ENOSPC).\n']);
  });

  (process.platform === 'win32' ? it.skip : it)('is quiet where its reader has gone', () => {
    write(
      'compose.yaml',
      Array.from({ length: 3000 }, (_, i) => (i ? `  s${i}: { image: a }` : 'services:')).join('\n'),
    );
    const { stderr } = spawnSync('sh', ['-c', `${command} lint ${folder} | head -1`], { encoding: 'utf8' });
    assert.equal(stderr, '');
    const closed = spawnSync('sh', ['-c', `${command} lint ${folder} 2>&1 >/dev/null | true`], {
      encoding: 'utf8',
    });
    assert.equal(closed.stderr, '');
  });

  it('writes JSON and SARIF in English in every language', () => {
    const french = JSON.parse(readFileSync('l10n/fr/rules.json', 'utf8')) as Record<string, string>;
    const file = write('compose.yaml', bad);
    for (const format of ['json', 'sarif']) {
      const { out } = run(['lint', '--format', format, file], french);
      assert.match(out, /is obsolete/);
      assert.equal(out, run(['lint', '--format', format, file]).out);
    }
    assert.match(run(['lint', '--format', 'github', file], french).out, /est obsolète/);
  });

  it('names the line of .env for a default password, and where it is used', () => {
    const file = write(
      'compose.yaml',
      'services:\n  db:\n    image: postgres:17\n    environment: { POSTGRES_PASSWORD: "${PW}" }\n',
    );
    write('.env', '# here\nPW=letmein\n');
    assert.match(run(['lint', file]).out, /\.env:2:4: error: .*\[credential-default-value\]/);
    const { runs } = JSON.parse(run(['lint', '--format', 'sarif', file]).out) as {
      runs: { results: { ruleId: string; locations: Location[]; relatedLocations?: Location[] }[] }[];
    };
    interface Location {
      physicalLocation: { artifactLocation: { uri: string }; region: { startLine?: number } };
    }
    const found = runs[0]?.results.find(({ ruleId }) => ruleId === 'credential-default-value');
    const at = (places: Location[] = []): unknown[] =>
      places.map(({ physicalLocation: { artifactLocation, region } }) => [
        path.basename(artifactLocation.uri),
        region.startLine,
      ]);
    assert.deepEqual(
      [at(found?.locations), at(found?.relatedLocations)],
      [[['.env', 2]], [['compose.yaml', 4]]],
    );
    const json = JSON.parse(run(['lint', '--format', 'json', file]).out) as {
      file: string;
      ruleId: string;
      related?: { file: string; range: { start: { line: number } } }[];
    }[];
    const one = json.find(({ ruleId }) => ruleId === 'credential-default-value');
    assert.deepEqual(
      [
        path.basename(one?.file ?? ''),
        one?.related?.map(({ file: of, range }) => [path.basename(of), range.start.line]),
      ],
      ['.env', [['compose.yaml', 4]]],
    );
  });

  it('takes the baseline that the config file names', () => {
    const file = write('compose.yaml', bad);
    write('.unboxed.yaml', 'baseline: accepted.json\n');
    assert.equal(run(['lint', file]).code, 2);
    assert.equal(run(['lint', '--write-baseline', path.join(folder, 'accepted.json'), file]).code, 0);
    assert.deepEqual(run(['lint', file]), { code: 0, out: '', err: '' });
    write('compose.yaml', bad.replace('image: nginx', 'pid: host, image: nginx'));
    assert.match(run(['lint', file]).out, /security-host-pid/);
  });

  it('lists and explains the rules', () => {
    assert.match(run(['rules']).out, /security-privileged +error +error +error/);
    const { out } = run(['explain', 'security-privileged']);
    assert.match(out, /privileged: true/);
    assert.match(out, /Chapter 6/);
    assert.match(run(['explain', 'security-priviliged']).err, /Did you mean `security-privileged`/);
  });

  it('writes annotations for GitHub, also of what is not YAML', () => {
    const broken = write('broken.yaml', 'services:\n  web: {image: x\n');
    const lines = run(['lint', '--format', 'github', write('compose.yaml', bad), broken])
      .out.trim()
      .split('\n');
    assert.ok(lines.length > 1);
    for (const line of lines) assert.match(line, /^::(?:error|warning|notice) file=[^,:]+,line=\d+,[^:]*::./);
    assert.ok(lines.some((line) => /^::error file=.*broken\.yaml,line=2,col=8::.*never closed/.test(line)));
  });

  it('writes SARIF with what version 2.1.0 requires', () => {
    const broken = write('broken.yaml', 'services:\n\tweb: {}\n');
    const log = JSON.parse(run(['lint', '--format', 'sarif', write('compose.yaml', bad), broken]).out) as {
      version: string;
      runs: {
        tool: { driver: { name: string; rules: { id: string }[] } };
        invocations: {
          executionSuccessful: boolean;
          toolExecutionNotifications: { message: { text: string } }[];
        }[];
        results: {
          ruleId: string;
          ruleIndex: number;
          level: string;
          message: { text: string };
          locations: {
            physicalLocation: {
              artifactLocation: { uri: string };
              region: { startLine: number; endColumn: number };
            };
          }[];
          fixes?: {
            artifactChanges: { artifactLocation: object; replacements: { deletedRegion: object }[] }[];
          }[];
        }[];
      }[];
    };
    assert.equal(log.version, '2.1.0');
    const [sarif] = log.runs;
    assert.ok(sarif);
    assert.equal(sarif.tool.driver.name, 'unboxed');
    assert.equal(sarif.invocations[0]?.executionSuccessful, false);
    assert.notEqual(sarif.invocations[0].toolExecutionNotifications[0]!.message.text, '');
    assert.notEqual(sarif.results.length, 0);
    for (const result of sarif.results) {
      assert.equal(sarif.tool.driver.rules[result.ruleIndex]?.id, result.ruleId);
      assert.ok(['error', 'warning', 'note'].includes(result.level));
      assert.notEqual(result.message.text, '');
      for (const { physicalLocation } of result.locations) {
        assert.doesNotMatch(physicalLocation.artifactLocation.uri, /\\| /);
        assert.ok(physicalLocation.region.startLine >= 1);
      }
      for (const fix of result.fixes ?? [])
        for (const change of fix.artifactChanges) assert.notEqual(change.replacements.length, 0);
    }
  });

  it('prints version and help', () => {
    assert.equal(run(['--version']).out, '1.2.3\n');
    assert.match(run(['--help']).out, /unboxed lint FILE/);
  });

  it('lints files that name what can be no file', () => {
    for (const name of ['"a\\0b"', 'a'.repeat(5000)]) {
      const { code, out } = run(['lint', write('compose.yaml', `${clean}    env_file: ${name}\n`)]);
      assert.notEqual(code, 2);
      assert.match(out, /correctness-missing-env-file/);
    }
  });

  (process.platform === 'win32' ? it.skip : it)('does not wait at a pipe that stands for a file', () => {
    execFileSync('mkfifo', [path.join(folder, '.env')]);
    assert.equal(run(['lint', write('compose.yaml', clean)]).code, 0);
  });
});
