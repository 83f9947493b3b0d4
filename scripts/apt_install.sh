#!/bin/sh
# Installs Debian packages as root, else says what to ask an administrator for: apt_install.sh PURPOSE PACKAGE...
set -eu
purpose=$1
shift

if [ "$(id -u)" != 0 ]; then
    echo "Debian packages for $purpose are not installed. Ask an administrator to run:" >&2
    echo "    apt-get install $*" >&2
    echo "then run make again." >&2
    exit 1
fi
echo "==> Installing from Debian for $purpose: $* (up to a minute)"
mkdir -p build
export DEBIAN_FRONTEND=noninteractive
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >build/apt.log 2>&1 || {
    tail -n 20 build/apt.log >&2
    exit 1
}
