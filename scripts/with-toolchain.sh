#!/bin/sh
# Runs a command of this workspace on a machine that has only Node (20 or later) and npm: installs the workspace's
# dependencies (which bring the pinned Node) and, as root on Debian, the system tools that are missing.
#
#   sh scripts/with-toolchain.sh COMMAND [ARGUMENTS]
#
# MANUL_TOOLS names more of them, as command:package pairs.
set -eu
cd "$(dirname "$0")/.."

# What lies there has sockets beside it, whose paths have 107 bytes at most.
TMPDIR=${TMPDIR:-/tmp}
[ ${#TMPDIR} -le 50 ] || TMPDIR=/tmp
mkdir -p "$TMPDIR"
# For what npm, Go and our own builds keep.
[ -w "${HOME:-/none}" ] || HOME=$(mktemp -d "$TMPDIR/manul-home-XXXXXX")
export TMPDIR HOME

pnpm_version=$(sed -n 's/.*"packageManager": "pnpm@\([^"]*\)".*/\1/p' package.json)
installed=node_modules/.installed-lockfile
if ! cmp -s pnpm-lock.yaml "$installed" 2>/dev/null; then
  sh scripts/retry.sh npx --yes "pnpm@$pnpm_version" install --frozen-lockfile --config.engine-strict=false
  cp pnpm-lock.yaml "$installed"
fi

# Services are not to start with their packages: each test starts its own.
install() (
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  sh scripts/retry.sh apt-get update -qq
  sh scripts/retry.sh env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
)

# A command may live in sbin, which an ordinary user's PATH often lacks.
PATH=$PWD/node_modules/.bin:$PATH:/usr/sbin:/sbin
missing=
for pair in ip:iproute2 iptables-restore:iptables ipset:ipset unshare:util-linux perl:perl-base sysctl:procps \
  ${MANUL_TOOLS-}; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || missing="$missing ${pair##*:}"
done
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # one word for each package
    install $missing
  else
    echo "manul: missing system tools; as root: apt-get install$missing" >&2
    exit 3
  fi
fi

export PATH
exec "$@"
