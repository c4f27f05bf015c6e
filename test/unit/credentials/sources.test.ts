import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import { credentialProject } from '../../../src/compose/credentials/credentialProject';
import { decodeUrlPart } from '../../../src/compose/credentials/credentialUrl';
import { findCredentials } from '../../../src/compose/credentials/findCredentials';
import { linkCredentials, type CredentialGroup } from '../../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import type { RewritePlan, RewriteStrategy } from '../../../src/compose/credentials/rewritePlan';
import { linkFiles } from '../../../src/compose/project/linkFiles';
import { parseCompose } from '../../../src/compose/parseCompose';

type Files = Readonly<Record<string, string>>;
const main = 'compose.yaml';

const access = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
});

function groupsOf(files: Files): readonly CredentialGroup[] {
  const around = access(files);
  const project = credentialProject(linkFiles(parseCompose(files[main] ?? '', main), around), around);
  return linkCredentials(project, findCredentials(project));
}

function changed(files: Files, strategy: RewriteStrategy): { after: Files; plan: RewritePlan } {
  const around = access(files);
  const project = credentialProject(linkFiles(parseCompose(files[main] ?? '', main), around), around);
  const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
  const plan = planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it in .env' });
  const after: Record<string, string> = { ...files };
  for (const file of new Set(plan.edits.map((edit) => edit.file)))
    after[file] = applyEdits(
      files[file] ?? '',
      plan.edits.filter((edit) => edit.file === file),
    );
  return { after, plan };
}

/** Every place of the secret, as `service.name`, sorted. */
const placesOf = ({ sites }: CredentialGroup): string[] =>
  sites.map(({ service, name }) => `${service}.${name}`).sort();

const database = `  db:
    image: postgres:17
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: p@ssw0rd
`;
const redis = (command: string): string => `  cache:
    image: redis:7
    command: ${command}
`;
const app = (...variables: readonly string[]): string => `  app:
    image: app
    environment:
${variables.map((line) => `      ${line}\n`).join('')}`;

