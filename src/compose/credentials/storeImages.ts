import type { KnownImage } from './knownImage';

const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

/** Databases, caches, queues and object stores: images that keep data behind a secret. */
export const storeImages: readonly KnownImage[] = [
  {
    names: ['postgres', 'postgis', 'pgvector', 'timescaledb', 'timescaledb-ha', 'postgresml', 'paradedb'],
    secrets: [
      {
        key: 'POSTGRES_PASSWORD',
        userKey: 'POSTGRES_USER',
        user: 'postgres',
        databaseKey: 'POSTGRES_DB',
        published: ['mysecretpassword', 'odoo', 'myodoo'],
        fileKey: 'POSTGRES_PASSWORD_FILE',
      },
    ],
    authOff: [{ key: 'POSTGRES_HOST_AUTH_METHOD', values: ['trust'] }],
    firstStartOnly: true,
  },
  {
    names: ['mysql', 'mysql-server', 'percona', 'percona-server'],
    secrets: [
      {
        key: 'MYSQL_ROOT_PASSWORD',
        user: 'root',
        published: ['my-secret-pw', 'whalehello', 'somewordpress'],
        fileKey: 'MYSQL_ROOT_PASSWORD_FILE',
      },
      {
        key: 'MYSQL_PASSWORD',
        userKey: 'MYSQL_USER',
        databaseKey: 'MYSQL_DATABASE',
        fileKey: 'MYSQL_PASSWORD_FILE',
      },
    ],
    authOff: [{ key: 'MYSQL_ALLOW_EMPTY_PASSWORD', values: 'any' }],
    firstStartOnly: true,
  },
  {
    names: ['mariadb'],
    secrets: [
      {
        key: 'MARIADB_ROOT_PASSWORD',
        user: 'root',
        published: ['my_cool_secret', 'my-secret-pw'],
        fileKey: 'MARIADB_ROOT_PASSWORD_FILE',
      },
      {
        key: 'MARIADB_PASSWORD',
        userKey: 'MARIADB_USER',
        databaseKey: 'MARIADB_DATABASE',
        published: ['my_cool_secret'],
        fileKey: 'MARIADB_PASSWORD_FILE',
      },
      {
        key: 'MYSQL_ROOT_PASSWORD',
        user: 'root',
        published: ['my-secret-pw', 'wallaroot', 'somewordpress'],
        fileKey: 'MYSQL_ROOT_PASSWORD_FILE',
      },
      {
        key: 'MYSQL_PASSWORD',
        userKey: 'MYSQL_USER',
        databaseKey: 'MYSQL_DATABASE',
        fileKey: 'MYSQL_PASSWORD_FILE',
      },
    ],
    authOff: [
      { key: 'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD', values: 'any' },
      { key: 'MYSQL_ALLOW_EMPTY_PASSWORD', values: 'any' },
    ],
    firstStartOnly: true,
  },
  {
    names: ['mongo'],
    secrets: [
      {
        key: 'MONGO_INITDB_ROOT_PASSWORD',
        userKey: 'MONGO_INITDB_ROOT_USERNAME',
        fileKey: 'MONGO_INITDB_ROOT_PASSWORD_FILE',
      },
    ],
    openWithout: ['MONGO_INITDB_ROOT_PASSWORD', 'MONGO_INITDB_ROOT_PASSWORD_FILE', '--auth'],
    firstStartOnly: true,
  },
  {
    names: ['redis', 'valkey', 'keydb', 'redis-stack', 'redis-stack-server'],
    secrets: [],
    openWithout: ['--requirepass', 'REDIS_PASSWORD', 'REDIS_ARGS', 'REDIS_PASSWORD_FILE'],
    authOff: [{ key: 'ALLOW_EMPTY_PASSWORD', values: yes }],
  },
  {
    names: ['bitnami/redis', 'bitnami/valkey', 'bitnamilegacy/redis', 'bitnamilegacy/valkey'],
    secrets: [
      { key: 'REDIS_PASSWORD', fileKey: 'REDIS_PASSWORD_FILE' },
      { key: 'VALKEY_PASSWORD', fileKey: 'VALKEY_PASSWORD_FILE' },
    ],
    authOff: [{ key: 'ALLOW_EMPTY_PASSWORD', values: yes }],
  },
  {
    names: ['rabbitmq'],
    secrets: [
      {
        key: 'RABBITMQ_DEFAULT_PASS',
        userKey: 'RABBITMQ_DEFAULT_USER',
        user: 'guest',
        builtIn: 'guest',
      },
      { key: 'RABBITMQ_ERLANG_COOKIE' },
    ],
    ownSettings: /^\/etc\/rabbitmq(?:\/?$|\/.*\.(?:conf|config|json)$|\/conf\.d\/?$)/,
    firstStartOnly: true,
  },
  {
    // Length and account: internal/auth/credentials.go in minio/minio; older names: its page of deprecated settings.
    names: ['minio', 'minio/minio'],
    secrets: [
      {
        key: 'MINIO_ROOT_PASSWORD',
        userKey: 'MINIO_ROOT_USER',
        user: 'minioadmin',
        // `minio123`: MinIO’s own compose file of 2021 (docs/orchestration); `miniosecret`: Langfuse’s compose file.
        published: ['miniosecret', 'minio123'],
        builtIn: 'minioadmin',
        formerKey: 'MINIO_SECRET_KEY',
        policy: { minLength: 8 },
      },
      { key: 'MINIO_SECRET_KEY', userKey: 'MINIO_ACCESS_KEY', policy: { minLength: 8 } },
    ],
  },
  {
    names: ['elasticsearch'],
    secrets: [
      {
        key: 'ELASTIC_PASSWORD',
        user: 'elastic',
        fileKey: 'ELASTIC_PASSWORD_FILE',
        policy: { minLength: 6 },
      },
    ],
    authOff: [{ key: 'xpack.security.enabled', values: no }],
    firstStartOnly: true,
  },
  {
    names: ['opensearch'],
    secrets: [
      {
        key: 'OPENSEARCH_INITIAL_ADMIN_PASSWORD',
        user: 'admin',
        policy: { minLength: 8, symbol: true },
      },
    ],
    authOff: [
      { key: 'DISABLE_SECURITY_PLUGIN', values: yes },
      { key: 'plugins.security.disabled', values: yes },
    ],
    firstStartOnly: true,
  },
  {
    // The keys of the examples in their own guides.
    names: ['meilisearch'],
    secrets: [{ key: 'MEILI_MASTER_KEY', published: ['aSampleMasterKey'] }],
  },
  { names: ['typesense'], secrets: [{ key: 'TYPESENSE_API_KEY', published: ['xyz'] }] },
  {
    names: ['zincsearch', 'zinc', 'openobserve'],
    secrets: [
      {
        key: 'ZINC_FIRST_ADMIN_PASSWORD',
        userKey: 'ZINC_FIRST_ADMIN_USER',
        published: ['Complexpass#123'],
      },
      { key: 'ZO_ROOT_USER_PASSWORD', userKey: 'ZO_ROOT_USER_EMAIL', published: ['Complexpass#123'] },
    ],
    firstStartOnly: true,
  },
  {
    names: ['influxdb'],
    secrets: [
      {
        key: 'DOCKER_INFLUXDB_INIT_PASSWORD',
        userKey: 'DOCKER_INFLUXDB_INIT_USERNAME',
        published: ['my-password'],
        fileKey: 'DOCKER_INFLUXDB_INIT_PASSWORD_FILE',
        policy: { minLength: 8 },
      },
      {
        key: 'DOCKER_INFLUXDB_INIT_ADMIN_TOKEN',
        published: ['my-super-secret-auth-token'],
        fileKey: 'DOCKER_INFLUXDB_INIT_ADMIN_TOKEN_FILE',
      },
      { key: 'INFLUXDB_ADMIN_PASSWORD', userKey: 'INFLUXDB_ADMIN_USER' },
      { key: 'INFLUXDB_USER_PASSWORD', userKey: 'INFLUXDB_USER' },
    ],
    firstStartOnly: true,
  },
  {
    names: ['neo4j'],
    secrets: [{ key: 'NEO4J_AUTH', user: 'neo4j', withUser: true, policy: { minLength: 8 } }],
    authOff: [{ key: 'NEO4J_AUTH', values: ['none'] }],
    firstStartOnly: true,
  },
  {
    names: ['couchdb'],
    secrets: [{ key: 'COUCHDB_PASSWORD', userKey: 'COUCHDB_USER' }],
  },
  {
    names: ['clickhouse', 'clickhouse-server'],
    secrets: [{ key: 'CLICKHOUSE_PASSWORD', userKey: 'CLICKHOUSE_USER', user: 'default' }],
  },
  {
    names: ['arangodb'],
    secrets: [{ key: 'ARANGO_ROOT_PASSWORD', user: 'root', fileKey: 'ARANGO_ROOT_PASSWORD_FILE' }],
    authOff: [{ key: 'ARANGO_NO_AUTH', values: 'any' }],
    firstStartOnly: true,
  },
  {
    names: ['orientdb'],
    secrets: [{ key: 'ORIENTDB_ROOT_PASSWORD', user: 'root', published: ['rootpwd'] }],
  },
  {
    // Microsoft’s quickstart for containers (it calls `SA_PASSWORD` deprecated) and its page on the password policy:
    // 8 to 128 characters of three classes (letters of both cases and digits are three), without the account’s name.
    // The published values: awesome-compose (aspnet-mssql), mssql-docker’s README, the quickstart.
    names: ['mssql/server', 'azure-sql-edge'],
    secrets: [
      {
        key: 'MSSQL_SA_PASSWORD',
        user: 'sa',
        published: ['example_123', 'yourStrong(!)Password', '<YourStrong@Passw0rd>'],
        policy: { minLength: 8, maxLength: 128, without: ['sa'] },
      },
      {
        key: 'SA_PASSWORD',
        user: 'sa',
        published: ['example_123', 'yourStrong(!)Password', '<YourStrong@Passw0rd>'],
        policy: { minLength: 8, maxLength: 128, without: ['sa'] },
      },
    ],
    firstStartOnly: true,
  },
  {
    // gvenzl/oci-oracle-xe and -free, README and entry point; Oracle’s own images have other names and variables.
    names: ['gvenzl/oracle-xe', 'gvenzl/oracle-free'],
    secrets: [
      { key: 'ORACLE_PASSWORD', user: 'system', fileKey: 'ORACLE_PASSWORD_FILE' },
      { key: 'APP_USER_PASSWORD', userKey: 'APP_USER', fileKey: 'APP_USER_PASSWORD_FILE' },
    ],
    firstStartOnly: true,
  },
];
