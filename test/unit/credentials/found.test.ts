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
    ({ ruleId, range, file }) =>
      `${ruleId.replace('credential-', '')} ${(files[file] ?? '').slice(range.start, range.end)}`,
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
    says: ['default-value changeme'],
    secret: 'changeme',
  },
  {
    kind: 'what stands in an env_file',
    files: { ...service('app', 'env_file: app.env'), 'app.env': 'DB_PASSWORD=changeme\n' },
    says: ['default-value changeme'],
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
  {
    kind: 'the token of a development server',
    files: variable('BAO_DEV_ROOT_TOKEN_ID', 'root', 'openbao/openbao:2'),
    says: ['default-value root'],
    secret: 'root',
  },
  {
    kind: 'the token of a development server as an option',
    files: service('hashicorp/vault:1', 'command: server -dev -dev-root-token-id=myroot'),
    says: ['default-value myroot'],
    secret: 'myroot',
  },
  {
    kind: 'a login in a variable',
    files: variable('DASHBOARD_BASIC_AUTH', '"ops:letmein"'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'the second of two logins in a variable',
    files: variable('PROXY_BASICAUTH_USERS', '"ann:Zr5kWq8ZbN2xLm6Y,bob:letmein"'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a login as an option',
    files: service('mher/flower', 'command: ["celery", "flower", "--basic-auth", "ops:letmein"]'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a password that curl takes in a healthcheck',
    files: service(
      'app',
      'healthcheck:',
      '  test: ["CMD-SHELL", "curl -fs -u ops:letmein http://localhost/health || exit 1"]',
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a password glued to an option of curl',
    files: service('app', 'command: sh -c "/usr/bin/curl -uops:letmein http://a/"'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a login at an object store',
    files: service(
      'minio/mc',
      'entrypoint: >',
      '  /bin/sh -c "mc alias set here http://store:9000 ops letmein; mc mb here/b"',
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a login at an object store by the older name of the command',
    files: service(
      'minio/mc',
      'entrypoint: ["sh", "-c", "mc config host add here http://store:9000 ops letmein"]',
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a user that a command adds to a queue',
    files: service('app', 'command: sh -c "rabbitmqctl add_user ops letmein && rabbitmqctl list_users"'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a user that a hook adds',
    files: service('app', 'post_start:', '  - command: htpasswd -bc /etc/users ops letmein'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a password in quotes behind its variable',
    files: service('app', `command: 'bash -c "export DB_PASSWORD=''letmein'' && run"'`),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a password in SQL',
    files: service('app', `command: ["sh", "-c", "mysql -e \\"CREATE USER ops IDENTIFIED BY 'letmein'\\""]`),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a system property of Java',
    files: variable('JAVA_TOOL_OPTIONS', '-Xmx1g -Dspring.datasource.password=letmein -Da=b'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a system property of Java in a command',
    files: service('app', 'command: java -Ddb.password=letmein -jar app.jar'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'the option of a server in a variable',
    files: variable('VALKEY_ARGS', '"--save 60 1 --requirepass letmein"'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'an API key as an option',
    files: service('typesense/typesense:27', 'command: --data-dir /data --api-key=xyz --enable-cors'),
    says: ['default-value xyz'],
    secret: 'xyz',
  },
  {
    kind: 'a JAAS string',
    files: variable(
      'BROKER_JAAS_CONFIG',
      `'org.apache.kafka.common.security.plain.PlainLoginModule required username="ops" password="letmein";'`,
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'an account in a JAAS string',
    files: variable(
      'BROKER_JAAS_CONFIG',
      `'org.apache.kafka.common.security.plain.PlainLoginModule required user_ops="letmein";'`,
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a setting in Ruby',
    files: service(
      'gitlab/gitlab-ce:17',
      'environment:',
      '  GITLAB_OMNIBUS_CONFIG: |',
      "    external_url 'http://git.example'",
      "    gitlab_rails['initial_root_password'] = 'letmein'",
    ),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a setting in JSON',
    files: variable('SPRING_APPLICATION_JSON', `'{"spring": {"mail": {"password": "letmein"}}}'`),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'the master key of a search engine',
    files: variable('MEILI_MASTER_KEY', 'aSampleMasterKey', 'getmeili/meilisearch:v1'),
    says: ['default-value aSampleMasterKey'],
    secret: 'aSampleMasterKey',
  },
  {
    kind: 'the password of a graph database',
    files: variable('NEO4J_AUTH', 'neo4j/01234567', 'neo4j:5'),
    says: ['default-value 01234567'],
    secret: '01234567',
  },
  {
    kind: 'a label that announces a password',
    files: service('app', 'labels:', '  homepage.widget.password: letmein'),
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'a password in a config that stands in the file',
    files: {
      [main]: `services:
  one:
    image: app
    configs: [settings]
configs:
  settings:
    content: |
      # password = changeme
      [db]
      password = "letmein"
`,
    },
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'an address in a config that stands in the file',
    files: {
      [main]: `services:
  one: { image: app, configs: [{ source: settings, target: /app.yaml }] }
configs: { settings: { content: "url: amqp://ops:letmein@queue" } }
`,
    },
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'what stands in the file of a secret',
    files: {
      [main]: `services:
  one:
    image: postgres:17
    environment: { POSTGRES_PASSWORD_FILE: /run/secrets/pw }
    secrets: [pw]
secrets: { pw: { file: ./pw.txt } }
`,
      'pw.txt': 'letmein\n',
    },
    says: ['default-value letmein'],
    secret: 'letmein',
  },
  {
    kind: 'what stands in .env for a secret',
    files: {
      [main]: `services:
  one: { image: app, secrets: [{ source: pw, target: db_password }] }
secrets: { pw: { environment: DB_PW } }
`,
      '.env': 'DB_PW=letmein\n',
    },
    says: ['default-value letmein'],
    secret: 'letmein',
  },
];

/** Hashes whose password is printed beside them: no new one can be made here. */
const hashes: readonly [string, Files][] = [
  [
    'a label of Traefik',
    service(
      'traefik:v3',
      'labels:',
      '  - traefik.http.middlewares.m.basicauth.users=ops:$$apr1$$H6uskkkW$$IgXLP6ewTrSuBkTrqE8wj/',
    ),
  ],
  [
    'a label of Caddy',
    service(
      'lucaslorentz/caddy-docker-proxy:2',
      'labels:',
      '  caddy.basic_auth.bob: $$2a$$14$$Zkx19XLiW6VYouLHR5NmfOFU0z2GTNmpkT/5qqR7hx4IjWJPDhjvG',
    ),
  ],
];

describe('published hashes', () => {
  for (const [name, files] of hashes)
    it(`are found in ${name}, and left to their owner`, () => {
      assert.match(found(files).join('\n'), /^default-value \$\$(?:apr1|2a)\$\$/);
      const { run } = lintCompose(files[main] ?? '', main, { files: access(files) });
      const { project, groups } = credentialsOf(run, access(files));
      const plan = planRewrite(project, groups, { strategy: 'in-place', randomBytes, reminder: 'set it' });
      assert.deepEqual([plan.edits, plan.skipped.length], [[], 1]);
    });
  it('are not taken for ones when they are of the project alone', () => {
    const label = 'traefik.http.middlewares.m.basicauth.users: ops:$$apr1$$Q1w2e3r4$$abcdefghijklmnopqrstuv';
    assert.deepEqual(found(service('traefik:v3', 'labels:', `  ${label}`)), []);
  });
});

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
    ['Redis protects nothing', service('redis:7', 'command: redis-server --protected-mode no')],
    [
      'Redis protects nothing, as a list',
      service('redis:7', 'command: ["redis-server", "--protected-mode", "no"]'),
    ],
    ['Jupyter takes an empty token', service('acme/lab', `command: jupyter lab --ServerApp.token=''`)],
    [
      'Jupyter takes an empty token, as a list',
      service('acme/lab', 'command: ["jupyter", "--NotebookApp.token="]'),
    ],
    ['Jupyter is given an empty token', variable('JUPYTER_TOKEN', '${JUPYTER_TOKEN:-}', 'acme/lab')],
    ['MongoDB has none', service('mongo:7', 'command: mongod --noauth')],
    ['CockroachDB has none', service('cockroachdb/cockroach:v25', 'command: start-single-node --insecure')],
    ['Traefik shows its settings', service('traefik:v3', 'command: ["--api.insecure=true"]')],
    [
      'Elasticsearch has none by an option',
      service('acme/search', 'command: bin/es -Expack.security.enabled=false'),
    ],
    ['pgAdmin asks nobody', variable('PGADMIN_CONFIG_SERVER_MODE', '"False"', 'dpage/pgadmin4:9')],
    ['etcd of Bitnami asks nobody', variable('ALLOW_NONE_AUTHENTICATION', '"yes"', 'bitnami/etcd:3')],
    ['Weaviate asks nobody', variable('AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED', '"true"', 'weaviate:1')],
    [
      'Mosquitto asks nobody by a config',
      {
        [main]: `services:
  one: { image: eclipse-mosquitto:2, configs: [c] }
configs:
  c:
    content: |
      listener 1883
      allow_anonymous true
`,
      },
    ],
    ['Redis on every network', service('redis:7', 'ports: ["6379:6379"]')],
    ['MongoDB on every network', service('mongo:7', 'ports: ["27017:27017"]')],
  ];
  for (const [name, files] of cases)
    it(`is found: ${name}`, () => {
      assert.match(found(files).join('\n'), /^auth-off /);
    });
});

describe('authentication that stays', () => {
  const cases: readonly [string, Files][] = [
    [
      'a password beside the protected mode',
      service('redis:7', 'command: redis-server --protected-mode no --requirepass ${P:?}'),
    ],
    [
      'a password beside the empty token',
      service('acme/lab', `command: jupyter lab --ServerApp.token='' --ServerApp.password=argon2:abc`),
    ],
    ['a token', service('acme/lab', 'command: jupyter lab --ServerApp.token=${T:?}')],
    ['an option of another program', service('acme/app', 'command: serve --insecure --auth none')],
    ['protected mode', service('redis:7', 'command: redis-server --protected-mode yes')],
    ['a switch the other way round', variable('ALLOW_EMPTY_PASSWORD', '"no"', 'bitnami/mysql:8')],
    ['a token from the shell', variable('JUPYTER_TOKEN', '${JUPYTER_TOKEN:?}', 'acme/lab')],
  ];
  for (const [name, files] of cases)
    it(`is left alone: ${name}`, () => {
      assert.deepEqual(found(files), []);
    });
});

describe('a default password in another file', () => {
  const files = {
    [main]: `services:
  db: { image: "postgres:17", environment: { POSTGRES_PASSWORD: "\${PW}" } }
  app: { image: app, environment: { DATABASE_PASSWORD: "\${PW}" } }
`,
    '.env': '# mine\nPW=letmein\n',
  };
  it('is reported once, at its line, with each use as related information', () => {
    const [finding, ...others] = credentialFindings(files);
    assert.deepEqual(others, []);
    assert.deepEqual([finding?.file, finding?.range], ['.env', { start: 10, end: 17 }]);
    const uses = finding?.related.map(({ place: { file, range } }) => [
      file,
      files[main].slice(range.start, range.end),
    ]);
    assert.deepEqual(uses, [
      [main, '${PW}'],
      [main, '${PW}'],
    ]);
  });
  it('is left out where a comment in that file says so', () => {
    const disabled = '# unboxed-disable-next-line credential-default-value -- a demo\nPW=letmein\n';
    assert.deepEqual(credentialFindings({ ...files, '.env': disabled }), []);
  });
});

describe('values that only fill a variable', () => {
  for (const [name, value] of [
    ['TELEMETRY_SECRET', 'dummy'],
    ['SENTRY_AUTH_TOKEN', 'secret'],
    ['OPENAI_API_KEY', 'sk-dummy'],
    ['LLM_API_KEY', 'not-needed'],
    ['AWS_SECRET_ACCESS_KEY', 'test'],
  ] as const)
    it(`stay silent: ${name}`, () => {
      assert.deepEqual(found(variable(name, value)), []);
    });
  it('are no excuse for a password', () => {
    assert.deepEqual(found(variable('POSTGRES_PASSWORD', 'dummy', 'postgres:17')), ['default-value dummy']);
    assert.deepEqual(found(variable('AWS_SECRET_ACCESS_KEY', 'minioadmin')), ['default-value minioadmin']);
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
    ['PASSWORD_MAX_AGE', '90'],
    ['PASSWORD_STRENGTH', 'test'],
    ['PASSWORD_ENCODER', 'default'],
    ['PASSWORD_HASH_ALGORITHM', 'default'],
    ['PASSWORD_AUTHENTICATION', 'password'],
    ['PASSWORD_PLACEHOLDER', 'password'],
    ['PASSWORD_LABEL', 'Password'],
    ['PASSWORD_CHANGE_URL', 'test'],
    ['PASSWORDLESS', 'test'],
    ['DISABLE_PASSWORD_AUTH', 'test'],
    ['FORGOT_PASSWORD', 'test'],
    ['NO_PASSWORD', 'test'],
    ['SKIP_PASSWORD', 'test'],
    ['WITHOUT_PASSWORD', 'default'],
    ['ALLOWED_TOKENS', 'default'],
    ['GENERATE_TOKEN', 'test'],
    ['LOGIN_PASSWORD_PROMPT', 'Password'],
    ['SECRET_MANAGER', 'local'],
    ['SECRET_STORE', 'default'],
    ['SECRET_BACKEND', 'local'],
    ['SECRET_ENGINE', 'default'],
    ['SECRETS_PATH', 'secret'],
    ['SECRETS_NAMESPACE', 'default'],
    ['SECRET_REF', 'secret'],
    ['SECRET_VERSION', '123'],
    ['CLIENT_SECRET_HEADER', 'secret'],
    ['CLIENT_SECRET_EXPIRY', '1234'],
    ['TOKEN_ISSUER', 'admin'],
    ['TOKEN_AUDIENCE', 'default'],
    ['TOKEN_ENDPOINT', 'test'],
    ['TOKEN_ALGORITHM', 'test'],
    ['TOKEN_PREFIX', 'token'],
    ['TOKEN_LIMIT', '1234'],
    ['MAX_TOKENS', '123'],
    ['LLM_MAX_OUTPUT_TOKENS', '1234'],
    ['TOKENIZER', 'default'],
    ['TOKENIZER_PARALLELISM', 'test'],
    ['TOKEN_BUCKET_SIZE', '123'],
    ['REFRESH_TOKEN_ROTATION', 'default'],
    ['KEYSPACE', 'test'],
    ['REDIS_KEY', 'test'],
    ['ROUTING_KEY', 'default'],
    ['PARTITION_KEY', 'user'],
    ['SORT_KEY', 'default'],
    ['LICENSE_KEY_TYPE', 'demo'],
    ['API_KEY_NAME', 'default'],
    ['API_KEY_LOCATION', 'local'],
    ['SSH_PUBLIC_KEY', 'default'],
    ['JWT_PUBLIC_KEY', 'default'],
    ['TLS_KEY', 'secret'],
    ['KEYCLOAK_REALM', 'test'],
    ['KEYBOARD_LAYOUT', 'default'],
    ['TURKEY', 'test'],
    ['DONKEYS', 'test'],
    ['PASSPORT_STRATEGY', 'local'],
    ['PASSTHROUGH', 'test'],
    ['PASSIVE_MODE', 'default'],
    ['BYPASS_CACHE', 'test'],
    ['ENCOMPASS', 'test'],
    ['COMPASS_ENV', 'development'],
    ['SALT_MASTER', 'root'],
    ['SALT_ROUNDS', '123'],
    ['BASALT', 'test'],
    ['AUTH_BASIC_REALM', 'a:test'],
    ['BASIC_AUTH_ENABLED', 'a:test'],
    ['AUTHOR', 'a:test'],
    ['HTTP_AUTH_TYPE', 'basic:test'],
    ['MAX_PASS', 'default'],
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
