#!/usr/bin/env bash
# Starts Assay: builds it, makes a demo where there is no data yet, delivers one real evaluation, prints what that
# changed and how to verify it, and serves until Ctrl-C. A data folder that is no demo is served as it is.
#
# DATA: data folder, ./assay-data unless stated. LISTEN: address, 127.0.0.1:8420 unless stated.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh

data=${DATA:-assay-data}
listen=${LISTEN:-127.0.0.1:8420}
log=examples/digit-reader/logs/1.0.0.eval
subject=SYS-3@1.0.0
# What the caller's environment says about other servers and workspaces is not meant here.
unset ASSAY_DATA ASSAY_SERVER ASSAY_TOKEN ASSAY_WORKSPACE

need_to_build
cargo build --quiet --package assay
bin=${CARGO_TARGET_DIR:-target}/debug/assay
typed="$bin"
[ "$data" = assay-data ] || typed="$bin --data $data"

assay() {
    "$bin" --data "$data" "$@"
}

# A server owns the folder when its lock is held. Everything below then goes through that server's socket.
served() {
    [ -S "$data/assay.sock" ] && have flock && ! flock -n "$data/lock" true
}

is_demo() {
    assay workspace list --output json | grep -q '"demo": true'
}

delivered() {
    local digest
    digest=$(sha256sum "$log" | cut -d ' ' -f 1)
    assay --workspace demo artifact get "$digest" >/dev/null 2>&1
}

deliver() {
    if delivered; then
        say "$log was delivered before. How $subject stands:"
        say
        assay --workspace demo check --subject "$subject" 2>&1 || true
    else
        say "Delivering $log, a real evaluation of the Digit reader, as evidence about $subject:"
        say
        assay --workspace demo ingest "$log" --subject "$subject"
    fi
}

if [ ! -e "$data/control.sqlite" ]; then
    assay init --demo
    say
fi
if is_demo; then
    deliver
    say
    say "Verify it offline, with the key and nothing else of this installation:"
    say
    say "  $typed bundle create --workspace demo --out audit-bundle.tar"
    say "  $typed verify audit-bundle.tar --trust '$(assay --workspace demo log vkey)'"
    say
    say "What to try next is in README.md, \"Ten minutes\"."
    say
fi
if served; then
    say "A server uses $data already, so no second one is started. Its pages: http://$listen/ unless it was given another address."
    exit 0
fi
say "Another address or folder: make run LISTEN=127.0.0.1:8421 DATA=elsewhere"
exec "$bin" --data "$data" serve --listen "$listen"
