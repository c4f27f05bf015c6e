#!/bin/bash
# usage: compose.sh CACHE
# Compose 2 on Debian 12, which has none, from the packages of newer Debian releases: 2.26 as a plugin of the docker CLI,
# and 2.40 as a program of its own, CACHE/newest/docker-compose, which the linter is compared with.
set -euo pipefail
cache=$1
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The program of the package docker-compose of a Debian suite; it needs no other package.
program() { # SUITE
  "$here/debianPackage.sh" "$1" "$work/$1" docker-compose >&2
  find "$work/$1/usr" -path '*cli-plugins/docker-compose' -type f
}

if ! docker compose version --short 2>/dev/null | grep -q '^v\?2'; then
  plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
  mkdir -p "$plugins"
  cp "$(program trixie)" "$plugins/"
fi
docker compose version

newest=$cache/newest/docker-compose
if [ ! -x "$newest" ]; then
  mkdir -p "$cache/newest"
  # Moved into place, so that a run that is cut short leaves no half of it.
  cp "$(program sid)" "$newest.part"
  mv "$newest.part" "$newest"
fi
"$newest" version
