# What the scripts share: finding programs, and installing them where that is possible. Sourced, not run.

say() {
    printf '%s\n' "$*"
}

# Something a reader must not miss.
loud() {
    printf '\n******** %s\n\n' "$*" >&2
}

have() {
    command -v "$1" >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo; then
        # Never waits for a password where nobody can type one.
        if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
    else
        return 1
    fi
}

# install_packages PACKAGE...: Debian packages, when this is a Debian and we may.
install_packages() {
    have apt-get || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 && return
    # The lists of a fresh machine are empty or old.
    as_root apt-get update -q >&2 &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

# need PROGRAM PACKAGE...: true when the program is there, if need be after installing the packages.
need() {
    local program=$1
    shift
    have "$program" && return
    say "$program is missing; installing $*" >&2
    install_packages "$@" || true
    have "$program"
}

# What building takes: Rust, and a C compiler for SQLite, Zstandard and the TLS library.
need_to_build() {
    if ! have cargo; then
        say "cargo is missing: install Rust 1.90 or newer, for example with rustup (https://rustup.rs)" >&2
        return 1
    fi
    if ! need cc gcc libc6-dev; then
        say "a C compiler is missing: install gcc and the headers of the C library" >&2
        return 1
    fi
}

# python_environment FOLDER LIST: an environment of its own with the packages that the list names; one that is there and
# was made from the same list is used again.
python_environment() {
    cmp -s "$2" "$1/installed" && return
    need python3 python3 || return 1
    rm -rf "$1"
    # Debian's python3 makes an environment only with a package more.
    python3 -m venv "$1" >/dev/null 2>&1 ||
        { install_packages python3-venv && rm -rf "$1" && python3 -m venv "$1"; } || return 1
    "$1/bin/pip" install --quiet --disable-pip-version-check --requirement "$2" || return 1
    cp "$2" "$1/installed"
}
