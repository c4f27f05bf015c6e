import type { KnownImage } from './knownImage';

/** Applications that have accounts of their own, or log in at a store with a secret. */
export const applicationImages: readonly KnownImage[] = [
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
    // `__FILE`: packaging/docker/run.sh in grafana/grafana, for each variable that begins with `GF_`.
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
    // Whoever comes without a login may change everything; as a mere viewer a public dashboard is meant.
    authOff: [
      { key: 'GF_AUTH_ANONYMOUS_ORG_ROLE', values: ['admin', 'editor'], when: 'GF_AUTH_ANONYMOUS_ENABLED' },
    ],
    ownSettings: /^\/etc\/grafana(?:\/?$|\/grafana\.ini$|\/custom\.ini$)/,
    firstStartOnly: true,
  },
  {
    // Keycloak’s guide “Running in a container” of now and of before 26, and the entry point of its image before 17.
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
      // The entry point of docker-joomla wants it “longer than 12 characters”, else it leaves the setup to the browser.
      { key: 'JOOMLA_ADMIN_PASSWORD', userKey: 'JOOMLA_ADMIN_USERNAME', policy: { minLength: 13 } },
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
      // “8-72 characters”: PhotoPrism’s documentation, config options.
      {
        key: 'PHOTOPRISM_ADMIN_PASSWORD',
        userKey: 'PHOTOPRISM_ADMIN_USER',
        policy: { minLength: 8, maxLength: 72 },
      },
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
