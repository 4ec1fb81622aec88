"""The AppImage: one file that runs on most distributions without being installed."""

from __future__ import annotations

import os
from pathlib import Path

from steps import BUILD, DIST, fresh, moment, run

from linux import elf, tree

_START = """#!/bin/sh
# What an AppImage starts; APPDIR is where it was mounted.
exec "${APPDIR:-$(dirname "$(readlink -f "$0")")}/usr/bin/frontdesk" "$@"
"""


def build(bundle: Path, python: Path, version: str) -> Path:
    """Make ``Frontdesk-VERSION-MACHINE.AppImage``; its path."""
    folder = lay_out(bundle, python, version)
    DIST.mkdir(exist_ok=True)
    machine = os.uname().machine
    image = DIST / f"Frontdesk-{version}-{machine}.AppImage"
    environment = {**os.environ, "ARCH": machine, "SOURCE_DATE_EPOCH": str(moment())}
    run(["appimagetool", "--no-appstream", folder, image], env=environment)
    return image


def lay_out(bundle: Path, python: Path, version: str) -> Path:
    """Make the AppDir, which needs no tool; its path."""
    folder = fresh(BUILD / "Frontdesk.AppDir")
    tree.stage(bundle, python, version, elf.needs_of(bundle).glibc, folder / "usr")
    start = folder / "AppRun"
    start.write_text(_START, encoding="utf-8")
    start.chmod(0o755)
    for source, link in (
        ("usr/share/applications/frontdesk.desktop", "frontdesk.desktop"),
        ("usr/share/icons/hicolor/256x256/apps/frontdesk.png", "frontdesk.png"),
        ("frontdesk.png", ".DirIcon"),
    ):
        (folder / link).symlink_to(source)
    return folder
