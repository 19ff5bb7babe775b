#!/bin/sh
# The finished files against their sums, their manifest and the project, to the last pixel.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

set -- --project "$SHAREGEN_PROJECT" --report "$report"
if [ -n "${SHAREGEN_BRAND:-}" ]; then set -- "$@" --brand "$SHAREGEN_BRAND"; fi
sharegen verify "$SHAREGEN_RESULTS/pictures" "$@"
