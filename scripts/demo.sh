# What the scripts share that ask a running server with a tool written in Python. Sourced after tools.sh, run by nothing.

# python_environment NAME REQUIREMENTS: an environment with just that, in $environment; kept between runs, and used again
# when it was made from the same list.
python_environment() {
    environment=$(realpath -m "${CARGO_TARGET_DIR:-target}")/$1
    cmp -s "$2" "$environment/installed" && return
    need python3 python3 || return 1
    rm -rf "$environment"
    # Debian's python3 makes an environment only with a package more.
    python3 -m venv "$environment" >/dev/null 2>&1 ||
        { install_packages python3-venv && rm -rf "$environment" && python3 -m venv "$environment"; } || return 1
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$2" || return 1
    cp "$2" "$environment/installed"
}

demo_ends() {
    if [ -n "${demo_server:-}" ]; then
        kill "$demo_server" 2>/dev/null || true
        wait "$demo_server" 2>/dev/null || true
    fi
    rm -rf "$folder"
}

# demo_served SCOPES [INIT OPTION...]: an installation of its own in a temporary folder ($folder), a demo unless options
# say otherwise, served on a free port ($url), with a token of its owner's ($secret); what the server writes goes to
# $folder/server. All of it is gone at the end of the script.
# ASSAY_BIN: a binary to test instead of the one built here.
demo_served() {
    local bin=${ASSAY_BIN:-} scopes=$1
    shift
    [ $# -gt 0 ] || set -- --demo
    if [ -z "$bin" ]; then
        cargo build --quiet --package assay
        bin=${CARGO_TARGET_DIR:-target}/debug/assay
    fi
    bin=$(realpath "$bin")
    # What the caller's environment says about other servers and workspaces is not meant here.
    unset ASSAY_DATA ASSAY_SERVER ASSAY_TOKEN ASSAY_WORKSPACE ASSAY_DATABASE
    folder=$(mktemp -d)
    trap demo_ends EXIT
    trap 'exit 130' INT TERM
    ASSAY_DATA=$folder/data "$bin" init "$@" >/dev/null
    secret=$(ASSAY_DATA=$folder/data "$bin" token create --title "API test" --scopes "$scopes" --output json 2>/dev/null |
        python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
    ASSAY_DATA=$folder/data "$bin" serve --listen 127.0.0.1:0 >/dev/null 2>"$folder/server" &
    demo_server=$!
    url=
    for _ in $(seq 100); do
        url=$(sed -nE 's|.*Serving on (http://[0-9.:]+)/.*|\1|p' "$folder/server")
        [ -z "$url" ] || return 0
        sleep 0.2
    done
    cat "$folder/server" >&2
    return 1
}

# demo_erred: whether the server wrote of errors of its own; shows them.
demo_erred() {
    grep -q ERROR "$folder/server" || return 1
    say "The server wrote of errors:"
    grep ERROR "$folder/server" | head -20
}
