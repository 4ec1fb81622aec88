"""Whether a window can be shown here, asked before Qt is: Qt ends the process where it can't.

Only Linux needs it; elsewhere the screen is always there and the libraries come with the system.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable

_UNSEEN = {"offscreen", "minimal", "vnc"}
_NO_SCREEN = (
    "There is no screen to show the window on. Start Frontdesk from a desktop; "
    "“frontdesk --help” lists what works without one."
)
# What Qt links, and below it what its plugin for X11 does, by the file and by the package that
# holds it on Debian.
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
}
_X11_LIBRARIES = {
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

_WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_LONGEST_WAIT = 5.0
"""Seconds that a Wayland server may take to let us in."""


def why_no_window() -> str:
    """One line that says why no window can be shown and what to do; empty where one can."""
    if not sys.platform.startswith("linux") or _is_unseen():
        return ""
    without_x11 = _NO_SCREEN
    if _wayland_answers():
        lacking = [name for name in _WAYLAND_LIBRARIES if not _loads(name)]
        if not lacking:
            return ""
        without_x11 = missing_libraries(lacking)
    # From Wayland Qt goes on to X11 by itself.
    if not os.environ.get("DISPLAY"):
        return without_x11
    if missing := [name for name in _X11_LIBRARIES if not _loads(name)]:
        return missing_libraries(missing)
    return "" if _x11_answers() else f"{without_x11} (DISPLAY={os.environ['DISPLAY']})"


def missing_libraries(names: list[str]) -> str:
    """One line that says which libraries of the system are missing, and how to get them."""
    known = _QT_LIBRARIES | _X11_LIBRARIES | _WAYLAND_LIBRARIES
    packages = " ".join(sorted({known.get(name, name) for name in names}))
    return (
        f"Frontdesk needs libraries that this system does not have: {', '.join(names)}. "
        f"Install what Debian calls {packages}, then start again."
    )


def tell(sentence: str) -> None:
    """Say why the program cannot start: to the terminal, or where there is none on the screen."""
    if sys.stderr is not None:
        print(f"frontdesk: {sentence}", file=sys.stderr)
    if sys.platform == "win32":
        if sys.stderr is None:
            ctypes.windll.user32.MessageBoxW(None, sentence, "Frontdesk", 0x10)
    elif sys.stderr is None or not sys.stderr.isatty():
        if sys.platform == "darwin":
            _show_with([_MACOS_DIALOG], sentence)
        elif os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
            _show_with(_DIALOGS, sentence)


# Whatever small dialog a desktop has, since ours cannot be shown; the sentence is the last word.
_DIALOGS: tuple[tuple[str, ...], ...] = (
    ("zenity", "--error", "--no-markup", "--title=Frontdesk", "--text"),
    ("kdialog", "--title", "Frontdesk", "--error"),
    ("xmessage",),
    ("notify-send", "--urgency=critical", "Frontdesk"),
)
_MACOS_DIALOG = (
    "osascript", "-e", "on run words", "-e",
    'display alert "Frontdesk" message (item 1 of words) as critical', "-e", "end run",
)  # fmt: skip


def _show_with(dialogs: Iterable[tuple[str, ...]], sentence: str) -> None:
    for command in dialogs:
        if shutil.which(command[0]):
            subprocess.Popen([*command, sentence], start_new_session=True, stdin=subprocess.DEVNULL)
            return


def _is_unseen() -> bool:
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _UNSEEN


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_answers() -> bool:
    """Whether the Wayland server that the environment names lets us in.

    A name stays behind where a terminal outlives its desktop, or another user's takes it over.
    """
    import socket  # no other start needs it this early

    if os.environ.get("WAYLAND_SOCKET"):
        return True  # a connection that was handed to us
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_LONGEST_WAIT)
            connection.connect(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name))
    except OSError:
        return False
    return True


def _x11_answers() -> bool:
    """Whether the X server that DISPLAY names lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    for function in (xcb.xcb_connection_has_error, xcb.xcb_disconnect):
        function.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
