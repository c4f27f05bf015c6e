#!/bin/bash
# usage: engine.sh LOG
# Starts a Docker engine on this machine (Debian's docker.io must be installed) when none answers, and waits for it.
# Prints the pid of the dockerd that it started, or nothing when an engine was running already.
set -euo pipefail
log=$1
if docker info >/dev/null 2>&1; then exit 0; fi
rm -f /var/run/docker.pid
nohup dockerd >"$log" 2>&1 </dev/null &
pid=$!
for _ in $(seq 120); do
  if docker info >/dev/null 2>&1; then
    echo "$pid"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.5
done
tail -30 "$log" >&2
echo 'dockerd did not start.' >&2
exit 1
