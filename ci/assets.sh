#!/bin/sh
# What a release attaches: a flat folder of files with unique names, and the sums of all of them.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

if [ "$SHAREGEN_RELEASE" != true ]; then
  echo "no release: nothing to attach" >&2
  exit 0
fi
assets=$SHAREGEN_RESULTS/assets
python "$(dirname "$0")/assets.py" "$SHAREGEN_RESULTS/pictures" "$SHAREGEN_RESULTS/kits" "$assets"
(cd "$assets" && sha256sum --quiet -c SHA256SUMS)
output assets "$assets"
