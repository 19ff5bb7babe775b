#!/bin/sh
# The pictures, with manifest.json and SHA256SUMS, and a contact sheet beside them.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

pictures=$SHAREGEN_RESULTS/pictures
page=$SHAREGEN_RESULTS/build.html
sheet=$SHAREGEN_RESULTS/contact-sheet.png

# An older folder of the same name is brought up to date: no file is trusted by its size.
set -- --out "$pictures" --verify --prune --report "$report" --report "html=$page"
if [ "$SHAREGEN_RELEASE" = true ]; then set -- "$@" --release; fi
if [ "${SHAREGEN_STRICT:-false}" = true ]; then set -- "$@" --strict; fi
output build-report "$page"
selected build --project "$SHAREGEN_PROJECT" "$@"
output pictures "$pictures"
output manifest "$pictures/manifest.json"

selected sheet --project "$SHAREGEN_PROJECT" --out "$sheet" -q >/dev/null 2>&1
output contact-sheet "$sheet"
