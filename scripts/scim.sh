#!/usr/bin/env bash
# Holds the provisioning interface (SCIM 2.0) against an independent client, scim2-tester: what the server says of itself,
# and creating, reading, replacing, patching, searching and ending users as it says. It works on a workspace of its own in
# a temporary folder, on a free port, and leaves nothing behind.
#
#   scripts/scim.sh           installs the client where it is missing, and runs it
#   scripts/scim.sh install   only that; exit code 1 when it cannot be
#
# ASSAY_BIN: a binary to test instead of the one built here.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

# Seconds after which it is given up; it takes less than one minute on two cores.
most=300
here=$PWD/scripts/scim
venv=$(realpath -m "${CARGO_TARGET_DIR:-target}")/scim
# What the caller's environment says about other servers and workspaces is not meant here.
unset ASSAY_DATA ASSAY_SERVER ASSAY_TOKEN ASSAY_WORKSPACE ASSAY_DATABASE

if ! python_environment "$venv" "$here/requirements.txt"; then
    loud "scim2-tester could not be installed: it needs python3 with venv, and a package index"
    exit 1
fi
[ "${1:-}" != install ] || exit 0

bin=${ASSAY_BIN:-}
if [ -z "$bin" ]; then
    cargo build --quiet --package assay
    bin=${CARGO_TARGET_DIR:-target}/debug/assay
fi
bin=$(realpath "$bin")

folder=$(mktemp -d)
server=
end() {
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT TERM

export ASSAY_DATA=$folder/data
"$bin" init --organisation "Provisioned" --owner "Ana" >/dev/null
secret=$("$bin" token create --title "Directory" --scopes provision --output json 2>/dev/null |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
"$bin" serve --listen 127.0.0.1:0 >/dev/null 2>"$folder/server" &
server=$!
unset ASSAY_DATA
url=
for _ in $(seq 100); do
    url=$(sed -nE 's|.*Serving on (http://[0-9.:]+)/.*|\1|p' "$folder/server")
    [ -z "$url" ] || break
    sleep 0.2
done
if [ -z "$url" ]; then
    cat "$folder/server" >&2
    exit 1
fi

found=0
ASSAY_TESTED=$url ASSAY_TESTED_TOKEN=$secret PYTHONDONTWRITEBYTECODE=1 \
    timeout "$most" "$venv/bin/python" "$here/run.py" || found=$?
if grep -q ERROR "$folder/server"; then
    say "The server wrote of errors:"
    grep ERROR "$folder/server" | head -20
    exit 1
fi
exit "$found"
