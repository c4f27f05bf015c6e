# Makes the system tables, the users and the database when the volume is empty, then starts the server. As in the
# official image, the passwords count at that moment only. Both families of names are taken: MARIADB_… and MYSQL_….
set -eu
[ "${1:-mariadbd}" = mariadbd ] || exec "$@"
data=/var/lib/mysql
root=${MARIADB_ROOT_PASSWORD:-${MYSQL_ROOT_PASSWORD:-}} database=${MARIADB_DATABASE:-${MYSQL_DATABASE:-}}
user=${MARIADB_USER:-${MYSQL_USER:-}} password=${MARIADB_PASSWORD:-${MYSQL_PASSWORD:-}}
empty=${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-${MYSQL_ALLOW_EMPTY_PASSWORD:-}}
mkdir -p /run/mysqld "$data"
chown -R mysql:mysql /run/mysqld "$data"
quote() { printf %s "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g"; }
if [ ! -d "$data/mysql" ]; then
  if [ -z "$root$empty" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  mariadb-install-db --user=mysql --datadir="$data" --skip-test-db --auth-root-authentication-method=normal >/dev/null
  { # printf, for echo would read backslashes in a password
    printf '%s;\n' 'FLUSH PRIVILEGES' \
      "ALTER USER 'root'@'localhost' IDENTIFIED BY '$(quote "$root")'" \
      "CREATE USER 'root'@'%' IDENTIFIED BY '$(quote "$root")'" \
      "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION"
    [ -z "$database" ] || printf '%s;\n' "CREATE DATABASE \`$database\`"
    [ -z "$user" ] || printf '%s;\n' "CREATE USER '$(quote "$user")'@'%' IDENTIFIED BY '$(quote "$password")'"
    [ -z "$user" ] || [ -z "$database" ] || printf '%s;\n' "GRANT ALL ON \`$database\`.* TO '$(quote "$user")'@'%'"
  } >/tmp/first.sql
  mariadbd --user=mysql --datadir="$data" --bootstrap </tmp/first.sql
  rm /tmp/first.sql
fi
shift
exec mariadbd --user=mysql --datadir="$data" --bind-address=0.0.0.0 --socket=/run/mysqld/mysqld.sock "$@"
