#!/bin/sh
# Install sharegen into an environment of its own: every package by version and hash, none built
# from source.
#
#   SHAREGEN_VENV   where; sharegen-venv in RUNNER_TEMP, else in the current folder
#   PYTHON          with what, 3.11 or newer; python3
set -eu

home=$(cd "$(dirname "$0")/.." && pwd)
venv=${SHAREGEN_VENV:-${RUNNER_TEMP:-$PWD}/sharegen-venv}

"${PYTHON:-python3}" -m venv "$venv"
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --no-input -q "$@"; }
pip install --require-hashes --no-deps --only-binary :all: -r "$home/runtime.lock"
pip install --no-index --no-deps --no-build-isolation "$home"

if [ -n "${GITHUB_PATH:-}" ]; then printf '%s\n' "$venv/bin" >>"$GITHUB_PATH"; fi
"$venv/bin/sharegen" --version >&2
