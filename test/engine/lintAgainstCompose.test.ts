import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lintCompose } from '../../src/compose/lintCompose';
import { filesAround } from '../../src/cli/sourceFile';
import { composeConfig, composeVersions, inParallel, type ComposeVersion } from '../support/composeConfig';
import { composeDifferences, publicDifferences } from '../support/composeDifferences';
import { corpus, needsCorpus } from '../support/corpus';
import { askCompose } from '../support/constructs/askCompose';
import { generateConstructs } from '../support/constructs/generateConstructs';
import { keyOf, readVerdicts } from '../support/constructs/verdictTable';
import { weRefuse } from '../support/constructs/weRefuse';
import { needs } from '../support/parts';
import { readSchema } from '../../scripts/compileSchema';
import { fileConstructs, serviceConstructs } from '../support/specConstructs';
import { temporaryFolder } from '../support/temporaryFolder';

const composeRefusal = async (text: string, version: ComposeVersion): Promise<string | undefined> =>
  (
    await composeConfig({
      version,
      args: ['--project-name', 'unboxed-lint', '--file', '-', 'config', '--quiet'],
      input: text,
    })
  ).refusal;

/** Lines of a service `web` with an image, or whole files where they begin at column 0 with a key. */
const service = (line: string): string => `services:\n  web:\n    image: busybox\n    ${line}\n`;
const keys = (
  'environment ports volumes command entrypoint deploy build healthcheck labels networks depends_on privileged ' +
  'restart secrets configs logging ulimits sysctls cap_add env_file extra_hosts dns mem_limit container_name profiles'
).split(' ');
const texts: readonly string[] = [
  ...keys.flatMap((key) =>
    ['', ' 5', ' text', ' true', ' []', ' {}', ' [1]', ' [{}]', ' {a: b}', ' [a, b]'].map((value) =>
      service(`${key}:${value}`),
    ),
  ),
  ...[
    'mem_limit: 1.5g',
    'mem_limit: "1.5 GB"',
    'mem_limit: 64MiB',
    'mem_limit: "-1"',
    'mem_limit: 10x',
    'mem_limit: lots',
    'stop_grace_period: 1d',
    'stop_grace_period: 1.5h',
    'stop_grace_period: "30"',
    'stop_grace_period: "0"',
    'healthcheck: {test: x, interval: 1m30s}',
    'healthcheck: {test: x, interval: "10 s"}',
    'ports: ["80/tcp"]',
    'ports: ["8000-8010:80-90"]',
    'ports: ["127.0.0.1::80"]',
    'ports: ["[::1]:80:80"]',
    'ports: ["0:80"]',
    'ports: ["80-70:80"]',
    'ports: ["80:80/foo"]',
    'ports: ["localhost:80:80"]',
    'ports: [":80"]',
    'ports: ["80:"]',
    'ports: ["80:80:80"]',
    'ports: ["127.0.0.1:80"]',
    'ports: ["99999:80"]',
    'ports: ["a:b"]',
    'ports: [80.5]',
    'tty: "t"',
    'tty: "1"',
    'tty: "On"',
    'tty: "False"',
    'tty: maybe',
    'comand: foo',
    'image: nginx',
    'environment: {A: {b: c}}',
    'environment: {A: true, B: 1, C: 1.5, D: ~}',
    'command: [echo, 1]',
    'user: 1000',
    'ulimits: {nofile: {soft: 1}}',
    'depends_on: [nope]',
    'networks: [nope]',
    'volumes: ["nope:/x"]',
    'deploy: {resources: {limits: {cpus: 0.5, memory: 50M, pids: 3}}}',
    ...serviceConstructs,
  ].map(service),
  ...fileConstructs,
  'services:\n  web:\n',
  'services:\n  web: {}\n',
  'services: {}\n',
  'services: []\n',
  '',
  'x-a: 1\n',
  'web:\n  image: busybox\n',
  'services:\n  1:\n    image: busybox\n',
  'services:\n  "we b":\n    image: busybox\n',
  'a: &a\n  b: *a\n',
  '- a\n',
  'version: 3\nservices: {}\n',
  'volumes:\nservices: {}\n',
  'networks: []\nservices: {}\n',
  'services:\n\tweb: {}\n',
];

