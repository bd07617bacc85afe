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
. scripts/demo.sh

# Seconds after which it is given up; it takes less than one minute on two cores.
most=300
here=$PWD/scripts/scim

if ! python_environment scim "$here/requirements.txt"; then
    loud "scim2-tester could not be installed: it needs python3 with venv, and a package index"
    exit 1
fi
[ "${1:-}" != install ] || exit 0

demo_served provision --organisation Provisioned --owner Ana
found=0
ASSAY_TESTED=$url ASSAY_TESTED_TOKEN=$secret PYTHONDONTWRITEBYTECODE=1 \
    timeout "$most" "$environment/bin/python" "$here/run.py" || found=$?
! demo_erred && [ "$found" = 0 ]
