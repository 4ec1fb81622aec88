"""The licence texts of all that is in the bundle, from wherever each part of it came.

Every file that PyInstaller takes in belongs to somebody: to an installed distribution, to Python,
or to a package of the system that builds. Whoever it is must bring the text of its licence. Where
one does not, `licence_notices` says what stands in for it, and why; anybody else ends the build.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

import licence_notices
import qt_notices
from steps import PACKAGING, BuildError, say

INDEX = "index.json"
"""Names the parts and their files; `frontdesk.licences` reads it."""
PYTHON = "python"
_TEXTS = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)([.-].*)?", re.IGNORECASE)
_PYTHONS_OWN = re.compile(r"(lib)?python3")
Entry = tuple[str, str, str]


@dataclass(frozen=True)
class Part:
    """Somebody's work in the bundle, with the whole text that must go with it."""

    name: str
    version: str
    licence: str
    page: str
    text: str


def collect(entries: Iterable[Entry], own: Path, folder: Path) -> list[Part]:
    """Write the texts for everything in ``entries`` into ``folder``; what was found.

    ``entries`` are PyInstaller's: a name inside, where it comes from, its kind. What comes from
    below ``own`` was made by this build. BuildError where somebody cannot be told, or has no text.
    """
    owners = {"frontdesk", PYTHON, "pyinstaller"}  # the last: its starter is in every program
    strangers = []
    for _name, source, _kind in entries:
        owner = owner_of(source, own) if source and os.path.isabs(source) else PYTHON
        (owners.add(owner) if owner else strangers.append(source))
    if strangers:
        raise BuildError(
            "nobody knows whose these are, and under which licence: "
            f"{', '.join(sorted(set(strangers)))}; add them to packaging/licence_notices.py, or "
            "keep them out in packaging/trim.py"
        )
    merged = {licence_notices.PART_OF.get(owner, owner) for owner in owners}
    parts = [part_of(owner) for owner in sorted(merged - licence_notices.BUILD_ONLY)]
    write(parts, folder)
    return parts


def owner_of(source: str, own: Path) -> str:
    """Whose the file ``source`` is, as the key of a part; empty for nobody that we know."""
    path = os.path.realpath(source)
    if (found := _files().get(path)) is not None:
        return found
    if _is_below(path, own):
        return PYTHON  # only Python's own modules are packed anew by the build
    if _is_below(path, PACKAGING):
        return "frontdesk"
    if any(_is_below(path, Path(sysconfig.get_path(kind))) for kind in ("stdlib", "platstdlib")):
        return PYTHON
    if package := _system_package(path):
        return PYTHON if _PYTHONS_OWN.match(package) else f"system:{package}"
    if _is_below(path, Path(sys.base_prefix)):
        return PYTHON
    name = os.path.basename(path).lower()
    return next(
        (key for key, start in licence_notices.SYSTEM.items() if name.startswith(start)), ""
    )


def part_of(owner: str) -> Part:
    """The part with that key; BuildError where nobody has its text."""
    if owner == PYTHON:
        return _python()
    kind, _, package = owner.partition(":")
    if package and kind == "system":
        return _package(package)
    if owner in licence_notices.SYSTEM:
        notice = licence_notices.NOTICES[owner]
        return Part(notice.name, "", notice.licence, notice.page, notice.text)
    return _distribution(_distributions()[owner])


