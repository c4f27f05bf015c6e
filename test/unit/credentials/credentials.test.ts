import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { applyEdits } from '../../../src/compose/applyEdits';
import type { FileAccess } from '../../../src/compose/composeModel';
import {
  credentialProject,
  type CredentialProject,
} from '../../../src/compose/credentials/credentialProject';
import {
  decodeUrlPart,
  encodeUrlPart,
  findUrlCredentials,
} from '../../../src/compose/credentials/credentialUrl';
import { findCredentials } from '../../../src/compose/credentials/findCredentials';
import { generatePassword } from '../../../src/compose/credentials/generatePassword';
import { isDefaultValue } from '../../../src/compose/credentials/isDefaultValue';
import { linkCredentials, type CredentialGroup } from '../../../src/compose/credentials/linkedCopies';
import { planRewrite } from '../../../src/compose/credentials/planRewrite';
import type { RewriteStrategy } from '../../../src/compose/credentials/rewritePlan';
import { isSecretKey } from '../../../src/compose/credentials/secretKey';
import { lintCompose } from '../../../src/compose/lintCompose';
import { parseCompose } from '../../../src/compose/parseCompose';
import { linkFiles } from '../../../src/compose/project/linkFiles';

const main = 'compose.yaml';
type Files = Readonly<Record<string, string>>;

const access = (files: Files): FileAccess => ({
  readFile: (path) => files[path],
  exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
});

const projectOf = (files: Files): CredentialProject =>
  credentialProject(linkFiles(parseCompose(files[main] ?? '', main), access(files)), access(files));

function groupsOf(files: Files): readonly CredentialGroup[] {
  const project = projectOf(files);
  return linkCredentials(project, findCredentials(project));
}

/** The files after all default passwords were changed. */
function changed(files: Files, strategy: RewriteStrategy): Files {
  const project = projectOf(files);
  const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
  const plan = planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it in .env' });
  assert.deepEqual(plan.skipped, []);
  const result: Record<string, string> = { ...files };
  for (const file of new Set(plan.edits.map((edit) => edit.file)))
    result[file] = applyEdits(
      files[file] ?? '',
      plan.edits.filter((edit) => edit.file === file),
    );
  return result;
}

const defaults = (files: Files): string[] =>
  lintCompose(files[main] ?? '', main, { files: access(files) })
    .findings.filter(({ ruleId }) => /^credential-(?:default|equals|image)/.test(ruleId))
    .map(({ ruleId, range }) => `${ruleId} ${(files[main] ?? '').slice(range.start, range.end)}`);

/** The values that a use of a secret has after the change, by service and name. */
const values = (files: Files): Record<string, string> =>
  Object.fromEntries(
    groupsOf(files).flatMap(({ sites }) => sites.map((s) => [`${s.service}.${s.name}`, s.value])),
  );

const sample = `services:
  database:
    image: postgres:16
    environment:
      - POSTGRES_USER=codimd
      - POSTGRES_PASSWORD=change_password # told twice
      - POSTGRES_DB=codimd
  app:
    image: hackmdio/hackmd:2.4.2
    environment:
      - CMD_DB_URL=postgres://codimd:change_password@database:5432/codimd
`;

describe('generatePassword', () => {
  it('makes words that mean themselves in YAML, URLs, shells and interpolation', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 128 }), fc.boolean(), (minLength, symbol) => {
        const password = generatePassword((count) => randomBytes(count), { minLength, symbol });
        assert.match(password, symbol ? /^[A-Za-z][A-Za-z\d-]+$/ : /^[A-Za-z][A-Za-z\d]+$/);
        assert.ok(password.length >= Math.max(24, minLength));
        assert.ok(/[A-Z]/.test(password) && /[a-z]/.test(password) && /\d/.test(password));
        assert.equal(encodeURIComponent(password), password);
      }),
    );
  });
  it('leaves out the words that a policy forbids, in whatever case', () => {
    const many = Array.from({ length: 1000 }, () =>
      generatePassword((count) => randomBytes(count), { without: ['sa'] }),
    );
    assert.deepEqual(
      many.filter((password) => /sa/i.test(password)),
      [],
    );
  });
  it('never makes the same twice, and uses every letter', () => {
    const many = Array.from({ length: 400 }, () => generatePassword((count) => randomBytes(count)));
    assert.equal(new Set(many).size, many.length);
    assert.equal(new Set(many.join('')).size, 62);
  });
});

