"""Parts of the form of a service that are about time: length, starts, buffers, limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QLocale, Slot

from frontdesk.ui.manager.buffers_picture import BuffersPicture, clock, taken_span
from frontdesk.ui.manager.columns import Columns
from frontdesk.ui.manager.fields import Check, NoticeField, NumberField
from frontdesk.ui.manager.form import Entry
from frontdesk.ui.manager.parts import Part, Place, words
from frontdesk.ui.manager.starts import example
from frontdesk.ui.manager.values import clocks_of, lengths, shortened, unit_of
from frontdesk.ui.widgets.buttons import Segments
from frontdesk.ui.widgets.form import Field, LineField


class DurationPart(Part):
    """How long a visit lasts, with the lengths that come of it."""

    def __init__(self) -> None:
        """Make the four fields."""
        super().__init__(self.tr("Length"))
        self.default = NumberField(self.tr("Usual length (min)"), 5)
        self.least = NumberField(self.tr("Shortest (min)"), 5)
        self.most = NumberField(self.tr("Longest (min)"), 5)
        self.step = NumberField(self.tr("In steps of (min)"), 5)
        self.said = words("")
        self._was: object = None
        fields = (self.default, self.least, self.most, self.step)
        self.default.edited.connect(self._follow)
        for field in fields:
            field.edited.connect(self.edited)
        self.put(Columns(*fields), self.said)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the rule, and the lengths that it allows."""
        rule = entry.get("duration") or {}
        default = rule.get("default")
        self.default.load(default)
        self.least.load(rule.get("min", default))
        self.most.load(rule.get("max", default))
        self.step.load(rule.get("step", 15))
        self._was = self.default.value()
        self.said.setText(self._sentence())
        self.said.setVisible(bool(self.said.text()))

    def values(self) -> dict[str, Any]:
        """The rule."""
        return {
            "duration": {
                "default": self.default.value(),
                "min": self.least.value(),
                "max": self.most.value(),
                "step": self.step.value(),
            }
        }

    def places(self) -> Mapping[str, Place]:
        """Each number has its own."""
        return {
            "duration": self.default,
            "duration.default": self.default,
            "duration.min": self.least,
            "duration.max": self.most,
            "duration.step": self.step,
        }

    @Slot()
    def _follow(self) -> None:
        """Where all visits take the same time, another usual length is the only one again."""
        if self.least.value() == self.most.value() == self._was:
            self.least.load(self.default.value())
            self.most.load(self.default.value())

    def _sentence(self) -> str:
        rule = self.values()["duration"]
        allowed = lengths(rule["default"], rule["min"], rule["max"], rule["step"])
        if not allowed:
            return ""
        if len(allowed) == 1:
            return self.tr("Every visit takes {minutes} minutes.").format(minutes=allowed[0])
        listed = shortened([str(minutes) for minutes in allowed], 12)
        return self.tr("A visit can take {minutes} minutes.").format(minutes=listed)


class StartsPart(Part):
    """When visits may start, with the starts of a working day as an example."""

    def __init__(self) -> None:
        """Make the choice and its fields."""
        super().__init__(self.tr("Starts"))
        self._entry_id: object = None
        self._loaded: Entry = {}
        self._document: Entry = {}
        self.grid = Segments(
            [
                ("clock", self.tr("By the clock")),
                ("opening", self.tr("From opening on")),
                ("times", self.tr("At fixed times")),
            ]
        )
        self.grid.setAccessibleName(self.tr("Starts"))
        self.interval = NumberField(self.tr("Every (min)"), 5)
        self.times = LineField(self.tr("Times"), self.tr("09:00, 11:30, 14:00"))
        self.gaps = Check(self.tr("Also right where another visit ends"))
        self.said = words("")
        self.example = words("", "muted")
        self.grid.chosen.connect(self._choose)
        for field in (self.interval, self.times):
            field.edited.connect(self.edited)
        self.gaps.clicked.connect(self.edited)
        self.put(self.grid, self.said, self.interval, self.times, self.gaps, self.example)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the grid, and what it comes to."""
        times = entry.get("startTimes")
        kind = entry.get("startGrid", "clock") if times is None else "times"
        self._loaded, self._document = entry, document
        self.grid.choose(kind if kind in ("clock", "opening", "times") else "clock")
        self.interval.load(entry.get("startInterval", 15))
        another = self._is_another(entry)
        if times != self._listed() and (times is not None or another):
            self.times.load(", ".join(map(str, times or [])))
        self.gaps.setChecked(bool(entry.get("fillGaps", False)))
        self._show()

    def values(self) -> dict[str, Any]:
        """The grid; the list of times where it takes its place."""
        kind = self.grid.current
        return {
            "startInterval": self.interval.value(),
            "startGrid": self._loaded.get("startGrid", "clock") if kind == "times" else kind,
            "startTimes": self._listed() if kind == "times" else None,
            "fillGaps": self.gaps.isChecked(),
        }

    def places(self) -> Mapping[str, Place]:
        """The interval and the list."""
        return {"startInterval": self.interval, "startTimes": self.times}

    def _listed(self) -> list[str]:
        return clocks_of(self.times.value())

    def _is_another(self, entry: Entry) -> bool:
        """Whether the times that are typed are another service's."""
        known, self._entry_id = self._entry_id, entry.get("id")
        return bool(known != self._entry_id)

    @Slot(str)
    def _choose(self, _kind: str) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        kind = self.grid.current
        self.times.setVisible(kind == "times")
        self.interval.setVisible(kind != "times" or bool(self.interval.problem))
        self.said.setText(
            {
                "clock": self.tr("At every multiple of the interval past the full hour."),
                "opening": self.tr("Counted from when the day, or the part of it, opens."),
                "times": self.tr("At these times of the day and no others."),
            }[kind]
        )
        self.example.setText(self._example())
        self.example.setVisible(bool(self.example.text()))

    def _example(self) -> str:
        found = example(self._loaded | self.values(), self._document)
        if found is None:
            return ""
        day = QLocale().dayName(found.weekday + 1)
        open_from = ", ".join(f"{clock(s.start)}–{clock(s.end)}" for s in found.windows)
        if not found.starts:
            return self.tr("{day}, {hours}: no visit fits.").format(day=day, hours=open_from)
        listed = shortened([clock(start) for start in found.starts])
        one = self.tr("{day}, {hours}: 1 start at {starts}.")
        many = self.tr("{day}, {hours}: {count} starts at {starts}.")
        return (one if len(found.starts) == 1 else many).format(
            day=day, hours=open_from, count=len(found.starts), starts=listed
        )


