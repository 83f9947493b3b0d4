#!/bin/sh
# Installs what the browser tests need from Debian: Chromium, one Chinese font, and a library of Playwright's driver.
set -eu

[ -x /usr/bin/chromium ] || set -- "$@" chromium
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || set -- "$@" fontconfig fonts-noto-cjk
/sbin/ldconfig -p | grep -q 'libatomic\.so\.1' || set -- "$@" libatomic1
[ $# = 0 ] || exec sh "$(dirname "$0")/apt_install.sh" "the browser tests" "$@"
