"""The log of steps: the latest on each visit counts, and writing one costs the same all day."""

from __future__ import annotations

from frontdesk.store import desk_rows

TODAY = "2026-11-22"


def remember(connection, kind, visit=None, *, desk="Desk 1", day=TODAY, at=0):
    return desk_rows.remember(connection, desk, day, at, kind, visit, {}, [{"verb": kind}])


def shown(connection, *, undone=False, desk="Desk 1"):
    found = desk_rows.latest(connection, desk, TODAY, undone=undone)
    return None if found is None else found.id


def test_a_step_takes_the_place_of_an_earlier_one_on_the_same_visit(book):
    with book.write() as connection:
        edit = remember(connection, "edit")
        hold = remember(connection, "hold", 7)
        theirs = remember(connection, "hold", 7, desk="Desk 2")
        booked = remember(connection, "book", 7)
        assert desk_rows.entry(connection, hold) is None
        assert desk_rows.entry(connection, theirs) is not None
        assert shown(connection) == booked
        desk_rows.forget(connection, [booked])
        assert shown(connection) == edit


def test_what_was_replaced_does_not_come_back_once_its_successor_leaves_the_visit(book):
    with book.write() as connection:
        remember(connection, "hold", 7)
        booked = remember(connection, "book", 7)
        desk_rows.turn(connection, booked, 100, 7, [{"verb": "hold"}])
        assert (shown(connection), shown(connection, undone=True)) == (None, booked)
        desk_rows.turn(connection, booked, None, 8, [{"verb": "cancel"}])
        assert (shown(connection), shown(connection, undone=True)) == (booked, None)
        desk_rows.turn(connection, booked, 100, 8, [{"verb": "hold"}])
        assert shown(connection) is None
        remember(connection, "edit")  # what was undone is forgotten now
        assert [entry.kind for entry in desk_rows.all_entries(connection)] == ["edit"]


def test_another_day_forgets_all_and_another_desk_nothing(book):
    with book.write() as connection:
        for day in ("2026-11-20", "2026-11-21", "2026-11-21"):
            remember(connection, "edit", day=day, desk="Desk 2")
        first = remember(connection, "edit", desk="Desk 2")
        desk_rows.turn(connection, first, 100, None, [])
        second = remember(connection, "edit")
        assert [entry.id for entry in desk_rows.all_entries(connection)] == [first, second]
        assert shown(connection, undone=True, desk="Desk 2") == first
        assert shown(connection, undone=True) is None


def test_to_write_down_a_step_costs_the_same_in_the_evening_as_in_the_morning(book):
    def cost():
        steps = []
        raw.set_progress_handler(lambda: steps.append(None), 1)
        remember(connection, "hold", 10_000)
        raw.set_progress_handler(None, 0)
        return len(steps)

    with book.write() as connection:
        raw = connection.connection.dbapi_connection
        remember(connection, "hold", 1)
        morning = cost()
        for visit in range(2, 500):
            remember(connection, "hold", visit)
        assert cost() == morning
