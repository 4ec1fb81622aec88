"""What the documentation shows, works."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frontdesk.desk import configuration, visits
from frontdesk.desk.unit import Desk
from frontdesk.engine.clock import SystemClock
from frontdesk.engine.values import Status

ROOT = Path(__file__).parents[2]


def python_blocks(page: str) -> list[str]:
    """The Python examples of a page, in order."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)


def test_the_examples_of_the_engine_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    # The day that the page asks about will be over some time.
    monkeypatch.setattr(SystemClock, "now", lambda _clock: datetime(2026, 11, 23, tzinfo=UTC))
    desk = Desk.open("clinic.db", SystemClock())
    configuration.load_setup(desk, (ROOT / "tests/data/riverside.json").read_bytes())
    desk.close()
    for number, block in enumerate(python_blocks("docs/engine.md")):
        exec(compile(block, f"docs/engine.md, example {number + 1}", "exec"), {})
    assert "('bo',)" in capsys.readouterr().out
    desk = Desk.open("clinic.db", SystemClock())
    day = date(2026, 11, 24)
    _location, (visit,) = visits.list_visits(desk, day, day, status=Status.BOOKED)
    assert visit.customer is not None
    assert visit.customer.name == "Dana Fox"
    desk.close()


@pytest.mark.parametrize(
    "page",
    ["README.md", *sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))],
)
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)\)", text):
        if "://" not in target:
            assert os.path.exists((ROOT / page).parent / target), f"{page}: {target}"
