#!/bin/sh
# Second program of the VM: kernel file systems, cgroup v2 with every controller delegated, network, dockerd.
export PATH=/usr/sbin:/usr/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev 2>/dev/null
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /tmp
mount -t tmpfs tmpfs /run
mount -t cgroup2 cgroup2 /sys/fs/cgroup
# Processes may not stay in the root group once its controllers are handed down.
mkdir /sys/fs/cgroup/init
while read -r pid; do echo "$pid" >/sys/fs/cgroup/init/cgroup.procs 2>/dev/null; done </sys/fs/cgroup/cgroup.procs
for controller in cpu cpuset io memory pids; do echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control; done
hostname remote-engine
for module in virtio_net overlay br_netfilter bridge veth nf_tables nft_compat nf_nat iptable_nat iptable_filter \
  xt_conntrack xt_MASQUERADE xt_addrtype xt_nat; do
  modprobe "$module" 2>/dev/null
done
ip link set lo up
ip link set eth0 up
ip addr add 10.0.2.15/24 dev eth0
ip route add default via 10.0.2.2
echo 1 >/proc/sys/net/ipv4/ip_forward
exec dockerd -H tcp://0.0.0.0:2375 -H unix:///var/run/docker.sock --tls=false --storage-driver overlay2
