import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { corpus, needsCorpus } from '../support/corpus';
import { applyEdits } from '../../src/compose/applyEdits';
import { lintCompose } from '../../src/compose/lintCompose';
import { rules } from '../../src/compose/rules/registry';
import { needs } from '../support/parts';

/** Real public compose files; they lie beside the project and are read where they are. */

interface Answer {
  /** What Compose says when it refuses the file; undefined when it takes it. */
  readonly refusal: string | undefined;
  readonly config: string;
}

/** What `docker compose config` makes of a text that stands in a folder. */
function composeConfig(text: string, folder: string, ...options: readonly string[]): Promise<Answer> {
  const args = ['compose', '--project-name', 'unboxed-rules', '--project-directory', folder, '--file', '-'];
  return new Promise((resolve) => {
    const child = execFile(
      'docker',
      [...args, '--profile', '*', 'config', ...options],
      { maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve({ refusal: error ? stderr : undefined, config: stdout });
      },
    );
    child.stdin?.end(text);
  });
}

function findingsOf(id: string, text: string) {
  const rule = rules.find((one) => one.id === id);
  assert.ok(rule, id);
  const on = { ...rule, severities: { learn: 'hint', recommended: 'hint', strict: 'hint' } as const };
  return lintCompose(text, 'compose.yaml', { profile: 'strict', rules: [on] }).findings;
}

/** Rules that say “Compose refuses the file”. */
const refused = [
  'correctness-dependency-cycle',
  'correctness-no-image',
  'correctness-undefined-config',
  'correctness-undefined-network',
  'correctness-undefined-secret',
  'correctness-undefined-service',
  'correctness-undefined-volume',
  'limits-short-and-deploy',
];

/** What a rule says of a service, told from Compose’s own resolved configuration. */
interface ResolvedService {
  readonly [key: string]: unknown;
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
  readonly security_opt?: readonly string[];
  readonly cap_drop?: readonly string[];
}
const limit = (service: ResolvedService, short: string, long: string): unknown =>
  service[short] ?? service.deploy?.resources?.limits?.[long];
const lacks: Readonly<Record<string, (service: ResolvedService) => boolean>> = {
  'limits-memory': (service) => !Number(limit(service, 'mem_limit', 'memory') ?? 0),
  'limits-pids': (service) => !limit(service, 'pids_limit', 'pids'),
  'limits-cpu': (service) => !(limit(service, 'cpus', 'cpus') ?? service['cpuset']),
  'correctness-healthcheck-missing': (service) => !service['healthcheck'],
  'security-user-missing': (service) => service['user'] === undefined,
  'security-writable-root': (service) => service['read_only'] !== true,
  'security-privileged': (service) => service['privileged'] === true,
  'security-no-new-privileges': ({ privileged, security_opt = [] }) =>
    privileged !== true && !security_opt.some((option) => option.startsWith('no-new-privileges')),
  'security-capabilities-kept': ({ privileged, cap_drop = [] }) =>
    privileged !== true && !cap_drop.includes('ALL'),
};

/** Their fixes change how the file reads, never what it says. */
const sameMeaning = ['correctness-base60-port', 'correctness-obsolete-version'].concat(
  rules.filter(({ family }) => family === 'style').map(({ id }) => id),
);

describe('the rules beside Compose itself', function () {
  this.timeout(300_000);
  before(async function () {
    await needs(this, 'compose');
  });

  for (const id of refused)
    it(`${id}: Compose refuses what it finds, and takes what it does not`, async () => {
      const { good, bad } = rules.find((rule) => rule.id === id)!.examples;
      for (const text of bad) assert.ok((await composeConfig(text, '.')).refusal, text);
      for (const text of good) assert.equal((await composeConfig(text, '.')).refusal, undefined, text);
    });

  describe('on real files', function () {
    const files: { name: string; text: string; folder: string }[] = [];
    before(async function () {
      needsCorpus(this);
      for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' }).sort()) {
        if (!/\.ya?ml$/.test(name)) continue;
        const text = readFileSync(path.join(corpus, name), 'utf8');
        const folder = path.dirname(path.join(corpus, name));
        if ((await composeConfig(text, folder)).refusal === undefined) files.push({ name, text, folder });
      }
      assert.notEqual(files.length, 0);
    });

    it('say of each service what its resolved configuration says', async () => {
      for (const { name, text, folder } of files) {
        const { config } = await composeConfig(text, folder, '--format', 'json');
        const { services } = JSON.parse(config) as { services: Readonly<Record<string, ResolvedService>> };
        for (const [id, isLacking] of Object.entries(lacks)) {
          const found = new Set(findingsOf(id, text).map(({ message }) => message.args[0]));
          const expected = Object.keys(services).filter((key) => isLacking(services[key]!));
          assert.deepEqual([...found].sort(), expected.sort(), `${id} in ${name}`);
        }
      }
    });

    it('mend spelling and order without changing the resolved configuration', async () => {
      for (const { name, text, folder } of files) {
        let mended = text;
        for (const id of sameMeaning)
          for (let round = 0; round < 300; round++) {
            const fix = findingsOf(id, mended).find(({ fixes }) => fixes.length > 0)?.fixes[0];
            if (!fix) break;
            mended = applyEdits(mended, fix.edits);
          }
        if (mended === text) continue;
        const [before, after] = await Promise.all([
          composeConfig(text, folder),
          composeConfig(mended, folder),
        ]);
        assert.equal(after.config, before.config, name);
      }
    });

    it('mend nothing into what Compose refuses', async () => {
      const mending = rules.filter(({ family }) => !['credential', 'schema', 'style'].includes(family));
      for (const { name, text, folder } of files) {
        let mended = text;
        for (const { id } of mending)
          for (let round = 0; round < 300; round++) {
            const fix = findingsOf(id, mended).find(({ fixes }) => fixes.length > 0)?.fixes[0];
            if (!fix) break;
            mended = applyEdits(mended, fix.edits);
          }
        assert.equal((await composeConfig(mended, folder)).refusal, undefined, name);
      }
    });
  });
});
