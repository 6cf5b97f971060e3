#!/usr/bin/env bash
# Puts presend on the PATH for the GitHub action beside it: one that is there already; else the released archive of the
# action's own version, checked against its checksum; else the wheel; else a build of the action's source.
# A checksum that does not fit ends the job: then nothing else is tried.
set -euo pipefail

if command -v presend >/dev/null; then
    echo "presend is on the PATH: $(command -v presend)"
    exit 0
fi

source_dir=$GITHUB_ACTION_PATH/..
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$source_dir/Cargo.toml" | head -n 1)
cd "$RUNNER_TEMP"

fetch() { # URL FILE
    curl --fail --silent --show-error --location --retry 3 --max-time 300 --output "$2" "$1"
}

sha256() { # FILE
    if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -c1-64
}

to_path() { # FOLDER
    if command -v cygpath >/dev/null; then cygpath -w "$1"; else echo "$1"; fi >>"$GITHUB_PATH"
}

# Returns 1 when there is no release, or none for this system.
install_release() {
    local target ext=tar.gz
    case "$RUNNER_OS-$RUNNER_ARCH" in
        Linux-X64) target=x86_64-unknown-linux-musl ;;
        Linux-ARM64) target=aarch64-unknown-linux-musl ;;
        macOS-X64) target=x86_64-apple-darwin ;;
        macOS-ARM64) target=aarch64-apple-darwin ;;
        Windows-X64) target=x86_64-pc-windows-msvc ext=zip ;;
        *) return 1 ;;
    esac
    local name=presend-$version-$target
    local from=${GITHUB_SERVER_URL:-https://github.com}/$PRESEND_ACTION_REPOSITORY/releases/download/v$version
    fetch "$from/SHA256SUMS" presend-SHA256SUMS || return 1
    local expected
    expected=$(awk -v file="$name.$ext" '$2 == file || $2 == "*" file { print $1 }' presend-SHA256SUMS)
    [ -n "$expected" ] || return 1
    fetch "$from/$name.$ext" "$name.$ext" || return 1
    if [ "$(sha256 "$name.$ext")" != "$expected" ]; then
        echo "::error title=presend::The checksum of $name.$ext is not the one in SHA256SUMS. Nothing was installed."
        exit 1
    fi
    if [ "$ext" = zip ]; then unzip -q -o "$name.zip"; else tar -xzf "$name.tar.gz"; fi || return 1
    to_path "$PWD/$name"
    echo "presend $version: the released $name.$ext"
}

# Never the source distribution: what pip would build from it, cargo builds below.
install_wheel() {
    local python bin=presend-wheel/bin
    python=$(command -v python3 || command -v python) || return 1
    "$python" -m venv presend-wheel || return 1
    [ -d "$bin" ] || bin=presend-wheel/Scripts
    "$bin/python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "presend==$version" || return 1
    to_path "$PWD/$bin"
    echo "presend $version: the wheel"
}

build() {
    echo "presend $version is built from source. This takes about 10 minutes; a presend on the PATH saves them."
    cargo install --locked --path "$source_dir"
}

# An action that is used by its folder (uses: ./.github) belongs to no repository: then its source is what is meant.
if [ -z "${PRESEND_ACTION_REPOSITORY:-}" ]; then
    build
elif install_release; then
    :
elif echo "There is no release of presend $version for $RUNNER_OS on $RUNNER_ARCH. Trying the wheel." && install_wheel; then
    :
else
    build
fi
