#!/bin/sh
# Starts Frontdesk @VERSION@, or says in a sentence why this system is too old for it.
here=$(dirname "$(readlink -f "$0")")
needed=@GLIBC@
# A sandbox may lack the tool that tells; what is in there was put together for it.
command -v getconf >/dev/null 2>&1 || exec "$here/@VERSION@/frontdesk" "$@"
found=$(getconf GNU_LIBC_VERSION 2>/dev/null)
found=${found#glibc }
case $found in
2.*) ;;
*)
    echo "frontdesk: This package is for systems with the GNU C library (glibc), and this is none." >&2
    exit 1
    ;;
esac
if [ "${found#2.}" -lt "${needed#2.}" ]; then
    echo "frontdesk: This system is too old: it has glibc $found, and Frontdesk @VERSION@ needs $needed or newer." >&2
    exit 1
fi
exec "$here/@VERSION@/frontdesk" "$@"
