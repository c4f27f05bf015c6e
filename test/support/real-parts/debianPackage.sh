#!/bin/bash
# usage: debianPackage.sh SUITE ROOT PACKAGE...
# Unpacks Debian packages into the folder ROOT without what they depend on, for programs that run with this machine's
# own libraries: seconds and megabytes where debianRoot.sh takes many. Needs Debian's apt; changes nothing of this machine.
set -euo pipefail
suite=$1 root=$2
shift 2
. "$(dirname "$0")/privateApt.sh"
private_apt "$suite"
(cd "$apt/debs" && apt-get "${options[@]}" download "$@")
mkdir -p "$root"
for deb in "$apt"/debs/*.deb; do dpkg-deb --extract "$deb" "$root"; done
