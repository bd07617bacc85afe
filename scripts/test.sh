#!/usr/bin/env bash
# Everything that has to hold before a change goes in: form, lints, tests, browser tests, the API against its own
# document, its parameters against SQL injection, licences and sources.
#
# Every step runs even when one before it failed; the summary at the end names each, and the last line adds up the
# tests of all runners. A step that fails without counting a test (it did not compile, say) counts as one failure.
# Exit code 0 only when everything held.
#
# What tests need and what is missing is installed with apt-get, as root or through sudo. Where that is impossible the
# step is skipped and the summary says so. CI=true installs cargo-deny too, which compiles for minutes.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. scripts/tools.sh

passed=0 failed=0 skipped=0
summary=()
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# step NAME COMMAND...: runs and remembers how it ended; its output is kept for counting.
step() {
    local name=$1 began=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@" 2>&1 | tee "$output/$name"; then
        summary+=("ok       $name ($((SECONDS - began)) s)")
        return 0
    fi
    summary+=("FAILED   $name ($((SECONDS - began)) s)")
    return 1
}

# not_run NAME WHY
not_run() {
    loud "$1 was NOT run: $2"
    summary+=("NOT RUN  $1: $2")
}

# count STEP OK FAILED SKIPPED: adds tests to the totals; a failed step that counted none is one failure.
count() {
    passed=$((passed + $2))
    skipped=$((skipped + $4))
    if [ "$1" != 0 ] && [ "$3" = 0 ]; then failed=$((failed + 1)); else failed=$((failed + $3)); fi
}

# total FILE PATTERN: sum of the numbers that the pattern's first group finds.
total() {
    sed -nE "s/$2/\1/p" "$1" | awk '{ sum += $1 } END { print sum + 0 }'
}

form() {
    cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt || return 1
    cargo fmt --all --check
}

lints() {
    cargo clippy --version >/dev/null 2>&1 || rustup component add clippy || return 1
    cargo clippy --workspace --all-targets -- -D warnings
}

tests() {
    cargo test --workspace --no-fail-fast
}

browser_tests() {
    e2e/run.sh
}

api_tests() {
    scripts/schemathesis.sh
}

provisioning_tests() {
    scripts/scim.sh
}

injection_tests() {
    scripts/sqlmap.sh
}

licences() {
    cargo deny --log-level error check licenses bans sources
}

# cargo-deny: there, or worth its compile time because nobody is waiting and minutes are left.
deny_is_there() {
    cargo deny --version >/dev/null 2>&1 && return
    [ "${CI:-}" = true ] && [ "$SECONDS" -lt 1200 ] || return 1
    timeout 900 cargo install cargo-deny --locked --quiet
}

need_to_build || exit 1
# The independent verifier is Python; signatures are checked with openssl.
need python3 python3 || loud "python3 is missing: the independent verifier is not tested"
# A PostgreSQL of the tests' own; one that runs here is not touched, and installing starts none that listens to others.
[ -n "$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null)" ] || install_packages postgresql ||
    loud "PostgreSQL is missing: its home of workspaces is not tested"
need openssl openssl || loud "openssl is missing: the verification commands of the instructions are not tested"

step format form
count $? 0 0 0
step lints lints
count $? 0 0 0

step tests tests
code=$?
result='^test result: .* ([0-9]+)'
count $code "$(total "$output/tests" "$result passed;.*")" "$(total "$output/tests" "$result failed;.*")" \
    "$(total "$output/tests" "$result ignored;.*")"

if [ ! -e e2e/package.json ]; then
    :
elif ! need npm nodejs npm || ! need chromium chromium; then
    not_run browser "it needs node, npm and chromium, and they could not be installed"
else
    step browser browser_tests
    code=$?
    # As node's test runner counts: `# pass 3`, or with an information sign in front.
    count $code "$(total "$output/browser" '^[^a-z0-9]* ?pass ([0-9]+)$')" \
        "$(total "$output/browser" '^[^a-z0-9]* ?fail ([0-9]+)$')" \
        "$(total "$output/browser" '^[^a-z0-9]* ?skipped ([0-9]+)$')"
fi

if ! scripts/schemathesis.sh install; then
    not_run api "it needs schemathesis: python3 with venv and a package index, and they could not be had"
else
    step api api_tests
    code=$?
    # One operation of the API is one test.
    count $code "$(total "$output/api" '^([0-9]+) operations passed, .*')" \
        "$(total "$output/api" '^[0-9]+ operations passed, ([0-9]+) failed$')" 0
fi

if ! scripts/scim.sh install; then
    not_run provisioning "it needs scim2-tester: python3 with venv and a package index, and they could not be had"
else
    step provisioning provisioning_tests
    code=$?
    # One check of the client is one test.
    count $code "$(total "$output/provisioning" '^([0-9]+) checks passed, .*')" \
        "$(total "$output/provisioning" '^[0-9]+ checks passed, ([0-9]+) failed$')" 0
fi

if ! scripts/sqlmap.sh install; then
    not_run injection "it needs sqlmap: python3 with venv and a package index, and they could not be had"
else
    step injection injection_tests
    code=$?
    # One parameter is one test.
    count $code "$(total "$output/injection" '^([0-9]+) parameters passed, .*')" \
        "$(total "$output/injection" '^[0-9]+ parameters passed, ([0-9]+) failed$')" 0
fi

if deny_is_there; then
    step licences licences
    count $? 0 0 0
else
    not_run licences "cargo-deny is not installed; \`cargo install cargo-deny --locked\` (minutes), or CI=true"
fi

printf '\n== summary\n'
grep -h '^test result: ' "$output/tests" 2>/dev/null
grep -hs '^SKIPPED: ' "$output"/* | sort -u
printf '%s\n' "${summary[@]}"
printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" = 0 ]
