#!/usr/bin/env bash
# Asks every operation of the API, with valid and with broken requests made from its own OpenAPI document, whether it does
# what the document says: no 5xx, no answer outside the schema, nothing without a token. Reads and writes alike: it works
# on a demo of its own in a temporary folder, on a free port, and leaves nothing behind.
#
# What is asked and what is left out is in scripts/schemathesis/schemathesis.toml, with the reasons.
#
#   scripts/schemathesis.sh           installs it where it is missing, and runs it
#   scripts/schemathesis.sh install   only that; exit code 1 when it cannot be
#
# ASSAY_BIN: a binary to test instead of the one built here.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

# Seconds after which it is given up; it takes about two minutes on two cores.
most=480
here=$PWD/scripts/schemathesis
venv=$(realpath -m "${CARGO_TARGET_DIR:-target}")/schemathesis
# What the caller's environment says about other servers and workspaces is not meant here.
unset ASSAY_DATA ASSAY_SERVER ASSAY_TOKEN ASSAY_WORKSPACE ASSAY_DATABASE

# An environment that is there and was made from the same list is used again.
install() {
    cmp -s "$here/requirements.txt" "$venv/installed" && return
    need python3 python3 || return 1
    rm -rf "$venv"
    # Debian's python3 makes an environment only with a package more.
    python3 -m venv "$venv" >/dev/null 2>&1 ||
        { install_packages python3-venv && rm -rf "$venv" && python3 -m venv "$venv"; } || return 1
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" || return 1
    cp "$here/requirements.txt" "$venv/installed"
}

if ! install; then
    loud "schemathesis could not be installed: it needs python3 with venv, and a package index"
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
"$bin" init --demo >/dev/null
everything=read,write,collect,review,approve,direct,administer,handle,ask
secret=$("$bin" token create --title "API test" --scopes "$everything" --output json 2>/dev/null |
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

export ASSAY_TESTED=$url ASSAY_TESTED_TOKEN=$secret
export ASSAY_EVALUATION=$PWD/examples/digit-reader/logs/1.1.0.eval
export SCHEMATHESIS_HOOKS=hooks PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1
found=0
(
    # What it keeps, it keeps in the folder.
    cd "$folder"
    timeout "$most" "$venv/bin/schemathesis" --config-file "$here/schemathesis.toml" run "$url/api/v1/openapi.json" \
        --header "Authorization: Bearer $secret" --no-color --report ndjson --report-ndjson-path "$folder/events"
) || found=$?
counted=0
python3 "$here/count.py" "$folder/events" || counted=$?
if grep -q ERROR "$folder/server"; then
    say "The server wrote of errors:"
    grep ERROR "$folder/server" | head -20
    exit 1
fi
[ "$found" = 0 ] && [ "$counted" = 0 ]
