#!/bin/sh
# Builds the two images and their bills of materials, the same from the same commit where the bases are given by digest.
#
#   sh deploy/images/build.sh [REGISTRY/PREFIX]
#
# From the environment: DEBIAN_IMAGE, NODE_IMAGE (bases), SNAPSHOT (a date of snapshot.debian.org: 20260101T000000Z),
# SOURCE_DATE_EPOCH (the commit's time unless given), BUILD_FLAGS (more arguments for the builder).
set -eu
cd "$(dirname "$0")/../.."

prefix=${1:-localhost/manul}
version=$(sed -n 's/^  "version": "\([^"]*\)",$/\1/p' package.json)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH
out=${OUT:-.cache/images}
mkdir -p "$out"

arguments=
for name in DEBIAN_IMAGE NODE_IMAGE SNAPSHOT; do
  eval "value=\${$name:-}"
  [ -z "$value" ] || arguments="$arguments --build-arg $name=$value"
done

for target in calc-graph driver; do
  image="$prefix/$target:$version"
  if command -v buildah >/dev/null 2>&1; then
    # shellcheck disable=SC2086 # one word for each argument
    buildah build --layers --timestamp "$SOURCE_DATE_EPOCH" --file deploy/images/Dockerfile \
      --ignorefile deploy/images/Dockerfile.dockerignore $arguments ${BUILD_FLAGS:-} --target "$target" --tag "$image" .
  else
    # shellcheck disable=SC2086
    docker buildx build --file deploy/images/Dockerfile $arguments ${BUILD_FLAGS:-} --target "$target" --tag "$image" \
      --output type=docker,rewrite-timestamp=true .
  fi
done

node_modules/.bin/node scripts/sbom.ts > "$out/manul-$version.cdx.json"
echo "built $prefix/calc-graph:$version and $prefix/driver:$version; bill of materials: $out/manul-$version.cdx.json"
