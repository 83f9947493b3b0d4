#!/bin/sh
# Makes the virtual environment: make_venv.sh PYTHON DIRECTORY
set -eu
python=$1
venv=$2

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    echo "zhibu needs Python 3.11 or newer; found: ${python:-none}." >&2
    echo "Install it (Debian 12: apt-get install python3) or name one: make PYTHON=/path/to/python3.11" >&2
    exit 1
}
# Debian keeps the seed of virtual environments in a package of its own, which a bare machine lacks.
"$python" -c 'import ensurepip' 2>/dev/null ||
    sh "$(dirname "$0")/apt_install.sh" "a virtual environment" python3-venv
"$python" -m venv --clear "$venv"