/** Where we differ, from one version or from both, and why. */
const differences: readonly {
  readonly text: RegExp;
  readonly version?: ComposeVersion;
  readonly why: string;
}[] = [
  {
    text: /stop_grace_period: 1d/,
    version: '2.26',
    why: 'newer ones take days and weeks',
  },
  {
    text: /env_file: (?:text|\[a, b\])/,
    why: 'the file is missing: another rule says so, and only where the folder is known',
  },
];

describe('the linter against docker compose config', function () {
  this.timeout(300_000);
  before(async function () {
    await needs(this, 'compose', 'newest compose');
  });

  for (const version of composeVersions)
    it(`accepts and refuses the same files as ${version}`, async () => {
      const differ: string[] = [];
      await inParallel(texts, async (text) => {
        if (differences.some((known) => known.text.test(text) && (known.version ?? version) === version))
          return;
        const refusal = await composeRefusal(text, version);
        if ((refusal !== undefined) !== (weRefuse(text) !== undefined))
          differ.push(`${text} compose: ${refusal ?? 'accepts it'}`);
      });
      assert.deepEqual(differ, []);
    });

  it('finds the table of verdicts true in a sample', async () => {
    const seed = Number(process.env['UNBOXED_TEST_SEED'] ?? Date.now() % 1_000_000);
    console.log(`      UNBOXED_TEST_SEED=${seed}`);
    const constructs = generateConstructs(await readSchema('2.40'));
    // Multiplied by a number without a common factor, so that no two of them are one.
    const sample = Array.from({ length: 40 }, (_, at) => constructs[(seed + at * 7919) % constructs.length]!);
    const table = readVerdicts();
    for (const [key, asked] of await askCompose(sample)) {
      const { '2.26': older, '2.40': newest } = table.get(key) ?? {};
      assert.deepEqual([asked['2.26'], asked['2.40']], [older, newest], `${key} ${asked.reason}`);
    }
    assert.equal(new Set(sample.map(keyOf)).size, sample.length);
  });

  for (const { what, files, compose } of composeDifferences)
    it(`differs on purpose: ${what}`, async () => {
      const folder = await temporaryFolder(files);
      try {
        const file = path.join(
          folder.path,
          Object.hasOwn(files, 'compose.yaml') ? 'compose.yaml' : Object.keys(files)[0]!,
        );
        assert.equal((await fileRefusal(file, '2.40')) === undefined ? 'takes' : 'refuses', compose);
        assert.equal(fileErrors(file).length > 0, compose === 'takes', fileErrors(file).join());
      } finally {
        await folder.remove();
      }
    });

  it('takes and refuses the same public files, but for those that are listed', async function () {
    needsCorpus(this);
    const differ: Record<string, string> = {};
    await inParallel(readdirSync(corpus, { recursive: true, encoding: 'utf8' }), async (name) => {
      if (!/\.ya?ml$/.test(name)) return;
      const file = path.join(corpus, name);
      // The folders of the images that they build are not there.
      const errors = fileErrors(file).filter((id) => id !== 'correctness-missing-build-context');
      const refusal = await fileRefusal(file, '2.40');
      if ((refusal !== undefined) !== errors.length > 0)
        differ[name] = publicDifferences[name] ?? refusal ?? errors.join();
    });
    assert.deepEqual(differ, publicDifferences);
  });
});

/** With all profiles on, as the linter looks at a file. */
const fileRefusal = async (file: string, version: ComposeVersion): Promise<string | undefined> =>
  (
    await composeConfig({
      version,
      args: ['--project-name', 'unboxed-lint', '--profile', '*', '--file', file, 'config', '--quiet'],
      cwd: path.dirname(file),
    })
  ).refusal;

/** The rules by which a file, with all around it, will not run. */
function fileErrors(file: string): string[] {
  const { findings, unreadable } = lintCompose(readFileSync(file, 'utf8'), path.basename(file), {
    profile: 'strict',
    files: filesAround(file),
  });
  const errors = findings.filter(
    ({ ruleId, severity }) => severity === 'error' && /^(?:schema|correctness|limits)-/.test(ruleId),
  );
  return unreadable ? ['no YAML'] : [...new Set(errors.map(({ ruleId }) => ruleId))];
}
