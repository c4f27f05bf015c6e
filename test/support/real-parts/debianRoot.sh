#!/bin/bash
# usage: debianRoot.sh SUITE ROOT PACKAGE...
# Unpacks Debian packages and all that they depend on into the folder ROOT, without running their install scripts:
# a root file system of programs and libraries in seconds. Needs root and Debian's apt; changes nothing of this machine.
set -euo pipefail
suite=$1 root=$2
shift 2

. "$(dirname "$0")/privateApt.sh"
private_apt "$suite"
apt-get "${options[@]}" -y --download-only install libc-bin dash "$@" >/dev/null

# /bin, /lib and /sbin are links into /usr since Debian 12.
mkdir -p "$root"/usr/{bin,lib,lib64,sbin} "$root"/{tmp,proc,sys,dev,run,root,etc}
chmod 1777 "$root/tmp"
for name in bin lib lib64 sbin; do ln -sfn "usr/$name" "$root/$name"; done
for deb in "$apt"/debs/*.deb; do
  dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$root" --keep-directory-symlink \
    --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' \
    --exclude='./usr/share/i18n/*' --exclude='./usr/share/info/*'
done
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n' >"$root/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' >"$root/etc/group"
[ -e "$root/usr/bin/sh" ] || ln -s dash "$root/usr/bin/sh"
chroot "$root" /sbin/ldconfig
