#!/bin/sh
# Makes the virtual environment: make_venv.sh PYTHON DIRECTORY
# Debian keeps venv's seed (ensurepip) in a package of its own, which a bare machine lacks.
set -eu
python=$1
venv=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "zhibu needs Python 3.11 or newer; $python is $("$python" --version 2>&1)." >&2
    echo "Install it (Debian 12: apt-get install python3) or name one: make PYTHON=/path/to/python3.11" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" != 0 ]; then
        echo "This Python cannot make virtual environments: its package python3-venv is not installed." >&2
        echo "Ask an administrator to run: apt-get install python3-venv, then run make again." >&2
        exit 1
    fi
    echo "==> Installing Debian's python3-venv"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
fi
"$python" -m venv --clear "$venv"
