import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileAccess } from '../../../src/compose/composeModel';
import { lintCompose } from '../../../src/compose/lintCompose';
import { ruleNamed } from './ruleTable';

type Files = Readonly<Record<string, string>>;

const disk = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => Object.hasOwn(files, path),
});

const base = 'services:\n  web:\n    image: a:1\n';

/** The ways by which a service comes to a key: the files, and the one in which it is written. */
const ways: Readonly<Record<string, (key: string, value: string) => readonly [Files, string]>> = {
  itself: (key, value) => [{ 'compose.yaml': `${base}    ${key}: ${value}\n` }, 'compose.yaml'],
  'an alias': (key, value) => [
    { 'compose.yaml': `x-v: &v ${value}\n${base}    ${key}: *v\n` },
    'compose.yaml',
  ],
  'a merge': (key, value) => [
    { 'compose.yaml': `x-b: &b {${key}: ${value}}\n${base}    <<: *b\n` },
    'compose.yaml',
  ],
  'merges in merges': (key, value) => [
    { 'compose.yaml': `x-b: &b\n  ${key}: ${value}\nx-c: &c {<<: [*b]}\n${base}    <<: *c\n` },
    'compose.yaml',
  ],
  'another service': (key, value) => [
    { 'compose.yaml': `${base}    extends: more\n  more:\n    image: b:1\n    ${key}: ${value}\n` },
    'compose.yaml',
  ],
  'another file': (key, value) => [
    {
      'compose.yaml': `${base}    extends: {file: lib/base.yaml, service: b}\n`,
      'lib/base.yaml': `services:\n  b:\n    ${key}: ${value}\n`,
    },
    'lib/base.yaml',
  ],
  'an anchor of another file': (key, value) => [
    {
      'compose.yaml': `${base}    extends: {file: lib/base.yaml, service: b}\n`,
      'lib/base.yaml': `x-v: &v ${value}\nservices:\n  b: {${key}: *v}\n`,
    },
    'lib/base.yaml',
  ],
  'its override': (key, value) => [
    { 'compose.yaml': base, 'compose.override.yaml': `services:\n  web:\n    ${key}: ${value}\n` },
    'compose.override.yaml',
  ],
  'an override of something weaker': (key, value) => [
    {
      'compose.yaml': `${base}    ${key}: !override []\n`.replace('!override []', value),
      'compose.override.yaml': `services:\n  web:\n    labels: {a: b}\n`,
    },
    'compose.yaml',
  ],
  'an included file': (key, value) => [
    { 'compose.yaml': 'include: [inc/more.yaml]\n', 'inc/more.yaml': `${base}    ${key}: ${value}\n` },
    'inc/more.yaml',
  ],
  'a second document': (key, value) => [
    { 'compose.yaml': `${base}---\nservices: {web: {${key}: ${value}}}\n` },
    'compose.yaml',
  ],
};

/** A rule, a key with a value that it speaks of, and the words under the finding. */
const values: readonly (readonly [rule: string, key: string, value: string, words: string])[] = [
  ['security-privileged', 'privileged', 'true', 'true'],
  ['security-root-user', 'user', '"root"', '"root"'],
  ['security-dangerous-capability', 'cap_add', '[NET_RAW, SYS_ADMIN]', 'SYS_ADMIN'],
  ['limits-memory-too-small', 'deploy', '{resources: {limits: {memory: 2m}}}', '2m'],
  ['security-docker-socket', 'volumes', '["/a:/a", "/var/run/docker.sock:/s"]', '/var/run/docker.sock'],
  ['correctness-undefined-network', 'networks', '{gone: {aliases: [a]}}', 'gone'],
  ['credential-default-value', 'environment', '{POSTGRES_PASSWORD: changeme}', 'changeme'],
];

