#!/bin/sh
# Removes what install.sh installed. Books, settings and logs stay.
set -e
library=$(dirname "$(readlink -f "$0")")
prefix=$(dirname "$(dirname "$library")")
rm -f "$prefix/bin/frontdesk"
share=$prefix/share
rm -f "$share/applications/frontdesk.desktop" "$share/applications/frontdesk-backup.desktop" \
    "$share/mime/packages/frontdesk.xml" \
    "$share/metainfo/io.github.frontdesk.Frontdesk.metainfo.xml" \
    "$share/man/man1/frontdesk.1.gz" "$share/bash-completion/completions/frontdesk" \
    "$share/zsh/site-functions/_frontdesk" "$share/fish/vendor_completions.d/frontdesk.fish"
rm -f "$share"/icons/hicolor/*/apps/frontdesk.png "$share"/icons/hicolor/*/apps/frontdesk.svg \
    "$share"/icons/hicolor/*/mimetypes/application-vnd.frontdesk.backup.*
rm -rf "$share/doc/frontdesk"
rm -rf "$library"
update-desktop-database "$share/applications" >/dev/null 2>&1 || true
update-mime-database "$share/mime" >/dev/null 2>&1 || true
echo "Frontdesk is removed. Your books are still where they were."
