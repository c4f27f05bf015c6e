/** A program that takes a secret on its command line, and where. */
export interface ClientProgram {
  readonly names: RegExp;
  /** Options whose next word, or the rest after `=`, is the secret. */
  readonly options?: readonly string[];
  /** Options that ask a person for the secret unless `=` follows them. */
  readonly asking?: readonly string[];
  /** An option that the secret is glued to, as in `mysqladmin -psecret`. */
  readonly glued?: string;
  /** Options that take `user:password`. */
  readonly logins?: readonly string[];
  readonly userOptions?: readonly string[];
  readonly user?: string;
  /** Subcommands, and which of the words behind them are the user and the secret. */
  readonly subcommands?: readonly {
    readonly words: readonly string[];
    readonly user?: number;
    readonly secret: number;
  }[];
}

/** From the manuals of the programs. */
export const clientPrograms: readonly ClientProgram[] = [
  {
    names:
      /^(?:mysql|mysqladmin|mysqldump|mysqlcheck|mysqlimport|mysqlshow|mariadb|mariadb-admin|mariadb-dump|mariadb-check|mysqlsh)$/,
    options: ['--password'],
    asking: ['--password'],
    glued: '-p',
    userOptions: ['-u', '--user'],
    user: 'root',
  },
  { names: /^(?:psql|pg_dump|pg_dumpall|pg_restore|createdb|createuser|dropdb)$/, asking: ['--password'] },
  { names: /^(?:redis-cli|valkey-cli|keydb-cli)$/, options: ['-a', '--pass'], userOptions: ['--user'] },
  {
    names: /^(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)$/,
    options: ['-p', '--password'],
    userOptions: ['-u', '--username'],
  },
  { names: /^clickhouse-client$/, options: ['--password'], userOptions: ['-u', '--user'] },
  { names: /^sqlcmd$/, options: ['-P'], userOptions: ['-U'] },
  {
    names: /^cypher-shell$/,
    options: ['-p', '--password'],
    userOptions: ['-u', '--username'],
    user: 'neo4j',
  },
  { names: /^curl$/, options: ['--pass', '--proxy-pass'], logins: ['-u', '--user', '--proxy-user', '-U'] },
  { names: /^(?:http|https|xh)$/, logins: ['-a', '--auth'] },
  {
    names: /^wget$/,
    options: ['--password', '--http-password', '--ftp-password'],
    userOptions: ['--user', '--http-user'],
  },
  { names: /^(?:ldapsearch|ldapadd|ldapmodify|ldapwhoami|ldapdelete|ldappasswd)$/, options: ['-w'] },
  { names: /^sshpass$/, glued: '-p', options: ['-p'] },
  { names: /^(?:mosquitto_pub|mosquitto_sub|mosquitto_rr)$/, options: ['-P', '--pw'], userOptions: ['-u'] },
  { names: /^mosquitto_passwd$/, subcommands: [{ words: ['-b'], user: 1, secret: 2 }] },
  {
    names: /^htpasswd$/,
    subcommands: [
      ...['-nb', '-nbB', '-Bbn', '-bnB', '-nBb', '-bn'].map((flag) => ({
        words: [flag],
        user: 0,
        secret: 1,
      })),
      ...['-b', '-bc', '-cb', '-Bb', '-bB', '-Bbc', '-cBb', '-bBc'].map((flag) => ({
        words: [flag],
        user: 1,
        secret: 2,
      })),
    ],
  },
  {
    // `mc alias set NAME ADDRESS ACCESS-KEY SECRET-KEY`; `mc config host add` is its name of before 2020.
    names: /^(?:mc|mcli)$/,
    subcommands: [
      { words: ['alias', 'set'], user: 2, secret: 3 },
      { words: ['config', 'host', 'add'], user: 2, secret: 3 },
      { words: ['admin', 'user', 'add'], user: 1, secret: 2 },
    ],
  },
  {
    names: /^rabbitmqctl$/,
    subcommands: [
      { words: ['add_user'], user: 0, secret: 1 },
      { words: ['change_password'], user: 0, secret: 1 },
      { words: ['authenticate_user'], user: 0, secret: 1 },
    ],
  },
  {
    names: /^rabbitmqadmin$/,
    options: ['-p', '--password'],
    userOptions: ['-u', '--username'],
    user: 'guest',
  },
  { names: /^etcdctl$/, logins: ['--user'], options: ['--password'] },
  { names: /^influx$/, options: ['--password', '-p', '--token', '-t'], userOptions: ['--username', '-u'] },
  { names: /^(?:ttyd|gotty)$/, logins: ['-c', '--credential'] },
  { names: /^(?:kcadm|kcadm\.sh)$/, options: ['--password', '-p'], userOptions: ['--user'] },
  { names: /^surreal$/, options: ['--pass', '-p'], userOptions: ['--user', '-u'] },
  { names: /^nats-server$/, options: ['--pass', '--auth'], userOptions: ['--user'] },
  { names: /^rclone$/, options: ['--rc-pass', '--pass'], userOptions: ['--rc-user', '--user'] },
  { names: /^(?:vault|bao)$/, options: ['-dev-root-token-id', '--dev-root-token-id'] },
];
