#!/bin/sh
# Runs a container in a file system of its own, as a kubelet's runtime would, in the mount namespace that it is started
# in: run-container.sh ROOT REPOSITORY MOUNTS COMMAND...
#
# The image is this machine's programs, with the checkout where images have it. MOUNTS is a file with a line for each
# volume: SOURCE TARGET ro|rw. All else is read-only, as the chart asks for.
set -eu
root=$1 repository=$2 mounts=$3
shift 3

mount -t tmpfs -o mode=0755 container "$root"
for each in /bin /sbin /lib /lib32 /lib64 /usr /dev /proc /sys; do
  if [ -L "$each" ]; then
    cp -P "$each" "$root$each"
  elif [ -d "$each" ]; then
    mkdir "$root$each"
    mount --rbind "$each" "$root$each"
  fi
done
mkdir -p "$root/etc" "$root/opt/manul" "$root/run" "$root/tmp" "$root/var"
ln -s /run "$root/var/run"
for each in alternatives ethertypes group ld.so.cache nsswitch.conf passwd protocols services ssl; do
  [ ! -e "/etc/$each" ] || cp -a "/etc/$each" "$root/etc/"
done
mount --bind "$repository" "$root/opt/manul"

while read -r source target mode; do
  case $target in /var/run/*) target=${target#/var} ;; esac
  if [ -d "$source" ]; then
    mkdir -p "$root$target"
  else
    mkdir -p "$(dirname "$root$target")"
    : >"$root$target"
  fi
  mount --bind "$source" "$root$target"
  [ "$mode" = rw ] || mount -o remount,bind,ro "$root$target"
done <"$mounts"
mount -o remount,ro "$root"
exec chroot "$root" "$@"