describe('a finding stands where the value is written', () => {
  for (const [way, filesOf] of Object.entries(ways))
    for (const [rule, key, value, words] of values) {
      // Secrets are followed through files by a model of their own, which keeps to the linted file.
      if (
        rule.startsWith('credential') &&
        !/^(?:itself|an alias|a merge|merges in|another service)/.test(way)
      )
        continue;
      it(`${rule} through ${way}`, () => {
        const [files, where] = filesOf(key, value);
        const image = rule.startsWith('credential') ? 'postgres:16' : 'a:1';
        const texts = Object.fromEntries(
          Object.entries(files).map(([name, text]) => [name, text.replaceAll('a:1', image)]),
        );
        const { findings } = lintCompose(texts['compose.yaml'] ?? '', 'compose.yaml', {
          files: disk(texts),
          profile: 'strict',
          rules: [ruleNamed(rule)],
        });
        // `extends` does not bring what a name stands for: the file that extends must declare it.
        const declared = rule.startsWith('correctness-undefined') && way.endsWith('another file');
        assert.deepEqual(
          findings
            .flatMap(({ related, ...finding }) => (declared ? related.map(({ place }) => place) : [finding]))
            .map(({ file, range }) => [file, texts[file]?.slice(range.start, range.end)]),
          [[where, words]],
        );
        if (declared) assert.equal(findings[0]?.file, 'compose.yaml');
      });
    }
});

describe('findings in random projects', () => {
  const value = fc.constantFrom(
    'privileged: true',
    'ports: ["80:80", "5432:5432"]',
    'ports: !reset []',
    'environment: {A: "${B}", PASSWORD: admin}',
    'environment: ["A=1", PASSWORD=admin]',
    'volumes: ["/etc:/etc", "data:/x"]',
    'extends: one',
    'extends: {file: b.yaml, service: two}',
    'extends: {file: compose.yaml, service: one}',
    'networks: [n, gone]',
    'networks: {n: , gone: {aliases: [x]}}',
    'depends_on: [one, gone]',
    'deploy: {resources: {limits: {memory: 1m}}}',
    'deploy: !override {resources: {limits: {pids: 5}}}',
    'image: nginx',
    'build: ./gone',
    'env_file: [gone.env]',
    '<<: *x',
    'mem_limit: 2m',
    'security_opt: [seccomp:unconfined]',
    'links: [one]',
  );
  const service = fc.uniqueArray(value, { maxLength: 5, selector: (one) => one.split(':')[0] });
  const document = fc
    .record({ one: service, two: service })
    .map(
      ({ one, two }) =>
        `x-x: &x {tty: true, cap_add: [SYS_ADMIN]}\nservices:\n  one: {${one.join(', ')}}\n  two: {${two.join(', ')}}\nnetworks: {n: }\n`,
    );
  const file = fc.record({
    documents: fc.array(document, { minLength: 1, maxLength: 2 }),
    include: fc.constantFrom('', 'include: [b.yaml]\n', 'include: [c.yaml, gone.yaml]\n'),
  });
  const text = file.map(({ documents, include }) => include + documents.join('---\n'));

  it('stand within the files that they name, and so do all that belongs to them', () => {
    fc.assert(
      fc.property(text, text, text, text, (main, override, b, c) => {
        const files: Files = {
          'compose.yaml': main,
          'compose.override.yaml': override,
          'b.yaml': b,
          'c.yaml': c,
        };
        for (const linted of ['compose.yaml', 'compose.override.yaml']) {
          const { findings } = lintCompose(files[linted] ?? '', linted, {
            files: disk(files),
            profile: 'strict',
          });
          const places = findings.flatMap((finding) => [
            finding,
            ...finding.related.map(({ place }) => place),
            ...finding.fixes.flatMap(({ edits }) => edits),
          ]);
          for (const { file: name, range } of places) {
            const length = files[name]?.length;
            assert.ok(length !== undefined, `no file ${name}`);
            assert.ok(0 <= range.start && range.start <= range.end && range.end <= length);
          }
          const keys = findings.map(({ file: name, range, ruleId, message }) =>
            JSON.stringify([name, range, ruleId, message]),
          );
          assert.equal(new Set(keys).size, keys.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});
