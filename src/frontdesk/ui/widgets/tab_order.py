"""Tab goes in the order in which things are laid out, whenever they were made.

Qt goes in the order in which widgets were made. Rows that come and go (services, people, times,
notices) would all come last, far from where they are seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QSplitter, QWidget
from shiboken6 import isValid

Place = tuple[int, ...]
_BESIDE: Place = (1_000_000,)
"""Of what no layout places, such as what floats."""


def focus_next(window: QWidget, forward: bool) -> bool:
    """Give the focus to the next widget of ``window``, round and round; False where there is none.

    It is scrolled into view. Qt asks for this as well when what has the focus is hidden.
    """
    focused = window.focusWidget()
    widgets = list(_walk(window))
    if focused is not None and focused not in widgets:
        widgets = list(_walk(window, everything=True))
    if not forward:
        widgets.reverse()
    at = widgets.index(focused) + 1 if focused in widgets else 0
    target = next((widget for widget in widgets[at:] + widgets[:at] if _is_stop(widget)), None)
    if target is None:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    target.setFocus(reason)
    _bring_into_view(target)
    return True


def focus_again(before: QWidget | None) -> bool:
    """Give the focus back to what had it; False where that is gone by now, or out of sight."""
    if before is None or not isValid(before) or not before.isVisible():
        return False
    before.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def tab_stops(window: QWidget) -> list[QWidget]:
    """The widgets at which Tab stops now, from the first to the last."""
    return [widget for widget in _walk(window) if _is_stop(widget)]


def _is_stop(widget: QWidget) -> bool:
    all_of_them = Qt.TabFocusBehavior.TabFocusAllControls
    takes_all = QGuiApplication.styleHints().tabFocusBehavior() == all_of_them
    needed = Qt.FocusPolicy.TabFocus if takes_all else Qt.FocusPolicy.StrongFocus
    takes_tab = widget.focusPolicy() & needed == needed
    return takes_tab and widget.isEnabled() and widget.focusProxy() is None and widget.isVisible()


def _walk(widget: QWidget, *, everything: bool = False) -> Iterator[QWidget]:
    """What is in ``widget``, as it is read; without ``everything`` only what is not hidden."""
    for child in _parts(widget):
        if not child.isWindow() and (everything or not child.isHidden()):
            yield child
            yield from _walk(child, everything=everything)


def _parts(widget: QWidget) -> list[QWidget]:
    """The direct children: those that are laid out in the order of the layout, then the others."""
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    if isinstance(widget, QSplitter):  # which has no layout, and an order of its own
        return sorted(filter(widget.isAncestorOf, children), key=widget.indexOf)
    layout = widget.layout()
    if layout is None or len(children) < 2:
        return children
    places = dict(_places(layout, children, ()))
    return sorted(children, key=lambda child: places.get(child, _BESIDE))


def _places(
    layout: QLayout, children: list[QWidget], inside: Place
) -> Iterator[tuple[QWidget, Place]]:
    """Where each child stands: the numbers of the rows and columns from the outermost layout in."""
    # Never by the items of the layout: to Python they own their widgets, and take them along.
    for child in children:
        index = layout.indexOf(child)
        if index >= 0:
            yield child, inside + _place(layout, index)
    for inner in layout.children():
        if isinstance(inner, QLayout):
            place = inside + _place(layout, layout.indexOf(inner))
            yield from _places(inner, children, place)


def _place(layout: QLayout, index: int) -> Place:
    if isinstance(layout, QGridLayout):
        row, column, _rows, _columns = cast(Place, layout.getItemPosition(index))
        return (row, column)
    return (index,)


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
