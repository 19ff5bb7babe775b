#!/bin/sh
# A release on any machine with Python 3.11 or newer and git, from the commit that is checked out:
#
#   examples/ci/release.sh RESULTS
#
# RESULTS/assets has what to publish, RESULTS/assets/SHA256SUMS the sums of all of it.
set -eu

results=${1:?name a folder for the results}
mkdir -p "$results"
results=$(cd "$results" && pwd)
cd "$(dirname "$0")/../.."
if [ -n "$(git status --porcelain --untracked-files=no)" ]; then
  echo "there are changes that are in no commit: nobody could make this release again" >&2
  exit 2
fi

export SHAREGEN_RELEASE=true SHAREGEN_RESULTS="$results" SHAREGEN_VENV="$results/environment"

ci/install.sh
PATH=$SHAREGEN_VENV/bin:$PATH
for step in check build verify kit assets; do "ci/$step.sh"; done
