import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import { credentialsOf } from '../../../src/compose/credentials/credentialsOf';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import { rewriteStrategies, type RewriteStrategy } from '../../../src/compose/credentials/rewritePlan';
import { lintCompose } from '../../../src/compose/lintCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';
import { parseCompose } from '../../../src/compose/parseCompose';
import { readDotEnv } from '../../../src/compose/readDotEnv';
import { corpus, needsCorpus } from '../../support/corpus';

type Files = Readonly<Record<string, string>>;
const main = 'compose.yaml';

const access = (files: Files): FileAccess => ({
  readFile: (name) => files[name],
  exists: (name) => name in files || Object.keys(files).some((file) => file.startsWith(`${name}/`)),
});

const defaultsOf = (files: Files): string[] =>
  lintCompose(files[main] ?? '', main, { files: access(files), profile: 'strict' })
    .findings.filter(({ ruleId }) => /^credential-(?:default|equals|image)/.test(ruleId))
    .map(({ ruleId, range }) => `${ruleId} ${range.start}`);

/**
 * Changes all default passwords and holds that only what the plan names is another: each edit replaces the letters
 * of a secret, a `${…}`, a key, or nothing at all (a line that is added). Gives undefined where there was nothing.
 */
function check(files: Files, strategy: RewriteStrategy, name: string): Files | undefined {
  const around = access(files);
  const run = linkFiles(parseCompose(files[main] ?? '', main), around);
  if (run.problems.length > 0) return undefined;
  const { project, groups } = credentialsOf(run, around);
  const wanted = groups.filter(({ reason }) => reason !== undefined);
  if (wanted.length === 0) return undefined;
  const plan = planRewrite(project, wanted, { strategy, randomBytes, reminder: 'set it in .env' });
  const allowed = new Set(
    wanted.flatMap(({ sites }) =>
      sites.flatMap(({ place, variablePlace, entry }) =>
        [place, variablePlace, entry?.key, entry?.value].flatMap((one) =>
          one ? [`${one.file} ${one.range.start} ${one.range.end}`] : [],
        ),
      ),
    ),
  );
  const after: Record<string, string> = { ...files };
  for (const file of new Set(plan.edits.map((edit) => edit.file))) {
    const before = files[file] ?? '';
    const edits = plan.edits.filter((edit) => edit.file === file);
    after[file] = applyEdits(before, edits);
    let at = 0;
    let kept = '';
    for (const { range } of edits) {
      assert.ok(range.start >= at, `${name}: edits touch each other`);
      kept += before.slice(at, range.start);
      at = range.end;
      const whole = `${file} ${range.start} ${range.end}`;
      // Edits that touch each other (quotes around a flow scalar) come as one.
      const holds = [...allowed].some((one) => {
        const [of, start, end] = one.split(' ');
        return of === file && Number(start) >= range.start && Number(end) <= range.end;
      });
      if (range.start !== range.end)
        assert.ok(allowed.has(whole) || holds, `${name}: ${before.slice(range.start, range.end)}`);
    }
    kept += before.slice(at);
    // Taking the new letters out again leaves the very bytes that were kept.
    let rest = after[file] ?? '';
    let shift = 0;
    let left = '';
    let from = 0;
    for (const { range, newText } of edits) {
      const start = range.start + shift;
      left += rest.slice(from, start);
      assert.equal(rest.slice(start, start + newText.length), newText);
      from = start + newText.length;
      shift += newText.length - (range.end - range.start);
    }
    left += rest.slice(from);
    rest = left;
    assert.equal(rest, kept, name);
    if (before !== '' && !/(?:^|[^\r])\n/.test(before) && before.includes('\r\n'))
      assert.ok(!/(?:^|[^\r])\n/.test(after[file] ?? ''), `${name}: line ends of ${file}`);
  }
  const owned = readDotEnv(files['.env'] ?? '', '.env').filter(({ value }) => value !== undefined);
  const now = new Map(readDotEnv(after['.env'] ?? '', '.env').map((one) => [one.key, one.value]));
  const changing = new Set(wanted.flatMap(({ sites }) => sites.map(({ value }) => value)));
  for (const { key, value } of owned)
    if (!changing.has(value ?? '')) assert.equal(now.get(key), value, `${name}: ${key} of .env`);
  const parsed = parseCompose(after[main] ?? '', main);
  assert.deepEqual(parsed.problems, [], `${name}\n${after[main] ?? ''}`);
  if (plan.skipped.length === 0) assert.deepEqual(defaultsOf(after), [], `${name}\n${after[main] ?? ''}`);
  return after;
}