describe('isSecretKey', () => {
  for (const key of [
    'POSTGRES_PASSWORD',
    'PGPASSWORD',
    'RABBITMQ_DEFAULT_PASS',
    'DB_PASS',
    'database__connection__password',
    'GITEA__database__PASSWD',
    'ME_CONFIG_MONGODB_ADMINPASSWORD',
    'SECRET_KEY',
    'SECRET_KEY_BASE',
    'JWT_SECRET',
    'API_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'ENCRYPTION_KEY',
    'adminPassword',
    'SALT',
    'SHARED_SECRET_1',
    'REDISPASS',
  ])
    it(`takes ${key}`, () => {
      assert.ok(isSecretKey(key));
    });
  for (const key of [
    'API_RATE_LIMIT',
    'MAILCOW_PASS_SCHEME',
    'REGISTRY_AUTH_HTPASSWD_REALM',
    'KAFKA_SSL_KEY_CREDENTIALS',
    'MYSQL_RANDOM_ROOT_PASSWORD',
    'MYSQL_ALLOW_EMPTY_PASSWORD',
    'ENABLE_REDIS_EMPTY_PASSWORD',
    'TOKEN_TTL',
    'POSTGRES_PASSWORD_FILE',
    'AWS_ACCESS_KEY_ID',
    'SERVER_SSL_KEY',
    'PASSWORD_RESET_URI',
    'BYPASS',
    'KEYBOARD',
    'CUSTOM_PASSWORD_RESET',
    'MEMCACHED_SASL_PWDB',
  ])
    it(`leaves ${key}`, () => {
      assert.ok(!isSecretKey(key));
    });
});

describe('isDefaultValue', () => {
  const around = { published: ['60gp0byfz2dvffa45cxl20p1'], names: ['shop'] };
  const cases: [string, string | undefined][] = [
    ['change_password', 'generic'],
    ['changeme', 'generic'],
    ['ChangeMe123', 'generic'],
    ['!ChangeThisMercureKey!', 'generic'],
    ['000000000000', 'generic'],
    ['12345678', 'generic'],
    ['<password>', 'generic'],
    ['your-secret-here', 'generic'],
    ['password123', 'generic'],
    ['Pa55w0rd', 'generic'],
    ['@dm1n', 'generic'],
    ['57', undefined],
    ['xxxx', 'generic'],
    ['replace-me', 'generic'],
    ['npmpass', 'published'],
    ['60gp0byfz2dvffa45cxl20p1', 'published'],
    ['shop', 'name'],
    ['SHOP', 'name'],
    ['tR4kWq8ZbN2xLm6Y', undefined],
    ['correct horse battery', undefined],
    ['', undefined],
  ];
  for (const [value, reason] of cases)
    it(`says ${reason ?? 'nothing'} of ${value || 'nothing'}`, () => {
      assert.equal(isDefaultValue(value, around), reason);
    });
});

describe('findUrlCredentials', () => {
  const cases: [string, string, string | undefined, string | undefined][] = [
    ['postgres://codimd:pw@database:5432/codimd', 'pw', 'codimd', 'database'],
    ['postgresql+psycopg2://u:p%40w@db/x', 'p%40w', 'u', 'db'],
    ['redis://:pw@cache:6379/0', 'pw', '', 'cache'],
    ['amqp://guest:guest@queue//', 'guest', 'guest', 'queue'],
    ['mongodb+srv://u:p@a.example/x?retry=1', 'p', 'u', 'a.example'],
    ['mongodb://u:p@a:1,b:2/x', 'p', 'u', 'a'],
    ['jdbc:postgresql://db:5432/x?user=u&password=p&ssl=1', 'p', 'u', 'db'],
    ['jdbc:sqlserver://db:1433;user=sa;password=p;', 'p', 'sa', 'db'],
    ['Server=db;Database=x;User Id=sa;Password=p;', 'p', 'sa', 'db'],
    ['host=db user=u password=p dbname=x', 'p', 'u', 'db'],
    ['http://elastic:changeme@[::1]:9200', 'changeme', 'elastic', '[::1]'],
  ];
  for (const [text, password, user, host] of cases)
    it(`reads ${text}`, () => {
      const [found] = findUrlCredentials(text);
      const cut = (span: { start: number; end: number } | undefined): string | undefined =>
        span && text.slice(span.start, span.end);
      assert.deepEqual([cut(found?.password), cut(found?.user), cut(found?.host)], [password, user, host]);
    });
  for (const text of [
    'https://example.com/@user:x',
    'postgres://db:5432/x',
    'http://a/?passwords=1',
    'mailto:a@b',
  ])
    it(`finds nothing in ${text}`, () => {
      assert.deepEqual(findUrlCredentials(text), []);
    });
});

