# shellcheck shell=sh
# Read by each step first: what was asked for, by environment variables, and where results go.
#
#   SHAREGEN_PROJECT     the project's folder; the current one
#   SHAREGEN_RESULTS     where results go; sharegen-results in RUNNER_TEMP, else in the current folder
#   SHAREGEN_TO          placements, as `a,b` or `all`; the default placements
#   SHAREGEN_LANGUAGES   BCP 47 tags, separated by spaces; the project's language
#   SHAREGEN_BRAND       another brand folder than assets/
#   SHAREGEN_RELEASE     true: build --release, and no cache is read
#   SHAREGEN_STRICT      true: build --strict
#   SHAREGEN_BASE        a commit to compare with; none: nothing is compared
#   SHAREGEN_KITS        brand folders of partners, one a line: a kit is made for each
#
# Words are never evaluated: every variable is one argument, whatever is in it.
set -euf

SHAREGEN_PROJECT=${SHAREGEN_PROJECT:-.}
SHAREGEN_RESULTS=${SHAREGEN_RESULTS:-${RUNNER_TEMP:-$PWD}/sharegen-results}
SHAREGEN_RELEASE=${SHAREGEN_RELEASE:-false}
mkdir -p "$SHAREGEN_RESULTS"
case $SHAREGEN_RESULTS in /*) ;; *) SHAREGEN_RESULTS=$PWD/$SHAREGEN_RESULTS ;; esac

# What is published follows from the commit alone, not from what an earlier run left behind.
if [ "$SHAREGEN_RELEASE" = true ]; then
  export SHAREGEN_CACHE=off
fi

# On GitHub annotations and the summary of the job, elsewhere words in the log.
if [ -n "${GITHUB_ACTIONS:-}" ]; then report=github; else report=text; fi

# sharegen with the placements and languages that were selected: chosen COMMAND OPTION…
chosen() {
  command=$1
  shift
  if [ -n "${SHAREGEN_TO:-}" ]; then set -- "$@" --to "$SHAREGEN_TO"; fi
  for language in ${SHAREGEN_LANGUAGES:-}; do set -- "$@" --lang "$language"; done
  sharegen "$command" "$@"
}

# The same in the brand that was asked for: selected COMMAND OPTION…
selected() {
  if [ -n "${SHAREGEN_BRAND:-}" ]; then set -- "$@" --brand "$SHAREGEN_BRAND"; fi
  chosen "$@"
}

# Name a result for the steps that follow.
output() {
  case $2 in
    *'
'*) echo "a line break in a path: $2" >&2 && exit 2 ;;
  esac
  if [ -n "${GITHUB_OUTPUT:-}" ]; then printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; fi
}
