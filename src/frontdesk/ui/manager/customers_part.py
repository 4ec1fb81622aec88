"""The part of a location about its customers: their word, and the fields a booking asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Slot

from frontdesk.desk.setup_file.checks import LONGEST_WORD
from frontdesk.desk.setup_file.customers import FIELD_KEYS, REQUIRED, WORD
from frontdesk.engine.policy import Policy
from frontdesk.ui.customers.wording import called, field_names, kept_word
from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, words
from frontdesk.ui.widgets.form import ChoiceField, LineField

BUSINESS, OWN = "business", "own"


class CustomersPart(Part):
    """As the business, or its own; each of the two by itself."""

    def __init__(self) -> None:
        """Make the fields."""
        super().__init__(self.tr("Customers"))
        self._company: Entry = {}
        self._fields: list[str] = []
        self.whose_word = ChoiceField(self.tr("What customers are called"))
        self.word = LineField(self.tr("Word for a customer here"))
        self.word.line.setMaxLength(LONGEST_WORD)
        self.whose_fields = ChoiceField(self.tr("Fields that are needed"))
        captions = field_names()
        self.required = {
            key: Check(captions[name]) for name, key in FIELD_KEYS.items() if name != "name"
        }
        self.boxes = Columns(*self.required.values(), count=4)
        self.whose_word.edited.connect(self._choose_word)
        self.whose_fields.edited.connect(self._choose_fields)
        self.word.edited.connect(self.edited)
        for box in self.required.values():
            box.clicked.connect(self._tick)
        said = self.tr(
            "A booking at this location asks for these fields, of new customers and of known ones "
            "whose record lacks them. It always needs a name, and an e-mail or a phone number."
        )
        self.put(
            Columns(self.whose_word, self.word, self.whose_fields, count=2),
            self.boxes,
            words(said),
        )
        self.load({}, {})

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the word and the fields, and what the business has in their place."""
        self._company = document.get("company") or {}
        self._offer()
        word, fields = entry.get(WORD), entry.get(REQUIRED)
        self.whose_word.load(BUSINESS if word is None else OWN)
        self.whose_fields.load(BUSINESS if fields is None else OWN)
        if word is not None and kept_word(self.word.value()) != word:
            self.word.load(called(str(word)))
        self._show_fields(self._of_business() if fields is None else fields)
        self._show()

    def values(self) -> dict[str, Any]:
        """Null for "as the business"."""
        has_word, has_fields = (
            choice.value() == OWN for choice in (self.whose_word, self.whose_fields)
        )
        return {
            WORD: kept_word(self.word.value()) if has_word else None,
            REQUIRED: list(self._fields) if has_fields else None,
        }

    def places(self) -> Mapping[str, Place]:
        """The word itself; of the fields the choice above them."""
        return {WORD: self.word, REQUIRED: self.whose_fields}

    @Slot()
    def _choose_word(self) -> None:
        if self.whose_word.value() == OWN:
            with QSignalBlocker(self.word):
                self.word.load(called(self._word_of_business()))
        self._show()
        if self.whose_word.value() == OWN:
            self.word.setFocus()
            self.word.line.selectAll()
        self.edited.emit()

    @Slot()
    def _choose_fields(self) -> None:
        self._show_fields(self._of_business())
        self._show()
        self.edited.emit()

    @Slot()
    def _tick(self) -> None:
        """What was listed keeps its order, and what is new stands where the boxes have it."""
        ticked = [key for key, box in self.required.items() if box.isChecked()]
        stays = [key for key in self._fields if key not in self.required or key in ticked]
        self._fields = stays + [key for key in ticked if key not in stays]
        self.edited.emit()

    def _offer(self) -> None:
        as_business = self.tr("As the business: {what}")
        word = called(self._word_of_business())
        self.whose_word.set_choices(
            [(BUSINESS, as_business.format(what=word)), (OWN, self.tr("A word of its own"))]
        )
        captions = field_names()
        named = [captions[name] for name, key in FIELD_KEYS.items() if key in self._of_business()]
        what = self.tr(", ").join(named) or self.tr("no others")
        self.whose_fields.set_choices(
            [(BUSINESS, as_business.format(what=what)), (OWN, self.tr("Fields of its own"))]
        )

    def _show_fields(self, fields: Sequence[str]) -> None:
        self._fields = list(fields)
        for key, box in self.required.items():
            box.setChecked(key in self._fields)

    def _show(self) -> None:
        self.word.setVisible(self.whose_word.value() == OWN)
        self.boxes.setVisible(self.whose_fields.value() == OWN)

    def _word_of_business(self) -> str:
        return str(self._company.get(WORD) or Policy().customer_word)

    def _of_business(self) -> list[str]:
        return list(self._company.get(REQUIRED) or [])
