"""What a gesture can take hold of in a scene, and whether that is still there. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from frontdesk.desk.views import VisitView
from frontdesk.engine.span import Span
from frontdesk.engine.values import Status
from frontdesk.ui.calendar.blocks import VisitBlock
from frontdesk.ui.calendar.geometry import quarter_before, same_time
from frontdesk.ui.calendar.gesture_events import Grip
from frontdesk.ui.calendar.gesture_states import Carrying, Landed, Pressed, Selecting, State
from frontdesk.ui.calendar.gesture_values import NEW_VISIT, Grid, Lifted, Part, Proposal, Spot
from frontdesk.ui.calendar.places import block_at
from frontdesk.ui.calendar.scene import Column, Scene

EDGE_ZONE = 6
"""Logical pixels at the top and bottom of a block that change its length."""
_SMALLEST_WITH_EDGES = 20
"""A block lower than this has only a lower edge, or nothing would be left to move it by."""

GridOf = Callable[[Lifted], Grid]
_MOVABLE = (Status.BOOKED, Status.RESERVED, Status.INITIAL)


def can_lift(visit: VisitView, own_desk: str) -> bool:
    """Whether the desk lets the visit be moved at all; a class of several people stays."""
    if visit.status not in _MOVABLE or visit.completed or visit.seats_taken > 1:
        return False
    return visit.status is not Status.INITIAL or visit.desk == own_desk


def lifted_of(scene: Scene, block: VisitBlock) -> Lifted:
    """The visit of a block, to be taken in the hand."""
    visit = block.visit
    group = scene.group_of(visit.start)
    columns = scene.columns[group.first : group.first + group.count] if group is not None else ()
    along = (
        column.resource_id
        for column in columns
        if column.resource_id != visit.resource_id
        and any(other.id == visit.id for other in column.view.visits)
    )
    return Lifted(
        visit_id=visit.id,
        resource_id=visit.resource_id,
        start=visit.start,
        duration=visit.end - visit.start,
        service_id=visit.service_id,
        title=visit.customer_name or visit.service_name,
        color=block.color,
        buffer_before=visit.start - visit.footprint.start,
        buffer_after=visit.footprint.end - visit.end,
        version=visit.version,
        along=tuple(along),
    )


def grip_at(scene: Scene, x: float, y: float, grid_of: GridOf) -> Grip | None:
    """What a press at a point takes hold of; None outside the columns."""
    column = scene.column_at(x)
    if column is None or not 0 <= y < column.time.height:
        return None
    instant = column.time.instant_at(y)
    block = block_at(scene, x, y)
    if block is None:
        cell = max(quarter_before(instant, scene.frame.zone), column.day.start)
        return Grip(Spot(column.resource_id, cell))
    lifted, spot = lifted_of(scene, block), Spot(column.resource_id, instant)
    if not can_lift(block.visit, scene.frame.own_desk):
        return Grip(spot, lifted, stuck=True)
    grid = grid_of(lifted)
    part = _part_at(block, column, y) if len(grid.lengths) > 1 else Part.BODY
    return Grip(spot, lifted, part, grid)


def _part_at(block: VisitBlock, column: Column, y: float) -> Part:
    """The edge under ``y``, if it is one of the visit and not where midnight cuts it."""
    rect, visit = block.rect, block.visit
    zone = min(EDGE_ZONE, rect.height / 3)
    if y >= rect.bottom - zone and visit.end <= column.day.end:
        return Part.BOTTOM
    has_top = rect.height >= _SMALLEST_WITH_EDGES and visit.start >= column.day.start
    return Part.TOP if has_top and y < rect.y + zone else Part.BODY


def spot_for(scene: Scene, state: State, x: float, y: float) -> Spot | None:
    """The spot that the pointer means in ``state``: an edge and a stretch stay in their column."""
    column = scene.column_at(x)
    own = _own_column(scene, state)
    if own is not None:
        column = own
    if column is None:
        return None
    instant = column.time.instant_at(min(max(y, 0), column.time.height - 1))
    if _draws_cells(state):
        instant = max(quarter_before(instant, scene.frame.zone), column.day.start)
    return Spot(column.resource_id, instant)


def _own_column(scene: Scene, state: State) -> Column | None:
    if isinstance(state, Selecting):
        return scene.column_of(state.resource_id, state.anchor)
    if isinstance(state, Carrying) and state.part is not Part.BODY:
        return scene.column_of(state.lifted.resource_id, state.lifted.start)
    if isinstance(state, Pressed) and (
        state.grip.lifted is None or state.grip.part is not Part.BODY
    ):
        return scene.column_of(*state.grip.spot)
    return None


def _draws_cells(state: State) -> bool:
    return isinstance(state, Selecting) or (
        isinstance(state, Pressed) and state.grip.lifted is None
    )


def block_of(scene: Scene, lifted: Lifted) -> VisitBlock | None:
    """The block that a visit was lifted by, as it is drawn now."""
    column = scene.column_of(lifted.resource_id, lifted.start)
    for block in column.blocks if column is not None else ():
        if block.visit.id == lifted.visit_id:
            return block
    return None


def stands(scene: Scene | None, state: State) -> bool:
    """Whether what is in hand is still as it was taken up, as far as the scene shows it."""
    if isinstance(state, Selecting):
        return scene is not None and _own_column(scene, state) is not None
    lifted = lifted_in(state)
    if lifted is None or lifted.visit_id == NEW_VISIT:
        return scene is not None
    if scene is None or scene.column_of(lifted.resource_id, lifted.start) is None:
        return True  # another day is shown
    block = block_of(scene, lifted)
    if block is None:
        return False
    visit = block.visit
    now = (visit.start, visit.end, visit.version)
    return now == (lifted.start, lifted.end, lifted.version)


def lifted_in(state: State) -> Lifted | None:
    """The visit in the hand."""
    if isinstance(state, Carrying):
        return state.lifted
    if isinstance(state, Landed):
        return state.proposal.lifted
    return state.grip.lifted if isinstance(state, Pressed) else None


def beside(scene: Scene, proposal: Proposal, forward: bool) -> Proposal | None:
    """The same time one column further; None at the edge of what is shown."""
    here = scene.column_of(proposal.resource_id, proposal.start)
    if here is None:
        return None
    number = here.number + (1 if forward else -1)
    if not 0 <= number < len(scene.columns):
        return None
    target = scene.columns[number]
    start = proposal.start
    if target.day != here.day:
        start = same_time(start, scene.frame.zone, target.day)
    return replace(proposal, resource_id=target.resource_id, start=start)


def on_other_days(scene: Scene, proposal: Proposal, left: Sequence[Span]) -> Proposal | None:
    """The same time, on the day that took the place of its own among the days ``left``.

    None where its day is still shown, or nobody of that name has a column any more.
    """
    place = next((n for n, day in enumerate(left) if day.start <= proposal.start < day.end), None)
    numbers = scene.numbers.get(proposal.resource_id, ())
    stays = scene.column_of(proposal.resource_id, proposal.start) is not None
    if stays or place is None or not numbers:
        return None
    day = scene.columns[numbers[min(place, len(numbers) - 1)]].day
    return replace(proposal, start=same_time(proposal.start, scene.frame.zone, day))
