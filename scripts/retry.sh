#!/bin/sh
# Runs a command that needs the network, or a lock that others hold for a while: again where it fails, for the last time
# after two minutes.
#
#   sh scripts/retry.sh COMMAND [ARGUMENTS]
for pause in 10 30 90; do
  "$@" && exit
  echo "manul: once more in $pause s: $*" >&2
  sleep "$pause"
done
exec "$@"
