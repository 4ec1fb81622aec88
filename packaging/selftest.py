"""Tries what was built where it shall work: elsewhere, read-only, with an empty environment."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from steps import CONSOLE, BuildError, say

_LONGEST = 120
_WRITERS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def try_bundle(folder: Path, program: str = CONSOLE) -> float:
    """Run the self-test of the bundle in ``folder`` from a read-only copy; the seconds it took.

    ``program`` is where it lies in there. The copy lies in a folder whose name has a space and an
    umlaut. BuildError with all that was said where the self-test fails, or where the program wrote
    into its own folder.
    """
    with tempfile.TemporaryDirectory(prefix="frontdesk build ä ") as name:
        copy = Path(name) / "Größe 1"
        shutil.copytree(folder, copy, symlinks=True)
        before = _files(copy)
        _set_writable(copy, writable=False)
        elsewhere = Path(name) / "elsewhere"
        elsewhere.mkdir()
        try:
            seconds = _run([str(copy / program), "--selftest"], elsewhere)
            if _files(copy) != before:
                raise BuildError("the program wrote into the folder that it is installed in")
        finally:
            _set_writable(copy, writable=True)
    return seconds


def _run(command: list[str], folder: Path) -> float:
    began = time.monotonic()
    done = subprocess.run(
        as_somebody(command),
        cwd=folder,
        env=_nothing(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        timeout=_LONGEST,
        check=False,
    )
    seconds = time.monotonic() - began
    if done.returncode != 0 or "The self-test passed." not in done.stdout:
        raise BuildError(f"the self-test ended with {done.returncode}:\n{done.stdout}")
    for line in done.stdout.splitlines():
        say(f"  {line}")
    return seconds


def _nothing() -> dict[str, str]:
    """An empty environment; Windows cannot start a program without these two."""
    kept = ("SYSTEMROOT", "TEMP") if sys.platform == "win32" else ()
    return {name: os.environ[name] for name in kept if name in os.environ}


def as_somebody(command: list[str]) -> list[str]:
    """The command as a user to whom "read-only" means something; root may write everywhere."""
    setpriv = shutil.which("setpriv")
    if sys.platform == "win32" or os.geteuid() != 0 or setpriv is None:
        return command
    return [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "--", *command]


def _files(folder: Path) -> set[tuple[str, int]]:
    return {(str(file), file.lstat().st_size) for file in folder.rglob("*") if file.is_file()}


def _set_writable(folder: Path, *, writable: bool) -> None:
    for place in (folder, *folder.rglob("*")):
        if not place.is_symlink():
            mode = place.stat().st_mode
            place.chmod(mode | stat.S_IWUSR if writable else mode & ~_WRITERS)
    if writable:
        return
    folder.parent.chmod(0o755)  # so that another user gets in
