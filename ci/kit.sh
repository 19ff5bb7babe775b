#!/bin/sh
# A kit for each partner: one zip with pictures, posts, alt texts, a page, licences.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

if [ -z "${SHAREGEN_KITS:-}" ]; then
  echo "no kit was asked for" >&2
  exit 0
fi

kits=$SHAREGEN_RESULTS/kits
mkdir -p "$kits"
printf '%s\n' "$SHAREGEN_KITS" | while IFS= read -r brand; do
  if [ -z "$brand" ]; then continue; fi
  name=$(basename "$brand")
  chosen kit --project "$SHAREGEN_PROJECT" --brand "$brand" --out "$kits/$name-kit.zip" \
    --report "$report"
done
output kits "$kits"
