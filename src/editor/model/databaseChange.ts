/** What an account's password is changed with, in a running database. Secrets go through `env` only. */
export interface DatabaseCommand {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface DatabaseAccount {
  readonly user: string;
  /** The superuser of a PostgreSQL; for others the account itself. */
  readonly superuser: string;
  readonly oldPassword: string;
  readonly newPassword: string;
}

export interface DatabaseChange {
  /** Asks whether the server answers already; exit code 0 when it does. */
  readonly ready: DatabaseCommand;
  readonly change: DatabaseCommand;
  /** Logs in with the new password, over the network, as other services do. */
  readonly verify: DatabaseCommand;
}

export type DatabaseKind = 'postgres' | 'mysql';

/** The database that an image holds and whose accounts can be changed while it runs. */
export function databaseKind(image: string | undefined): DatabaseKind | undefined {
  if (image === undefined) return undefined;
  if (/^(?:postgres|postgis|pgvector|timescaledb)$/.test(image)) return 'postgres';
  return /^(?:mariadb|mysql|percona)$/.test(image) ? 'mysql' : undefined;
}

/**
 * The commands that change an account's password in a running database. In the official PostgreSQL image the
 * local socket asks for no password, but an address does (`pg_hba.conf`), even from within: so the new password
 * is really asked for when it is tried.
 */
export function databaseChange(kind: DatabaseKind, account: DatabaseAccount): DatabaseChange {
  return kind === 'postgres' ? postgres(account) : mysql(account);
}

const shell = (script: string): readonly string[] => ['sh', '-c', script];

function postgres({ user, superuser, newPassword }: DatabaseAccount): DatabaseChange {
  const run = 'psql -X -q -v ON_ERROR_STOP=1 -d postgres -U "$UNBOXED_SUPERUSER"';
  const env = { UNBOXED_SUPERUSER: superuser };
  return {
    ready: { command: shell(`echo 'SELECT 1' | ${run}`), env },
    change: {
      // printf is part of the shell: the password appears in no list of processes.
      command: shell(
        `printf 'ALTER ROLE %s WITH PASSWORD %s;\\n' "$UNBOXED_ROLE" "$UNBOXED_PASSWORD" | ${run}`,
      ),
      env: {
        ...env,
        UNBOXED_ROLE: `"${user.replaceAll('"', '""')}"`,
        UNBOXED_PASSWORD: postgresText(newPassword),
      },
    },
    verify: {
      command: shell('echo "SELECT 1" | psql -X -q -w -h "$(hostname)" -d postgres -U "$UNBOXED_USER"'),
      env: { UNBOXED_USER: user, PGPASSWORD: newPassword },
    },
  };
}

function mysql({ user, oldPassword, newPassword }: DatabaseAccount): DatabaseChange {
  const client = 'client=$(command -v mariadb || command -v mysql);';
  const root = user === 'root';
  // An address makes it the account that other services use ('name'@'%'); root is changed where it logs in.
  const where = root ? '' : '-h "$(hostname)"';
  const login = `"$client" ${where} -u"$UNBOXED_USER"`;
  // An account may change its own password, but MariaDB and MySQL want it said differently.
  const script = root
    ? `printf "ALTER USER IF EXISTS 'root'@'%%' IDENTIFIED BY %s; ALTER USER 'root'@'localhost' IDENTIFIED BY %s;\\n" "$UNBOXED_PASSWORD" "$UNBOXED_PASSWORD"`
    : `case $("$client" --version) in *MariaDB*) form='SET PASSWORD = PASSWORD(%s);\\n' ;; *) form='SET PASSWORD = %s;\\n' ;; esac; printf "$form" "$UNBOXED_PASSWORD"`;
  const env = { UNBOXED_USER: user, MYSQL_PWD: oldPassword };
  return {
    ready: { command: shell(`${client} echo 'SELECT 1' | ${login}`), env },
    change: {
      command: shell(`${client} { ${script}; } | ${login}`),
      env: { ...env, UNBOXED_PASSWORD: mysqlText(newPassword) },
    },
    verify: {
      command: shell(`${client} echo 'SELECT 1' | ${login}`),
      env: { UNBOXED_USER: user, MYSQL_PWD: newPassword },
    },
  };
}

/** A backslash stands for itself in '…' unless `standard_conforming_strings` is off; in E'…' it never does. */
const postgresText = (text: string): string => `${text.includes('\\') ? 'E' : ''}${mysqlText(text)}`;

/** With or without NO_BACKSLASH_ESCAPES no quote gets out. */
const mysqlText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
