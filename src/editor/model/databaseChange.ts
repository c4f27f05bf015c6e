import { createHash } from 'node:crypto';

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
  /** Asks whether the server lets one of the two passwords in; else `refused`, or any other code while it is silent. */
  readonly ready: DatabaseCommand;
  /** Gives the account its new password; doing it twice does no harm. */
  readonly change: DatabaseCommand;
  /** Logs in with both passwords, over the network, as other services do: `unknownNew`, `knownOld`, or 0. */
  readonly verify: DatabaseCommand;
}

/** Exit codes of the commands. */
export const refused = 3;
export const unknownNew = 4;
export const knownOld = 5;

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
 * is really asked for when it is tried. Tried on PostgreSQL and MariaDB; MySQL and Percona differ in the one statement
 * that takes the password as it is (MySQL’s manual on SET PASSWORD), and have not been run here.
 *
 * No log of the server gets the password: PostgreSQL is told to write none of the session; MariaDB, which writes
 * SET PASSWORD as it came into its general and slow logs, is given the hash; MySQL rewrites the statement itself
 * (its manual on passwords and logging).
 */
export function databaseChange(kind: DatabaseKind, account: DatabaseAccount): DatabaseChange {
  return kind === 'postgres' ? postgres(account) : mysql(account);
}

/** The error code that a client shows, such as `1819` or `42704`; its other words could repeat a secret. */
export function errorCode(stderr: string): string | undefined {
  return /\bERROR:?\s+([0-9A-Z]{4,5})\b/.exec(stderr)?.[1];
}

/**
 * All by which PostgreSQL and its usual extensions would keep the text of a statement, switched off for the session;
 * a version that lacks one of the settings skips it. No `%`: it goes through printf.
 */
const silence = `SELECT set_config(name, value, false) FROM pg_settings JOIN (VALUES ${[
  ['log_statement', 'none'],
  ['log_min_error_statement', 'panic'],
  ['log_min_duration_statement', '-1'],
  ['log_min_duration_sample', '-1'],
  ['log_transaction_sample_rate', '0'],
  ['pg_stat_statements.track_utility', 'off'],
  ['pgaudit.log', 'none'],
]
  .map(([name = '', value = '']) => `('${name}', '${value}')`)
  .join(', ')}) AS silent (name, value) USING (name)`;

function postgres({ user, superuser, oldPassword, newPassword }: DatabaseAccount): DatabaseChange {
  const env = {
    UNBOXED_SUPERUSER: superuser,
    UNBOXED_USER: user,
    UNBOXED_OLD: oldPassword,
    UNBOXED_NEW: newPassword,
  };
  // Variables of the container could lead psql elsewhere. Some images ask on the socket, too.
  const lines = [
    'unset PGHOST PGHOSTADDR PGSERVICE PGDATABASE PGOPTIONS',
    'psql="psql -X -q -w -v ON_ERROR_STOP=1 -v VERBOSITY=sqlstate -d postgres"',
    'as() { PGPASSWORD=$1 $psql -U "$UNBOXED_SUPERUSER"; }',
    'lets() { echo "SELECT 1" | as "$1" >/dev/null 2>&1; }',
    'from() { echo "SELECT 1" | PGPASSWORD=$1 $psql -h "$(hostname)" -U "$UNBOXED_USER" >/dev/null 2>&1; }',
  ];
  const script = (...more: readonly string[]): readonly string[] => shell(...lines, ...more);
  return {
    ready: {
      command: script(
        'lets "$UNBOXED_OLD" || lets "$UNBOXED_NEW" && exit 0',
        `pg_isready -q && exit ${refused}`,
        'exit 1',
      ),
      env,
    },
    change: {
      // printf is part of the shell: the password appears in no list of processes, and by the settings in no log.
      command: script(
        'login=$UNBOXED_OLD; lets "$login" || login=$UNBOXED_NEW',
        `printf "${silence};\\nALTER ROLE %s WITH PASSWORD %s;\\n" "$UNBOXED_ROLE" "$UNBOXED_PASSWORD" | as "$login" >/dev/null`,
      ),
      env: {
        ...env,
        UNBOXED_ROLE: `"${user.replaceAll('"', '""')}"`,
        UNBOXED_PASSWORD: postgresText(newPassword),
      },
    },
    verify: {
      command: script(
        `from "$UNBOXED_NEW" || exit ${unknownNew}`,
        `from "$UNBOXED_OLD" && exit ${knownOld}`,
        'exit 0',
      ),
      env,
    },
  };
}

