#!/bin/busybox sh
# First program of the VM: loads the drivers of the disk and hands over to it.
b=/bin/busybox
$b mount -t proc none /proc
$b mount -t devtmpfs none /dev
for module in /modules/*; do $b insmod "$module"; done
tries=0
until [ -b /dev/vda ] || [ $tries -gt 100 ]; do
  $b sleep 0.1
  tries=$((tries + 1))
done
$b mount -t ext4 /dev/vda /disk && exec $b switch_root /disk /usr/sbin/vm-init
