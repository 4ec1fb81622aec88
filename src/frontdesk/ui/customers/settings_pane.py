"""What the business decides about customers and holds, each with a sentence that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from frontdesk.desk.setup_file.checks import LONGEST_WORD, MOST_HOLDS
from frontdesk.engine.policy import Policy
from frontdesk.ui.booking.form import scrolling
from frontdesk.ui.customers.wording import called, field_names, kept_word
from frontdesk.ui.widgets.buttons import Button
from frontdesk.ui.widgets.form import ChoiceField, Field, LineField
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead


class SettingsPane(QWidget):
    """Shows a policy and tells which one the user wants."""

    changeWanted = Signal(object)
    """The ``Policy`` to put in force."""
    left = Signal()
    """The user turned back without a change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the policy of a new book."""
        super().__init__(parent)
        self._policy = Policy()
        self.word = LineField(self.tr("Word for a customer"))
        self.word.line.setMaxLength(LONGEST_WORD)
        self.word.setMaximumWidth(320)
        names = {name: caption for name, caption in field_names().items() if name != "name"}
        self.required = {name: QCheckBox(caption) for name, caption in names.items()}
        self.renews = QCheckBox(self.tr("Typing keeps the hold"))
        self.most = QSpinBox()
        self.most.setRange(0, MOST_HOLDS)
        self.most.setSpecialValueText(self.tr("any number"))
        self.most.setFixedWidth(140)
        self.most.lineEdit().setTextMargins(6, 0, 0, 0)
        self.payments = QCheckBox(self.tr("Payments are noted here"))
        self.country = ChoiceField(self.tr("Country of numbers without a country code"))
        self.country.combo.setMaxVisibleItems(14)
        self.country.setMaximumWidth(320)
        self.show_countries(())
        self.save = Button(self.tr("Save settings"), "primary")
        self.cancel = Button(self.tr("Never mind"))
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._leave)
        self._compose()
        self.setFocusProxy(self.word)
        self._load()

    def show_countries(self, codes: Sequence[str]) -> None:
        """Offer these countries (ISO 3166, two letters) by their names, and none in particular."""
        chosen = self._policy.phone_country
        names = {code: _country(code) for code in {*codes, chosen} - {""}}
        entries = sorted(names.items(), key=lambda entry: QLocale().toLower(entry[1]))
        self.country.set_choices([("", self.tr("As the first location")), *entries])
        self.country.load(chosen)

    def show_policy(self, policy: Policy) -> None:
        """Show what is in force; the same again leaves what is chosen and not saved."""
        if policy != self._policy:
            self._policy = policy
            self._load()

    def _load(self) -> None:
        policy = self._policy
        self.word.load(called(policy.customer_word))
        self.word.set_problem("")
        for name, box in self.required.items():
            box.setChecked(name in policy.required_fields)
        self.renews.setChecked(policy.typing_renews)
        self.most.setValue(policy.holds_per_desk or 0)
        self.payments.setChecked(policy.payments_noted)
        if self.country.combo.findData(policy.phone_country) < 0:
            self.country.combo.addItem(_country(policy.phone_country), policy.phone_country)
        self.country.load(policy.phone_country)

    def wanted(self) -> Policy:
        """The policy as it is chosen now."""
        return replace(
            self._policy,
            customer_word=kept_word(self.word.value()).strip(),
            required_fields=tuple(n for n, box in self.required.items() if box.isChecked()),
            typing_renews=self.renews.isChecked(),
            holds_per_desk=self.most.value() or None,
            phone_country=self.country.value() or "",
            payments_noted=self.payments.isChecked(),
        )

    @Slot()
    def _save(self) -> None:
        wanted = self.wanted()
        self.word.set_problem("" if wanted.customer_word else self.tr("A word is needed here."))
        if wanted.customer_word:
            self.changeWanted.emit(wanted)
        else:
            self.word.setFocus()

    @Slot()
    def _leave(self) -> None:
        self._load()
        self.left.emit()

    def _compose(self) -> None:
        boxes = QWidget()
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        for at, box in enumerate(self.required.values()):
            grid.addWidget(box, at // 4, at % 4)
        grid.setColumnStretch(4, 1)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("Customers and holds"), "title"))
        column.addWidget(
            _words(
                self.tr(
                    "These settings hold for every desk of this book. A location may have a word "
                    "and needed fields of its own: they are in its form in the manager's area."
                )
            )
        )
        _section(
            column,
            self.tr("What customers are called"),
            self.tr("Patient, client, guest: the word for one of them, in small letters."),
            (self.word,),
        )
        _section(
            column,
            self.tr("Fields that are needed"),
            self.tr(
                "A record can't be saved without its name and what is ticked here, and a booking "
                "asks for what a record lacks. It always needs a name, and an e-mail or a phone "
                "number."
            ),
            (boxes,),
        )
        _section(
            column,
            self.tr("Phone numbers"),
            self.tr("Numbers of this country are shown as people there write them."),
            (self.country,),
        )
        _section(
            column,
            self.tr("Holds"),
            self.tr("While somebody types for a hold that is about to end, it is kept by itself."),
            (self.renews,),
        )
        most = Field(self.tr("Most holds of one desk at once"), self.most)
        words = self.tr("So that nobody blocks the day. A desk with that many books one first.")
        column.addSpacing(6)
        column.addWidget(_words(words))
        column.addWidget(most)
        _section(
            column,
            self.tr("Payments"),
            self.tr(
                "Whether a visit is paid is noted at the desk, and what has begun or is over and "
                "nobody has paid for is shown as unpaid. No money passes through Frontdesk."
            ),
            (self.payments,),
        )
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(body), 1)
        outer.addLayout(self._verbs())

    def _verbs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 14)
        row.setSpacing(12)
        for button in (self.save, self.cancel):
            button.setProperty("tall", True)
            row.addWidget(button)
        row.addStretch(1)
        return row


def _country(code: str) -> str:
    """The name of a country in the language of the window, with its code."""
    territory = QLocale.codeToTerritory(code)
    if territory is QLocale.Country.AnyCountry:
        return code
    return f"{QLocale.territoryToString(territory)} ({code})"


def _section(column: QVBoxLayout, title: str, words: str, controls: Iterable[QWidget]) -> None:
    column.addSpacing(10)
    column.addWidget(SectionHead(title))
    column.addWidget(_words(words))
    for control in controls:
        column.addWidget(control)


def _words(words: str) -> PlainLabel:
    label = PlainLabel(words, "secondary")
    label.setWordWrap(True)
    return label
