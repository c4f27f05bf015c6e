#!/bin/bash
# usage: images.sh
# Makes the images of the tests on the engine that `docker` talks to, where no registry can be reached: busybox, and a
# PostgreSQL, a pad, an nginx and a MariaDB under the names that the sample stack and the tests use. All but busybox
# share one layer of Debian packages. Needs root and Debian. What is there already is left alone.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

works() { docker run --rm --network none "$@" >/dev/null 2>&1; }

if ! works busybox:latest sh -c true; then
  echo 'image busybox'
  mkdir -p "$work/busybox/bin" "$work/busybox/tmp" "$work/busybox/etc"
  cp /bin/busybox "$work/busybox/bin/busybox"
  for applet in $(/bin/busybox --list); do
    [ "$applet" = busybox ] || ln -s busybox "$work/busybox/bin/$applet"
  done
  echo 'root:x:0:0:root:/root:/bin/sh' >"$work/busybox/etc/passwd"
  tar -C "$work/busybox" -c . | docker import --change 'CMD ["sh"]' - busybox:latest >/dev/null
fi

if ! docker image inspect unboxed-test/debian:1 >/dev/null 2>&1; then
  echo 'image layer with Debian packages'
  "$here/debianRoot.sh" bookworm "$work/debian" dash coreutils sed grep util-linux hostname \
    postgresql-15 nginx-light mariadb-server-core mariadb-client-core python3-psycopg2
  # Compiles queries in PostgreSQL, and weighs a quarter of it all.
  rm -f "$work"/debian/usr/lib/x86_64-linux-gnu/libLLVM*
  tar -C "$work/debian" -c . | docker import - unboxed-test/debian:1 >/dev/null
fi

make() { # FOLDER TAG…
  local folder=$1 tags=()
  shift
  docker image inspect "$@" >/dev/null 2>&1 && return
  echo "image $1"
  for tag in "$@"; do tags+=(--tag "$tag"); done
  DOCKER_BUILDKIT=0 docker build --quiet "${tags[@]}" "$here/images/$folder" >/dev/null 2>"$work/build.log" || {
    cat "$work/build.log" >&2
    return 1
  }
}
make postgres postgres:16-alpine postgres:16
make pad hackmdio/hackmd:2.4.2
make nginx nginx:1.27-alpine nginx:1.27
make mariadb mariadb:11
