#!/usr/bin/env python3
"""Builds what this system can build, and says what it cannot.

    ./run package                  everything that can be built here
    ./run package bundle deb       these, and what they need
    ./run package --test           then tries the Debian package on a bare Debian (root, minutes)
    ./run package --test --from v1 and the upgrade from the package of that commit
    ./run package --measure        how long the bundle that was built takes to the painted day
    ./run package --list           what there is, and why some of it cannot be built here

Everything comes to lie in `dist`, with checksums and a list of what is inside (SBOM).
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import bundle
import selftest
from linux import appimage, archive, deb, flatpak
from macos import dmg
from steps import BUILD, DIST, ROOT, BuildError, run, say, tool, version_of
from windows import setup


@dataclass(frozen=True)
class Target:
    """Something to hand out: how it is made from the bundle, and what stands in the way."""

    build: Callable[[Path, Path, str], Path]
    obstacle: Callable[[], str]


def _needs(platform: str, *tools: str) -> Callable[[], str]:
    def obstacle() -> str:
        if not sys.platform.startswith(platform):
            return f"is built on {platform}"
        missing = [name for name in tools if tool(name) is None]
        return f"needs {', '.join(missing)}" if missing else ""

    return obstacle


def _flatpak_obstacle() -> str:
    return _needs("linux")() or flatpak.obstacle()


TARGETS = {
    "deb": Target(deb.build, _needs("linux", "dpkg-deb", "readelf")),
    "archive": Target(archive.build, _needs("linux", "tar", "xz", "readelf")),
    "appimage": Target(appimage.build, _needs("linux", "appimagetool")),
    "flatpak": Target(flatpak.build, _flatpak_obstacle),
    "setup": Target(setup.build, _needs("win32", "makensis")),
    "dmg": Target(dmg.build, _needs("darwin", "hdiutil", "codesign")),
}


def main(words: list[str]) -> int:
    """Build what is asked for; the exit status."""
    asked = _arguments(words)
    obstacles = {name: target.obstacle() for name, target in TARGETS.items()}
    if asked.list:
        for name, obstacle in obstacles.items():
            print(f"{name:10} {obstacle or 'can be built here'}")
        return 0
    wanted = asked.targets or [name for name, obstacle in obstacles.items() if not obstacle]
    try:
        if asked.measure:
            from linux import starting

            print(starting.of_bundle(BUILD / "bundle" / "frontdesk"))
            return 0
        if not asked.test_only:
            _build([name for name in wanted if name != "bundle"], obstacles)
        if asked.test or asked.test_only:
            from linux import rehearsal

            rehearsal.rehearse(asked.earlier)
    except BuildError as error:
        say(str(error))
        return 1
    if asked.test_only:
        return 0
    for name, obstacle in obstacles.items():
        if obstacle and name not in wanted:
            say(f"not built: {name} ({obstacle})")
    return 0


def _arguments(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run package", description=__doc__.split("\n")[0])
    parser.add_argument("targets", nargs="*", choices=["bundle", *TARGETS, []], metavar="TARGET")
    parser.add_argument("--test", action="store_true", help="try the package on a bare Debian")
    parser.add_argument("--test-only", action="store_true", help="try what was built before")
    parser.add_argument(
        "--from",
        dest="earlier",
        default="",
        metavar="COMMIT",
        help="with a test: upgrade from the package of this commit, too",
    )
    parser.add_argument(
        "--measure", action="store_true", help="time the start of what was built before"
    )
    parser.add_argument("--list", action="store_true", help="what can be built here, and stop")
    return parser.parse_args(words)


def _build(wanted: list[str], obstacles: dict[str, str]) -> None:
    for name in wanted:
        if obstacles[name]:
            raise BuildError(f"{name} cannot be built here: it {obstacles[name]}")
    version = version_of()
    say(f"Frontdesk {version}")
    _write_feed()
    python = bundle.environment(ROOT)
    folder = bundle.build(ROOT, python, version)
    seconds = selftest.try_bundle(folder)
    say(f"the bundle passed its own test, read-only and from another folder ({seconds:.1f} s)")
    made = [TARGETS[name].build(folder, python, version) for name in wanted]
    if made:
        sbom = DIST / f"frontdesk-{version}-{sys.platform}.cdx.json"
        run([python, ROOT / "packaging" / "sbom.py", folder, sbom])
        write_checksums([*made, sbom], DIST / f"SHA256SUMS-{sys.platform}")
        say(f"in dist: {', '.join(file.name for file in made)}, SBOM and checksums")


def _write_feed() -> None:
    """Lay the address and the key of the update feed beside the resources, where they are given.

    A build without them makes a program that never asks for updates.
    """
    feed = BUILD / "updates.json"
    feed.unlink(missing_ok=True)
    address = os.environ.get("FRONTDESK_UPDATE_FEED", "")
    key = os.environ.get("FRONTDESK_UPDATE_KEY", "")
    if not address and not key:
        return
    if not address.startswith("https://") or len(base64.b64decode(key, validate=True)) != 32:
        raise BuildError("FRONTDESK_UPDATE_FEED must be https, and FRONTDESK_UPDATE_KEY 32 bytes")
    BUILD.mkdir(exist_ok=True)
    feed.write_text(json.dumps({"address": address, "key": key}), encoding="utf-8")


def write_checksums(files: list[Path], target: Path) -> None:
    """Write the SHA-256 sums of ``files`` in the form that ``sha256sum --check`` reads."""
    lines = []
    for file in sorted(files):
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n")
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