class BuffersPart(Part):
    """Time that people and rooms need before and after, drawn beside a visit."""

    def __init__(self) -> None:
        """Make two fields and the picture."""
        super().__init__(self.tr("Before and after"))
        self.before = NumberField(self.tr("Kept free before (min)"), 5)
        self.after = NumberField(self.tr("Kept free after (min)"), 5)
        self.picture = BuffersPicture()
        self.said = words("")
        for field in (self.before, self.after):
            field.edited.connect(self.edited)
        self.put(Columns(self.before, self.after), self.picture, self.said)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the lengths, and draw a visit of the usual one."""
        self.before.load(entry.get("bufferBefore", 0))
        self.after.load(entry.get("bufferAfter", 0))
        length = (entry.get("duration") or {}).get("default")
        before, after = self.before.value(), self.after.value()
        minutes = [m for m in (before, length, after) if isinstance(m, int) and 0 <= m <= 10_080]
        clear = len(minutes) == 3 and minutes[1] > 0
        self.picture.setVisible(clear)
        self.said.setVisible(clear)
        if clear:
            self._show(minutes[0], minutes[1], minutes[2], str(entry.get("color", "")))

    def values(self) -> dict[str, Any]:
        """Both lengths."""
        return {"bufferBefore": self.before.value(), "bufferAfter": self.after.value()}

    def places(self) -> Mapping[str, Place]:
        """Each length has its own."""
        return {"bufferBefore": self.before, "bufferAfter": self.after}

    def _show(self, before: int, length: int, after: int, color: str) -> None:
        self.picture.show_lengths(before, length, after, color)
        first, start, end, last = taken_span(before, length, after)
        sentence = (
            self.tr("A visit from {start} to {end} takes its people and rooms just as long.")
            if not before and not after
            else self.tr(
                "A visit from {start} to {end} takes its people and rooms from {first} to {last}."
            )
        ).format(first=first, start=start, end=end, last=last)
        self.said.setText(sentence)
        self.picture.setAccessibleName(sentence)


class LimitsPart(Part):
    """How early, how late, how many."""

    def __init__(self) -> None:
        """Make the fields."""
        super().__init__(self.tr("Limits"))
        self._entry_id: object = None
        none = self.tr("no limit")
        self.notice = NoticeField(self.tr("Booked ahead at least"))
        self.horizon = NumberField(self.tr("At most days ahead"), 1, none)
        self.daily = NumberField(self.tr("Most visits a day"), 1, none)
        self.capacity = NumberField(self.tr("Places in one visit"))
        self.said = words("", "muted")
        fields: tuple[Field, ...] = (self.notice, self.horizon, self.daily, self.capacity)
        for field in fields:
            field.edited.connect(self.edited)
        self.put(Columns(*fields), self.said)

    def load(self, entry: Entry, document: Entry) -> None:
        """Show the limits; the notice in the largest unit that fits."""
        notice = entry.get("notice", 0)
        if entry.get("id") != self._entry_id:
            self._entry_id = entry.get("id")
            self.notice.choose_unit(unit_of(notice) if notice else 60)
        self.notice.load(notice)
        self.horizon.load(entry.get("horizonDays"))
        self.daily.load(entry.get("dailyLimit"))
        capacity = entry.get("capacity", 1)
        self.capacity.load(capacity)
        is_class = isinstance(capacity, int) and capacity > 1
        self.said.setText(
            self.tr("A class: up to {count} customers share one visit and its time.").format(
                count=capacity
            )
            if is_class
            else ""
        )
        self.said.setVisible(is_class)

    def values(self) -> dict[str, Any]:
        """All limits; none is None."""
        return {
            "notice": self.notice.value(),
            "horizonDays": self.horizon.value(),
            "dailyLimit": self.daily.value(),
            "capacity": self.capacity.value(),
        }

    def places(self) -> Mapping[str, Place]:
        """Each limit has its own."""
        return {
            "notice": self.notice,
            "horizonDays": self.horizon,
            "dailyLimit": self.daily,
            "capacity": self.capacity,
        }
