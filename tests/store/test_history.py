"""What a customer's visits add up to, in a few steps of an index whatever the history."""

from __future__ import annotations

import random

import pytest

from frontdesk.engine.values import Status
from frontdesk.store import appointments, customers, history

NOW = 50_000 * 60


@pytest.fixture
def regulars(book, visit):
    """Three customers with visits of every status on both sides of now; their starts by status."""
    generator = random.Random(4)
    made = {}
    with book.write() as connection:
        for name in ("Dana", "Ruth", "Ola"):
            number = customers.add(connection, name, created_at=1)
            made[number] = []
        numbers = [*made]
        starts = iter(range(40_000, 60_000, 60))
        for start in starts:
            number = generator.choice(numbers[:2])
            status = generator.choice(
                (Status.BOOKED, Status.BOOKED, Status.RESERVED, Status.CANCELLED, Status.NO_SHOW)
            )
            resource = generator.choice(("ana", "ana", "ben"))
            service = generator.choice(("cut", "cut", "wash"))
            new = appointments.insert(
                connection, visit(start, resource, service_id=service, customer_id=number)
            )
            if status is not Status.BOOKED:
                appointments.update_status(connection, new, status)
            made[number].append((start, new, status, resource, service))
    return book, made


def test_overviews_are_what_a_loop_over_all_visits_says(regulars):
    book, made = regulars
    with book.read() as connection:
        found = history.overviews(connection, [*made], NOW)
        counts = history.visit_counts(connection, [*made], NOW)
        ahead = history.live_ahead(connection, [*made], NOW)
    kept = (Status.BOOKED, Status.RESERVED)
    for number, visits in made.items():
        past = [v for v in visits if v[2] in kept and v[0] < NOW // 60]
        coming = [v for v in visits if v[2] in kept and v[0] >= NOW // 60]
        latest = sorted((v for v in visits if v[2] in kept), reverse=True)[:12]
        assert found[number].last_id == (max(past)[1] if past else None)
        assert found[number].next_id == (min(coming)[1] if coming else None)
        assert found[number].no_shows == sum(v[2] is Status.NO_SHOW for v in visits)
        assert counts.get(number, 0) == len(visits)
        for usual, column in (("usual_resource", 3), ("usual_service", 4)):
            values = [v[column] for v in latest]
            most = max((values.count(value) for value in values), default=0)
            said = getattr(found[number], usual)
            assert (said is None) if not values else values.count(said) == most
    everyone = [v for visits in made.values() for v in visits]
    assert ahead == sum(v[2] in kept and v[0] + 60 > NOW // 60 for v in everyone)


@pytest.mark.parametrize("statement", ["_SUMS", "_RECENT_PARTS", "_COUNTS", "_AHEAD"])
def test_no_statement_reads_the_whole_book(book, statement):
    with book.read() as connection:
        asked = getattr(history, statement).params(ids=[1, 2], now=1, minute=1)
        compiled = asked.compile(connection, compile_kwargs={"render_postcompile": True})
        sql = str(compiled)
        values = tuple(1 for _ in compiled.positiontup)
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert not [line for line in plan if line.startswith("SCAN") and "CONSTANT" not in line], plan
    assert any("ix_appointment_customer_id_start" in line for line in plan), plan
