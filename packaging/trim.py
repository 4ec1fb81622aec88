"""What stays out of the bundle, with the reason for each; the build measures what is left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath

METADATA = ("frontdesk", "PySide6-Essentials", "SQLAlchemy")
"""Distributions whose version the program asks for when it runs."""

UNUSED_MODULES = [
    # Python's own, for developers.
    "tkinter", "_tkinter", "unittest", "pydoc", "pydoc_data", "lib2to3", "ensurepip", "idlelib",
    "doctest", "pdb", "curses", "test", "setuptools", "pip", "pkg_resources", "distutils",
    # Optional parts of libraries that are never imported here.
    "sqlalchemy.ext.mypy", "sqlalchemy.testing", "alembic.testing", "mako.testing",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.oracle", "sqlalchemy.dialects.mssql",
    "numpy", "greenlet", "IPython", "yaml",
    # Whether a domain takes mail is never asked: that would need a network.
    "dns", "email_validator.deliverability",
    # This version keeps books in files only, and refuses the URL of a server.
    "psycopg", "psycopg_binary", "psycopg_c",
]  # fmt: skip

# Of PySide6-Essentials these are used; QML, Quick, Designer, OpenGL and the rest are not.
_QT_MODULES = {
    "Core", "Gui", "Widgets", "Svg", "Test", "Network", "PrintSupport", "DBus",
    # What the platform plugins link.
    "XcbQpa", "WaylandClient", "WlShellIntegration", "OpenGL",
}  # fmt: skip

_QT_PLUGINS = {
    # "platformthemes" has libqgtk3, which would bring GTK along; the portal plugin asks the
    # desktop for its file dialogs over D-Bus instead.
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platformthemes": ("xdgdesktopportal",),
    "platforminputcontexts": ("compose", "ibus"),
    "xcbglintegrations": (),  # the window paints without OpenGL
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "wayland-graphics-integration-client": (),
    "imageformats": ("svg", "jpeg", "ico"),
    "iconengines": ("svg",),
    "styles": ("windows", "mac"),
    "printsupport": ("cups", "windows", "cocoa"),
    "tls": ("openssl", "schannel", "securetransport"),
    "networkinformation": (),
    "generic": (),
    "egldeviceintegrations": (),
}

# On Linux these must be the system's: they talk to its drivers, its fonts and its message bus,
# or an old copy of them would break a newer driver that is loaded beside it.
_SYSTEM_LIBRARIES = (
    "libGL", "libEGL", "libGLX", "libGLdispatch", "libOpenGL", "libdrm", "libgbm",
    "libX11", "libX11-xcb", "libxcb.so", "libXau", "libXdmcp", "libXext", "libICE", "libSM",
    "libfontconfig", "libfreetype", "libexpat", "libpng16", "libbrotli", "libbz2", "libz.so",
    "libglib-2.0", "libgthread-2.0", "libgio-2.0", "libgobject-2.0", "libgmodule-2.0", "libpcre",
    "libdbus-1", "libsystemd", "libstdc++", "libgcc_s", "libuuid", "libwayland-",
    "libxkbcommon", "libxcb-", "libcups", "libgssapi", "libkrb5", "libk5crypto", "libcom_err",
    "libavahi", "libgnutls", "libkeyutils", "libcap", "libgcrypt", "liblz4", "liblzma", "libzstd",
    "libgpg-error", "libbsd", "libmd", "libncurses", "libtinfo", "libreadline",
    "libssl.so", "libcrypto.so",  # kept safe by the system's own updates
)  # fmt: skip

Entry = tuple[str, str, str]
"""A file of the bundle as PyInstaller lists it: its path inside, where it comes from, its kind."""


def is_needed_of_holidays(module: str) -> bool:
    """Countries and what works them out; not the calendars of stock exchanges."""
    return not module.startswith("holidays.financial")


def is_wanted(name: str, languages: Collection[str] = ()) -> bool:
    """Whether a file belongs into the bundle, by its path inside of it.

    ``languages`` are those that the program speaks beside English.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if sys.platform.startswith("linux") and path.name.startswith(_SYSTEM_LIBRARIES):
        return False
    if path.parts[0].endswith(".dist-info"):
        return path.name in ("METADATA", "LICENSE", "LICENSE.txt", "LICENSE.md", "COPYING")
    if "PySide6" in path.parts:
        return _is_wanted_of_qt(path, languages)
    # Tests that some packages install; and a second copy of the time zones, never asked for.
    return "tests" not in path.parts and path.name != "dateutil-zoneinfo.tar.gz"


def _is_wanted_of_qt(path: PurePosixPath, languages: Collection[str]) -> bool:
    if "plugins" in path.parts:
        kind, file = path.parts[path.parts.index("plugins") + 1 :][:2]
        wanted = _QT_PLUGINS.get(kind)
        return wanted is not None and any(word in file for word in wanted)
    if "translations" in path.parts:
        return path.stem in {f"qtbase_{language}" for language in languages}
    if "qml" in path.parts:
        return False
    # On macOS a library is a folder, whose other files go where it goes.
    name = PurePosixPath(_framework_of(str(path))).name or path.name
    module = name.split(".")[0].removeprefix("lib").removeprefix("Qt6").removeprefix("Qt")
    if name.startswith(("libQt6", "Qt6", "Qt")):
        return module in _QT_MODULES
    # FFmpeg and the software OpenGL of Windows serve Multimedia and Quick only.
    return not path.name.startswith(("libav", "libsw", "opengl32sw", "av", "sw"))


def reachable(entries: Collection[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """The entries without the libraries that only files which stayed out would have loaded.

    ``needs`` names the libraries that the file at a path links.
    """
    files = [entry for entry in entries if entry[2] != "SYMLINK"]
    libraries = {_base(entry[0]): entry for entry in files if _is_library(entry)}
    waiting = [entry for entry in files if not _is_library(entry)]
    found: set[str] = set()
    while waiting:
        name, source, _kind = waiting.pop()
        if name not in found:
            found.add(name)
            names = (_base(library) for library in needs(source))
            waiting.extend(libraries[base] for base in names if base in libraries)
    return [entry for entry in entries if entry[2] == "SYMLINK" or entry[0] in found]


def without_loose_links(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """The entries without what belongs to files that are not among ``kept``.

    Those are links to them, and on macOS whatever lies in the frameworks that they would be in.
    """
    names = {_base(entry[0]) for entry in kept}
    frameworks = {_framework_of(entry[0]) for entry in kept}

    def is_loose(entry: Entry) -> bool:
        if framework := _framework_of(entry[0]):
            return framework not in frameworks
        return entry[2] == "SYMLINK" and _base(entry[1]) not in names

    return [entry for entry in entries if not is_loose(entry)]


def _framework_of(name: str) -> str:
    """The framework of macOS that a file of the bundle lies in; empty for none."""
    head, found, _rest = name.replace("\\", "/").partition(".framework/")
    return head + ".framework" if found else ""


def _base(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _is_library(entry: Entry) -> bool:
    """Whether somebody must link it to need it; modules and plugins are looked up by name."""
    name, _source, kind = entry
    pythons = _base(name).lower().startswith(("libpython", "python"))  # the starter loads it
    return kind == "BINARY" and "plugins" not in name and not pythons
