import type { PasswordPolicy } from './generatePassword';

/** A variable by which an image takes a secret. Facts from the images' own documentation. */
export interface SecretVariable {
  readonly key: string;
  /** The variable that names the account, and its name when the variable is absent. */
  readonly userKey?: string;
  readonly user?: string;
  readonly databaseKey?: string;
  /** Values that the documentation or a well-known example publishes, beyond the generic ones. */
  readonly published?: readonly string[];
  /** What the image takes when the variable is absent. */
  readonly builtIn?: string;
  /** How the image takes the name of a file that holds the value; absent where it cannot. */
  readonly fileKey?: string;
  readonly policy?: PasswordPolicy;
  /** The value holds `user/password`, as `NEO4J_AUTH` does. */
  readonly withUser?: boolean;
  /** The image only logs in with it, at another service: not an account of its own. */
  readonly client?: boolean;
}

/** A variable that takes the authentication away. */
export interface AuthOffSwitch {
  readonly key: string;
  /** The values that switch it off; `any` where every non-empty value does. */
  readonly values: readonly string[] | 'any';
}

export interface KnownImage {
  /** Last part of the repository (`postgres`), or its last two (`grafana/grafana`). */
  readonly names: readonly string[];
  readonly secrets: readonly SecretVariable[];
  readonly authOff?: readonly AuthOffSwitch[];
  /** Lets everybody in as long as none of these (variables, or options of the command) is there. */
  readonly openWithout?: readonly string[];
  /** Takes its accounts from the environment only when its data volume is still empty. */
  readonly firstStartOnly?: boolean;
}

const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

