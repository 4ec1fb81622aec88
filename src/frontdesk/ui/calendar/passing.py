"""What changes in a scene as time passes, without laying it out anew. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from frontdesk.desk.views import is_unpaid
from frontdesk.ui.calendar.blocks import HOLD_LOOKS, VisitBlock
from frontdesk.ui.calendar.geometry import Rect
from frontdesk.ui.calendar.scene import Column, Filling, Scene, now_line_at


def advance(scene: Scene, now: int) -> tuple[Scene, list[Rect]]:
    """The scene at a later moment, and the rectangles in which it looks different.

    Countdowns run, holds that expired are gone (a hold takes its time only while
    ``holdExpiresAt > now``), visits that ended pale, those that begin are to be paid for, and the
    now-line moves with the minute.
    """
    changed: list[Rect] = []
    same_minute = now // 60 == scene.now // 60
    columns = tuple(
        [
            column  # all but countdowns goes by the minute
            if same_minute and not column.has_holds
            else _advanced(scene, column, now, changed)
            for column in scene.columns
        ]
    )
    line = now_line_at(now, scene.groups, scene.frame)
    if line != scene.now_line:
        changed += [entry.bounds for entry in (line, scene.now_line) if entry is not None]
    return replace(scene, now=now, columns=columns, now_line=line), changed


def _advanced(scene: Scene, column: Column, now: int, changed: list[Rect]) -> Column:
    """The column at ``now``, the same one where nothing changed; adds to ``changed``."""
    same_minute = now // 60 == scene.now // 60
    if not column.is_filled and not isinstance(column.fill, _Kept):
        return replace(column, now=now)
    before = len(changed)
    blocks = []
    for block in column.blocks:
        expires = block.visit.hold_expires_at
        if expires is None and same_minute:
            blocks.append(block)
            continue
        if expires is not None and expires <= now:
            changed.append(block.bounds)
            continue
        moved = _aged(scene, block, now)
        if moved is not block:
            changed.append(block.bounds)
        blocks.append(moved)
    if len(changed) == before:
        return column
    return replace(column, now=now, fill=_Kept(column.filling._replace(blocks=tuple(blocks))))


@dataclass(frozen=True, slots=True)
class _Kept:
    """Fills a column with what was laid out before."""

    filling: Filling

    def __call__(self, _column: Column) -> Filling:
        return self.filling


def _aged(scene: Scene, block: VisitBlock, now: int) -> VisitBlock:
    telling, visit = scene.telling, block.visit
    look, unpaid = telling.look(visit, now), is_unpaid(visit, now)
    if unpaid is not block.unpaid:
        block = replace(block, unpaid=unpaid, badges=telling.badges(visit, unpaid))
    if look is block.look and look not in HOLD_LOOKS:
        return block
    lines = tuple(telling.lines(block.column, visit, block.rect.height, now))
    if look is block.look and lines == block.lines:
        return block
    return replace(block, look=look, lines=lines)
