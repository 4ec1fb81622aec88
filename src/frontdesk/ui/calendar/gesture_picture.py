"""What a gesture looks like over a scene: ghosts, what fades, what is dimmed. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.engine.exceptions import Grade
from frontdesk.engine.span import Span
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.gesture_states import Carrying, Landed, Selecting, State
from frontdesk.ui.calendar.gesture_values import Lifted, Proposal
from frontdesk.ui.calendar.scene import Column, Scene, part_rect


@dataclass(frozen=True, slots=True)
class GhostPart:
    """A visit as it would lie in one column, with its buffers."""

    core: Rect
    before: Rect | None
    after: Rect | None
    is_held: bool
    """Whether it is the part in the hand; the others only come along."""

    @property
    def bounds(self) -> Rect:
        """All of it."""
        bounds = self.core
        for part in (self.before, self.after):
            bounds = bounds if part is None else bounds.united(part)
        return bounds


@dataclass(frozen=True, slots=True)
class GesturePicture:
    """Everything that is painted above the blocks. ``grade`` is None while it is not known."""

    ghosts: tuple[GhostPart, ...] = ()
    faded: tuple[Rect, ...] = ()
    dimmed: tuple[Rect, ...] = ()
    stretch: Rect | None = None
    text: str = ""
    title: str = ""
    color: str = ""
    grade: Grade | None = None
    copies: bool = False
    settled: bool = False
    """Whether it was dropped already and waits for the desk."""
    mirrored: bool = False
    """Whether texts begin at the right."""

    @property
    def core(self) -> Rect | None:
        """The part in the hand."""
        return next((ghost.core for ghost in self.ghosts if ghost.is_held), None)

    def changed_from(self, other: GesturePicture) -> set[Rect]:
        """Where it looks different from ``other``, apart from the dimmed columns."""
        return self._marks() | other._marks() | (set(self.faded) ^ set(other.faded))

    def _marks(self) -> set[Rect]:
        parts = {ghost.bounds for ghost in self.ghosts}
        return parts if self.stretch is None else parts | {self.stretch}


NO_PICTURE = GesturePicture()


def dimmed_in(scene: Scene, state: State) -> tuple[Rect, ...]:
    """The columns that cannot take what is in the hand."""
    if not isinstance(state, Carrying):
        return ()
    can_take = state.grid.can_take
    return tuple(_whole(column) for column in scene.columns if not can_take(column.resource_id))


def picture_of(scene: Scene | None, state: State, dimmed: tuple[Rect, ...] = ()) -> GesturePicture:
    """What ``state`` looks like in ``scene``, where ``dimmed`` columns cannot take it."""
    if scene is None:
        return NO_PICTURE
    if isinstance(state, Selecting):
        return _stretch(scene, state)
    if isinstance(state, Landed):
        return _carried(scene, state.proposal, None, settled=True)
    if not isinstance(state, Carrying):
        return NO_PICTURE
    grade = state.judgement.grade if state.judgement is not None else None
    if state.proposal is None:
        faded = () if state.copies else faded_in(scene, state.lifted)
        return GesturePicture(faded=faded, dimmed=dimmed)
    return _carried(scene, state.proposal, grade, dimmed=dimmed)


def text_of(scene: Scene, proposal: Proposal) -> str:
    """Where a visit would go, in a few words: "14:15 – 15:00 · Bo"."""
    span = _span_text(scene, proposal)
    column = scene.column_of(proposal.resource_id, proposal.start)
    if column is None:
        return span
    name = scene.telling.short_names.get(column.view.name, column.view.name)
    return f"{span} · {name}"


def _span_text(scene: Scene, proposal: Proposal) -> str:
    time = scene.telling.time
    return f"{time(proposal.start)} – {time(proposal.end)}"


def _carried(
    scene: Scene,
    proposal: Proposal,
    grade: Grade | None,
    *,
    dimmed: tuple[Rect, ...] = (),
    settled: bool = False,
) -> GesturePicture:
    lifted = proposal.lifted
    ghosts = [
        part
        for name in dict.fromkeys((proposal.resource_id, *lifted.along))
        for part in _parts(scene, proposal, name)
    ]
    return GesturePicture(
        ghosts=tuple(ghosts),
        faded=() if proposal.copies else faded_in(scene, lifted),
        dimmed=dimmed,
        text=_span_text(scene, proposal),
        title=lifted.title,
        color=lifted.color,
        grade=grade,
        copies=proposal.copies,
        settled=settled,
        mirrored=scene.frame.columns.mirrored,
    )


def _parts(scene: Scene, proposal: Proposal, resource_id: str) -> list[GhostPart]:
    """The visit in each day column of a resource that it touches, cut off at midnight."""
    lifted = proposal.lifted
    core = Span(proposal.start, proposal.end)
    before = Span(core.start - lifted.buffer_before, core.start)
    after = Span(core.end, core.end + lifted.buffer_after)
    made = []
    for number in scene.numbers.get(resource_id, ()):
        column = scene.columns[number]
        rect = _rect(column, core)
        if rect is not None:
            held = resource_id == proposal.resource_id
            made.append(GhostPart(rect, _rect(column, before), _rect(column, after), held))
    return made


def _rect(column: Column, span: Span) -> Rect | None:
    start, end = max(span.start, column.day.start), min(span.end, column.day.end)
    return part_rect(column, Span(start, end)) if start < end else None


def faded_in(scene: Scene, lifted: Lifted) -> tuple[Rect, ...]:
    """The visit where it lies, on each day that it touches."""
    return tuple(
        block.bounds
        for name in (lifted.resource_id, *lifted.along)
        for number in scene.numbers.get(name, ())
        if _touches(scene.columns[number], lifted)
        for block in scene.columns[number].blocks
        if block.visit.id == lifted.visit_id
    )


def _touches(column: Column, lifted: Lifted) -> bool:
    return column.day.start < lifted.end and lifted.start < column.day.end


def _whole(column: Column) -> Rect:
    return Rect(column.x, 0, column.width - 1, column.time.height)


def _stretch(scene: Scene, state: Selecting) -> GesturePicture:
    column = scene.column_of(state.resource_id, state.anchor)
    if column is None:
        return NO_PICTURE
    span = state.span
    time = scene.telling.time
    text = f"{time(span.start)} – {time(span.end)}"
    mirrored = scene.frame.columns.mirrored
    return GesturePicture(stretch=_rect(column, span), text=text, mirrored=mirrored)
