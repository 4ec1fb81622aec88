"""What the gestures ask the desk, as jobs for the database thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from frontdesk.desk import moves
from frontdesk.desk.answers import Done, Refused, Visit
from frontdesk.desk.booking import HoldRequest, show
from frontdesk.desk.moves import Move, Verdict
from frontdesk.desk.unit import Desk
from frontdesk.engine.exceptions import Grade
from frontdesk.ui import text
from frontdesk.ui.calendar.gesture_values import Proposal

Answer = Done[Visit] | Refused | Verdict


def team_of(names: tuple[str, ...], proposal: Proposal) -> tuple[str, ...] | None:
    """The visit's resources with the dragged one replaced; None where they would be too few."""
    home, target = proposal.lifted.resource_id, proposal.resource_id
    team = tuple(target if name == home else name for name in names)
    return team if len(set(team)) == len(team) else None


def _wanted(desk: Desk, proposal: Proposal) -> Move | None:
    """The move that a proposal means; None where one resource would take two parts."""
    team = team_of(show(desk, proposal.lifted.visit_id).appointment.resource_ids, proposal)
    if team is None:
        return None
    lifted = proposal.lifted
    return Move(lifted.visit_id, proposal.start, proposal.duration, team, lifted.version)


def _judged(desk: Desk, proposal: Proposal, wanted: Move | None) -> Verdict:
    if wanted is None:
        sentence = text.translate("Each part of the visit needs somebody of its own.")
        return Verdict(Grade.REFUSED, sentence=sentence)
    return moves.judge(desk, wanted, copying=proposal.copies, tr=text.translate)


def judge_job(
    proposal: Proposal, hold: HoldRequest | None = None
) -> Callable[[Desk], tuple[Verdict, bool]]:
    """What the rules say about a place, and whether a reason will be asked for there.

    The hold in hand is not moved but held anew, by ``hold``: that goes by the rules to the letter,
    so that a mere note needs a reason, too, and nothing is kept of what the hold has now.
    """

    def job(desk: Desk) -> tuple[Verdict, bool]:
        verdict = _judged(desk, proposal, _wanted(desk, proposal))
        if hold is not None and verdict.grade is not Grade.REFUSED:
            request = replace(hold, instead_of=proposal.lifted.visit_id)
            anew = moves.judge_hold(desk, request, tr=text.translate)
            if anew.grade is not Grade.FREE:
                return anew, anew.grade is not Grade.REFUSED
        return verdict, verdict.grade is Grade.EXCEPTION

    return job


def drop_job(proposal: Proposal, because: str | None) -> Callable[[Desk], Answer]:
    """Judge a place and take it in one go; the verdict alone where it must not be taken.

    With a reason it is tried even where a right is missing, so that the refusal is the desk's own.
    """

    def job(desk: Desk) -> Answer:
        wanted = _wanted(desk, proposal)
        verdict = _judged(desk, proposal, wanted)
        bends = verdict.grade is Grade.EXCEPTION or bool(verdict.missing)
        stops = verdict.grade is Grade.REFUSED and not bends
        if wanted is None or stops or (bends and because is None):
            return verdict
        verb = moves.copy if proposal.copies else moves.move
        return verb(desk, wanted, because=because)

    return job