describe('encodeUrlPart', () => {
  it('writes every text so that it is one part of a URL, and the same when it is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const url = `postgres://u:${encodeUrlPart(text)}@db/x`;
        const [found] = findUrlCredentials(url);
        assert.ok(found);
        assert.equal(decodeUrlPart(url.slice(found.password.start, found.password.end)), text);
        assert.equal(new URL(url).hostname, 'db');
      }),
    );
  });
});

describe('secrets that must stay equal', () => {
  const cases: { name: string; files: Files; together: string[][] }[] = [
    {
      name: 'the sample stack: the database and the URL of the app',
      files: { [main]: sample },
      together: [['database.POSTGRES_PASSWORD', 'app.CMD_DB_URL']],
    },
    {
      name: 'WordPress and its database, the root password apart',
      files: {
        [main]: `services:
  db:
    image: mysql:8
    environment: { MYSQL_ROOT_PASSWORD: secret, MYSQL_USER: wp, MYSQL_PASSWORD: secret }
    healthcheck: { test: ["CMD", "mysqladmin", "ping", "-uroot", "-psecret"] }
  wp:
    image: wordpress
    environment: { WORDPRESS_DB_HOST: "db:3306", WORDPRESS_DB_USER: wp, WORDPRESS_DB_PASSWORD: secret }
`,
      },
      together: [
        ['db.MYSQL_ROOT_PASSWORD', 'db.-p'],
        ['db.MYSQL_PASSWORD', 'wp.WORDPRESS_DB_PASSWORD'],
      ],
    },
    {
      name: 'redis: its command, its healthcheck and a client',
      files: {
        [main]: `services:
  cache:
    image: redis:7
    command: redis-server --requirepass foobared --save ""
    healthcheck:
      test: ["CMD-SHELL", "redis-cli -a foobared ping"]
  web:
    build: .
    environment:
      REDIS_URL: redis://:foobared@cache:6379/0
`,
      },
      together: [['cache.--requirepass', 'cache.-a', 'web.REDIS_URL']],
    },
    {
      name: 'the same variable with the same default in two services',
      files: {
        [main]: `services:
  a: { image: a, environment: { DB_PASSWORD: "\${PW:-changeme}" } }
  b: { image: b, environment: { OTHER_PASSWORD: "\${PW:-changeme}" } }
`,
      },
      together: [['a.DB_PASSWORD', 'b.OTHER_PASSWORD']],
    },
    {
      name: 'what comes from .env and env_file',
      files: {
        [main]: `services:
  db:
    image: postgres:17
    environment: { POSTGRES_PASSWORD: "\${PW}" }
  app:
    image: app
    env_file: [app.env]
    depends_on: [db]
`,
        '.env': '# mine\nPW=changeme\n',
        'app.env': 'DATABASE_URL=postgres://postgres:changeme@db/postgres\n',
      },
      together: [['db.POSTGRES_PASSWORD', 'app.DATABASE_URL']],
    },
    {
      name: 'anchors and merges: one place, two uses',
      files: {
        [main]: `x-env: &env
  APP_SECRET: changeme
services:
  a: { image: a, environment: { <<: *env } }
  b: { image: b, environment: *env }
`,
      },
      together: [['a.APP_SECRET', 'b.APP_SECRET']],
    },
    {
      name: 'two databases with the same word stay apart',
      files: {
        [main]: `services:
  one: { image: postgres:17, environment: { POSTGRES_PASSWORD: postgres } }
  two: { image: postgres:17, environment: { POSTGRES_PASSWORD: postgres } }
`,
      },
      together: [['one.POSTGRES_PASSWORD'], ['two.POSTGRES_PASSWORD']],
    },
    {
      name: 'extends another file',
      files: {
        [main]: `services:
  db: { extends: { file: base.yaml, service: base } }
  app: { image: app, environment: { DB: "postgres://postgres:changeme@db/x" } }
`,
        'base.yaml':
          'services:\n  base:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: changeme\n',
      },
      together: [['db.POSTGRES_PASSWORD', 'app.DB']],
    },
    {
      name: 'includes another file',
      files: {
        [main]: `include: [db/compose.yaml]
services:
  app: { image: app, environment: { DB: "postgres://postgres:changeme@db/x" } }
`,
        'db/compose.yaml': 'services:\n  db:\n    image: postgres:17\n    env_file: secret.env\n',
        'db/secret.env': 'POSTGRES_PASSWORD="changeme"\n',
      },
      together: [['app.DB', 'db.POSTGRES_PASSWORD']],
    },
    {
      name: 'the account that an image brings, and a URL to it',
      files: {
        [main]: `services:
  queue: { image: "rabbitmq:4" }
  app: { image: app, environment: { BROKER: "amqp://guest:guest@queue//" } }
`,
      },
      together: [['queue.RABBITMQ_DEFAULT_PASS', 'app.BROKER']],
    },
    {
      name: 'neo4j and its client',
      files: {
        [main]: `services:
  graph: { image: "neo4j:5", environment: { NEO4J_AUTH: neo4j/changeme } }
  app: { image: app, environment: { NEO4J_PASSWORD: changeme, NEO4J_URI: "bolt://graph:7687" } }
`,
      },
      together: [['graph.NEO4J_AUTH', 'app.NEO4J_PASSWORD']],
    },
  ];
  const sorted = (groups: readonly (readonly string[])[]): string[] =>
    groups.map((group) => [...group].sort().join(' ')).sort();

  for (const { name, files, together } of cases) {
    it(`groups ${name}`, () => {
      const found = groupsOf(files).map(({ sites }) => sites.map((s) => `${s.service}.${s.name}`));
      assert.deepEqual(sorted(found), sorted(together));
    });
    for (const strategy of ['in-place', 'dotenv', 'secrets'] as const)
      for (const ending of ['\n', '\r\n'])
        it(`changes ${name} together, ${strategy}, ${ending === '\n' ? 'LF' : 'CRLF, BOM'}`, () => {
          const before = Object.fromEntries(
            Object.entries(files).map(([file, text]) => [
              file,
              (ending === '\n' ? '' : '\uFEFF') + text.replaceAll('\n', ending),
            ]),
          );
          assert.notDeepEqual(defaults(before), []);
          const after = changed(before, strategy);
          assert.deepEqual(defaults(after), []);
          const now = values(after);
          for (const group of together) {
            const own = new Set(group.flatMap((site) => now[site] ?? []));
            assert.ok(own.size <= 1, `copies differ: ${group.join(' ')}`);
          }
          for (const text of Object.keys(files).map((file) => after[file] ?? '')) {
            assert.ok(ending === '\n' ? !text.includes('\r') : !/[^\r]\n/.test(text), text);
            assert.ok(!text.slice(1).includes('\uFEFF'));
          }
        });
  }
});

