"""The bundle: the program with its Python and its libraries in one folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from licence_notices import CARRIERS
from steps import (
    BUILD,
    PACKAGING,
    ROOT,
    SPOKEN,
    BuildError,
    fresh,
    megabytes,
    run,
    say,
    size_of,
    tool,
)

LARGEST = 130_000_000
"""Bytes that the folder may have."""
PYINSTALLER = "pyinstaller>=6.16,<7"


def environment(tree: Path, name: str = "venv") -> Path:
    """A Python with the program of ``tree`` installed as a wheel, and PyInstaller; its path."""
    folder = BUILD / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        say("making an environment for the build ...")
        run([sys.executable, "-m", "venv", "--clear", folder])
    say("installing the program into it ...")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, tree, PYINSTALLER])
    # Beside the environment, not in it: only the texts of their licences are wanted.
    texts = BUILD / "licence-texts"
    if not texts.exists():
        run([*pip, "--no-deps", "--target", texts, *CARRIERS])
    # Of the same version it would be left as it is, whatever has changed in the source.
    run([*pip, "--force-reinstall", "--no-deps", "--no-cache-dir", tree])
    return python


def build(tree: Path, python: Path, version: str) -> Path:
    """Make the bundle of ``tree``; where it lies (on macOS with the app beside it)."""
    work = BUILD / "pyinstaller"
    pictures = fresh(BUILD / "pictures")
    for drawing in (ROOT / "resources" / "frontdesk.svg", PACKAGING / "icons/frontdesk-backup.svg"):
        run([python, PACKAGING / "pictures.py", drawing, pictures])
    for name in ("frontdesk", "frontdesk-cli"):
        resource = version_resource(version, name)
        (pictures / f"{name}.version").write_text(resource, encoding="utf-8")
    say("bundling (a minute or two) ...")
    said = run(
        [python, "-m", "PyInstaller", PACKAGING / "frontdesk.spec", "--noconfirm", "--clean",
         "--distpath", BUILD / "bundle", "--workpath", work, "--log-level", "WARN"],
        env={
            **os.environ,
            "FRONTDESK_BUILD": str(pictures),
            "FRONTDESK_LICENCE_TEXTS": str(BUILD / "licence-texts"),
            "FRONTDESK_VERSION": version,
            "PYINSTALLER_STRICT_BUNDLE_CODESIGN_ERROR": "1",  # macOS: no app without a signature
            "PYTHONHASHSEED": "0",  # the order of what goes into the archive
        },
    )  # fmt: skip
    # What our own modules say there, such as whose licence text is missing, is for people.
    for line in said.splitlines():
        if line.startswith(SPOKEN):
            say(line.removeprefix(SPOKEN))
    folder = BUILD / "bundle" / "frontdesk"
    strip(folder)
    size = size_of(folder)
    say(f"the folder has {megabytes(size)}, at most {megabytes(LARGEST)} are allowed")
    if size > LARGEST:
        raise BuildError(f"the bundle has {megabytes(size)}; see packaging/trim.py")
    return folder


def strip(folder: Path) -> None:
    """Take the debugger's symbols out of Python and of compiled modules, where there are any.

    Wheels that were repaired to carry their libraries are left alone: their files do not survive
    it, and have none anyway.
    """
    if not sys.platform.startswith("linux") or tool("strip") is None:
        return
    inside = folder / "_internal"
    for pattern in (
        "libpython*.so*",
        "python3*/lib-dynload/*.so",
        "sqlalchemy/**/*.so",
        "nacl/*.so",
        "_cffi_backend*.so",
        "markupsafe/*.so",
    ):
        for file in inside.glob(pattern):
            run(["strip", "--strip-unneeded", file])


def version_resource(version: str, name: str) -> str:
    """What Windows shows on the Details page of ``NAME.exe``, in PyInstaller's own form."""
    numbers = tuple(int(part) for part in (*version.split(".")[:3], "0"))
    strings = {
        "CompanyName": "The Frontdesk authors",
        "FileDescription": "Frontdesk, an appointment book",
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "© The Frontdesk authors, MIT licence",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "Frontdesk",
        "ProductVersion": version,
    }
    entries = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0,\n"
        "    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('040904B0', [{entries}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),\n"
        "  ],\n"
        ")\n"
    )
