#!/bin/sh
# Runs the browser tests: installs what is missing, builds the binary, opens a demo house per test file in a temporary
# folder, on a free port, and closes it again. Exits with the code of the tests.
#
#   e2e/run.sh                       all tests
#   e2e/run.sh tests/print.test.js   some
#
# ASSAY_BIN: a binary to test instead of the one built here. CHROMIUM: the browser, when it is not in the path.
set -eu
cd "$(dirname "$0")"

if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci
fi

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if [ -z "${CHROMIUM:-}" ] && ! browser >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium
fi
if [ -z "${CHROMIUM:-}" ] && ! CHROMIUM=$(browser); then
    echo "No Chromium found: install it, or name it in CHROMIUM." >&2
    exit 2
fi
export CHROMIUM

if [ -z "${ASSAY_BIN:-}" ]; then
    cargo build --manifest-path ../Cargo.toml --package assay
fi

# What the house of each file is a copy of.
ASSAY_E2E_TEMPLATE=$(mktemp -d)
export ASSAY_E2E_TEMPLATE
trap 'rm -rf "$ASSAY_E2E_TEMPLATE"' EXIT

# at_once N FILE...: so many files at a time, each of which drives a browser and a server.
at_once() {
    n=$1
    shift
    node --test --test-concurrency="$n" --test-reporter=spec "$@"
}

if [ $# -gt 0 ]; then
    at_once 1 "$@"
    exit
fi

# Two files keep two cores busy. The one that looks at the clock runs alone.
clocked=tests/live.test.js
code=0
at_once 1 "$clocked" || code=$?
for file in tests/*.test.js; do
    [ "$file" = "$clocked" ] || set -- "$@" "$file"
done
at_once 2 "$@" || code=$?
exit "$code"
