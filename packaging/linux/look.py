"""Looks at an X screen: ``look.py DISPLAY FILE`` keeps a picture, ``look.py DISPLAY wait COLORS``
says when it shows more colours than that.

``wait`` prints "ready" when it begins to look, and then the moment on the system's monotonic
clock with the number of colours. It gives up after half a minute with status 1.
"""

from __future__ import annotations

import os
import sys
import time

_STEP = 9
_LONGEST = 30


def main(display: str, what: str, colors: str = "") -> int:
    """Do what is asked; the exit status."""
    os.environ.update(DISPLAY=display, QT_QPA_PLATFORM="xcb")
    os.environ.pop("WAYLAND_DISPLAY", None)
    from PySide6.QtGui import QGuiApplication, QImage

    _application = QGuiApplication(["look"])
    screen = QGuiApplication.primaryScreen()
    if what != "wait":
        return 0 if screen.grabWindow(0).save(what) else 1
    print("ready", flush=True)
    end = time.monotonic() + _LONGEST
    while (moment := time.monotonic()) < end:
        image = screen.grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)
        width, height = image.width(), image.height()
        pixels = memoryview(image.constBits()).cast("I")
        found = {pixels[y * width + x] for y in range(0, height, _STEP) for x in range(0, width, 3)}
        if len(found) > int(colors):
            print(moment, len(found), flush=True)
            return 0
        time.sleep(0.03)
    print(f"{len(found)} colours only", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
