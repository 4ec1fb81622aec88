"""Tab goes in the order in which things are laid out, whenever they were made.

Qt goes in the order in which widgets were made. Rows that come and go (services, people, times,
notices) would all come last, far from where they are seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget


def focus_next(window: QWidget, forward: bool) -> bool:
    """Give the focus to the next widget of ``window``, round and round; False where there is none.

    It is scrolled into view.
    """
    widgets = list(_walk(window))
    focused = window.focusWidget()
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


def tab_stops(window: QWidget) -> list[QWidget]:
    """The widgets at which Tab stops now, from the first to the last."""
    return [widget for widget in _walk(window) if _is_stop(widget)]


def _is_stop(widget: QWidget) -> bool:
    everything = Qt.TabFocusBehavior.TabFocusAllControls
    all_widgets = QGuiApplication.styleHints().tabFocusBehavior() == everything
    needed = Qt.FocusPolicy.TabFocus if all_widgets else Qt.FocusPolicy.StrongFocus
    takes_tab = widget.focusPolicy() & needed == needed
    return takes_tab and widget.isEnabled() and widget.focusProxy() is None


def _walk(widget: QWidget) -> Iterator[QWidget]:
    """All that is seen in ``widget``, as it is read."""
    for child in _parts(widget):
        if not child.isHidden() and not child.isWindow():
            yield child
            yield from _walk(child)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """The direct children: those that are laid out in the order of the layout, then the others."""
    layout = widget.layout()
    laid = list(_laid(layout)) if layout is not None else []
    yield from laid
    for child in widget.children():
        if isinstance(child, QWidget) and child not in laid:
            yield child


def _laid(layout: QLayout) -> Iterator[QWidget]:
    for index in _reading_order(layout):
        item = layout.itemAt(index)
        assert item is not None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _laid(inner)


def _reading_order(layout: QLayout) -> list[int]:
    indexes = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        indexes.sort(key=lambda index: layout.getItemPosition(index)[:2])  # type: ignore[index]
    return indexes


def _bring_into_view(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
        parent = parent.parentWidget()
