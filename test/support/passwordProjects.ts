const main = 'compose.yaml';

/** A project with one default password. */
export interface PasswordProject {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The uses that must have one new value, as `service.name`, sorted. */
  readonly together: readonly string[];
}

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

/** One default password in each, at places of every kind. */
export const passwordProjects: readonly PasswordProject[] = [
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
