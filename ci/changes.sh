#!/bin/sh
# What differs from SHAREGEN_BASE, a commit: before | after | difference. Both sides are built by
# this sharegen, so that nothing differs but what the commits since then did.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

if [ -z "${SHAREGEN_BASE:-}" ]; then
  echo "nothing to compare with" >&2
  exit 0
fi

say() {
  if [ "$report" = github ]; then echo "::notice title=sharegen::$1"; else echo "$1" >&2; fi
}

top=$(git -C "$SHAREGEN_PROJECT" rev-parse --show-toplevel)
below=$(git -C "$SHAREGEN_PROJECT" rev-parse --show-prefix)
if ! base=$(git -C "$top" rev-parse --verify --quiet --end-of-options "$SHAREGEN_BASE^{commit}"); then
  echo "the commit to compare with is not here: check out more of the history (fetch-depth)" >&2
  exit 2
fi

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
mkdir "$before/tree"
git -C "$top" archive "$base" | tar -x -C "$before/tree"
if [ ! -f "$before/tree/${below}captions.yaml" ]; then
  say "no project at $base: nothing to compare with"
  exit 0
fi

# Its problems are those of another commit: no annotations on this one's lines.
code=0
selected build --project "$before/tree/$below" --out "$before/pictures" -q >"$before/log" 2>&1 || code=$?
if [ "$code" -gt 1 ]; then
  cat "$before/log" >&2
  say "the project cannot be built at $base: nothing to compare with"
  exit 0
fi

picture=$SHAREGEN_RESULTS/changes.png
page=$SHAREGEN_RESULTS/changes.html
list=$SHAREGEN_RESULTS/changes.json
sharegen diff "$before/pictures" "$SHAREGEN_RESULTS/pictures" \
  --out "$picture" --out "$page" --report "$report" --report "json=$list"
output changes "$picture"
output changes-page "$page"
output changes-list "$list"
output changed "$(python -c 'import json, sys
print(len(json.load(open(sys.argv[1], encoding="utf-8"))["changes"]))' "$list")"