describe('into .env', () => {
  it('keeps other keys, comments and a missing line end, and adds .env to .gitignore', () => {
    const after = changed(
      { [main]: sample, '.env': '# mine\nPOSTGRES_PASSWORD=other', '.gitignore': 'dist', '.git/HEAD': '' },
      'dotenv',
    );
    assert.match(
      after['.env'] ?? '',
      /^# mine\nPOSTGRES_PASSWORD=other\nDATABASE_POSTGRES_PASSWORD=\w{24}\n$/,
    );
    assert.equal(after['.gitignore'], 'dist\n.env\n');
    assert.match(
      after[main] ?? '',
      /- POSTGRES_PASSWORD=\$\{DATABASE_POSTGRES_PASSWORD:\?set it in \.env\} # told twice/,
    );
  });
  it('says so where a file that must take the password is there and no text that can be read', () => {
    const around = access({ [main]: sample });
    const latin1 = (path: string): FileAccess => ({
      ...around,
      exists: (file) => file === path || around.exists(file) === true,
    });
    const unreadable = (files: FileAccess, strategy: RewriteStrategy): readonly string[] => {
      const project = credentialProject(linkFiles(parseCompose(sample, main), files), files);
      const groups = linkCredentials(project, findCredentials(project)).filter(({ reason }) => reason);
      return planRewrite(project, groups, { strategy, randomBytes, reminder: 'set it' }).unreadable;
    };
    assert.deepEqual(unreadable(latin1('.env'), 'dotenv'), ['.env']);
    assert.deepEqual(unreadable(around, 'dotenv'), [], 'a file that is not there is made');
    assert.deepEqual(unreadable(latin1('.env'), 'in-place'), [], 'nothing is written into it');
  });
  it('leaves a .gitignore alone that names it already', () => {
    const files = { [main]: sample, '../.gitignore': '.env\n', '../.git/HEAD': '' };
    assert.deepEqual(
      Object.keys(changed(files, 'dotenv')).sort(),
      ['../.git/HEAD', '../.gitignore', '.env', main].sort(),
    );
  });
});

