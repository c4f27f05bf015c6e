#!/bin/sh
# usage: vm-engine   (in the VM, once its file systems are there)
# Network and dockerd. Where systemd runs, it makes the control groups of the containers.
export PATH=/usr/sbin:/usr/bin
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
driver=cgroupfs
[ ! -d /run/systemd/system ] || driver=systemd
exec dockerd -H tcp://0.0.0.0:2375 -H unix:///var/run/docker.sock --tls=false --storage-driver overlay2 \
  --exec-opt "native.cgroupdriver=$driver"
