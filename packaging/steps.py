"""What every step of the build uses: the tree, the version, running a command, saying things."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
SPOKEN = "package: "
"""How every line begins that the build says."""
PROGRAM = "frontdesk.exe" if sys.platform == "win32" else "frontdesk"
CONSOLE = "frontdesk-cli.exe" if sys.platform == "win32" else "frontdesk"


class BuildError(Exception):
    """The build cannot go on; the message says why."""


def say(text: str) -> None:
    """Tell the person something, on standard error."""
    print(f"{SPOKEN}{text}", file=sys.stderr, flush=True)


def version_of(tree: Path = ROOT) -> str:
    """The version of a source tree: ``pyproject.toml`` is the only place that says it."""
    project = tomllib.loads((tree / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project["project"]["version"])


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> str:
    """Run a command quietly and return what it printed; BuildError with its last lines."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            cwd=cwd,
            env=None if env is None else dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise BuildError(f"{words[0]} is not on this system") from None
    if done.returncode != 0:
        last = "\n".join(done.stdout.strip().splitlines()[-30:])
        raise BuildError(f"{' '.join(words)} ended with {done.returncode}:\n{last}")
    return done.stdout


def tool(name: str) -> str | None:
    """Where a program of the system is; None where it is not."""
    return shutil.which(name)


def fresh(folder: Path) -> Path:
    """Make ``folder`` anew, empty, and return it."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def size_of(folder: Path) -> int:
    """The bytes of all files below a folder, each counted once."""
    files = (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return sum(file.stat().st_size for file in files)


def megabytes(count: int) -> str:
    """A number of bytes for people."""
    return f"{count / 1e6:.1f} MB"


def moment() -> int:
    """The time that every file of the packages bears, so that the same source gives the same.

    Seconds since the epoch: SOURCE_DATE_EPOCH, or when the source was last committed.
    """
    if "SOURCE_DATE_EPOCH" in os.environ:
        return int(os.environ["SOURCE_DATE_EPOCH"])
    try:
        return int(run(["git", "log", "-1", "--format=%ct"]).strip())
    except (BuildError, OSError, ValueError):
        return int((ROOT / "pyproject.toml").stat().st_mtime)
