#!/usr/bin/env bash
# Tries every list, sort and filter parameter of the API and of the pages for SQL injection, with sqlmap, on a demo of its
# own. First it has to find the hole of a server that has one (scripts/sqlmap/leaky.py).
#
#   scripts/sqlmap.sh           installs sqlmap where it is missing, and runs it
#   scripts/sqlmap.sh install   only that; exit code 1 when it cannot be
#
# ASSAY_BIN: a binary to test instead of the one built here. SQLMAP_LEVEL: how thoroughly, from 1 to 5 (3 takes ten times
# as long as 1).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tools.sh
. scripts/demo.sh

# Seconds after which one search is given up; all together take about a minute on two cores.
most=480
here=$PWD/scripts/sqlmap

if ! python_environment sqlmap "$here/requirements.txt"; then
    loud "sqlmap could not be installed: it needs python3 with venv, and a package index"
    exit 1
fi
[ "${1:-}" != install ] || exit 0

demo_served read
leaky=
end() {
    [ -z "$leaky" ] || kill "$leaky" 2>/dev/null || true
    demo_ends
}
trap end EXIT
export PYTHONDONTWRITEBYTECODE=1

# search NAME TARGETS: what sqlmap says goes to $folder/NAME.log, what it found to $folder/NAME.csv.
search() {
    timeout "$most" "$environment/bin/sqlmap" -m "$2" --header "Authorization: Bearer $secret" --batch --risk 2 \
        --level "${SQLMAP_LEVEL:-1}" --dbms sqlite --technique BEUST --ignore-code '*' --skip host,referer,user-agent,cookie --flush-session \
        --disable-coloring --output-dir "$folder/$1" --results-file "$folder/$1.csv" >"$folder/$1.log" 2>&1
}

# found NAME: how many parameters it found; the first line of a list is its heading.
found() {
    if [ -e "$folder/$1.csv" ]; then tail -n +2 "$folder/$1.csv" | grep -c . || true; else echo 0; fi
}

# tried NAME: how many parameters it came to a result about.
tried() {
    grep -cE "GET parameter '[^']*' (does not seem to be injectable|is .*injectable)" "$folder/$1.log" || true
}

python3 "$here/leaky.py" >"$folder/leaky.txt" 2>"$folder/leaky.errors" &
leaky=$!
until [ -s "$folder/leaky.txt" ]; do sleep 0.1; done
search leaky "$folder/leaky.txt"
if [ "$(found leaky)" = 0 ]; then
    say "The hole that is there to be found was not found:"
    tail -20 "$folder/leaky.log"
    exit 1
fi

python3 "$here/targets.py" "$url" >"$folder/targets.txt"
search assay "$folder/targets.txt"
holes=$(found assay)
# A parameter that stands in an address more than once is one.
parameters=$(awk '{ gsub(/[?&]/, "\n" NR " "); print }' "$folder/targets.txt" | grep -oE '^[0-9]+ [a-z_]+=' | sort -u | wc -l)
results=$(tried assay)
cat "$folder/targets.txt"
[ "$holes" = 0 ] || cat "$folder/assay.csv"
if [ "$results" != "$parameters" ]; then
    say "$parameters parameters were to be tried, and $results were:"
    grep -E 'CRITICAL|ERROR' "$folder/assay.log" | sort | uniq -c | tail -20
fi
say "$results parameters passed, $holes failed"
! demo_erred && [ "$holes" = 0 ] && [ "$results" = "$parameters" ]
