"""What the bundle's files need of the system: libraries, and how new a glibc and libstdc++."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from steps import BuildError, run

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_VERSION = re.compile(r"\b(GLIBC|GLIBCXX)_(\d+(?:\.\d+)+)")
# Plugins that Qt leaves out by itself where their library is missing: recommended, not demanded.
_OPTIONAL = ("plugins/printsupport", "plugins/platforms/libqwayland", "plugins/wayland-",
             "libQt6Wayland", "libQt6WlShell", "plugins/tls")  # fmt: skip

# Files of the loader that every system with a glibc has.
_LIBC = re.compile(r"(libc|libm|libdl|librt|libpthread|libutil|libresolv|ld-linux-.*)\.so\.\d")


@dataclass
class Needs:
    """Names of libraries, and version numbers as tuples."""

    libraries: set[str] = field(default_factory=set)
    optional: set[str] = field(default_factory=set)
    glibc: tuple[int, ...] = (0,)
    libstdcxx: tuple[int, ...] = (0,)


def needs_of(folder: Path) -> Needs:
    """Read every library and program below ``folder``; what it brings itself is not listed."""
    found = Needs()
    own = {file.name for file in folder.rglob("*")}
    for file in sorted(folder.rglob("*")):
        if file.is_symlink() or not file.is_file() or not _is_elf(file):
            continue
        text = run(["readelf", "--wide", "--dynamic", "--version-info", file])
        wanted = {
            name for name in _NEEDED.findall(text) if name not in own and not _LIBC.fullmatch(name)
        }
        place = str(file.relative_to(folder))
        (found.optional if any(part in place for part in _OPTIONAL) else found.libraries).update(
            wanted
        )
        for kind, number in _VERSION.findall(text):
            version = tuple(int(part) for part in number.split("."))
            if kind == "GLIBC":
                found.glibc = max(found.glibc, version)
            else:
                found.libstdcxx = max(found.libstdcxx, version)
    if found.glibc == (0,):
        raise BuildError(f"there are no programs in {folder}")
    found.optional -= found.libraries
    return found


def _is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"
