"""The gestures as a state machine: what each event makes of each state, without a window."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.engine.exceptions import Grade
from frontdesk.ui.calendar import gesture_events, gestures
from frontdesk.ui.calendar.gesture_states import (
    IDLE,
    Carrying,
    Landed,
    Pressed,
    Selecting,
    State,
)
from frontdesk.ui.calendar.gesture_values import (
    NEW_VISIT,
    Grid,
    Judgement,
    Lifted,
    Part,
    Proposal,
    Spot,
    home_of,
)
from frontdesk.ui.calendar.gestures import advance

ZONE = ZoneInfo("America/New_York")
NINE = 29924040
"""9:00 in New York on Monday 2026-11-23, in minutes since the epoch."""
DANA = Lifted(7, "ana", NINE, 30, "cut", "Dana Fox")
GRID = Grid(ZONE, 15, (15, 30, 45, 60))
BODY = gesture_events.Grip(Spot("ana", NINE + 10), DANA, Part.BODY, GRID)
EMPTY = gesture_events.Grip(Spot("bo", NINE))
LACKS_A_RIGHT = Judgement(Grade.REFUSED, "It takes the right to overbook.", may_be_allowed=True)
REFUSED = Judgement(Grade.REFUSED, "Bo is with Jo Lee until 10:00.")


def run(*events: gesture_events.Event, state: State = IDLE):
    """The last state, and every effect on the way."""
    effects: list[gestures.Effect] = []
    for event in events:
        turn = advance(state, event)
        state = turn.state
        effects += turn.effects
    return state, effects


def drag(resource: str, minutes: int, **more: bool) -> gesture_events.Move:
    """The pointer, far from the press, over a column ``minutes`` after nine."""
    return gesture_events.Move(100, 100, Spot(resource, NINE + minutes), **more)


PRESS = gesture_events.Press(0, 0, BODY)


@pytest.mark.parametrize(("x", "y", "drags"), [(0, 9.9, False), (0, 10, True), (6, 8, True)])
def test_a_drag_begins_after_ten_pixels(x, y, drags):
    state, effects = run(PRESS, gesture_events.Move(x, y, Spot("ana", NINE + 20)))
    assert isinstance(state, Carrying) is drags
    assert (gestures.TakeUp(DANA) in effects) is drags


def test_a_press_that_hardly_moves_is_a_click_and_no_gesture():
    assert run(PRESS, gesture_events.Move(3, 3, Spot("ana", NINE)), gesture_events.Release()) == (
        IDLE,
        [],
    )


def test_what_stays_where_it_is_says_so_when_it_is_dragged_and_is_clicked_like_all():
    stuck = gesture_events.Press(0, 0, gesture_events.Grip(Spot("ana", NINE), DANA, stuck=True))
    told = gestures.Tell(gestures.News.STUCK, DANA)
    assert run(stuck, drag("bo", 60), gesture_events.Release()) == (IDLE, [told])
    assert run(stuck, gesture_events.Move(3, 3, Spot("ana", NINE)), gesture_events.Release()) == (
        IDLE,
        [],
    )


def test_a_visit_keeps_its_place_under_the_pointer_and_snaps():
    state, effects = run(PRESS, drag("bo", 79))
    assert state.proposal == Proposal(DANA, "bo", NINE + 75, 30)  # 79 - 10 = 69, nearer to 75
    assert gestures.Judge(state.proposal) in effects


def test_alt_snaps_to_the_minute_and_lets_go_of_it_again():
    state, _ = run(PRESS, drag("bo", 79, fine=True))
    assert state.proposal.start == NINE + 69
    state, _ = run(gesture_events.Keys(fine=False, copies=False), state=state)
    assert state.proposal.start == NINE + 75


def test_ctrl_makes_a_copy_and_back_during_the_drag():
    state, _ = run(PRESS, drag("bo", 40), gesture_events.Keys(fine=False, copies=True))
    assert state.proposal.copies
    state, effects = run(gesture_events.Keys(fine=False, copies=False), state=state)
    assert not state.proposal.copies
    assert effects == [gestures.Judge(state.proposal)]


def test_a_copy_may_lie_where_the_visit_does():
    state, effects = run(PRESS, drag("ana", 10, copies=True), gesture_events.Release())
    assert state == Landed(Proposal(DANA, "ana", NINE, 30, copies=True))
    assert effects[-1] == gestures.Drop(state.proposal)


def test_the_same_place_is_not_asked_about_again():
    _, effects = run(PRESS, drag("bo", 40), drag("bo", 41), drag("bo", 42))
    assert len([entry for entry in effects if isinstance(entry, gestures.Judge)]) == 1


def test_legal_starts_draw_the_visit_once_they_are_known():
    known = Grid(ZONE, 15, GRID.lengths, {"bo": (NINE + 50, NINE + 90)})
    state, _ = run(PRESS, drag("bo", 58))
    assert state.proposal.start == NINE + 45
    state, _ = run(gesture_events.GridKnown(7, known), state=state)
    assert state.proposal.start == NINE + 50
    assert not known.can_take("room")


def test_another_visits_starts_are_not_this_ones():
    known = Grid(ZONE, 15, GRID.lengths, {"bo": (NINE + 50,)})
    state, _ = run(PRESS, drag("bo", 58), gesture_events.GridKnown(8, known))
    assert state.proposal.start == NINE + 45


@pytest.mark.parametrize(
    ("part", "minutes", "start", "length"),
    [
        (Part.BOTTOM, 47, 0, 45),
        (Part.BOTTOM, 500, 0, 60),
        (Part.BOTTOM, -90, 0, 15),
        (Part.TOP, -16, -15, 45),
        (Part.TOP, 29, 15, 15),
    ],
)
def test_an_edge_changes_the_length_to_one_that_is_allowed(part, minutes, start, length):
    grip = gesture_events.Grip(Spot("ana", NINE), DANA, part, GRID)
    state, _ = run(gesture_events.Press(0, 0, grip), drag("ana", minutes, copies=True))
    assert state.proposal == Proposal(DANA, "ana", NINE + start, length)


def test_a_drop_is_one_verb_and_waits_for_its_answer():
    state, effects = run(PRESS, drag("bo", 40), gesture_events.Release())
    assert state == Landed(Proposal(DANA, "bo", NINE + 30, 30))
    assert effects[-1] == gestures.Drop(state.proposal)
    assert run(PRESS, drag("bo", 90), gesture_events.Release(), state=state) == (state, [])
    done, effects = run(gesture_events.Answered(done=True), state=state)
    assert (done.done, effects) == (True, [])  # it stays until the next scene shows it
    assert run(gesture_events.Reloaded(stands=False), state=done) == (IDLE, [])


def test_a_drop_that_the_desk_refuses_glides_back():
    state, _ = run(PRESS, drag("bo", 40), gesture_events.Release())
    assert run(gesture_events.Answered(done=False), state=state) == (
        IDLE,
        [gestures.GoBack(state.proposal)],
    )


def test_a_place_known_as_refused_is_never_written():
    state, _ = run(PRESS, drag("bo", 40))
    proposal = state.proposal
    state, effects = run(
        gesture_events.Judged(proposal, REFUSED), gesture_events.Release(), state=state
    )
    assert state == IDLE
    told = gestures.Tell(gestures.News.REFUSED, DANA, REFUSED)
    assert effects == [gestures.GoBack(proposal), told]


def test_a_place_for_which_only_a_right_is_missing_is_asked_about():
    state, _ = run(PRESS, drag("bo", 40))
    proposal = state.proposal
    state, effects = run(
        gesture_events.Judged(proposal, LACKS_A_RIGHT), gesture_events.Release(), state=state
    )
    assert state == Landed(proposal)
    assert effects == [gestures.Drop(proposal)]


def test_the_answer_about_a_place_left_behind_is_not_for_this_one():
    state, _ = run(PRESS, drag("bo", 40))
    behind = state.proposal
    state, _ = run(drag("bo", 80), gesture_events.Judged(behind, REFUSED), state=state)
    assert state.judgement is None


def test_dropped_where_it_was_nothing_happens():
    state, effects = run(PRESS, drag("bo", 40), drag("ana", 12), gesture_events.Release())
    assert state == IDLE
    assert not [entry for entry in effects if isinstance(entry, gestures.Drop)]


def test_outside_the_columns_there_is_no_place_and_the_visit_comes_back():
    outside = gesture_events.Move(900, 10, None)
    state, _ = run(PRESS, drag("bo", 40), outside)
    assert state.proposal is None
    state, _ = run(drag("bo", 70), state=state)
    assert state.proposal.start == NINE + 60
    assert run(outside, gesture_events.Release(), state=state) == (IDLE, [])


def test_an_exception_waits_for_its_reason_and_esc_takes_it_back():
    state, _ = run(PRESS, drag("bo", 40), gesture_events.Release(), gesture_events.ReasonWanted())
    assert state.asks
    back = [gestures.Withdraw(), gestures.GoBack(state.proposal)]
    assert run(gesture_events.Cancel(), state=state) == (IDLE, back)
    pressed, effects = run(gesture_events.Press(0, 0, EMPTY), state=state)
    assert isinstance(pressed, Pressed)
    assert effects == back


class TestNewVisit:
    """A visit that is yet to be made waits at a place that bends a rule."""

    NEW = Lifted(NEW_VISIT, "bo", NINE + 60, 30, "cut", "Haircut")
    WISH = gesture_events.Wish(home_of(NEW))

    def test_it_waits_for_its_reason_and_then_for_the_desk(self):
        state, effects = run(self.WISH)
        assert state == Landed(home_of(self.NEW), asks=True)
        assert effects == [], "nothing is judged or written by the gesture"
        state, effects = run(gesture_events.Answered(done=True), state=state)
        assert isinstance(state, Landed)
        assert state.done, "it stays in sight until the scene shows the hold"
        assert run(gesture_events.Reloaded(stands=True), state=state) == (IDLE, [])

    def test_esc_or_a_press_elsewhere_takes_it_back(self):
        for event in (gesture_events.Cancel(), PRESS, gesture_events.Press(0, 0, None)):
            _state, effects = run(self.WISH, event)
            assert gestures.Withdraw() in effects

    def test_it_takes_the_place_of_another_that_waits(self):
        other = Lifted(NEW_VISIT, "ana", NINE, 30, "cut", "Haircut")
        state, effects = run(self.WISH, gesture_events.Wish(home_of(other)))
        assert state == Landed(home_of(other), asks=True)
        assert gestures.Withdraw() in effects

    def test_not_while_a_drop_is_being_written(self):
        state, _effects = run(PRESS, drag("bo", 0), gesture_events.Release())
        assert run(self.WISH, state=state) == (state, [])


@pytest.mark.parametrize("end", [(), (gesture_events.Release(), gesture_events.ReasonWanted())])
def test_a_visit_that_another_desk_changed_is_put_down(end):
    state, _ = run(PRESS, drag("bo", 40), *end)
    state, effects = run(gesture_events.Reloaded(stands=False), state=state)
    assert state == IDLE
    assert gestures.Tell(gestures.News.CHANGED, DANA) in effects


def test_another_scene_with_the_visit_in_it_leaves_it_in_the_hand():
    state, _ = run(PRESS, drag("bo", 40))
    assert run(gesture_events.Reloaded(stands=True), state=state) == (state, [])


def test_keys_move_a_pending_visit_that_enter_drops():
    step = Proposal(DANA, "ana", NINE + 15, 30)
    state, effects = run(gesture_events.Nudge(step, GRID))
    assert effects == [gestures.TakeUp(DANA), gestures.Judge(step)]
    further = Proposal(DANA, "bo", NINE + 15, 30)
    state, effects = run(gesture_events.Nudge(further, GRID), drag("room", 90), state=state)
    assert (state.proposal, effects) == (further, [gestures.Judge(further)])
    state, effects = run(gesture_events.Release(), state=state)
    assert effects == [gestures.Drop(further)]


def test_keys_leave_a_visit_that_the_mouse_has():
    state, _ = run(PRESS, drag("bo", 40))
    assert run(gesture_events.Nudge(Proposal(DANA, "ana", NINE + 15, 30), GRID), state=state) == (
        state,
        [],
    )


def test_empty_time_is_drawn_into_a_stretch_of_one_column():
    press = gesture_events.Press(0, 0, EMPTY)
    state, effects = run(press, drag("bo", 45), drag("ana", 200), gesture_events.Release())
    assert (state, effects) == (IDLE, [gestures.Select("bo", NINE, NINE + 60)])
    state, effects = run(press, drag("bo", -30), gesture_events.Release())
    assert effects == [gestures.Select("bo", NINE - 30, NINE + 15)]


def test_keys_draw_a_stretch_too():
    state, _ = run(
        gesture_events.Stretch("bo", NINE, NINE + 15), gesture_events.Stretch("bo", NINE, NINE + 30)
    )
    assert state == Selecting("bo", NINE, NINE + 30, by_keys=True)
    assert run(gesture_events.Release(), state=state)[1] == [gestures.Select("bo", NINE, NINE + 45)]


def test_a_visit_off_the_tray_is_carried_from_its_top():
    state, effects = run(gesture_events.Lift(DANA, GRID, copies=True), drag("bo", 46, copies=True))
    assert state.proposal == Proposal(DANA, "bo", NINE + 45, 30, copies=True)
    assert effects[0] == gestures.TakeUp(DANA)


_spots = st.builds(Spot, st.sampled_from(["ana", "bo"]), st.integers(NINE - 400, NINE + 400))
_coordinates = st.floats(0, 40)
_lifted = st.builds(
    Lifted,
    st.integers(1, 2),
    st.sampled_from(["ana", "bo"]),
    st.integers(NINE - 60, NINE + 60),
    st.sampled_from([15, 30, 45]),
)
_grids = st.just(GRID)
_proposals = st.builds(
    Proposal,
    _lifted,
    st.sampled_from(["ana", "bo"]),
    st.integers(NINE - 90, NINE + 90),
    st.sampled_from([15, 30]),
    st.booleans(),
)
_grips = st.none() | st.builds(
    gesture_events.Grip, _spots, st.none() | _lifted, st.sampled_from(Part), _grids
)
_events = st.one_of(
    st.builds(gesture_events.Press, _coordinates, _coordinates, _grips),
    st.builds(
        gesture_events.Move,
        _coordinates,
        _coordinates,
        st.none() | _spots,
        st.booleans(),
        st.booleans(),
    ),
    st.builds(gesture_events.Keys, st.booleans(), st.booleans()),
    st.just(gesture_events.Release()),
    st.just(gesture_events.Cancel()),
    st.builds(gesture_events.Lift, _lifted, _grids, st.booleans()),
    st.builds(gesture_events.Nudge, _proposals, _grids),
    st.builds(
        gesture_events.Stretch, st.sampled_from(["ana", "bo"]), st.just(NINE), st.just(NINE + 15)
    ),
    st.builds(gesture_events.GridKnown, st.integers(1, 2), _grids),
    st.builds(gesture_events.Reloaded, st.booleans()),
    st.just(gesture_events.ReasonWanted()),
    st.builds(gesture_events.Wish, _proposals),
    st.builds(gesture_events.Answered, st.booleans()),
    st.just("judge"),
)


@given(st.lists(st.tuples(_events, st.sampled_from(Grade)), max_size=40))
def test_any_sequence_ends_idle_after_esc_and_writes_only_what_was_dropped(script):
    state: State = IDLE
    for event, grade in script:
        if event == "judge":  # an answer about the place in hand, as the desk gives it
            proposal = getattr(state, "proposal", None)
            if proposal is None:
                continue
            event = gesture_events.Judged(proposal, Judgement(grade))
        turn = advance(state, event)
        for effect in turn.effects:
            if isinstance(effect, gestures.Drop):
                assert isinstance(state, Carrying)
                assert isinstance(event, gesture_events.Release)
                assert effect.proposal == state.proposal
                assert not effect.proposal.is_home
                assert state.judgement is None or state.judgement.grade is not Grade.REFUSED
        if isinstance(event, gesture_events.Move) and isinstance(state, Pressed):
            far = (event.x - state.x) ** 2 + (event.y - state.y) ** 2
            assert isinstance(turn.state, Pressed) is (far < 100)
        state = turn.state
    ended = advance(state, gesture_events.Cancel())
    assert ended.state == IDLE
    assert not any(isinstance(entry, gestures.Drop) for entry in ended.effects)