def write(parts: list[Part], folder: Path) -> None:
    """Write a file for each part, and the index of them, ours first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    index = []
    for part in sorted(parts, key=lambda part: (part.name != "Frontdesk", part.name.lower())):
        file = f"{re.sub('[^A-Za-z0-9._-]+', '-', part.name)}.txt"
        (folder / file).write_text(part.text, encoding="utf-8", newline="\n")
        index.append(
            {"name": part.name, "version": part.version, "licence": part.licence,
             "page": part.page, "file": file}
        )  # fmt: skip
    text = json.dumps(index, indent=1, ensure_ascii=False) + "\n"
    (folder / INDEX).write_text(text, encoding="utf-8", newline="\n")


def licence_of(found: Distribution) -> str:
    """The name of its licence, as short as it says it itself."""
    words = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    if words and len(words) < 80:
        return str(words)
    kinds = [line for line in found.metadata.get_all("Classifier") or [] if "License ::" in line]
    return " / ".join(line.rpartition(":: ")[2] for line in kinds)


def _distribution(found: Distribution) -> Part:
    key = _key(found)
    texts = _texts_of(found)
    notice = licence_notices.NOTICES.get(key)
    if notice is not None:
        texts = [notice.text.format(version=found.version), *map(_common_text, notice.texts)]
        source = os.environ.get("FRONTDESK_QT_SOURCE", "") if key == licence_notices.QT else ""
        if source:
            texts.append(qt_notices.notices(Path(source), found.version))
        else:
            say(f"{key} brings no licence text: {notice.why}")
    if not texts:
        raise BuildError(
            f"{key} {found.version} brings no licence text. Look whether it may be handed out at "
            "all; then say in packaging/licence_notices.py what stands in for the text, and why."
        )
    if notice is not None:
        return Part(notice.name, found.version, notice.licence, notice.page, _joined(texts))
    name = "Frontdesk" if key == "frontdesk" else str(found.metadata["Name"])
    return Part(name, found.version, licence_of(found), _page(found), _joined(texts))


def _texts_of(found: Distribution) -> list[str]:
    declared = {Path(name).name for name in found.metadata.get_all("License-File") or []}
    files = [file for file in found.files or [] if ".dist-info" in file.parts[0]]
    named = [file for file in files if file.name in declared or _TEXTS.fullmatch(file.name)]
    texts = [Path(str(found.locate_file(file))).read_text("utf-8") for file in sorted(set(named))]
    return [text for text in texts if text.strip()]


def _python() -> Part:
    places = [Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix)]
    places += [Path(f"/usr/share/doc/python3.{sys.version_info.minor}")]
    names = ("LICENSE.txt", "LICENSE", "copyright")
    found = [place / name for place in places for name in names if (place / name).is_file()]
    if not found:
        raise BuildError(f"Python's own licence text is in none of {', '.join(map(str, places))}")
    version = sys.version.split()[0]
    note = licence_notices.PYTHON.format(version=version, minor=version.rpartition(".")[0])
    text = _joined([note, found[0].read_text("utf-8")])
    return Part("Python", version, "PSF-2.0", "https://www.python.org/", text)


def _package(package: str) -> Part:
    file = Path("/usr/share/doc", package, "copyright")
    if not file.is_file():
        raise BuildError(f"the system's package {package} brings no {file}")
    version = _ask("dpkg-query", "--show", "--showformat=${Version}", package)
    page = f"https://packages.debian.org/{package}"
    return Part(package, version, "see the text", page, file.read_text("utf-8"))


def _page(found: Distribution) -> str:
    links = dict(
        link.split(", ", 1) for link in found.metadata.get_all("Project-URL") or [] if ", " in link
    )
    named = {name.lower(): page for name, page in links.items()}
    home = found.metadata.get("Home-page")
    return str(home or next((named[key] for key in ("homepage", "source", "repository")
                             if key in named), ""))  # fmt: skip


@cache
def _distributions() -> dict[str, Distribution]:
    return {_key(found): found for found in distributions()}


@cache
def _files() -> dict[str, str]:
    """Every file of every installed distribution, with the key of whose it is."""
    return {
        os.path.realpath(str(found.locate_file(file))): key
        for key, found in _distributions().items()
        for file in found.files or []
    }


def _key(found: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", str(found.metadata["Name"])).lower()


def _common_text(name: str) -> str:
    """The text of a licence that many share, from a distribution that brings it; see `bundle`."""
    folder = Path(os.environ.get("FRONTDESK_LICENCE_TEXTS", ""))
    for found in distributions(path=[str(folder)]):
        for text in _texts_of(found):
            if licence_notices.is_common_text(name, text):
                return text
    raise BuildError(f"the text of {name} is in no distribution below {folder}")


def _system_package(path: str) -> str:
    """The Debian package that a file of this system belongs to; empty where there is none."""
    if shutil.which("dpkg-query") is None:
        return ""
    # Where /lib is a link to /usr/lib, a package may know its file by the other name.
    for name in (path, path.removeprefix("/usr")):
        if owner := _ask("dpkg-query", "--search", name):
            return owner.partition(":")[0].strip()
    return ""


def _ask(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.splitlines()[0] if done.returncode == 0 and done.stdout else ""


def _is_below(path: str, folder: Path) -> bool:
    return Path(path).is_relative_to(os.path.realpath(folder))


def _joined(texts: list[str]) -> str:
    rule = f"\n\n{'-' * 72}\n\n"
    return rule.join(text.strip() for text in texts) + "\n"
