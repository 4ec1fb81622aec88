"""A form made of parts: each edits some keys of an entry and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from frontdesk.ui import text
from frontdesk.ui.manager.fault_words import fault_sentence
from frontdesk.ui.manager.form import Entry, EntryForm
from frontdesk.ui.manager.reveal import go_to
from frontdesk.ui.widgets.buttons import Button, Segments
from frontdesk.ui.widgets.form import Field
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead


@runtime_checkable
class ShowsProblems(Protocol):
    """A part with several places: it is told the sentences by path below its own."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong where; an empty mapping takes all away."""
        ...


Place = Field | ShowsProblems


class Part(QWidget):
    """Some keys of an entry."""

    edited = Signal()
    """The user changed a value."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        """Stack what ``put`` takes, under ``title``."""
        super().__init__(parent)
        # Never squeezed: a form that is longer than the window scrolls.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        if title:
            self._column.addWidget(SectionHead(title))

    def put(self, *rows: QWidget | QLayout) -> None:
        """Add rows at the bottom."""
        for row in rows:
            if isinstance(row, QLayout):
                self._column.addLayout(row)
            elif isinstance(row, Segments):
                self._column.addWidget(row, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                self._column.addWidget(row)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the part's keys of ``entry``; what is shown already keeps its cursor."""
        raise NotImplementedError

    def values(self) -> dict[str, Any]:
        """The part's keys as they are shown."""
        raise NotImplementedError

    def places(self) -> Mapping[str, Place]:
        """Where problems are said, by path within the entry."""
        return {}


class PartsForm(EntryForm):
    """An ``EntryForm`` out of parts; a key that no part knows is kept as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without parts; ``compose`` stacks them."""
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._entry: Entry = {}
        self._names: dict[str, str] = {}
        self._shown: Entry = {}
        self._places: dict[str, Place] = {}
        self._said: dict[str, dict[str, str]] = {}
        self.fault = PlainLabel("", "problem")
        self.fault.setWordWrap(True)
        self.fault.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(26)
        self.column.addWidget(self.fault)

    def compose(self, parts: Sequence[Part], retire: str) -> None:
        """Stack ``parts``; the cursor begins in the first. ``retire`` is the verb at the end."""
        self._parts = tuple(parts)
        for part in self._parts:
            part.edited.connect(self.edited)
            self._places.update(part.places())
            self.column.addWidget(part)
        self.setFocusProxy(self._parts[0])
        self.retire = Button(retire)
        self.retire.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.addWidget(self.retire)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show ``entry`` of ``document``."""
        self._entry = deepcopy(entry)
        self._names = dict(
            [*names_of(document, "resources"), *names_of(document, "resourceGroups")]
        )
        for part in self._parts:
            part.load(self._entry, document)
        self._shown = deepcopy(self._values())

    def entry(self) -> Entry:
        """The entry as it is shown; optional keys that were left out stay out until edited."""
        made = deepcopy(self._entry)
        for key, value in self._values().items():
            if key in made or value != self._shown.get(key):
                made[key] = deepcopy(value)
        return made

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say each fault at the place that knows it best, and the rest at the top."""
        said: dict[str, dict[str, str]] = {}
        rest = []
        for path, message in faults.items():
            sentence = fault_sentence(message, text.translate, self._names)
            place = self._place_of(path)
            if place is None:
                rest.append(sentence)
            else:
                said.setdefault(place, {})[path[len(place) :].removeprefix(".")] = sentence
        for name, place_of in self._places.items():
            if said.get(name, {}) != self._said.get(name, {}):
                _say(place_of, said.get(name, {}))
        self._said = said
        self.fault.setText("\n".join(dict.fromkeys(rest)))
        self.fault.setVisible(bool(rest))

    def focus_problem(self) -> None:
        """Put the cursor into the first field with a problem."""
        for name, place in self._places.items():
            if name in self._said and isinstance(place, QWidget):
                go_to(place)
                return

    def _values(self) -> Entry:
        return {key: value for part in self._parts for key, value in part.values().items()}

    def _place_of(self, path: str) -> str | None:
        """The longest path of a place that ``path`` lies at or below."""
        fits = [
            name
            for name in self._places
            if path == name or (path.startswith(name) and path[len(name)] in ".[")
        ]
        return max(fits, key=len, default=None)


def _say(place: Place, problems: Mapping[str, str]) -> None:
    if isinstance(place, Field):
        place.set_problem(" ".join(dict.fromkeys(problems.values())))
    else:
        place.show_problems(problems)


def words(sentence: str, look: str = "secondary") -> PlainLabel:
    """A sentence that explains, over as many lines as it needs."""
    label = PlainLabel(sentence, look)
    label.setWordWrap(True)
    return label


def beside_fields(button: QWidget) -> QLayout:
    """A button in a row of fields, level with their controls whatever is said below those."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(PlainLabel(" ", "caption"))
    column.addWidget(button)
    column.addStretch(1)
    return column


def names_of(document: Entry, section: str) -> list[tuple[str, str]]:
    """The entries of a section as (id, name), in the manager's order."""
    return [(str(e["id"]), str(e.get("name") or e["id"])) for e in document.get(section, [])]
