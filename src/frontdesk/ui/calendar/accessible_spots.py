"""What a screen reader can find in the painted calendar, each with its name. No Qt here.

Only what is in view, and what the cell cursor is on: a reader follows the cursor, and a week of
fifty people must not become ten thousand objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.geometry import QUARTER, Rect
from frontdesk.ui.calendar.places import (
    Place,
    place_of,
    shown_start,
    spoken_column,
    spoken_place,
)
from frontdesk.ui.calendar.scene import Column, Scene

MOST = 400
"""Spots at once, at most: heads first, then visits, then the times nearest to the cursor."""


class Kind(Enum):
    """What a spot stands for."""

    HEAD = "head"
    VISIT = "visit"
    TIME = "time"
    BREAK = "break"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Key:
    """What stays the same while a spot moves or is called something else.

    ``day`` is the first instant of the column's day: a visit across midnight is in two columns.
    ``number`` is the visit's id, or an instant.
    """

    kind: Kind
    resource_id: str
    day: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing to be named and pressed. ``rect`` is in the body's coordinates.

    A head lies above the body, at the top of what is seen: the ``y`` of its ``rect`` is 0.
    ``remark`` is said after the name: "selected", what the icons of a visit show, or what a press
    does. (A button that is checked would become one that is toggled instead of pressed.)
    """

    key: Key
    name: str
    rect: Rect
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ColumnSpots:
    """The spots of one column in the order in which they are read."""

    key: Key
    name: str
    rect: Rect
    spots: tuple[Spot, ...]


def spots_of(
    scene: Scene, area: Rect, cursor: Place | None, selected: int | None, most: int = MOST
) -> list[ColumnSpots]:
    """The columns in view with what is in ``area`` of them; the cursor's place is always there.

    ``selected`` is the id of the visit that is outlined.
    """
    at = None if cursor is None else scene.column_of(cursor.resource_id, cursor.instant)
    columns = [c for c in scene.columns if c is at or (c.x < area.right and c.x + c.width > area.x)]
    found = {column.number: [_head(scene, column)] for column in columns[:most]}
    room = most - len(found)
    for column in columns[: len(found)]:
        visits = [*_visits(scene, column, area, selected), *_breaks(scene, column, area)][:room]
        found[column.number] += visits
        room -= len(visits)
    middle = at.number if at is not None else 0
    for column in sorted(columns[: len(found)], key=lambda entry: abs(entry.number - middle)):
        times = list(_times(scene, column, area))[:room]
        found[column.number] += times
        room -= len(times)
    if at is not None and cursor is not None:
        _include(found.setdefault(at.number, []), _focused(scene, at, cursor, selected))
    return [_column_spots(scene, scene.columns[number], found[number]) for number in sorted(found)]


def focus_key(scene: Scene, cursor: Place | None) -> Key | None:
    """Which spot the cell cursor is on; None while there is no cursor in the scene."""
    if cursor is None:
        return None
    column = scene.column_of(cursor.resource_id, cursor.instant)
    if column is None:
        return None
    if cursor.block is not None:
        return _key(column, Kind.VISIT, cursor.block.visit.id)
    if cursor.start is not None:
        return _key(column, Kind.TIME, cursor.start)
    return _key(column, Kind.CELL, cursor.instant)


def place_of_key(scene: Scene, key: Key) -> Place | None:
    """The place that a spot stands for; None when the scene no longer has it, or for a head."""
    column = scene.column_of(key.resource_id, key.day)
    if column is None or key.kind is Kind.HEAD:
        return None
    if key.kind is Kind.VISIT:
        block = next((entry for entry in column.blocks if entry.visit.id == key.number), None)
        return None if block is None else Place(key.resource_id, shown_start(scene, block), block)
    place = place_of(scene, column.number, key.number)
    if place is None or (key.kind is Kind.TIME and place.start != key.number):
        return None  # taken meanwhile
    return place


