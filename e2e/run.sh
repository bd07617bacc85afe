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

[ $# -gt 0 ] || set -- tests/*.test.js
# One file at a time: each drives a browser and a server.
exec node --test --test-concurrency=1 --test-reporter=spec "$@"
