"""Which key does what, read from the menus themselves, so that the sheet of keys cannot lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from frontdesk.ui.text import key_text

_ROW_OF_KEYS = 4
"""So many keys in one menu below another are told as one line: "Alt+1 … Alt+9"."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The keys that do one thing, as they are written on this system, and what they do."""

    keys: tuple[str, ...]
    verb: str


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The lines of one menu or of one part of the window; ``note`` says when they act."""

    title: str
    lines: tuple[KeyLine, ...]
    note: str = ""


def key_groups(window: QMainWindow) -> tuple[KeyGroup, ...]:
    """Every key of ``window``: of its menus, of the calendar, and the single letters."""
    here: list[KeyLine] = []
    groups = []
    for action in window.menuBar().actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            lines = tuple(_lines(menu, here))
            if lines:
                groups.append(KeyGroup(_plain(menu.title()), lines))
    groups.append(KeyGroup(_tr("Moving about"), moving_lines()))
    letters = tuple(line for line in here if len(line.keys[0]) == 1)
    others = tuple(line for line in here if line not in letters)
    groups.append(KeyGroup(_tr("In the calendar"), calendar_lines() + others))
    if letters:
        note = _tr("While the calendar or the list has the focus")
        groups.append(KeyGroup(_tr("Single letters"), letters, note))
    return tuple(groups)


def moving_lines() -> tuple[KeyLine, ...]:
    """Keys that every control knows, and that no menu names."""
    return (
        _line(("Tab", "Shift+Tab"), _tr("Next and previous control")),
        _line(("Esc",), _tr("Close what lies on top; typed text stays")),
    )


def calendar_lines() -> tuple[KeyLine, ...]:
    """Keys of the calendar itself, while it has the focus."""
    return (
        KeyLine((_tr("arrows"),), _tr("Move the cell; over a visit to its end")),
        _line(("Tab", "Shift+Tab"), _tr("Next and previous visit")),
        _line(("Page Up", "Page Down"), _tr("An hour up or down")),
        _line(("Home", "End"), _tr("First and last open hour; Home again: the heads")),
        _line(("Enter",), _tr("Open the visit, or hold the free time")),
        _line(("Shift+Enter",), _tr("Hold this very time, also over a visit")),
        _line(("Space",), _tr("Show the card of the visit")),
        KeyLine((_tr("Alt+arrows"),), _tr("Move the visit; Enter drops it")),
        _line(("Alt+Shift+Up", "Alt+Shift+Down"), _tr("Shorten or lengthen the visit")),
        _line(("Shift+Up", "Shift+Down"), _tr("Draw a stretch of empty time")),
        _line(("Menu",), _tr("What can be done here")),
    )


def _line(keys: tuple[str, ...], verb: str) -> KeyLine:
    return KeyLine(tuple(key_text(key) for key in keys), verb)


def _lines(menu: QMenu, here: list[KeyLine]) -> Iterator[KeyLine]:
    """The lines of a menu and of those below it; what acts in some panes only goes to ``here``."""
    for action in menu.actions():
        if not action.isVisible():
            continue  # nobody here does that, and its keys do nothing
        below = action.menu()
        if isinstance(below, QMenu):
            lines = list(_lines(below, here))
            if len(lines) >= _ROW_OF_KEYS:
                ends = (lines[0].keys[0], lines[-1].keys[0])
                yield KeyLine((" … ".join(ends),), _plain(below.title()))
            else:
                yield from lines
            continue
        line = KeyLine(_written(action.shortcuts()), verb_of(action))
        if not line.keys:
            continue
        if action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut:
            here.append(line)
        else:
            yield line


def verb_of(action: QAction) -> str:
    """What an action does, without the step or the customer that its menu entry may name."""
    return _plain(str(action.property("verb") or action.text()))


def _written(keys: Sequence[QKeySequence]) -> tuple[str, ...]:
    native = QKeySequence.SequenceFormat.NativeText
    written = [key.toString(native).replace("Return", "Enter") for key in keys]
    return tuple(dict.fromkeys(entry for entry in written if entry))  # Enter has two keys


def _plain(words: str) -> str:
    return words.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix(" …")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keys", words)
