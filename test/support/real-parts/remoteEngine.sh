#!/bin/bash
# usage: remoteEngine.sh build FOLDER [systemd]   once, into a cache: a VM with Docker on cgroup v2, from Debian 13's
#                                             packages; with systemd as its first program, which makes the control groups
#        remoteEngine.sh start FOLDER PORT [PIDFILE]   starts it; its engine answers at tcp://127.0.0.1:PORT
#        remoteEngine.sh keep FOLDER PORT     starts it, and again whenever it ends or answers nothing for a minute,
#                                             with the reason; until this script is ended
# Needs root, Debian 12 and qemu-system-x86, kmod, cpio, e2fsprogs, busybox-static. The processor is emulated, for
# nested machines have no /dev/kvm to rely on; the disk is a snapshot, so every start is fresh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
what=$1 folder=$2

build() {
  [ -e "$folder/finished" ] && return
  rm -rf "$folder" && mkdir -p "$folder"
  local first_program=$1 root=$folder/root kernel
  "$here/debianRoot.sh" trixie "$root" dash coreutils sed grep gawk util-linux mount kmod procps iproute2 iptables \
    docker.io docker-cli linux-image-cloud-amd64 ${first_program:+"$first_program"}
  # What the packages' install scripts would have done.
  for name in iptables ip6tables; do ln -sf xtables-nft-multi "$root/usr/sbin/$name"; done
  mkdir -p "$root"/{mnt,var/lib/docker,var/run}
  printf 'root:x:0:\ndocker:x:100:\n' >"$root/etc/group"
  kernel=$(ls "$root/usr/lib/modules")
  depmod --basedir "$root" "$kernel"
  cp "$root/boot/vmlinuz-$kernel" "$folder/vmlinuz"
  install -m 755 "$here/remoteEngine/${first_program:-init}.sh" "$root/usr/sbin/vm-init"
  install -m 755 "$here/remoteEngine/engine.sh" "$root/usr/sbin/vm-engine"
  if [ -n "$first_program" ]; then
    mkdir -p "$root/etc/systemd/system"
    cp "$here/remoteEngine/engine.service" "$root/etc/systemd/system/"
    echo 00000000000000000000000000000001 >"$root/etc/machine-id"
  fi

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

# Says which engine answers at a port; the client would print half of it where none does.
answers() {
  local said
  said=$(timeout 20 docker --host "tcp://127.0.0.1:$1" version --format 'Docker {{.Server.Version}} in the VM' 2>/dev/null) &&
    echo "$said"
}

# An older processor, and no defence against attacks by speculation: both make an emulated one much cheaper. A single
# one, for the kernel changes its own code where a first container gets a CPU limit (static keys of cfs_bandwidth), and
# an emulated second processor has been seen to run into the half-written instruction: a panic in the scheduler.
boot() {
  local port=$1 pidfile=$2
  nohup qemu-system-x86_64 -accel tcg -cpu Nehalem -no-reboot -m 2048 -smp 1 -nographic -monitor none \
    -serial "file:$folder/console.log" -kernel "$folder/vmlinuz" -initrd "$folder/initrd.gz" \
    -append 'console=ttyS0 panic=1 edd=off mitigations=off quiet' \
    -drive "file=$folder/disk.img,if=virtio,format=raw,snapshot=on" \
    -netdev "user,id=net,hostfwd=tcp:127.0.0.1:$port-:2375" -device virtio-net-pci,netdev=net \
    >"$folder/qemu.log" 2>&1 </dev/null &
  echo $! >"$pidfile"
  for _ in $(seq 180); do
    if answers "$port"; then return; fi
    kill -0 "$(cat "$pidfile")" 2>/dev/null || break
    sleep 1
  done
  lastWords 'The engine in the VM does not answer.'
  return 1
}

lastWords() {
  {
    echo "$1 What the emulator, the machine in it and this one said last:"
    cat "$folder/qemu.log"
    tail -20 "$folder/console.log"
    df -h "${TMPDIR:-/var/tmp}" && free -m
  } >&2
}

# An emulator of a whole machine is the part of the tests that may fall over by itself; a test that meets this fails
# at its first attempt, is named, and finds the machine again at its second.
keep() {
  local port=$1 pidfile=$folder/kept.pid image=$folder/busybox.tar silent
  trap 'kill "$(cat "$pidfile")" 2>/dev/null; exit' TERM INT
  until docker save --output "$image" busybox:latest 2>/dev/null; do sleep 2; done
  while boot "$port" "$pidfile"; do
    docker --host "tcp://127.0.0.1:$port" load --input "$image"
    silent=0
    while [ "$silent" -lt 3 ]; do
      sleep 5 & wait $!
      if ! kill -0 "$(cat "$pidfile")" 2>/dev/null; then
        lastWords 'The VM of the remote engine ended.'
        break
      fi
      if answers "$port" >/dev/null; then silent=0; else silent=$((silent + 1)); fi
    done
    [ "$silent" -lt 3 ] || lastWords 'The engine in the VM answered nothing for a minute.'
    # One that hangs does not listen to a gentler signal, and keeps the port.
    kill -KILL "$(cat "$pidfile")" 2>/dev/null || true
    sleep 1
  done
}

case $what in
  build) build "${3:-}" ;;
  start) boot "$3" "${4:-$folder/pid}" ;;
  keep) keep "$3" ;;
  *) echo "usage: remoteEngine.sh build FOLDER [systemd] | start FOLDER PORT [PIDFILE] | keep FOLDER PORT" >&2 && exit 2 ;;
esac
