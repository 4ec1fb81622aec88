#!/bin/sh
# Installs Frontdesk for you alone, or with --system for everybody on this computer (as root).
set -e
here=$(dirname "$(readlink -f "$0")")
prefix=${PREFIX:-$HOME/.local}
if [ "$1" = --system ]; then
    prefix=${PREFIX:-/usr/local}
elif [ $# -gt 0 ]; then
    echo "usage: install.sh [--system]   (PREFIX=/another/place is heeded)" >&2
    exit 2
fi
if ! mkdir -p "$prefix" 2>/dev/null || [ ! -w "$prefix" ]; then
    echo "install.sh: $prefix can't be written to; nothing was changed." >&2
    exit 1
fi
if ! "$here/tree/bin/frontdesk" --version >/dev/null; then
    echo "install.sh: The program does not start here, for the reason above; nothing was changed." >&2
    exit 1
fi
prefix=$(CDPATH="" cd -- "$prefix" && pwd)
# A file is replaced, never written over: a window may be running it.
cp -R --remove-destination "$here/tree/." "$prefix/"
mkdir -p "$prefix/lib/frontdesk"
cp "$here/uninstall.sh" "$prefix/lib/frontdesk/uninstall.sh"
# A menu has no PATH of yours. What its format and then sed take for marks stands for itself.
program=$(printf %s "$prefix/bin/frontdesk" |
    sed 's/[\\"`$]/\\&/g; s/\\/\\\\/g; s/%/%%/g; s/[\\&|]/\\&/g')
for entry in "$prefix/share/applications/frontdesk.desktop" \
    "$prefix/share/applications/frontdesk-backup.desktop"; do
    sed "s|^Exec=frontdesk|Exec=\"$program\"|" "$entry" >"$entry.new"
    mv "$entry.new" "$entry"
done
update-desktop-database "$prefix/share/applications" >/dev/null 2>&1 || true
update-mime-database "$prefix/share/mime" >/dev/null 2>&1 || true
# Older versions go, unless a window still runs one: the next installation takes that away.
for old in "$prefix/lib/frontdesk"/*/; do
    old=${old%/}
    [ -e "$here/tree/lib/frontdesk/$(basename "$old")" ] && continue
    readlink /proc/[0-9]*/exe 2>/dev/null | grep -qF "$old/" || rm -rf "$old"
done
echo "Frontdesk is installed. Start it with: $prefix/bin/frontdesk"
echo "Remove it with: $prefix/lib/frontdesk/uninstall.sh"
