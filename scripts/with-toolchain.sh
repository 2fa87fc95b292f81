#!/bin/sh
# Runs a command of this workspace on a machine that has only Node (20 or later) and npm: installs the workspace's
# dependencies (which bring the pinned Node) and, as root on Debian, the system tools that are missing.
#
#   sh scripts/with-toolchain.sh COMMAND [ARGUMENTS]
set -eu
cd "$(dirname "$0")/.."

pnpm_version=$(sed -n 's/.*"packageManager": "pnpm@\([^"]*\)".*/\1/p' package.json)
installed=node_modules/.installed-lockfile
if ! cmp -s pnpm-lock.yaml "$installed" 2>/dev/null; then
  npx --yes "pnpm@$pnpm_version" install --frozen-lockfile --config.engine-strict=false
  cp pnpm-lock.yaml "$installed"
fi

# command:package pairs; a command may live in sbin, which an ordinary user's PATH often lacks.
PATH=$PWD/node_modules/.bin:$PATH:/usr/sbin:/sbin
missing=
for pair in ip:iproute2 iptables-restore:iptables ipset:ipset unshare:util-linux perl:perl-base sysctl:procps; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    # shellcheck disable=SC2086 # one word for each package
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
  else
    echo "manul: missing system tools; as root: apt-get install$missing" >&2
    exit 3
  fi
fi

export PATH
exec "$@"
