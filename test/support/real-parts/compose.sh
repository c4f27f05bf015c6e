#!/bin/bash
# usage: compose.sh
# Compose 2 as a plugin of the docker CLI on Debian 12, which has none: from the package of the next Debian release.
set -euo pipefail
if docker compose version --short 2>/dev/null | grep -q '^v\?2'; then exit 0; fi
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$here/debianRoot.sh" trixie "$work/root" docker-compose
plugins=${DOCKER_CONFIG:-$HOME/.docker}/cli-plugins
mkdir -p "$plugins"
find "$work/root/usr/libexec" "$work/root/usr/lib/docker" -path '*cli-plugins/docker-compose' -exec cp {} "$plugins/" \; 2>/dev/null || true
docker compose version
