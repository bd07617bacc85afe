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
. scripts/demo.sh

# Seconds after which it is given up; it takes about two minutes on two cores.
most=480
here=$PWD/scripts/schemathesis

if ! python_environment schemathesis "$here/requirements.txt"; then
    loud "schemathesis could not be installed: it needs python3 with venv, and a package index"
    exit 1
fi
[ "${1:-}" != install ] || exit 0

demo_served read,write,collect,review,approve,direct,administer,handle,ask
export ASSAY_TESTED=$url ASSAY_TESTED_TOKEN=$secret
export ASSAY_EVALUATION=$PWD/examples/digit-reader/logs/1.1.0.eval
export SCHEMATHESIS_HOOKS=hooks PYTHONPATH=$here PYTHONDONTWRITEBYTECODE=1
found=0
(
    # What it keeps, it keeps in the folder.
    cd "$folder"
    timeout "$most" "$environment/bin/schemathesis" --config-file "$here/schemathesis.toml" \
        run "$url/api/v1/openapi.json" \
        --header "Authorization: Bearer $secret" --no-color --report ndjson --report-ndjson-path "$folder/events"
) || found=$?
counted=0
python3 "$here/count.py" "$folder/events" || counted=$?
! demo_erred && [ "$found" = 0 ] && [ "$counted" = 0 ]
