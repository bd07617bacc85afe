#!/bin/sh
# Makes models/, logs/, versions.json and provenance.txt anew from nothing.
# Needs Python 3.11 or newer and a Python package index; takes about two minutes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# Everything runs in a fresh folder outside any Git repository and with an empty
# environment, so that no path, user name or revision of this machine is logged.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/run"
cp "$here"/*.py "$work/run"

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --no-deps --requirement "$here/requirements.txt"

cd "$work/run"
clean() { env -i HOME="$work" PATH=/usr/bin:/bin LANG=C.UTF-8 "$work/venv/bin/python" "$@"; }
clean train.py
clean evaluate.py
clean limits.py | tee limits.txt

mkdir -p "$here/logs" "$here/models"
cp models/*.json "$here/models"
cp logs/*.eval "$here/logs"
cp versions.json "$here"
cat > "$here/provenance.txt" <<TEXT
tool: Inspect AI (inspect_ai) 0.3.285, MIT
model: scikit-learn 1.9.1 (BSD-3-Clause), multinomial logistic regression; weights in models/
command: ./make.sh (train.py, then evaluate.py: inspect_ai.eval of task.py@digit_reading)
date: $(date -u +%Y-%m-%d) (UTC)
python: $("$work/venv/bin/python" -c 'import platform; print(platform.python_version())')
data: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, UCI Machine
  Learning Repository, doi:10.24432/C50P49, CC BY 4.0; the copy inside scikit-learn (load_digits)
changes to the logs: none; renamed only
also measured: $(cat limits.txt)
sha256:
$(cd "$here" && sha256sum logs/*.eval models/*.json versions.json | sed 's/^/  /')
TEXT
