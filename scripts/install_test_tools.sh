#!/bin/sh
# Installs what tests need from Debian: Chromium, one Chinese font, a library of Playwright's driver, LibreOffice's Writer.
set -eu

[ -x /usr/bin/chromium ] || set -- "$@" chromium
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || set -- "$@" fontconfig fonts-noto-cjk
/sbin/ldconfig -p | grep -q 'libatomic\.so\.1' || set -- "$@" libatomic1
[ -x /usr/bin/soffice ] || set -- "$@" libreoffice-writer-nogui
[ $# = 0 ] || exec sh "$(dirname "$0")/apt_install.sh" "the tests" "$@"
