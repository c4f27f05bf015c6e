import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import { credentialsOf } from '../../../src/compose/credentials/credentialsOf';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import { rewriteStrategies, type RewriteStrategy } from '../../../src/compose/credentials/rewritePlan';
import { lintCompose } from '../../../src/compose/lintCompose';
import type { Finding } from '../../../src/compose/finding';
import { msg } from '../../../src/message';

type Files = Readonly<Record<string, string>>;
const main = 'compose.yaml';

const access = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files,
});

const credentialFindings = (files: Files): readonly Finding[] =>
  lintCompose(files[main] ?? '', main, { files: access(files) }).findings.filter(({ ruleId }) =>
    ruleId.startsWith('credential-'),
  );

/** Each finding with the letters under it. */
const found = (files: Files): string[] =>
  credentialFindings(files).map(
    ({ ruleId, range }) =>
      `${ruleId.replace('credential-', '')} ${(files[main] ?? '').slice(range.start, range.end)}`,
  );

function changed(files: Files, strategy: RewriteStrategy): Files {
  const { run } = lintCompose(files[main] ?? '', main, { files: access(files) });
  const { project, groups } = credentialsOf(run, access(files));
  const wanted = groups.filter(({ reason }) => reason !== undefined);
  const plan = planRewrite(project, wanted, { strategy, randomBytes, reminder: 'set it in .env' });
  assert.deepEqual(plan.skipped, []);
  const after: Record<string, string> = { ...files };
  for (const file of new Set(plan.edits.map((edit) => edit.file)))
    after[file] = applyEdits(
      files[file] ?? '',
      plan.edits.filter((edit) => edit.file === file),
    );
  return after;
}

const service = (image: string, ...lines: readonly string[]): Files => ({
  [main]: `services:\n  one:\n    image: ${image}\n${lines.map((line) => `    ${line}\n`).join('')}`,
});
const variable = (name: string, value: string, image = 'app'): Files =>
  service(image, 'environment:', `  ${name}: ${value}`);

