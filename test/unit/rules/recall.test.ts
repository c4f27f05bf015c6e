import assert from 'node:assert/strict';
import type { FileAccess } from '../../../src/compose/composeModel';
import { fixAll } from '../../../src/compose/fixAll';
import { lintCompose } from '../../../src/compose/lintCompose';

const service = (lines: string): string =>
  `services:\n  db:\n    ${lines.trim().replaceAll('\n', '\n    ')}\n`;

interface Known {
  /** What a peer is known to miss. */
  readonly what: string;
  readonly text: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly rule: string;
  /** The letters on which the finding must stand. */
  readonly at: string;
}

/** What compose-lint 0.22 does not see. */
const missedByComposeLint: readonly Known[] = [
  {
    what: 'a password after --requirepass',
    text: service('image: redis:7\ncommand: redis-server --requirepass hunter2'),
    rule: 'credential-default-value',
    at: 'hunter2',
  },
  {
    what: 'a password after -p of mysqladmin',
    text: service(
      'image: mysql:8\nhealthcheck:\n  test: ["CMD", "mysqladmin", "ping", "-u", "root", "-pV3ryPrivate"]',
    ),
    rule: 'credential-literal',
    at: 'V3ryPrivate',
  },
  {
    what: 'a secret in the arguments of a build',
    text: service('build:\n  context: .\n  args:\n    NPM_TOKEN: f3c9a1b2d4e5'),
    rule: 'credential-build-arg',
    at: 'f3c9a1b2d4e5',
  },
  {
    what: 'NEO4J_AUTH',
    text: service('image: neo4j:5\nenvironment:\n  NEO4J_AUTH: neo4j/password'),
    rule: 'credential-default-value',
    at: 'password',
  },
  {
    what: 'trust instead of a password',
    text: service('image: postgres:16\nenvironment:\n  POSTGRES_HOST_AUTH_METHOD: trust'),
    rule: 'credential-auth-off',
    at: 'trust',
  },
  ...['MYSQL_ALLOW_EMPTY_PASSWORD', 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD'].map((key) => ({
    what: key,
    text: service(
      `image: ${key.startsWith('MYSQL') ? 'mysql:8' : 'mariadb:11'}\nenvironment:\n  ${key}: "yes"`,
    ),
    rule: 'credential-auth-off',
    at: 'yes',
  })),
  {
    what: 'the account that rabbitmq makes by itself',
    text: service('image: rabbitmq:3-management\nports:\n  - "15672:15672"'),
    rule: 'credential-image-default',
    at: 'db',
  },
  {
    what: 'a password that comes from .env',
    text: service('image: postgres:16\nenvironment:\n  POSTGRES_PASSWORD: ${PW}'),
    files: { '.env': 'PW=changeme\n' },
    rule: 'credential-default-value',
    at: 'changeme',
  },
  {
    what: 'a password that comes from an env_file',
    text: service('image: postgres:16\nenv_file: db.env'),
    files: { 'db.env': 'POSTGRES_PASSWORD=changeme\n' },
    rule: 'credential-default-value',
    at: 'changeme',
  },
];

const around = (files: Readonly<Record<string, string>> = {}): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files,
});

describe('what other linters miss', () => {
  for (const { what, text, files, rule, at } of missedByComposeLint)
    it(`is found: ${what} (compose-lint)`, () => {
      const { findings } = lintCompose(text, 'compose.yaml', { files: around(files), profile: 'strict' });
      const found = findings.filter(({ ruleId }) => ruleId === rule);
      const words = found.map(({ file, range }) => (files?.[file] ?? text).slice(range.start, range.end));
      assert.ok(words.includes(at), `${rule} stands on ${JSON.stringify(words)}`);
    });

  for (const key of [
    'PASSWORD_MIN_LENGTH: "12"',
    'TOKEN_LIFETIME: "3600"',
    'SECRET_KEY_FILE: /run/secrets/key',
    'PASSWORD_RESET_URL: https://example.com/reset',
    'KEYBOARD: us',
    'MONKEY: banana',
    'AUTH_ENABLED: "true"',
    'POSTGRES_PASSWORD_FILE: /run/secrets/pw',
    'SSH_KEY_PATH: /keys/id',
    'ALLOW_PASSWORD_LOGIN: "false"',
  ])
    it(`is not overdone: ${key} is no secret (compose-lint)`, () => {
      const text = service(`image: example/app:1\nenvironment:\n  ${key}`);
      const ids = lintCompose(text, 'compose.yaml', { profile: 'strict' }).findings.map(
        ({ ruleId }) => ruleId,
      );
      assert.deepEqual(
        ids.filter((id) => id.startsWith('credential-')),
        [],
      );
    });

  it('is found at its column, not at the beginning of the line (dclint)', () => {
    const text = 'services:\n  web: { image: nginx:1.27, privileged: true }\n';
    const { findings } = lintCompose(text, 'compose.yaml');
    const [found] = findings.filter(({ ruleId }) => ruleId === 'security-privileged');
    assert.ok(found && found.range.start > text.indexOf('privileged') - 1);
  });

  it('is read through more aliases than the library allows (dclint)', () => {
    const text = `x-e: &e { restart: always }\nservices:\n${Array.from({ length: 500 }, (_, i) => `  s${i}:\n    <<: *e\n    image: nginx:1.27\n    privileged: true\n`).join('')}`;
    const { findings, unreadable } = lintCompose(text, 'compose.yaml');
    assert.ok(!unreadable);
    assert.equal(findings.filter(({ ruleId }) => ruleId === 'security-privileged').length, 500);
  });

  it('keeps every comment when it is mended (dclint)', () => {
    const text = `# head
version: "3" # old
services:
  # about web
  web: # here
    image: nginx:1.27 # pinned
    # above ports
    ports:
      - 80:80 # open
    restart: always
# tail
`;
    const fixed = fixAll(text, 'compose.yaml', { profile: 'strict' }).text;
    assert.notEqual(fixed, text);
    // What stands on a line that is taken out goes with it.
    for (const comment of [
      '# head',
      '# about web',
      '# here',
      '# pinned',
      '# above ports',
      '# open',
      '# tail',
    ])
      assert.ok(fixed.includes(comment), comment);
  });

  it('does not break on a port whose address is a variable, nor on !reset (dclint, Docker DX)', () => {
    const text =
      'services:\n  web:\n    image: nginx:1.27\n    ports:\n      - "${BIND:-127.0.0.1}:80:80"\n    environment: !reset []\n';
    const { findings, unreadable } = lintCompose(text, 'compose.yaml');
    assert.ok(!unreadable);
    assert.deepEqual(
      findings.filter(({ ruleId }) => ruleId.startsWith('schema-') || ruleId.includes('port')),
      [],
    );
  });
});
