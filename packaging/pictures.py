"""The icons as PNG, ICO and ICNS, drawn from the SVGs at build time; none is committed.

Run by the build's own Python, which has Qt: ``pictures.py SVG FOLDER [NAME]``.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
# The four letters with which Apple's container names each size of PNG.
_ICNS_TYPES = {16: b"icp4", 32: b"icp5", 64: b"icp6", 128: b"ic07", 256: b"ic08", 512: b"ic09"}


def draw(drawing: Path, folder: Path, name: str) -> None:
    """Write ``NAME-SIZE.png`` for every size, ``NAME.ico`` and ``NAME.icns`` into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _application = QGuiApplication.instance() or QGuiApplication(["pictures"])
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise SystemExit(f"{drawing} is no SVG that Qt can draw")
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {}
    for size in PNG_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
        file = folder / f"{name}-{size}.png"
        image.save(str(file))
        pictures[size] = file.read_bytes()
    (folder / f"{name}.ico").write_bytes(ico({size: pictures[size] for size in _ICO_SIZES}))
    (folder / f"{name}.icns").write_bytes(icns(pictures))


def ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon that holds these PNGs, by their size in pixels (at most 256)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        side = size % 256  # a byte; 0 means 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures.values())


def icns(pictures: dict[int, bytes]) -> bytes:
    """A macOS icon of those PNGs whose size Apple has a name for."""
    body = b"".join(
        _ICNS_TYPES[size] + struct.pack(">I", len(picture) + 8) + picture
        for size, picture in pictures.items()
        if size in _ICNS_TYPES
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]), (sys.argv[3:] or [Path(sys.argv[1]).stem])[0])
