#!/bin/bash
# usage: newestEngine.sh FOLDER
# Starts the newest Docker engine that Debian packages (of its unstable release: it runs with this release's libraries,
# containerd and runc) beside the one of this machine, and waits until it answers at unix://FOLDER/docker.sock with the
# image busybox. Prints the pid of the dockerd that it started, or nothing when it was running already. FOLDER keeps the
# program for the next time. Needs root, docker.io, iproute2 and busybox on this machine's own engine.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
host=unix://$folder/docker.sock
log=$folder/dockerd.log

answers() { timeout 20 docker --host "$host" info >/dev/null 2>&1; }
fill() { docker save busybox:latest | docker --host "$host" load >/dev/null; }

if answers; then exit 0; fi
if [ ! -e "$folder/finished" ]; then
  rm -rf "$folder/root"
  "$here/debianPackage.sh" sid "$folder/root" docker.io
  touch "$folder/finished"
fi
rm -rf "$folder/pid" "$folder/exec" "$folder/docker.sock"
# In a network namespace of its own: a daemon without a bridge removes docker0, which is the other engine's.
nohup unshare --net sh -c 'ip link set lo up && exec "$@"' sh "$folder/root/usr/sbin/dockerd" \
  --host "$host" --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" \
  --bridge none --iptables=false --ip6tables=false >"$log" 2>&1 </dev/null &
pid=$!
for _ in $(seq 120); do
  if answers; then
    fill
    echo "$pid"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.5
done
tail -30 "$log" >&2
echo 'The newest dockerd did not start.' >&2
exit 1
