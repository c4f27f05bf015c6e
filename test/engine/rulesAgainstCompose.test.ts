import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeConfig, inParallel, type ComposeAnswer } from '../support/composeConfig';
import { corpus, needsCorpus } from '../support/corpus';
import { applyEdits } from '../../src/compose/applyEdits';
import { lintCompose } from '../../src/compose/lintCompose';
import { rules } from '../../src/compose/rules/registry';
import { needs } from '../support/parts';

/** Real public compose files; they lie beside the project and are read where they are. */

/** What `docker compose config` makes of a text that stands in a folder. */
function configOf(text: string, folder: string, ...options: readonly string[]): Promise<ComposeAnswer> {
  const where = ['--project-name', 'unboxed-rules', '--project-directory', folder, '--file', '-'];
  return composeConfig({
    version: '2.40',
    args: [...where, '--profile', '*', 'config', ...options],
    input: text,
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
  'correctness-build-conflict',
  'correctness-dependency-cycle',
  'correctness-no-image',
  'correctness-undefined-config',
  'correctness-undefined-model',
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

/** The services of the public files that do their work once and end: no healthcheck is asked of them. */
const jobs = new Set(
  'configurator configure-openvas gpg-data gvm-config initContainer kibana-genkeys pg-gvm-migrator pull-model seed setup vulnerability-tests'.split(
    ' ',
  ),
);

/** Their fixes change how the file reads, never what it says. */
const sameMeaning = ['correctness-base60-port', 'correctness-obsolete-version'].concat(
  rules.filter(({ family }) => family === 'style').map(({ id }) => id),
);

describe('the rules beside Compose itself', function () {
  this.timeout(300_000);
  before(async function () {
    await needs(this, 'newest compose');
  });

  for (const id of refused)
    it(`${id}: Compose refuses what it finds, and takes what it does not`, async () => {
      const { good, bad } = rules.find((rule) => rule.id === id)!.examples;
      for (const text of bad) assert.ok((await configOf(text, '.')).refusal, text);
      for (const text of good) assert.equal((await configOf(text, '.')).refusal, undefined, text);
    });

  describe('on real files', function () {
    const files: { name: string; text: string; folder: string }[] = [];
    before(async function () {
      needsCorpus(this);
      await inParallel(readdirSync(corpus, { recursive: true, encoding: 'utf8' }), async (name) => {
        if (!/\.ya?ml$/.test(name)) return;
        const text = readFileSync(path.join(corpus, name), 'utf8');
        const folder = path.dirname(path.join(corpus, name));
        if ((await configOf(text, folder)).refusal === undefined) files.push({ name, text, folder });
      });
      assert.notEqual(files.length, 0);
    });

    it('say of each service what its resolved configuration says', async () => {
      await inParallel(files, async ({ name, text, folder }) => {
        const { config } = await configOf(text, folder, '--format', 'json');
        const { services } = JSON.parse(config) as { services: Readonly<Record<string, ResolvedService>> };
        for (const [id, isLacking] of Object.entries(lacks)) {
          const found = new Set(findingsOf(id, text).map(({ message }) => message.args[0]));
          const lacking = Object.keys(services).filter((key) => isLacking(services[key]!));
          const expected =
            id === 'correctness-healthcheck-missing' ? lacking.filter((key) => !jobs.has(key)) : lacking;
          assert.deepEqual([...found].sort(), expected.sort(), `${id} in ${name}`);
        }
      });
    });

    it('mend spelling and order without changing the resolved configuration', async () => {
      await inParallel(files, async ({ name, text, folder }) => {
        let mended = text;
        for (const id of sameMeaning)
          for (let round = 0; round < 300; round++) {
            const fix = findingsOf(id, mended).find(({ fixes }) => fixes.length > 0)?.fixes[0];
            if (!fix) break;
            mended = applyEdits(mended, fix.edits);
          }
        if (mended === text) return;
        const [before, after] = await Promise.all([configOf(text, folder), configOf(mended, folder)]);
        assert.equal(after.config, before.config, name);
      });
    });

    it('mend nothing into what Compose refuses', async () => {
      const mending = rules.filter(({ family }) => !['credential', 'schema', 'style'].includes(family));
      await inParallel(files, async ({ name, text, folder }) => {
        let mended = text;
        for (const { id } of mending)
          for (let round = 0; round < 300; round++) {
            const fix = findingsOf(id, mended).find(({ fixes }) => fixes.length > 0)?.fixes[0];
            if (!fix) break;
            mended = applyEdits(mended, fix.edits);
          }
        assert.equal((await configOf(mended, folder)).refusal, undefined, name);
      });
    });
  });
});