/** One row for each kind of default password that is found; `secret`: what no message may hold. */
const kinds: readonly { kind: string; files: Files; says: readonly string[]; secret: string }[] = [
  {
    kind: 'the value that an image’s documentation prints',
    files: variable('POSTGRES_PASSWORD', 'mysecretpassword', 'postgres:17'),
    says: ['default-value mysecretpassword'],
    secret: 'mysecretpassword',
  },
  {
    kind: 'a published value that looks like chance',
    files: variable('SECRET_KEY', '60gp0byfz2dvffa45cxl20p1scy9xbpf6d8c5y0geejgkyp1b5'),
    says: ['default-value 60gp0byfz2dvffa45cxl20p1scy9xbpf6d8c5y0geejgkyp1b5'],
    secret: '60gp0byfz2dvffa45cxl20p1scy9xbpf6d8c5y0geejgkyp1b5',
  },
  {
    kind: 'a word that everybody tries',
    files: variable('DB_PASSWORD', 'letmein'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'the name of the service',
    files: {
      [main]: 'services:\n  warehouse:\n    image: app\n    environment:\n      DB_PASSWORD: warehouse\n',
    },
    says: ['equals-name warehouse'],
    secret: 'warehouse',
  },
  {
    kind: 'the name of the image',
    files: variable('ADMIN_PASSWORD', 'paperless', 'registry.example:5000/team/paperless:2'),
    says: ['equals-name paperless'],
    secret: 'paperless',
  },
  {
    kind: 'the name of the user',
    files: service('app', 'environment:', '  DB_USER: gertrude', '  DB_PASSWORD: gertrude'),
    says: ['equals-name gertrude'],
    secret: 'gertrude',
  },
  {
    kind: 'the name of the database',
    files: service(
      'postgres:17',
      'environment:',
      '  POSTGRES_DB: orders',
      '  POSTGRES_USER: x',
      '  POSTGRES_PASSWORD: orders',
    ),
    says: ['equals-name orders'],
    secret: 'orders',
  },
  {
    kind: 'the default of a variable',
    files: variable('DB_PASSWORD', '${PW:-changeme}'),
    says: ['default-interpolation ${PW:-changeme}'],
    secret: 'changeme',
  },
  {
    kind: 'the default of a variable inside another',
    files: variable('DB_PASSWORD', '${PW-${OLD_PW:-changeme}}'),
    says: ['default-interpolation ${PW-${OLD_PW:-changeme}}'],
    secret: 'changeme',
  },
  {
    kind: 'what stands in .env',
    files: { ...variable('DB_PASSWORD', '${PW}'), '.env': 'PW=changeme\n' },
    says: ['default-value ${PW}'],
    secret: 'changeme',
  },
  {
    kind: 'what stands in an env_file',
    files: { ...service('app', 'env_file: app.env'), 'app.env': 'DB_PASSWORD=changeme\n' },
    says: ['default-value app.env'],
    secret: 'changeme',
  },
  {
    kind: 'what comes by extends',
    files: {
      [main]: 'services:\n  one:\n    extends: { file: base.yaml, service: base }\n',
      'base.yaml': 'services:\n  base:\n    image: app\n    environment:\n      DB_PASSWORD: changeme\n',
    },
    says: ['default-value one'],
    secret: 'changeme',
  },
  {
    kind: 'what comes by an anchor',
    files: {
      [main]:
        'x-pw: &pw changeme\nservices:\n  one:\n    image: app\n    environment:\n      DB_PASSWORD: *pw\n',
    },
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  {
    kind: 'what comes by a merge of an x- field',
    files: {
      [main]:
        'x-env: &env\n  DB_PASSWORD: changeme\nservices:\n  one:\n    image: app\n    environment:\n      <<: *env\n      TZ: UTC\n',
    },
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  ...(
    [
      ['PostgreSQL', 'postgres://u:changeme@db/x'],
      ['Redis without a user', 'redis://:changeme@cache:6379/0'],
      ['AMQP', 'amqp://u:changeme@queue:5672/%2F'],
      ['MongoDB', 'mongodb+srv://u:changeme@mongo/x?retryWrites=true'],
      ['JDBC', 'jdbc:mysql://db:3306/x?user=u&password=changeme'],
      ['a connection string', 'Server=db;User Id=sa;Password=changeme;'],
    ] as const
  ).map(([of, url]) => ({
    kind: `the address of ${of}`,
    files: variable('CONNECTION', `"${url}"`),
    says: ['default-value changeme'],
    secret: 'changeme',
  })),
  {
    kind: 'an option of a command',
    files: service('redis:7', 'command: redis-server --requirepass foobared'),
    says: ['default-value foobared'],
    secret: 'foobared',
  },
  {
    kind: 'an option glued to its password in a healthcheck',
    files: service(
      'mysql:8',
      'environment:',
      '  MYSQL_ROOT_PASSWORD: "${ROOT:?}"',
      'healthcheck:',
      '  test: ["CMD", "mysqladmin", "ping", "-uroot", "-pchangeme"]',
    ),
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  {
    kind: 'a variable that a command sets for its client',
    files: service('app', 'command: ["sh", "-c", "PGPASSWORD=changeme psql -h db"]'),
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  {
    kind: 'a build argument',
    files: {
      [main]: 'services:\n  one:\n    build:\n      context: .\n      args:\n        DB_PASSWORD: changeme\n',
    },
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  {
    kind: 'the account that an image makes by itself',
    files: service('rabbitmq:4'),
    says: ['image-default one'],
    secret: 'guest',
  },
  {
    kind: 'a password behind the user in one value',
    files: variable('NEO4J_AUTH', 'neo4j/changeme', 'neo4j:5'),
    says: ['default-value changeme'],
    secret: 'changeme',
  },
];

describe('default passwords, one row for each kind', () => {
  for (const { kind, files, says, secret } of kinds) {
    it(`finds ${kind}, and says no value`, () => {
      assert.deepEqual(found(files), says);
      for (const { message, related } of credentialFindings(files))
        for (const { args } of [message, ...related.map((one) => one.message)])
          // What is the name of a service, too, is no secret of its own.
          if (!(files[main] ?? '').includes(`  ${secret}:\n`))
            assert.ok(!args.some((arg) => String(arg).includes(secret)));
    });
    for (const strategy of rewriteStrategies)
      it(`finds nothing any more after ${kind} was changed: ${strategy}`, () => {
        assert.deepEqual(
          found(changed(files, strategy)).filter((one) => !one.startsWith('build-arg')),
          [],
        );
      });
  }
});

describe('authentication that is switched off', () => {
  const cases: readonly [string, Files][] = [
    ['PostgreSQL trusts everybody', variable('POSTGRES_HOST_AUTH_METHOD', 'trust', 'postgres:17')],
    ['MySQL takes an empty password', variable('MYSQL_ALLOW_EMPTY_PASSWORD', '"yes"', 'mysql:8')],
    ['MariaDB takes an empty password', variable('MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', '1', 'mariadb:11')],
    ['neo4j has none', variable('NEO4J_AUTH', 'none', 'neo4j:5')],
    ['ArangoDB has none', variable('ARANGO_NO_AUTH', '1', 'arangodb:3')],
    ['Elasticsearch has none', variable('xpack.security.enabled', '"false"', 'elasticsearch:8')],
    ['OpenSearch has none', variable('DISABLE_SECURITY_PLUGIN', '"true"', 'opensearch:2')],
    ['Redis on every network', service('redis:7', 'ports: ["6379:6379"]')],
    ['MongoDB on every network', service('mongo:7', 'ports: ["27017:27017"]')],
  ];
  for (const [name, files] of cases)
    it(`is found: ${name}`, () => {
      assert.match(found(files).join('\n'), /^auth-off /);
    });
});

describe('variables whose names only look like those of secrets', () => {
  for (const [name, value] of [
    ['API_TOKEN_RATE_LIMIT', '60/minute'],
    ['MAILCOW_PASS_SCHEME', 'BLF-CRYPT'],
    ['REGISTRY_AUTH_HTPASSWD_REALM', 'test'],
    ['REGISTRY_AUTH_HTPASSWD_PATH', '/auth/htpasswd'],
    ['KAFKA_SSL_KEY_CREDENTIALS', 'secret'],
    ['MYSQL_RANDOM_ROOT_PASSWORD', 'default'],
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/password'],
    ['ACCESS_TOKEN_TTL', '123'],
    ['REFRESH_TOKEN_EXPIRE', '1234'],
    ['DB_PASSWORD', '""'],
  ] as const)
    it(`stay silent: ${name}`, () => {
      assert.deepEqual(found(variable(name, value)), []);
    });
});

describe('what is said of a default password', () => {
  const messageOf = (...lines: readonly string[]): string =>
    credentialFindings(service('postgres:17', 'environment:', '  POSTGRES_PASSWORD: changeme', ...lines))[0]
      ?.message.text ?? '';
  it('is that every network reaches it where its port is published', () => {
    assert.equal(
      messageOf('ports: ["5432:5432"]'),
      msg(
        '`{0}` of `{1}` holds a default password that anybody can look up, and the service answers on every network of this machine.',
      ).text,
    );
  });
  it('is that the other services reach it where it is not', () => {
    for (const lines of [[], ['ports: ["127.0.0.1:5432:5432"]'], ['expose: ["5432"]']])
      assert.match(messageOf(...lines), /whoever reaches one service of this stack can use it/);
  });
});
