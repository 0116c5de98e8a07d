#!/bin/sh
# Debian ships Python without ensurepip: `python3 -m venv` then fails until python3-venv is there.
set -eu
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "This Python cannot make virtual environments. Install the package python3-venv and try again." >&2
    exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
rm -rf .venv
exec "$1" -m venv .venv
