#!/usr/bin/env bash
# Packs a built presend for a release, with its manual pages and completions, and writes the archive into dist/:
# bash .github/pack.sh PRESEND VERSION TARGET. The binary must run on this machine.
set -euo pipefail

presend=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
version=$2 target=$3
name=presend-$version-$target
cd "$(dirname "$0")/.."
mkdir -p dist
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
folder=$work/$name
mkdir -p "$folder/completions" "$folder/man"

cp "$presend" README.md README.zh-CN.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$folder"
"$presend" completions bash >"$folder/completions/presend.bash"
"$presend" completions zsh >"$folder/completions/_presend"
"$presend" completions fish >"$folder/completions/presend.fish"
"$presend" completions elvish >"$folder/completions/presend.elv"
"$presend" completions powershell >"$folder/completions/_presend.ps1"
"$presend" man >"$folder/man/presend.1"
for command in clean gate check sender bounce report explain completions man init config; do
    "$presend" man "$command" >"$folder/man/presend-$command.1"
done

case $target in
    *windows*) (cd "$work" && 7z a -bso0 "$name.zip" "$name") && mv "$work/$name.zip" dist/ ;;
    *) (cd "$work" && tar -czf "$name.tar.gz" "$name") && mv "$work/$name.tar.gz" dist/ ;;
esac
