"""Puts visits on the tray and places them from it: by keys, by menu, and by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from frontdesk.desk.answers import RefusalError, Visit
from frontdesk.desk.booking import show
from frontdesk.desk.unit import Desk
from frontdesk.engine.changes import Changes
from frontdesk.engine.values import Status
from frontdesk.ui import text
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.gesture_grips import can_lift, lifted_of
from frontdesk.ui.calendar.gesture_values import Lifted, Proposal
from frontdesk.ui.calendar.moving import Moving
from frontdesk.ui.calendar.moving_wording import stuck_sentence
from frontdesk.ui.calendar.places import Place
from frontdesk.ui.day import ShownDay
from frontdesk.ui.notices import Notices
from frontdesk.ui.runner import Runner
from frontdesk.ui.tray import Tray, TrayEntry
from frontdesk.ui.widgets.announce import announce
from frontdesk.ui.window import MainWindow

_LIVE = (Status.BOOKED, Status.RESERVED, Status.INITIAL)


class TrayWiring(QObject):
    """Keeps what lies on the tray; each visit keeps its old time until it is placed."""

    def __init__(
        self, window: MainWindow, day: ShownDay, moving: Moving, runner: Runner, notices: Notices
    ) -> None:
        """Connect everything."""
        super().__init__(window)
        self._window = window
        self._day = day
        self._runner = runner
        self._notices = notices
        self._dragging = window.calendar.dragging
        self._pulled: TrayEntry | None = None
        self.entries: tuple[TrayEntry, ...] = ()
        self.tray = Tray()
        window.add_strip(self.tray)
        moving.moved.connect(self._take_off_placed)
        self.tray.pulled.connect(self._pull)
        self.tray.carried.connect(self._carry)
        self.tray.dropped.connect(self._dragging.put_down)
        self.tray.abandoned.connect(self._dragging.cancel)
        self.tray.wanted.connect(self._place)
        self.tray.removed.connect(self.take_off)
        self._connect_menu()

    def _connect_menu(self) -> None:
        menu, calendar = self._window.menu, self._window.calendar
        for action, slot in (
            (menu.cut, self.cut),
            (menu.copy, self.copy),
            (menu.paste, self.paste),
        ):
            # In a field the same keys are about its letters.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            calendar.addAction(action)
            action.triggered.connect(slot)

    @Slot()
    def cut(self) -> None:
        """Put the visit under the cell cursor, or else the selected one, on the tray."""
        self._put(self._meant(), copies=False)

    @Slot()
    def copy(self) -> None:
        """Put a copy of it there."""
        self._put(self._meant(), copies=True)

    def put(self, block: VisitBlock, *, copies: bool) -> None:
        """Put the visit of a block on the tray."""
        self._put(block, copies=copies)

    @Slot()
    def paste(self) -> None:
        """Place what was put there last at the cell cursor."""
        if not self.entries:
            self._notices.tell(
                "info", self.tr("Nothing lies on the tray. Ctrl+X puts a visit there.")
            )
            return
        self._place(self.entries[-1])

    def paste_at(self, place: Place) -> None:
        """Place what was put there last at ``place``."""
        if self.entries:
            self._place_at(self.entries[-1], place)

    @Slot(object)
    def take_off(self, entry: TrayEntry) -> None:
        """Put an entry back: its visit stays where it is."""
        self._show(tuple(other for other in self.entries if other.key != entry.key))

    @Slot(object)
    def refresh(self, _changes: Changes | None = None) -> None:
        """Something was written: see what became of the visits on the tray."""
        if self.entries:
            job = _standing_job(tuple(entry.lifted.visit_id for entry in self.entries))
            self._runner.run(job, self._compare, self._leave, key="tray")

    # Inside

    def _meant(self) -> VisitBlock | None:
        view = self._window.calendar
        place, scene = view.cursor_place, view.scene
        if place is not None and place.block is not None:
            return place.block
        if scene is None or view.emphasis.selected is None:
            return None
        blocks = (b for b in scene.blocks if b.visit.id == view.emphasis.selected)
        return next(blocks, None)

    def _put(self, block: VisitBlock | None, *, copies: bool) -> None:
        scene = self._window.calendar.scene
        if block is None or scene is None:
            self._notices.tell("info", self.tr("Go to a visit first, or click on one."))
            return
        if not can_lift(block.visit, scene.frame.own_desk):
            self._notices.tell("info", stuck_sentence(block.visit))
            return
        lifted = lifted_of(scene, block)
        when = text.when_text(lifted.start, lifted.end, self._day.timezone)
        words = self.tr("Copy of {when}") if copies else self.tr("{service} · {when}")
        detail = words.format(when=when, service=block.visit.service_name)
        entry = TrayEntry(lifted, lifted.title, detail, copies)
        others = tuple(other for other in self.entries if other.key != entry.key)
        self._show((*others, entry))
        announce(self.tray, self.tr("{name} is on the tray").format(name=entry.title))

    def _show(self, entries: tuple[TrayEntry, ...]) -> None:
        had_focus = _holds_focus(self.tray)
        self.entries = entries
        self.tray.show_entries(entries)
        moved = tuple(entry.lifted for entry in entries if not entry.copies)
        self._dragging.set_aside(moved)
        self._window.menu.paste.setEnabled(bool(entries))
        if had_focus and not _holds_focus(self.tray):
            self._window.calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _place(self, entry: TrayEntry) -> None:
        calendar = self._window.calendar
        place = calendar.cursor_place if calendar.isVisible() else None
        if place is None:
            sentence = self.tr("Go to a time in the calendar first, with the arrow keys.")
            self._notices.tell("info", sentence)
            return
        self._place_at(entry, place)

    def _place_at(self, entry: TrayEntry, place: Place) -> None:
        lifted = entry.lifted
        home = self._part_for(lifted, place.resource_id)
        lifted = _held_by(lifted, home)
        start = place.block.visit.start if place.block is not None else place.instant
        grid = self._dragging.grid_of(lifted)
        proposal = Proposal(lifted, place.resource_id, start, lifted.duration, entry.copies)
        if proposal.is_home:
            self.take_off(entry)
            return
        self._dragging.nudge(proposal, grid)
        self._dragging.put_down()

    def _part_for(self, lifted: Lifted, target: str) -> str:
        """The resource of the visit that ``target`` takes over from: the one of its kind.

        As far as the calendar showed them; otherwise the one by which the visit was taken.
        """
        known = self._day.business.resources
        if target not in known:
            return lifted.resource_id
        kind, own = known[target].kind, (lifted.resource_id, *lifted.along)
        same = (name for name in own if name in known and known[name].kind == kind)
        return next(same, lifted.resource_id)

    @Slot(object)
    def _pull(self, entry: TrayEntry) -> None:
        self._pulled = entry
        self._dragging.lift(entry.lifted, copies=entry.copies)

    @Slot(QPoint, object)
    def _carry(self, at: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        copies = self._pulled is not None and self._pulled.copies
        ctrl = Qt.KeyboardModifier.ControlModifier
        self._dragging.mouse.carry(at, modifiers | ctrl if copies else modifiers)

    @Slot(object, object)
    def _take_off_placed(self, proposal: Proposal, _visit: Visit) -> None:
        key = (proposal.lifted.visit_id, proposal.copies)
        self._show(tuple(entry for entry in self.entries if entry.key != key))

    def _compare(self, found: dict[int, Visit | None]) -> None:
        """Take off what is gone, and learn the new version of what was changed."""
        kept = []
        for entry in self.entries:
            visit = found.get(entry.lifted.visit_id)
            if entry.lifted.visit_id not in found:
                kept.append(entry)  # put there since
            elif visit is None or visit.appointment.status not in _LIVE:
                words = self.tr("{name} is no longer on the tray: the visit was changed.")
                self._notices.tell("warning", words.format(name=entry.title))
            else:
                version = visit.appointment.version
                kept.append(replace(entry, lifted=replace(entry.lifted, version=version)))
        self._show(tuple(kept))

    def _leave(self, _error: BaseException) -> None:
        """What lay there stays; placing it asks the book itself."""


def _held_by(lifted: Lifted, resource_id: str) -> Lifted:
    """The visit, held by another of its resources."""
    if resource_id == lifted.resource_id:
        return lifted
    others = {lifted.resource_id, *lifted.along} - {resource_id}
    return replace(lifted, resource_id=resource_id, along=tuple(sorted(others)))


def _standing_job(numbers: tuple[int, ...]) -> Callable[[Desk], dict[int, Visit | None]]:
    """The visits as they stand; None for one that is gone."""

    def job(desk: Desk) -> dict[int, Visit | None]:
        found: dict[int, Visit | None] = {}
        for number in numbers:
            try:
                found[number] = show(desk, number)
            except RefusalError:
                found[number] = None
        return found

    return job


def _holds_focus(widget: QWidget) -> bool:
    window = widget.window()
    focused = window.focusWidget()
    return focused is not None and widget.isAncestorOf(focused) and widget.isVisible()
