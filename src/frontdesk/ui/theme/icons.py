"""Our own icons by meaning and colour role, sharp at every device pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from frontdesk import paths
from frontdesk.ui.theme.tokens import Scheme

SIZE = 16
_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return paths.resource(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``color`` (``#RRGGBB``), ``size`` logical pixels square.

    Raises:
        FileNotFoundError: there is no icon of that name.
    """
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name).replace("currentColor", color)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(picture.rect()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


_TURNED = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}


def facing(name: str, *, mirrored: bool) -> str:
    """The icon that means the same in a window that reads from right to left."""
    return _TURNED.get(name, name) if mirrored else name


def icon(name: str, scheme: Scheme, role: str = "secondary", size: int = SIZE) -> QIcon:
    """The icon ``name`` in the colour of a field of ``scheme``, and muted where disabled.

    A QIcon keeps its colours: whoever sets one sets it again when the scheme changes (see
    ``frontdesk.ui.widgets.buttons.IconButton``).
    """
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, getattr(scheme, role), size, ratio))
        made.addPixmap(pixmap(name, scheme.hour_line, size, ratio), QIcon.Mode.Disabled)
    return made
