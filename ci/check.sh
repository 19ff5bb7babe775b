#!/bin/sh
# Every problem of captions and assets, drafts and held ones too; no picture is made.
# shellcheck source=ci/settings.sh
. "$(dirname "$0")/settings.sh"

page=$SHAREGEN_RESULTS/check.html
output check-report "$page"
selected check --project "$SHAREGEN_PROJECT" --report "$report" --report "html=$page"
