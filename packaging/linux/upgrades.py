"""Packages to upgrade from and to: one of an earlier commit, and one with one more migration."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import bundle
from steps import BUILD, ROOT, BuildError, fresh, run, say, version_of

from linux import deb
from linux.debian_root import BOOK, USER, Debian, Look, expect, hold_first_time, shoot

_OLDEST = "0.0.1"
"""What an earlier commit is called that bears the same version as this one."""
_MIGRATION = '''"""One more table: only to rehearse an upgrade."""
from alembic import op
import sqlalchemy as sa
revision = "{new}"
down_revision = "{old}"
def upgrade():
    op.create_table("rehearsal", sa.Column("id", sa.Integer(), primary_key=True))
'''


def newer_source(version: str, target: Path) -> str:
    """Copy the source to ``target`` as a version with one more migration; that version."""
    for name in ("src", "resources", "packaging"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, target / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copyfile(ROOT / name, target / name)
    major, *rest = version.split(".")
    newer = ".".join([str(int(major) + 1), *rest])
    _replace(target / "pyproject.toml", f'version = "{version}"', f'version = "{newer}"')
    store = target / "src/frontdesk/store"
    old = newest_schema(target)
    new = old + 1
    _replace(store / "schema.py", f"SCHEMA = {old}", f"SCHEMA = {new}")
    migration = _MIGRATION.format(old=f"{old:04d}", new=f"{new:04d}")
    file = store / "migrations" / "versions" / f"{new:04d}_rehearsal.py"
    file.write_text(migration, encoding="utf-8")
    return newer


def newest_schema(tree: Path = ROOT) -> int:
    """The number of the schema that the program of a source tree gives a book."""
    text = (tree / "src/frontdesk/store/schema.py").read_text(encoding="utf-8")
    found = re.search(r"^SCHEMA = (\d+)$", text, re.MULTILINE)
    if found is None:
        raise BuildError("schema.py does not say the schema's number as it used to")
    return int(found[1])


def build_newer(version: str) -> Path:
    """Build the package of that newer version."""
    source = fresh(BUILD / "newer") / "source"
    newer = newer_source(version, source)
    say(f"building {newer}, with one more migration, for the upgrade")
    python = bundle.environment(source)
    folder = bundle.build(source, python, newer)
    package = deb.build(folder, python, newer, target=BUILD / "newer", quickly=True)
    bundle.environment(ROOT)  # as it was
    return package


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise BuildError(f"{file.name} does not have “{old}”")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def build_older(commit: str) -> Path:
    """Build the package of an earlier ``commit`` with that commit's own build."""
    top = fresh(BUILD / "older")
    source = top / "source"
    source.mkdir()
    tarball = top / "source.tar"
    run(["git", "archive", "--output", tarball, commit])
    run(["tar", "xf", tarball, "-C", source])
    if version_of(source) == version_of():
        _replace(source / "pyproject.toml", f'"{version_of()}"', f'"{_OLDEST}"')
    say(f"building {version_of(source)} from {commit}, for the upgrade")
    run([sys.executable, source / "packaging" / "build.py", "deb"], cwd=source)
    return next((source / "dist").glob("*.deb"))


def try_upgrade(root: Path, older: Path, newer: Path) -> None:
    """Upgrade a desk that has worked with the older program, while its window is open.

    Every visit and customer is there afterwards, what was held can be booked, and a copy of the
    book lies beside it as it was.
    """
    debian = Debian(root)
    do = debian.do
    for file, name in ((older, "older.deb"), (newer, "newer.deb")):
        shutil.copyfile(file, root / "srv" / name)
    install = "apt-get install -y --no-install-recommends"
    do(f"useradd --create-home {USER} && apt-get update && {install} /srv/older.deb")
    do("frontdesk demo", USER)
    held = hold_first_time(lambda words: do(words, USER))
    visits = _visits(debian)
    book = debian.path(BOOK)
    schema = _schema(book)
    versions = [do("frontdesk --version").split()[1]]
    look = Look()
    with debian.window() as window:
        look.wait()
        do(f"{install} /srv/newer.deb")
        versions.append(do("frontdesk --version").split()[1])
        expect(_visits(debian) == visits, "the visits are not those that they were")
        do(f"frontdesk book {held} --customer-name 'Dana Fox' --phone 2125550148", USER)
        time.sleep(3)
        expect(window.poll() is None, "the open window did not survive the migration")
        shoot(BUILD / "rehearsal-older-window.png")
    wanted = newest_schema()
    expect(_schema(book) == wanted, f"the book is of schema {_schema(book)}, not {wanted}")
    do("frontdesk check", USER)
    kept = do(f"ls {BOOK}.before-*.bak 2>/dev/null || true", USER).split()
    # A copy is made where the book is changed, and only there.
    expect(len(kept) == (wanted > schema), str(kept))
    for copy in kept:
        found = _schema(debian.path(copy))
        expect(found == schema, f"the copy beside the book is of schema {found}")
    look = Look()
    with debian.window():
        look.wait()
        shoot(BUILD / "rehearsal-newer-window.png")
    say(
        f"  ok  upgrade from {' to '.join(versions)}: schema {schema} to {_schema(book)}, "
        f"{len(visits)} visits, {'a copy beside the book' if kept else 'nothing to migrate'}"
    )


def _visits(debian: Debian) -> dict[str, tuple[str, str]]:
    """Each visit's start and customer by its number, as the command line tells them.

    A time that is held has nobody yet.
    """
    year = "--from $(date -d -180days +%F) --to $(date -d +180days +%F)"
    listed = json.loads(debian.do(f"frontdesk list {year} --json", USER))["appointments"]
    return {
        visit["id"]: (visit["startDateTime"], (visit["customer"] or {}).get("name", ""))
        for visit in listed
    }


def _schema(book: Path) -> int:
    """The number of the schema of a book, also of one that is open elsewhere."""
    with closing(sqlite3.connect(book)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])