/** `together`: the uses that must have one new value. */
const cases: { name: string; files: Files; together: readonly string[] }[] = [
  {
    name: 'a URL with an encoded copy',
    files: { [main]: `services:\n${database}${app('DB: postgres://shop:p%40ssw0rd@db/shop')}` },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'a URL with another spelling of the same letters',
    files: { [main]: `services:\n${database}${app('DB: postgres://shop:p%40ss%77%30rd@db/shop')}` },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'JDBC parameters',
    files: {
      [main]: `services:\n${database}${app('JDBC: jdbc:postgresql://db:5432/shop?user=shop&password=p%40ssw0rd&ssl=false')}`,
    },
    together: ['app.JDBC', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'key=value strings',
    files: {
      [main]: `services:\n${database}${app('DSN: host=db user=shop password=p@ssw0rd dbname=shop')}`,
    },
    together: ['app.DSN', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'AMQP with its vhost',
    files: {
      [main]: `services:
  queue: { image: "rabbitmq:4", environment: { RABBITMQ_DEFAULT_USER: bob, RABBITMQ_DEFAULT_PASS: changeme } }
${app('BROKER: amqp://bob:changeme@queue:5672/%2Fjobs?heartbeat=5')}`,
    },
    together: ['app.BROKER', 'queue.RABBITMQ_DEFAULT_PASS'],
  },
  {
    name: 'MongoDB with authSource',
    files: {
      [main]: `services:
  mongo:
    image: mongo:7
    environment: { MONGO_INITDB_ROOT_USERNAME: root, MONGO_INITDB_ROOT_PASSWORD: example }
    healthcheck:
      test: ["CMD-SHELL", "mongosh -u root -p example --eval 'db.runCommand(\\"ping\\")'"]
${app('MONGO: mongodb://root:example@mongo:27017/shop?authSource=admin')}`,
    },
    together: ['app.MONGO', 'mongo.-p', 'mongo.MONGO_INITDB_ROOT_PASSWORD'],
  },
  {
    name: 'redis with an empty user, in lists and in a shell',
    files: {
      [main]: `services:
${redis('["redis-server", "--requirepass", "changeme"]')}    healthcheck:
      test: redis-cli --pass changeme ping
${app('A: redis://:changeme@cache:6379/0', 'B: rediss://default:changeme@cache/1')}`,
    },
    together: ['app.A', 'app.B', 'cache.--pass', 'cache.--requirepass'],
  },
  {
    name: 'a command that assigns the variable of its client',
    files: {
      [main]: `services:
${database.replace('p@ssw0rd', 'changeme')}    healthcheck:
      test: ["CMD-SHELL", "PGPASSWORD=changeme psql -U shop -c 'select 1'"]
`,
    },
    together: ['db.PGPASSWORD', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'anchors, merges and x- fields',
    files: {
      [main]: `x-secret: &secret changeme
x-common: &common
  DB_HOST: db
  DB_USER: shop
  DB_PASSWORD: *secret
services:
  db:
    image: postgres:17
    environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: *secret }
  one:
    image: app
    environment: { <<: *common, MORE: 1 }
  two:
    image: app
    environment: *common
`,
    },
    together: ['db.POSTGRES_PASSWORD', 'one.DB_PASSWORD', 'two.DB_PASSWORD'],
  },
  {
    name: 'extends over two files, the second by way of a service of the first',
    files: {
      [main]: `services:
  db: { extends: { file: base/one.yaml, service: db } }
${app('DB: postgres://postgres:changeme@db/x')}`,
      'base/one.yaml': `services:
  db:
    extends: plain
  plain:
    extends: { file: ../two.yaml, service: plain }
`,
      'two.yaml': 'services:\n  plain: {image: postgres:17, environment: {POSTGRES_PASSWORD: changeme}}\n',
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'a file that a variable names',
    files: {
      [main]: `services:
  db: { extends: { file: "\${BASE:-base}.yaml", service: db } }
${app('DB: postgres://postgres:changeme@db/x')}`,
      'base.yaml':
        'services:\n  db:\n    image: postgres:17\n    environment: [POSTGRES_PASSWORD=changeme]\n',
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'an included project with a folder, two files and variables of its own',
    files: {
      [main]: `include:
  - path: [db/compose.yaml, db/more.yaml]
    env_file: db/vars.env
services:
${app('DB: postgres://postgres:changeme@db/x')}`,
      'db/compose.yaml': 'services:\n  db:\n    image: postgres:17\n',
      'db/more.yaml': 'services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${PW}\n',
      'db/vars.env': '# theirs\nPW=changeme\n',
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'an override that says the image',
    files: {
      [main]: `services:\n  db: { environment: { POSTGRES_PASSWORD: changeme } }\n${app('DB: postgres://postgres:changeme@db/x')}`,
      'compose.override.yaml': 'services:\n  db:\n    image: postgres:17\n',
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'several documents',
    files: {
      [main]: `services:
  db: { image: postgres:17, environment: { POSTGRES_PASSWORD: changeme } }
---
services:
${app('DB: postgres://postgres:changeme@db/x')}`,
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'the later of two env_file, one of them named as a map',
    files: {
      [main]: `services:
  db:
    image: postgres:17
    env_file:
      - first.env
      - path: env/second.env
        required: false
${app('DB: postgres://postgres:changeme@db/x')}`,
      'first.env': 'POSTGRES_PASSWORD=tR4kWq8ZbN2xLm6Y\n',
      'env/second.env': "export POSTGRES_PASSWORD='changeme' # note\n",
    },
    together: ['app.DB', 'db.POSTGRES_PASSWORD'],
  },
  {
    name: 'a build argument from .env',
    files: {
      [main]: `services:
  db: { image: postgres:17, environment: { POSTGRES_PASSWORD: "\${PW:?}" } }
  app: { build: { context: ., args: { DB_PASSWORD: "\${PW}" } } }
`,
      '.env': 'PW=changeme',
    },
    together: ['app.DB_PASSWORD', 'db.POSTGRES_PASSWORD'],
  },
];

describe('a password and its copies, kind by kind', () => {
  for (const { name, files, together } of cases)
    for (const strategy of ['in-place', 'dotenv', 'secrets'] as const)
      it(`changes ${name}: ${strategy}`, () => {
        const [group, ...others] = groupsOf(files).filter(({ reason }) => reason !== undefined);
        assert.ok(group);
        assert.deepEqual([placesOf(group), others.map(placesOf)], [[...together], []]);
        const { after, plan } = changed(files, strategy);
        assert.deepEqual(plan.skipped, []);
        const password = plan.secrets[0]?.password ?? '';
        assert.ok(password.length >= 24);
        const now = groupsOf(after);
        assert.deepEqual(
          now.flatMap(({ sites }) => sites.filter(({ reason }) => reason)),
          [],
        );
        // What still has a value of its own has the new one; what reads a file names it.
        const values = new Map(
          now.flatMap(({ sites }) => sites.map((one) => [`${one.service}.${one.name}`, one.value])),
        );
        for (const use of together) {
          const value = values.get(use);
          if (value === undefined) assert.equal(strategy, 'secrets', use);
          else assert.equal(decodeUrlPart(value), password, use);
        }
      });
});

describe('what Compose does not read any more', () => {
  const silent: [string, Files][] = [
    [
      'an environment that an override takes away',
      {
        [main]: 'services:\n  a: { image: a, environment: { APP_SECRET: changeme } }\n',
        'compose.override.yaml': 'services:\n  a:\n    environment: !reset null\n',
      },
    ],
    [
      'one that an override replaces',
      {
        [main]: 'services:\n  a: { image: a, environment: { APP_SECRET: changeme } }\n',
        'compose.override.yaml': 'services:\n  a:\n    environment: !override { TZ: UTC }\n',
      },
    ],
    [
      'a command that an override replaces',
      {
        [main]: 'services:\n  a: { image: redis, command: redis-server --requirepass changeme }\n',
        'compose.override.yaml':
          'services:\n  a:\n    command: redis-server --requirepass tR4kWq8ZbN2xLm6Y\n',
      },
    ],
    [
      'a built-in account that a later document closes',
      {
        [main]: `services:
  q: { image: "rabbitmq:4" }
---
services:
  q: { environment: [RABBITMQ_DEFAULT_PASS=tR4kWq8ZbN2xLm6Y] }
`,
      },
    ],
    [
      'the value under one that wins',
      {
        [main]:
          'services:\n  a: { extends: { file: b.yaml, service: b }, environment: [APP_SECRET=tR4kWq8ZbN2xLm6Y] }\n',
        'b.yaml': 'services:\n  b: { image: b, environment: { APP_SECRET: changeme } }\n',
      },
    ],
  ];
  for (const [name, files] of silent)
    it(`is not spoken of: ${name}`, () => {
      assert.deepEqual(
        groupsOf(files)
          .filter(({ reason }) => reason)
          .map(placesOf),
        [],
      );
    });
});

describe('an account that an image brings by itself', () => {
  const service = (image: string, ...lines: readonly string[]): string =>
    `services:\n  one:\n    image: ${image}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  const cases: readonly { name: string; files: Files; said: boolean }[] = [
    { name: 'rabbitmq', files: { [main]: service('rabbitmq:4') }, said: true },
    { name: 'minio', files: { [main]: service('minio/minio') }, said: true },
    { name: 'grafana', files: { [main]: service('grafana/grafana') }, said: true },
    {
      name: 'rabbitmq with plugins mounted',
      files: {
        [main]: service('rabbitmq:4', 'volumes: ["./plugins:/etc/rabbitmq/enabled_plugins:ro"]'),
      },
      said: true,
    },
    {
      name: 'grafana with data sources mounted',
      files: {
        [main]: service(
          'grafana/grafana',
          'volumes: ["./ds.yaml:/etc/grafana/provisioning/datasources/ds.yaml"]',
        ),
      },
      said: true,
    },
    {
      name: 'with an env_file that says nothing of it',
      files: { [main]: service('rabbitmq:4', 'env_file: q.env'), 'q.env': 'TZ=UTC\n' },
      said: true,
    },
    {
      name: 'with an env_file that gives it',
      files: {
        [main]: service('rabbitmq:4', 'env_file: q.env'),
        'q.env': 'RABBITMQ_DEFAULT_PASS=tR4kWq8ZbN2x\n',
      },
      said: false,
    },
    {
      name: 'with an env_file that is not here',
      files: { [main]: service('rabbitmq:4', 'env_file: q.env') },
      said: false,
    },
    {
      name: 'with a script that sets it',
      files: {
        [main]: service(
          'rabbitmq:4',
          'command: ["sh", "-c", "export RABBITMQ_DEFAULT_PASS=$$(cat /run/secrets/q); exec rabbitmq-server"]',
        ),
      },
      said: false,
    },
    {
      name: 'with the older variables of minio',
      files: {
        [main]: service(
          'minio/minio',
          'environment: { MINIO_ACCESS_KEY: app, MINIO_SECRET_KEY: tR4kWq8ZbN2x }',
        ),
      },
      said: false,
    },
    {
      name: 'with a file of rabbitmq’s settings mounted',
      files: { [main]: service('rabbitmq:4', 'volumes: ["./q.conf:/etc/rabbitmq/rabbitmq.conf:ro"]') },
      said: false,
    },
    {
      name: 'with a file of rabbitmq’s settings as a config',
      files: {
        [main]: `${service('rabbitmq:4', 'configs: [{ source: q, target: /etc/rabbitmq/conf.d/q.conf }]')}configs: { q: { file: q } }\n`,
      },
      said: false,
    },
    {
      name: 'with grafana’s settings mounted',
      files: {
        [main]: service(
          'grafana/grafana',
          'volumes: [{ type: bind, source: ./g.ini, target: /etc/grafana/grafana.ini }]',
        ),
      },
      said: false,
    },
  ];
  for (const { name, files, said } of cases)
    it(`is ${said ? 'spoken of' : 'not spoken of'}: ${name}`, () => {
      const found = groupsOf(files).flatMap(({ sites }) =>
        sites.filter(({ origin }) => origin === 'built-in'),
      );
      assert.equal(found.length, said ? 1 : 0);
    });
});
