# shellcheck shell=bash
# What script/run and script/test share: a virtual environment in .venv, holding Glossator.
# Sourced by bash; sets `root` and `venv`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

is_root() { [ "$(id -u)" = 0 ]; }

# apt_install PACKAGE: installs it when root on Debian or Ubuntu; else says how, and gives up.
apt_install() {
    if ! command -v apt-get >/dev/null; then
        fail "The program behind Debian's package $1 is missing. Install it with your system's package manager, then run this again."
    elif ! is_root; then
        fail "Debian's package $1 is missing. Install it, then run this again:  sudo apt-get install $1"
    fi
    say "Installing Debian's package $1 …"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -q && apt-get install -q -y --no-install-recommends "$1"; } >&2 </dev/null ||
        fail "Debian's package $1 could not be installed; apt-get's message stands above."
}

# Prints the name of a Python that is new enough.
find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
    done
    fail "Glossator needs Python 3.11 or later, and none was found. Install it, or name it:  PYTHON=/path/to/python3 $0"
}

# Makes .venv, again if its Python is gone or the checkout was moved.
make_venv() {
    if [ "$(cat "$venv/made-for" 2>/dev/null)" = "$root" ] && "$venv/bin/python" -c 'import pip' 2>/dev/null; then
        return
    fi
    local python
    python=$(find_python) || exit 1
    # Debian keeps these two out of its python3.
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "$(basename "$python")-venv"
    say "Making a virtual environment in $venv …"
    "$python" -m venv --clear "$venv" || fail "The virtual environment could not be made; Python's message stands above."
    printf '%s\n' "$root" >"$venv/made-for"
}

# fingerprint PATH…: prints a hash of the checkout's place and of these files and folders.
fingerprint() { "$venv/bin/python" -IS "$root/script/fingerprint.py" "$root" "$@" 2>/dev/null; }

# install NAME EXTRAS PATH…: installs the checkout (editable, so that changed Python needs no
# second time) unless it was installed under this name with the same PATHs.
install() {
    local name=$1 extras=$2 stamp=$venv/installed-$1
    shift 2
    if [ "$(fingerprint "$@")" = "$(cat "$stamp" 2>/dev/null || echo none)" ]; then
        return
    fi
    make_venv
    say "Installing Glossator into $venv; this takes a minute the first time …"
    rm -f "$stamp"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable "$root$extras" >&2 ||
        fail "Glossator could not be installed; pip's message stands above. Nothing else was changed."
    fingerprint "$@" >"$stamp"
}
