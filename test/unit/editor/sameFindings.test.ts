import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../../../src/cli/runCli';
import { filesAround } from '../../../src/cli/sourceFile';
import { LineIndex } from '../../../src/compose/lineIndex';
import { analyse, fixedText, type ComposeSet } from '../../../src/editor/composeAnalysis';
import { changedStretch } from '../../../src/editor/model/changedStretch';
import { formatMessage } from '../../../src/message';
import { temporaryFolder } from '../../support/temporaryFolder';

const corpus = path.join(__dirname, '../../../../shared/corpus/compose');

function cli(args: readonly string[]): string {
  let out = '';
  runCli(
    args,
    {
      out: (text) => (out += text),
      err: () => undefined,
      colours: false,
      errIsTerminal: false,
      environment: {},
      readStdin: () => new Uint8Array(),
      say: formatMessage,
    },
    '1',
  );
  return out;
}

/** A file as the editor hands it to the linter. */
const setOf = (file: string): ComposeSet => ({
  main: { file, text: readFileSync(file, 'utf8') },
  dotEnvFiles: ['.env'],
  files: filesAround(file),
  run: {},
});

function inEditor(file: string, profile: 'learn' | 'recommended' | 'strict' = 'learn'): string[] {
  const { lint } = analyse(setOf(file), { profile });
  if (lint.unreadable) return [];
  return lint.findings
    .map((finding) => {
      const source = lint.run.sources.find((one) => one.file === finding.file);
      const text = source?.text ?? filesAround(file).readFile(finding.file) ?? '';
      const { line, column } = new LineIndex(text).positionAt(finding.range.start);
      const name = path.resolve(path.dirname(file), finding.file);
      return `${name}:${line}:${column} ${finding.severity} ${finding.ruleId} ${formatMessage(finding.message)}`;
    })
    .sort();
}

function onCommandLine(file: string, ...options: string[]): string[] {
  const found = JSON.parse(cli(['lint', '--format', 'json', ...options, file]) || '[]') as {
    file: string;
    ruleId: string;
    severity: string;
    message: string;
    range: { start: { line: number; column: number } };
  }[];
  return found
    .map(
      ({ file: of, range, severity, ruleId, message }) =>
        `${path.resolve(of)}:${range.start.line}:${range.start.column} ${severity} ${ruleId} ${message}`,
    )
    .sort();
}

describe('the editor and the command line', () => {
  (existsSync(corpus) ? it : it.skip)('find the same in every public file', function () {
    this.timeout(120_000);
    for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((one) =>
      /\.ya?ml$/.test(one),
    )) {
      const file = path.join(corpus, name);
      assert.deepEqual(inEditor(file, 'strict'), onCommandLine(file, '--profile', 'strict'), name);
    }
  });

  it('find the same in files that belong together, with config, comments and a baseline', async () => {
    const folder = await temporaryFolder({
      '.unboxed.yaml':
        'profile: recommended\nrules: {limits-cpu: off, supply-latest-tag: error}\nbaseline: b.json\n',
      'b.json': '{}',
      'app/compose.yaml':
        'include: [more.yaml, gone.yaml]\nservices:\n  web: {image: nginx, privileged: true}\n  off: {image: nginx, pid: host} # unboxed-disable-line\n',
      'app/compose.override.yaml': 'services:\n  web: {network_mode: host}\n',
      'app/more.yaml': 'services:\n  more: {image: "redis:latest"}\n',
      'app/broken.yaml': 'services: [\n',
    });
    try {
      const file = path.join(folder.path, 'app/compose.yaml');
      const all = inEditor(file);
      assert.deepEqual(all, onCommandLine(file));
      for (const rule of [
        'security-privileged',
        'security-host-network',
        'supply-latest-tag',
        'correctness-unresolved-file',
      ])
        assert.ok(
          all.some((one) => one.includes(rule)),
          rule,
        );
      assert.ok(!all.some((one) => /limits-cpu|security-host-pid/.test(one)));
      cli(['lint', '--write-baseline', path.join(folder.path, 'b.json'), file]);
      assert.deepEqual(inEditor(file), []);
      assert.deepEqual(onCommandLine(file), []);
    } finally {
      await folder.remove();
    }
  });

  it('mend the same', async () => {
    const folder = await temporaryFolder({
      'compose.yaml':
        'version: "3"\nservices:\n  # kept\n  web: &web\n    image: nginx\n    links: [db]\n    security_opt: [seccomp:unconfined]\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n',
    });
    try {
      const file = path.join(folder.path, 'compose.yaml');
      const before = readFileSync(file, 'utf8');
      const fixed = fixedText(setOf(file), { profile: 'strict' });
      const change = changedStretch(before, fixed);
      assert.ok(change);
      const { range, newText } = change;
      assert.equal(before.slice(0, range.start) + newText + before.slice(range.end), fixed);
      cli(['lint', '--fix', '--profile', 'strict', file]);
      assert.equal(readFileSync(file, 'utf8'), fixed);
      assert.equal(fixedText(setOf(file), { profile: 'strict' }), fixed);
    } finally {
      await folder.remove();
    }
  });
});