/** What may stand around a password: each is put in without the others having to know. */
const values = ['changeme', '"changeme"', "'changeme'", '${PW:-changeme}', '"${PW-changeme}"', '${FROM_ENV}'];
const comments = ['', ' # été 🐳', '   # keep\tme'];
const forms: readonly ((value: string, comment: string) => string)[] = [
  (value, comment) => `    environment:\n      POSTGRES_PASSWORD: ${value}${comment}\n      ZONE: Été\n`,
  (value, comment) =>
    `    environment:\n    -   POSTGRES_PASSWORD=${value.replace(/["']/g, '')}${comment}\n    - ZONE=日本\n`,
  (value, comment) => `    environment: {ZONE: "🐳", POSTGRES_PASSWORD: ${quoted(value)}}${comment}\n`,
  (value, comment) =>
    `    environment: [ZONE=x, ${quoted(`POSTGRES_PASSWORD=${value.replace(/["']/g, '')}`)}]${comment}\n`,
  (value, comment) => `    environment:\n      "POSTGRES_PASSWORD"  :   ${value}${comment}\n`,
  (value, comment) =>
    `    environment:\t${comment === '' ? '' : '# x'}\n      POSTGRES_PASSWORD: ${value}\t\n`,
];
const quoted = (value: string): string =>
  /^["']/.test(value) ? value : value.includes('$') ? `"${value}"` : value;
const clients = [
  '  app:\n    image: app\n    environment: { DB: "postgres://postgres:changeme@db/x" }\n',
  '  app:\n    image: app\n    depends_on: [db]\n    command: ["psql", "postgres://postgres:changeme@db/x"]\n',
  '',
];
const envs = [
  'FROM_ENV=changeme',
  "# mine\nPOSTGRES_PASSWORD=tR4kWq8ZbN2xLm6Y\nFROM_ENV='changeme' # x\n",
  'FROM_ENV="changeme"\nPW=\n',
];

describe('the bytes around a password', () => {
  const file = fc.record({
    value: fc.constantFrom(...values),
    comment: fc.constantFrom(...comments),
    form: fc.constantFrom(...forms),
    client: fc.constantFrom(...clients),
    env: fc.constantFrom(...envs),
    crlf: fc.boolean(),
    bom: fc.boolean(),
    cut: fc.boolean(),
    ignore: fc.constantFrom(undefined, '', 'dist', '*.env\nsecrets/\n'),
  });
  for (const strategy of rewriteStrategies)
    it(`stay as they are, whatever the style: ${strategy}`, () => {
      let count = 0;
      fc.assert(
        fc.property(file, ({ value, comment, form, client, env, crlf, bom, cut, ignore }) => {
          const text = `# tête\nservices:\n  db:\n    image: postgres:17\n${form(value, comment)}${client}`;
          const made = (one: string): string => {
            const ended = cut ? one.replace(/\n$/, '') : one;
            return (bom ? '\uFEFF' : '') + (crlf ? ended.replaceAll('\n', '\r\n') : ended);
          };
          const files = {
            [main]: made(text),
            '.env': made(env),
            '.git/HEAD': '',
            ...(ignore !== undefined && { '.gitignore': ignore }),
          };
          const after = check(files, strategy, JSON.stringify(files));
          if (after) count++;
        }),
        { numRuns: 150 },
      );
      assert.ok(count > 100, String(count));
    });

  for (const strategy of rewriteStrategies)
    it(`stay as they are in the public corpus: ${strategy}`, function () {
      needsCorpus(this);
      this.timeout(60_000);
      let count = 0;
      for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
        if (!/\.ya?ml$/.test(name)) continue;
        const read = (one: string): string => readFileSync(path.join(corpus, one), 'utf8');
        const beside = path.join(path.dirname(name), '.env');
        const env = existsSync(path.join(corpus, beside)) ? { '.env': read(beside) } : {};
        const text = read(name);
        for (const one of [text, `\uFEFF${text.replace(/\r?\n/g, '\r\n')}`])
          if (check({ [main]: one, ...env }, strategy, name)) count++;
      }
      assert.ok(count > 40, String(count));
    });
});
