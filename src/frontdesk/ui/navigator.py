"""The left side: the month, the services, and what the calendar shows or leaves out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from frontdesk.engine.values import Resource, Service
from frontdesk.ui import text
from frontdesk.ui.booking.idle import lengths_of, offer
from frontdesk.ui.counts import GROUPS, USUALLY_LEFT_OUT, DayCounts, Group
from frontdesk.ui.service_list import ServiceList
from frontdesk.ui.theme import tokens
from frontdesk.ui.theme.apply import text_scale
from frontdesk.ui.widgets.checks import CheckRow
from frontdesk.ui.widgets.form import ChoiceField
from frontdesk.ui.widgets.menu_button import MenuButton
from frontdesk.ui.widgets.mini_month import MiniMonth
from frontdesk.ui.widgets.plain import PlainLabel, SectionHead


class Navigator(QScrollArea):
    """Says what was chosen; shows what it is told."""

    serviceChosen = Signal(str)
    """The id of the service; empty for none."""
    durationChosen = Signal(int)
    hiddenChanged = Signal(object)
    """The ids of all resources of this location whose columns are switched off."""
    groupsChanged = Signal(object)
    """The ``Group`` values whose visits are left out of the calendar."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        """Show the month of ``today`` and no business yet."""
        super().__init__(parent)
        self.setObjectName("surface")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(round(tokens.NAVIGATOR_WIDTH * text_scale()))
        self._hidden: frozenset[str] = frozenset()
        self._shown: tuple[Resource, ...] = ()
        self._resources: dict[str, CheckRow] = {}
        self._groups: dict[Group, CheckRow] = {}
        self.month = MiniMonth(today)
        self.services = ServiceList()
        self.services.chosen.connect(self.serviceChosen)
        self.duration = ChoiceField(self.tr("Length"))
        self.duration.edited.connect(self._tell_duration)
        self.column_sets = MenuButton(tokens.FONT_SMALL, "accent")
        self._people_head = SectionHead(self.tr("People"))
        self._rooms_head = SectionHead(self.tr("Rooms and equipment"))
        self._people = _rows()
        self._rooms = _rows()
        body = QWidget()
        body.setObjectName("surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(body)
        self._lay_out(body)

    def rows(self) -> Mapping[str, CheckRow]:
        """The check box of each resource, by its id."""
        return self._resources

    def group_rows(self) -> Mapping[Group, CheckRow]:
        """The check box of each group of visits."""
        return self._groups

    def show_services(self, services: Sequence[Service], chosen: Service | None) -> None:
        """Offer ``services``."""
        self.services.show_services(services, chosen.id if chosen is not None else "")

    def show_lengths(self, service: Service | None, minutes: int | None) -> None:
        """Offer the lengths of ``service``; hidden where there is but one."""
        lengths = lengths_of(service)
        self.duration.setVisible(len(lengths) > 1)
        offer(self.duration, [(length, text.minutes_text(length)) for length in lengths])
        self.duration.load(minutes)

    def show_resources(self, resources: Sequence[Resource], hidden: frozenset[str]) -> None:
        """Offer the columns of ``resources``, without those ``hidden``."""
        if tuple(resources) == self._shown and hidden == self._hidden:
            return  # the rows stay, and so does the focus in them
        self._hidden = hidden
        self._shown = tuple(resources)
        for row in self._resources.values():
            row.hide()
            row.deleteLater()
        self._resources = {}
        for resource in resources:
            row = CheckRow(resource.name, resource.color)
            row.setChecked(resource.id not in hidden)
            row.clicked.connect(self._tell_hidden)
            self._resources[resource.id] = row
            column = self._people if resource.kind == "staff" else self._rooms
            column.addWidget(row)
        self._count_shown()

    def show_left_out(self, groups: AbstractSet[Group]) -> None:
        """Tick the groups of visits that are shown: all but ``groups``."""
        for group, row in self._groups.items():
            row.setChecked(group not in groups)

    def add_section(self, section: QWidget) -> None:
        """Take in a section that stands below the others."""
        self._column.insertWidget(self._column.count() - 1, section)

    def show_counts(self, counts: DayCounts | None) -> None:
        """Write the number of visits behind each group; None leaves the numbers away."""
        for group, row in self._groups.items():
            row.set_count("" if counts is None else str(counts.of(group)))

    def _lay_out(self, body: QWidget) -> None:
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(16, 14, 14, 16)
        column.setSpacing(6)
        column.addWidget(self.month)
        column.addSpacing(10)
        column.addWidget(SectionHead(self.tr("Service")))
        column.addWidget(self.services)
        column.addWidget(self.duration)
        column.addSpacing(10)
        column.addLayout(self._columns_head())
        for head, rows in ((self._people_head, self._people), (self._rooms_head, self._rooms)):
            column.addWidget(head)
            column.addLayout(rows)
            column.addSpacing(6)
        column.addSpacing(4)
        column.addWidget(SectionHead(self.tr("Show")))
        shown = _rows()
        for group in GROUPS:
            row = CheckRow(self._group_name(group))
            row.setChecked(group not in USUALLY_LEFT_OUT)
            row.clicked.connect(self._tell_groups)
            self._groups[group] = row
            shown.addWidget(row)
        column.addLayout(shown)
        column.addStretch(1)
        self.duration.hide()

    def _columns_head(self) -> QHBoxLayout:
        """The heading over all columns, with the menu of their sets at its right."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(PlainLabel(self.tr("People and rooms"), "section", elide=True))
        row.addWidget(self.column_sets, 1, Qt.AlignmentFlag.AlignRight)
        return row

    def _group_name(self, group: Group) -> str:
        return {
            Group.BOOKED: self.tr("Booked"),
            Group.HERE: self.tr("Arrived and in service"),
            Group.DONE: self.tr("Done"),
            Group.NO_SHOW: self.tr("No-show"),
            Group.CANCELLED: self.tr("Cancelled"),
        }[group]

    def _count_shown(self) -> None:
        for head, staff in ((self._people_head, True), (self._rooms_head, False)):
            those = [entry.id for entry in self._shown if (entry.kind == "staff") is staff]
            shown = sum(self._resources[entry].isChecked() for entry in those)
            head.set_count(self.tr("{shown} of {all}").format(shown=shown, all=len(those)))
            head.setVisible(bool(those))

    def _tell_hidden(self) -> None:
        here = {entry for entry, row in self._resources.items() if not row.isChecked()}
        elsewhere = self._hidden - set(self._resources)
        self._hidden = frozenset(here | elsewhere)
        self._count_shown()
        self.hiddenChanged.emit(self._hidden)

    def _tell_groups(self) -> None:
        left_out = {group for group, row in self._groups.items() if not row.isChecked()}
        self.groupsChanged.emit(frozenset(left_out))

    def _tell_duration(self) -> None:
        self.durationChosen.emit(self.duration.value())


def _rows() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    return column