function mysql({ user, oldPassword, newPassword }: DatabaseAccount): DatabaseChange {
  const env = { UNBOXED_USER: user, UNBOXED_OLD: oldPassword, UNBOXED_NEW: newPassword };
  // 'name'@'%' is met by an address, 'name'@'localhost' by the socket: they are two accounts.
  const lines = [
    'client=$(command -v mariadb || command -v mysql)',
    'net="-h $(hostname)"',
    'as() { MYSQL_PWD=$1 "$client" $2 -N -B -r -u"$UNBOXED_USER"; }',
    'lets() { echo "SELECT 1" | as "$1" "$2" >/dev/null 2>&1; }',
    // `set "SET PASSWORD … = " password way`. A server that takes no hash (a plugin of the account or one that looks at
    // passwords wants the password itself) gets it only while no log is written.
    'case $("$client" --version) in *MariaDB*)',
    `set_() { printf "%s'%s';\\n" "$1" "$UNBOXED_HASH" | as "$2" "$3" 2>/dev/null && return 0; case $(echo "SELECT @@GLOBAL.general_log + @@GLOBAL.slow_query_log" | as "$2" "$3") in 0) ;; *) return 1 ;; esac; printf '%sPASSWORD(%s);\\n' "$1" "$UNBOXED_PASSWORD" | as "$2" "$3"; } ;;`,
    `*) set_() { printf '%s%s;\\n' "$1" "$UNBOXED_PASSWORD" | as "$2" "$3"; } ;; esac`,
  ];
  const script = (...more: readonly string[]): readonly string[] => shell(...lines, ...more);
  // Accounts of other plugins (the socket's own) have no password that could be changed.
  const accounts =
    "SELECT CONCAT('SET PASSWORD FOR ', QUOTE(user), '@', QUOTE(host), ' = ') FROM mysql.user WHERE user = 'root' AND plugin NOT IN ('unix_socket', 'auth_socket', 'mysql_no_login', 'pam', 'gssapi')";
  const root = [
    'for password in "$UNBOXED_OLD" "$UNBOXED_NEW"; do for way in "" "$net"; do',
    'if lets "$password" "$way"; then',
    `statements=$(echo "${accounts}" | as "$password" "$way") || exit 1`,
    // The account that logs in here may be the first to change: it goes on with the new password.
    `printf '%s\\n' "$statements" | while IFS= read -r line; do set_ "$line" "$password" "$way" || set_ "$line" "$UNBOXED_NEW" "$way" || exit 1; done`,
    'exit $?; fi; done; done; exit 1',
  ];
  const own = [
    `for way in "$net" ""; do`,
    `if lets "$UNBOXED_OLD" "$way"; then set_ "SET PASSWORD = " "$UNBOXED_OLD" "$way" || exit 1; fi`,
    'done',
  ];
  return {
    ready: {
      command: script(
        'for way in "$net" ""; do lets "$UNBOXED_OLD" "$way" || lets "$UNBOXED_NEW" "$way" && exit 0; done',
        'case $(echo "SELECT 1" | as "$UNBOXED_OLD" "" 2>&1) in *1045*|*1698*) exit ' + `${refused} ;; esac`,
        'exit 1',
      ),
      env,
    },
    change: {
      command: script(...(user === 'root' ? root : own)),
      env: { ...env, UNBOXED_PASSWORD: mysqlText(newPassword), UNBOXED_HASH: nativeHash(newPassword) },
    },
    verify: {
      // A root who may come from within alone is tried there, unless the socket lets any password in.
      command: script(
        'wrong="$UNBOXED_NEW-"',
        `lets "$UNBOXED_NEW" "$net" || { [ "$UNBOXED_USER" = root ] && ! lets "$wrong" "" && lets "$UNBOXED_NEW" ""; } || exit ${unknownNew}`,
        `lets "$UNBOXED_OLD" "$net" && exit ${knownOld}`,
        `! lets "$wrong" "" && lets "$UNBOXED_OLD" "" && exit ${knownOld}`,
        'exit 0',
      ),
      env,
    },
  };
}

const shell = (...lines: readonly string[]): readonly string[] => ['sh', '-c', lines.join('\n')];

/** A backslash stands for itself in '…' unless `standard_conforming_strings` is off; in E'…' it never does. */
const postgresText = (text: string): string => `${text.includes('\\') ? 'E' : ''}${mysqlText(text)}`;

/** With or without NO_BACKSLASH_ESCAPES no quote gets out. */
const mysqlText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** The hash of `mysql_native_password`: an asterisk and SHA-1 of the SHA-1 of the password. */
function nativeHash(password: string): string {
  const sha = (data: string | Buffer): Buffer => createHash('sha1').update(data).digest();
  return `*${sha(sha(password)).toString('hex').toUpperCase()}`;
}
