"""The year of a location, a person or a room: see what closes it, and close more days of it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from frontdesk.desk import holiday_calendar, setup_edit
from frontdesk.engine.values import Business
from frontdesk.ui import text
from frontdesk.ui.booking.form import line, scrolling
from frontdesk.ui.manager import year_marks
from frontdesk.ui.manager.controller import SetupController
from frontdesk.ui.manager.entries import SaveBar
from frontdesk.ui.manager.fields import Today
from frontdesk.ui.manager.parts import names_of
from frontdesk.ui.manager.year_legend import Legend
from frontdesk.ui.manager.year_marks import Year
from frontdesk.ui.manager.year_view import YearView
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.buttons import Button, IconButton
from frontdesk.ui.widgets.form import ChoiceField, LineField
from frontdesk.ui.widgets.plain import PlainLabel

Subject = tuple[str, str]
"""The section and the id of whose year it is."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


class YearPage(QWidget):
    """Edits the same draft as the forms: closures of a location, leave of everybody else."""

    def __init__(
        self, controller: SetupController, today: Today, parent: QWidget | None = None
    ) -> None:
        """Show the primary location's year of ``today``."""
        super().__init__(parent)
        self._controller = controller
        self._today = today
        self._business: Business | None = None
        self._seen: object = None
        self._year = today().year
        self.whose = ChoiceField(self.tr("Whose year"))
        self.whose.combo.setMaxVisibleItems(18)
        self.earlier = IconButton("chevron-left", self.tr("Year before"))
        self.later = IconButton("chevron-right", self.tr("Year after"))
        self.number = PlainLabel("", "heading")
        self.view = YearView(today())
        self.told = PlainLabel("", "secondary", elide=True)
        self.name = LineField(self.tr("Why"), "")
        self.add = Button("")
        self.remove = Button("")
        self.bar = SaveBar(controller)
        self.whose.edited.connect(self.refresh)
        self.earlier.clicked.connect(self._go_back)
        self.later.clicked.connect(self._go_on)
        self.view.chosen.connect(self._tell)
        self.view.yearWanted.connect(self.show_year)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.name.line.returnPressed.connect(self.add.click)
        controller.changed.connect(self._follow)
        self.setFocusProxy(self.view)
        self._compose()
        self.refresh()

    @property
    def subject(self) -> Subject | None:
        """Whose year is shown."""
        section, slash, entry_id = str(self.whose.value() or "").partition("/")
        return (section, entry_id) if slash else None

    def show_subject(self, section: str, entry_id: str) -> None:
        """Show another one's year."""
        self.whose.load(f"{section}/{entry_id}")
        self.refresh()

    @Slot(int)
    def show_year(self, year: int) -> None:
        """Show another year."""
        self._year = min(max(year, FIRST_YEAR), LAST_YEAR)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what the draft holds now; while something in it is wrong, what was right last."""
        document = self._controller.state.document
        if document != self._seen:
            self._seen = setup_edit.SetupDraft.of(document).document
            self._business = setup_edit.check(document).business or self._business
        subjects = self._subjects()
        if self.whose.choices() != subjects:
            self.whose.set_choices(subjects)
        self.number.setText(str(self._year))
        self.view.show_year(self._marks())
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was edited elsewhere meanwhile."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _subjects(self) -> list[tuple[str, str]]:
        document = self._controller.state.document
        return [
            (f"{section}/{key}", name)
            for section in ("locations", "resources")
            for key, name in names_of(document, section)
        ]

    def _marks(self) -> Year:
        business, subject = self._business, self.subject
        nothing = Year(self._year, {}, frozenset())
        if business is None or subject is None:
            return nothing
        section, key = subject
        names = holiday_calendar.holiday_names
        place, resource = business.locations.get(key), business.resources.get(key)
        if section == "locations" and place is not None:
            return year_marks.year_of_location(place, self._year, names)
        if section == "resources" and resource is not None:
            return year_marks.year_of_resource(business, resource, self._year, names)
        return nothing

    # What is chosen

    @Slot()
    def _tell(self) -> None:
        first, last = self.view.selection
        count = (last - first).days + 1
        if count == 1:
            words = self.view.day_sentence(first)
        else:
            days = text.days_text(first, last, self._today())
            words = self.tr("{days}: {count} days").format(days=days, count=count)
        self.told.setText(words)
        is_place = self.subject is not None and self.subject[0] == "locations"
        self.name.line.setPlaceholderText(
            self.tr("such as Christmas") if is_place else self.tr("such as Leave")
        )
        if is_place:
            self.add.setText(self.tr("Close this day") if count == 1 else self.tr("Close them"))
            self.remove.setText(self.tr("Take the closure out"))
        else:
            self.add.setText(self.tr("Add leave"))
            self.remove.setText(self.tr("Take the leave out"))
        self.add.setEnabled(self.subject is not None)
        self.remove.setEnabled(self._without() is not None)

    def _entry(self) -> dict[str, object] | None:
        subject = self.subject
        return None if subject is None else self._controller.state.entry(*subject)

    def _without(self) -> dict[str, object] | None:
        """The entry without what was added to the chosen days; None where that is nothing."""
        entry, subject = self._entry(), self.subject
        if entry is None or subject is None:
            return None
        is_place = subject[0] == "locations"
        take = year_marks.without_closures if is_place else year_marks.without_leave
        try:
            after = take(entry, *self.view.selection)
        except ValueError:
            return None  # a date in it is being typed
        return None if after == entry else after

    @Slot()
    def _add(self) -> None:
        entry, subject = self._entry(), self.subject
        if entry is None or subject is None:
            return
        is_place = subject[0] == "locations"
        name = self.name.value().strip() or ("" if is_place else self.tr("Leave"))
        put = year_marks.with_closure if is_place else year_marks.with_leave
        self.name.load("")
        self._controller.state.replace(*subject, put(entry, *self.view.selection, name))

    @Slot()
    def _remove(self) -> None:
        after, subject = self._without(), self.subject
        if after is not None and subject is not None:
            self._controller.state.replace(*subject, after)

    @Slot()
    def _go_back(self) -> None:
        self.show_year(self._year - 1)

    @Slot()
    def _go_on(self) -> None:
        self.show_year(self._year + 1)

    def _compose(self) -> None:
        self.whose.setFixedWidth(round(280 * text_scale()))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.whose)
        head.addStretch(1)
        for part in (self.earlier, self.number, self.later):
            head.addWidget(part)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(24, 8, 24, 2)
        inner.addWidget(self.view)
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 0)
        top.setSpacing(10)
        top.addLayout(head)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 4, 24, 10)
        foot.setSpacing(6)
        foot.addWidget(Legend())
        foot.addWidget(self.told)
        foot.addLayout(self._verbs())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(scrolling(body), 1)
        column.addLayout(foot)
        column.addWidget(line())
        column.addWidget(self.bar)

    def _verbs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        caption = PlainLabel(self.tr("Why"), "secondary")
        caption.setBuddy(self.name.line)
        self.name.line.setAccessibleName(self.tr("Why"))
        self.name.line.setFixedWidth(round(240 * text_scale()))
        row.addWidget(caption)
        row.addWidget(self.name.line)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        return row
