#!/bin/sh
# What the tests and benchmarks need of the system. As root on Debian it is installed; otherwise what is there is used,
# and the tests say at their end what could not run.
set -eu
missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing="$missing chromium"
command -v wrk >/dev/null || missing="$missing wrk"
command -v hey >/dev/null || missing="$missing hey"
command -v redis-server >/dev/null || missing="$missing redis-server"
command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    apt-get update -qq
    # policy-rc.d: the packages' services are not started; the tests start servers of their own.
    # shellcheck disable=SC2086
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/tmp/firstbyte-apt.log 2>&1 ||
        { tail -20 /tmp/firstbyte-apt.log >&2; exit 1; }
else
    echo "Not installed, and this user cannot install:$missing"
fi
