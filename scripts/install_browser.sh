#!/bin/sh
# Installs what the browser tests need from Debian: Chromium and one Chinese font.
set -eu

missing=""
[ -x /usr/bin/chromium ] || missing="chromium"
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || missing="$missing fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    echo "The browser tests need packages that are not installed. Ask an administrator to run:" >&2
    echo "    apt-get install $missing" >&2
    echo "then run make test again." >&2
    exit 1
fi
echo "==> Installing from Debian: $missing (a minute)"
apt-get update -qq
# shellcheck disable=SC2086 -- a list of package names
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >build/apt.log 2>&1 || {
    tail -n 20 build/apt.log >&2
    exit 1
}