describe('into secrets', () => {
  it('writes a file where every copy takes one', () => {
    const after = changed(
      {
        [main]:
          'services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: "changeme"\n',
      },
      'secrets',
    );
    assert.equal(
      after[main],
      'services:\n  db:\n    image: postgres:17\n    secrets:\n      - postgres_password\n    environment:\n' +
        '      POSTGRES_PASSWORD_FILE: "/run/secrets/postgres_password"\n' +
        'secrets:\n  postgres_password:\n    file: ./secrets/postgres_password.txt\n',
    );
    assert.match(after['secrets/postgres_password.txt'] ?? '', /^\w{24}$/);
  });
  for (const [image, key, fileKey] of [
    ['grafana/grafana:11.2.0', 'GF_SECURITY_ADMIN_PASSWORD', 'GF_SECURITY_ADMIN_PASSWORD__FILE'],
    ['gvenzl/oracle-free:23-slim', 'ORACLE_PASSWORD', 'ORACLE_PASSWORD_FILE'],
    ['gvenzl/oracle-xe:21', 'ORACLE_PASSWORD', 'ORACLE_PASSWORD_FILE'],
  ] as const)
    it(`names the file as ${image} takes it`, () => {
      const text = `services:\n  one:\n    image: ${image}\n    environment:\n      ${key}: changeme\n`;
      const after = changed({ [main]: text }, 'secrets');
      assert.match(after[main] ?? '', new RegExp(` ${fileKey}: /run/secrets/`));
      assert.doesNotMatch(after[main] ?? '', new RegExp(` ${key}:`));
    });

  it('never takes the name or the file of a secret that is there', () => {
    const after = changed(
      {
        [main]: `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: changeme
  other:
    image: other
    secrets:
      - postgres_password
secrets:
  postgres_password:
    file: ./elsewhere.txt
`,
        'secrets/db_postgres_password.txt': 'what somebody else wrote',
      },
      'secrets',
    );
    assert.equal(after['secrets/db_postgres_password.txt'], 'what somebody else wrote');
    assert.match(after['secrets/db_postgres_password_2.txt'] ?? '', /^\w{24}$/);
    assert.equal(
      after[main],
      `services:
  db:
    image: postgres:17
    secrets:
      - db_postgres_password_2
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/db_postgres_password_2
  other:
    image: other
    secrets:
      - postgres_password
secrets:
  db_postgres_password_2:
    file: ./secrets/db_postgres_password_2.txt
  postgres_password:
    file: ./elsewhere.txt
`,
    );
  });
});

describe('a variable that becomes a secret', () => {
  it('gets another name where its own is taken', () => {
    const after = changed(
      {
        [main]: `services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: \${PW:-changeme}
secrets:
  pw:
    file: ./elsewhere.txt
`,
      },
      'secrets',
    );
    assert.match(after[main] ?? '', /POSTGRES_PASSWORD_FILE: \/run\/secrets\/postgres_password\n/);
  });
});

describe('messages', () => {
  it('never show a value', () => {
    const value = 'my-secret-pw';
    const text = sample.replaceAll('change_password', value);
    for (const { message, related } of lintCompose(text, main, { profile: 'strict' }).findings)
      for (const { args } of [message, ...related.map((one) => one.message)])
        assert.ok(!args.some((arg) => String(arg).includes(value)));
  });
});