/** What is known of images that take secrets. */
export const knownImages: readonly KnownImage[] = [
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
    names: ['mongo-express'],
    secrets: [
      { key: 'ME_CONFIG_BASICAUTH_PASSWORD', userKey: 'ME_CONFIG_BASICAUTH_USERNAME' },
      {
        key: 'ME_CONFIG_MONGODB_ADMINPASSWORD',
        userKey: 'ME_CONFIG_MONGODB_ADMINUSERNAME',
        client: true,
      },
    ],
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
    firstStartOnly: true,
  },
  {
    names: ['minio', 'minio/minio'],
    secrets: [
      {
        key: 'MINIO_ROOT_PASSWORD',
        userKey: 'MINIO_ROOT_USER',
        user: 'minioadmin',
        published: ['miniosecret', 'minio123', 'secret-key'],
        builtIn: 'minioadmin',
        policy: { minLength: 8 },
      },
      { key: 'MINIO_SECRET_KEY', userKey: 'MINIO_ACCESS_KEY', policy: { minLength: 8 } },
    ],
  },
  {
    names: ['grafana/grafana', 'grafana/grafana-oss', 'grafana/grafana-enterprise'],
    secrets: [
      {
        key: 'GF_SECURITY_ADMIN_PASSWORD',
        userKey: 'GF_SECURITY_ADMIN_USER',
        user: 'admin',
        published: ['grafana'],
        builtIn: 'admin',
        fileKey: 'GF_SECURITY_ADMIN_PASSWORD__FILE',
      },
      { key: 'GF_SECURITY_SECRET_KEY', fileKey: 'GF_SECURITY_SECRET_KEY__FILE' },
      {
        key: 'GF_DATABASE_PASSWORD',
        userKey: 'GF_DATABASE_USER',
        client: true,
        fileKey: 'GF_DATABASE_PASSWORD__FILE',
      },
    ],
    firstStartOnly: true,
  },
  {
    names: ['keycloak'],
    secrets: [
      { key: 'KC_BOOTSTRAP_ADMIN_PASSWORD', userKey: 'KC_BOOTSTRAP_ADMIN_USERNAME' },
      { key: 'KEYCLOAK_ADMIN_PASSWORD', userKey: 'KEYCLOAK_ADMIN' },
      { key: 'KEYCLOAK_PASSWORD', userKey: 'KEYCLOAK_USER' },
      { key: 'KC_DB_PASSWORD', userKey: 'KC_DB_USERNAME', client: true },
    ],
    firstStartOnly: true,
  },
  {
    names: ['pgadmin4'],
    secrets: [
      {
        key: 'PGADMIN_DEFAULT_PASSWORD',
        userKey: 'PGADMIN_DEFAULT_EMAIL',
        published: ['SuperSecret'],
        fileKey: 'PGADMIN_DEFAULT_PASSWORD_FILE',
        policy: { minLength: 6 },
      },
    ],
    firstStartOnly: true,
  },
  {
    names: ['codimd', 'hackmd', 'hedgedoc'],
    secrets: [{ key: 'CMD_SESSION_SECRET' }],
  },
  {
    names: ['wordpress'],
    secrets: [
      {
        key: 'WORDPRESS_DB_PASSWORD',
        userKey: 'WORDPRESS_DB_USER',
        databaseKey: 'WORDPRESS_DB_NAME',
        published: ['examplepass', 'wordpress'],
        fileKey: 'WORDPRESS_DB_PASSWORD_FILE',
        client: true,
      },
    ],
  },
  {
    names: ['nextcloud'],
    secrets: [
      {
        key: 'NEXTCLOUD_ADMIN_PASSWORD',
        userKey: 'NEXTCLOUD_ADMIN_USER',
        fileKey: 'NEXTCLOUD_ADMIN_PASSWORD_FILE',
      },
      { key: 'MYSQL_PASSWORD', userKey: 'MYSQL_USER', fileKey: 'MYSQL_PASSWORD_FILE', client: true },
      {
        key: 'POSTGRES_PASSWORD',
        userKey: 'POSTGRES_USER',
        fileKey: 'POSTGRES_PASSWORD_FILE',
        client: true,
      },
      { key: 'REDIS_HOST_PASSWORD', client: true },
    ],
    firstStartOnly: true,
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
    names: ['mssql/server', 'azure-sql-edge'],
    secrets: [
      {
        key: 'MSSQL_SA_PASSWORD',
        user: 'sa',
        published: ['example_123', 'yourStrong(!)Password', '<YourStrong@Passw0rd>'],
        policy: { minLength: 8, maxLength: 128 },
      },
      {
        key: 'SA_PASSWORD',
        user: 'sa',
        published: ['example_123', 'yourStrong(!)Password', '<YourStrong@Passw0rd>'],
        policy: { minLength: 8, maxLength: 128 },
      },
    ],
    firstStartOnly: true,
  },
  {
    names: ['oracle-xe', 'oracle-free'],
    secrets: [
      { key: 'ORACLE_PASSWORD', user: 'system' },
      { key: 'APP_USER_PASSWORD', userKey: 'APP_USER' },
    ],
    firstStartOnly: true,
  },
  {
    names: ['sonarqube'],
    secrets: [
      { key: 'SONAR_JDBC_PASSWORD', userKey: 'SONAR_JDBC_USERNAME', published: ['sonar'], client: true },
    ],
  },
  {
    names: ['odoo'],
    secrets: [
      {
        key: 'PASSWORD',
        userKey: 'USER',
        user: 'odoo',
        published: ['odoo', 'myodoo'],
        fileKey: 'PASSWORD_FILE',
        client: true,
      },
    ],
  },
  {
    names: ['redmine'],
    secrets: [
      {
        key: 'REDMINE_DB_PASSWORD',
        userKey: 'REDMINE_DB_USERNAME',
        fileKey: 'REDMINE_DB_PASSWORD_FILE',
        client: true,
      },
      { key: 'REDMINE_SECRET_KEY_BASE', fileKey: 'REDMINE_SECRET_KEY_BASE_FILE' },
    ],
  },
  {
    names: ['joomla'],
    secrets: [
      {
        key: 'JOOMLA_DB_PASSWORD',
        userKey: 'JOOMLA_DB_USER',
        fileKey: 'JOOMLA_DB_PASSWORD_FILE',
        client: true,
      },
      { key: 'JOOMLA_ADMIN_PASSWORD', userKey: 'JOOMLA_ADMIN_USERNAME', policy: { minLength: 12 } },
    ],
  },
  {
    names: ['matomo'],
    secrets: [{ key: 'MATOMO_DATABASE_PASSWORD', userKey: 'MATOMO_DATABASE_USERNAME', client: true }],
  },
  {
    names: ['ghost'],
    secrets: [
      {
        key: 'database__connection__password',
        userKey: 'database__connection__user',
        client: true,
      },
    ],
  },
  {
    names: ['phpmyadmin'],
    secrets: [
      { key: 'PMA_PASSWORD', userKey: 'PMA_USER', fileKey: 'PMA_PASSWORD_FILE', client: true },
      { key: 'MYSQL_ROOT_PASSWORD', user: 'root', fileKey: 'MYSQL_ROOT_PASSWORD_FILE', client: true },
    ],
  },
  {
    names: ['nginx-proxy-manager'],
    secrets: [
      { key: 'DB_MYSQL_PASSWORD', userKey: 'DB_MYSQL_USER', published: ['npm', 'npmpass'], client: true },
      {
        key: 'DB_POSTGRES_PASSWORD',
        userKey: 'DB_POSTGRES_USER',
        published: ['npm', 'npmpass'],
        client: true,
      },
    ],
  },
  {
    names: ['gitlab-ce', 'gitlab-ee', 'sameersbn/gitlab'],
    secrets: [
      { key: 'GITLAB_ROOT_PASSWORD', user: 'root', policy: { minLength: 8 } },
      { key: 'DB_PASS', userKey: 'DB_USER', client: true },
      { key: 'GITLAB_SECRETS_DB_KEY_BASE', published: ['long-and-random-alphanumeric-string'] },
      { key: 'GITLAB_SECRETS_SECRET_KEY_BASE', published: ['long-and-random-alphanumeric-string'] },
      { key: 'GITLAB_SECRETS_OTP_KEY_BASE', published: ['long-and-random-alphanumeric-string'] },
    ],
  },
  {
    names: ['gitea', 'forgejo'],
    secrets: [
      { key: 'GITEA__database__PASSWD', userKey: 'GITEA__database__USER', client: true },
      { key: 'FORGEJO__database__PASSWD', userKey: 'FORGEJO__database__USER', client: true },
    ],
  },
  {
    names: ['photoprism'],
    secrets: [
      { key: 'PHOTOPRISM_ADMIN_PASSWORD', userKey: 'PHOTOPRISM_ADMIN_USER', policy: { maxLength: 72 } },
      { key: 'PHOTOPRISM_DATABASE_PASSWORD', userKey: 'PHOTOPRISM_DATABASE_USER', client: true },
    ],
  },
  {
    names: ['airflow'],
    secrets: [
      { key: '_AIRFLOW_WWW_USER_PASSWORD', userKey: '_AIRFLOW_WWW_USER_USERNAME', published: ['airflow'] },
    ],
  },
  {
    names: ['unleash-server', 'unleash-proxy', 'unleash-edge'],
    secrets: [
      {
        key: 'INIT_CLIENT_API_TOKENS',
        published: ['default:development.unleash-insecure-api-token'],
      },
      { key: 'UNLEASH_API_TOKEN', published: ['default:development.unleash-insecure-api-token'] },
    ],
  },
];