def _key(column: Column, kind: Kind, number: int = 0) -> Key:
    return Key(kind, column.resource_id, column.day.start, number)


def _head(scene: Scene, column: Column) -> Spot:
    view, telling = column.view, scene.telling
    words = telling.words
    hours = [
        words.span.format(start=telling.time(span.start), end=telling.time(span.end))
        for span in view.open
    ] or [view.closed_reason or words.why_closed(view).lower()]
    load = [words.loaded.format(percent=round(view.load * 100))] if view.open else []
    name = ", ".join([spoken_column(scene, column), *hours, *load])
    alone = "" if view.retired else words.stands_alone
    does = words.opens_day if scene.is_grouped else alone
    return Spot(_key(column, Kind.HEAD), name, Rect(column.x, 0, column.width, 0), does)


def _visits(scene: Scene, column: Column, area: Rect, selected: int | None) -> Iterator[Spot]:
    for block in column.blocks:
        if block.rect.y < area.bottom and block.rect.bottom > area.y:
            yield _visit(scene, column, block, selected)


def _breaks(scene: Scene, column: Column, area: Rect) -> Iterator[Spot]:
    """Time that is taken without a visit, such as a lunch."""
    telling, day = scene.telling, column.day
    for block in column.view.blocks:
        start, end = max(block.span.start, day.start), min(block.span.end, day.end)
        top, bottom = column.time.line(start), column.time.line(end)
        if start < end and top < area.bottom and bottom > area.y:
            span = telling.words.span.format(start=telling.time(start), end=telling.time(end))
            why = block.reason or telling.words.blocked.lower()
            name = f"{spoken_column(scene, column)}, {span}, {why}"
            rect = Rect(column.x, top, column.width, bottom - top)
            yield Spot(_key(column, Kind.BREAK, start), name, rect)


def _visit(scene: Scene, column: Column, block: VisitBlock, selected: int | None) -> Spot:
    name = spoken_place(scene, Place(column.resource_id, column.day.start, block))
    key = _key(column, Kind.VISIT, block.visit.id)
    outlined = (scene.telling.words.selected,) if block.visit.id == selected else ()
    remarks = (*outlined, *scene.telling.remarks(block.visit))
    return Spot(key, name, block.rect, ", ".join(remarks))


def _times(scene: Scene, column: Column, area: Rect) -> Iterator[Spot]:
    starts = scene.openings.starts.get(column.resource_id, ()) if scene.openings else ()
    first, last = column.time.instant_at(area.y), column.time.instant_at(area.bottom)
    for start in starts:
        if first <= start <= last and column.day.start <= start < column.day.end:
            yield _cell(scene, column, Kind.TIME, Place(column.resource_id, start, None, start))


def _cell(scene: Scene, column: Column, kind: Kind, place: Place) -> Spot:
    at = place.instant if place.start is None else place.start
    top, bottom = column.time.line(at), column.time.line(at + QUARTER)
    rect = Rect(column.x, top, column.width, bottom - top)
    return Spot(_key(column, kind, at), spoken_place(scene, place), rect)


def _focused(scene: Scene, column: Column, cursor: Place, selected: int | None) -> Spot:
    if cursor.block is not None:
        return _visit(scene, column, cursor.block, selected)
    kind = Kind.CELL if cursor.start is None else Kind.TIME
    return _cell(scene, column, kind, cursor)


def _include(spots: list[Spot], spot: Spot) -> None:
    if all(entry.key != spot.key for entry in spots):
        spots.append(spot)


def _column_spots(scene: Scene, column: Column, spots: Iterable[Spot]) -> ColumnSpots:
    ordered = tuple(
        sorted(spots, key=lambda entry: (entry.key.kind is not Kind.HEAD, entry.rect.y))
    )
    rect = Rect(column.x, 0, column.width, column.time.height)
    return ColumnSpots(_key(column, Kind.HEAD), spoken_column(scene, column), rect, ordered)
