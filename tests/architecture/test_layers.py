"""The layers: import-linter's contracts hold, and would notice every import that they forbid."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"

# The tree of an honest program: every path from the window and the command line to the database
# that is meant to exist.
HONEST = {
    "paths": "",
    "engine": "import dateutil.rrule",
    "store": "import sqlalchemy, alembic\nimport frontdesk.engine, frontdesk.paths",
    "desk": "import holidays\nimport frontdesk.engine, frontdesk.store",
    "ui": "import PySide6.QtWidgets\nimport frontdesk.engine, frontdesk.desk, frontdesk.paths",
    "cli": "import frontdesk.engine, frontdesk.desk",
    "app": "import frontdesk.store, frontdesk.desk, frontdesk.ui, frontdesk.cli",
}
FORBIDDEN = [
    ("engine", "sqlalchemy"),
    ("engine", "alembic"),
    ("engine", "PySide6"),
    ("engine", "holidays"),
    ("engine", "frontdesk.paths"),
    ("engine", "frontdesk.store"),
    ("store", "PySide6"),
    ("store", "frontdesk.desk"),
    ("store", "frontdesk.ui"),
    ("desk", "PySide6"),
    ("desk", "frontdesk.ui"),
    ("ui", "frontdesk.store"),
    ("ui", "sqlalchemy"),
    ("ui", "alembic"),
    ("ui", "frontdesk.cli"),
    ("ui", "frontdesk.app"),
    ("cli", "frontdesk.store"),
    ("cli", "sqlalchemy"),
    ("cli", "PySide6"),
    ("cli", "frontdesk.ui"),
]


def lint(source: Path) -> subprocess.CompletedProcess[str]:
    """Check the package `frontdesk` in a folder against this project's contracts."""
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    return subprocess.run(
        [*command, "--config", str(REPOSITORY / "pyproject.toml")],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def write_program(source: Path, *, importer: str = "", imported: str = "") -> None:
    """Write the honest program into a folder, with one more import where one is given."""
    package = source / "frontdesk"
    package.mkdir()
    (package / "__init__.py").touch()
    for name, text in HONEST.items():
        (package / name).mkdir()
        (package / name / "__init__.py").write_text(f"{text}\n", encoding="utf-8")
    if importer:
        stray = package / importer / "stray.py"
        stray.write_text(f"import {imported}\n", encoding="utf-8")


def test_the_layers_hold() -> None:
    done = lint(REPOSITORY / "src")
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_honest_program_passes(tmp_path: Path) -> None:
    write_program(tmp_path)
    done = lint(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("importer", "imported"), FORBIDDEN)
def test_a_forbidden_import_is_noticed(tmp_path: Path, importer: str, imported: str) -> None:
    write_program(tmp_path, importer=importer, imported=imported)
    done = lint(tmp_path)
    assert done.returncode == 1
    assert f"frontdesk.{importer}.stray -> {imported}" in done.stdout
