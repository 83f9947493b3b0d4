#!/bin/sh
# Installs what the browser tests need from Debian: Chromium and one Chinese font.
set -eu

[ -x /usr/bin/chromium ] || set -- "$@" chromium
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || set -- "$@" fontconfig fonts-noto-cjk
[ $# = 0 ] || exec sh "$(dirname "$0")/apt_install.sh" "the browser tests" "$@"
