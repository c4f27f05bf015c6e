#!/bin/bash
# usage: remoteEngine.sh build FOLDER      once, into a cache: a VM with Docker on cgroup v2, from Debian 13's packages
#        remoteEngine.sh start FOLDER PORT [PIDFILE]   starts it; its engine answers at tcp://127.0.0.1:PORT
# Needs root, Debian 12 and qemu-system-x86, kmod, cpio, e2fsprogs, busybox-static. The processor is emulated, for
# nested machines have no /dev/kvm to rely on; the disk is a snapshot, so every start is fresh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
what=$1 folder=$2

build() {
  [ -e "$folder/finished" ] && return
  rm -rf "$folder" && mkdir -p "$folder"
  local root=$folder/root kernel
  "$here/debianRoot.sh" trixie "$root" dash coreutils sed grep gawk util-linux mount kmod procps iproute2 iptables \
    docker.io docker-cli linux-image-cloud-amd64
  # What the packages' install scripts would have done.
  for name in iptables ip6tables; do ln -sf xtables-nft-multi "$root/usr/sbin/$name"; done
  mkdir -p "$root"/{mnt,var/lib/docker,var/run}
  printf 'root:x:0:\ndocker:x:100:\n' >"$root/etc/group"
  kernel=$(ls "$root/usr/lib/modules")
  depmod --basedir "$root" "$kernel"
  cp "$root/boot/vmlinuz-$kernel" "$folder/vmlinuz"
  install -m 755 "$here/remoteEngine/init.sh" "$root/usr/sbin/vm-init"

  # The first file system: only what finds the disk.
  local first=$folder/initrd number=10 module
  mkdir -p "$first"/{bin,modules,proc,dev,disk}
  cp /bin/busybox "$first/bin/busybox"
  for module in $(for name in virtio_pci virtio_blk ext4; do
    modprobe --dirname "$root" --set-version "$kernel" --show-depends "$name" 2>/dev/null || true
  done | awk '$1 == "insmod" && !seen[$2]++ { print $2 }'); do
    cp "$module" "$first/modules/$number-$(basename "$module")"
    number=$((number + 1))
  done
  install -m 755 "$here/remoteEngine/initrd.sh" "$first/init"
  (cd "$first" && find . | cpio --quiet -o -H newc | gzip -1 >"$folder/initrd.gz")

  rm -rf "$root/boot" "$root/usr/share/doc"
  mkfs.ext4 -q -F -d "$root" "$folder/disk.img" 3G
  rm -rf "$root" "$first"
  touch "$folder/finished"
}

start() {
  local port=$1 pidfile=${2:-$folder/pid}
  nohup qemu-system-x86_64 -accel tcg,thread=multi -cpu max -no-reboot -m 2048 -smp 2 -nographic -monitor none \
    -serial "file:$folder/console.log" -kernel "$folder/vmlinuz" -initrd "$folder/initrd.gz" \
    -append 'console=ttyS0 panic=1 edd=off quiet' -drive "file=$folder/disk.img,if=virtio,format=raw,snapshot=on" \
    -netdev "user,id=net,hostfwd=tcp:127.0.0.1:$port-:2375" -device virtio-net-pci,netdev=net \
    >"$folder/qemu.log" 2>&1 </dev/null &
  echo $! >"$pidfile"
  for _ in $(seq 180); do
    if timeout 5 docker --host "tcp://127.0.0.1:$port" info >/dev/null 2>&1; then
      docker --host "tcp://127.0.0.1:$port" info --format 'Docker {{.ServerVersion}}, cgroup v{{.CgroupVersion}}'
      return
    fi
    kill -0 "$(cat "$pidfile")" 2>/dev/null || break
    sleep 1
  done
  cat "$folder/qemu.log" >&2
  tail -20 "$folder/console.log" >&2
  echo 'The engine in the VM does not answer.' >&2
  return 1
}

case $what in
  build) build ;;
  start) start "$3" "${4:-}" ;;
  *) echo "usage: remoteEngine.sh build FOLDER | start FOLDER PORT [PIDFILE]" >&2 && exit 2 ;;
esac
