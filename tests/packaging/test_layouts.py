"""What the Linux packages lay out, made from a stand-in for the bundle."""

from __future__ import annotations

import configparser
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
APP = "io.github.frontdesk.Frontdesk"

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("readelf") is None,
    reason="packages of Linux, which are read with readelf",
)


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: object) -> Path:
    """A program that says what it was told; and the pictures that a build would have drawn."""
    import licences
    import pictures
    from linux import appimage, archive, deb, flatpak, tree

    for module in (appimage, archive, deb, flatpak, tree):
        monkeypatch.setattr(module, "BUILD", tmp_path / "build")
    monkeypatch.setattr(archive, "DIST", tmp_path / "dist")
    for name, drawing in (
        ("frontdesk", ROOT / "resources" / "frontdesk.svg"),
        ("frontdesk-backup", ROOT / "packaging" / "icons" / "frontdesk-backup.svg"),
    ):
        pictures.draw(drawing, tmp_path / "build" / "pictures", name)
    folder = tmp_path / "bundle"
    texts = folder / "_internal" / "frontdesk" / "_resources" / "licences"
    licences.write([licences.Part("Frontdesk", "9.9.9", "MIT", "", "Permission is")], texts)
    shutil.copyfile(shutil.which("true") or "/bin/true", folder / "_internal" / "part.so")
    program = folder / "frontdesk"
    program.write_text('#!/bin/sh\necho "told: $*"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


def desktop_entry(file: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, encoding="utf-8")
    return parser["Desktop Entry"]


def manifest() -> dict[str, Any]:
    file = ROOT / "packaging" / "linux" / f"{APP}.yml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def test_the_folder_of_an_appimage_is_one_and_starts(bundle: Path) -> None:
    from linux import appimage

    folder = appimage.lay_out(bundle, Path(sys.executable), "9.9.9")
    entries = list(folder.glob("*.desktop"))
    assert len(entries) == 1
    icon = desktop_entry(entries[0])["Icon"]
    for name in (f"{icon}.png", ".DirIcon"):
        assert (folder / name).read_bytes().startswith(b"\x89PNG")
        # A link out of the folder would point at nothing where the image is mounted.
        assert (folder / name).resolve().is_relative_to(folder)
    for environment in ({"APPDIR": str(folder)}, {}):
        done = subprocess.run(
            [folder / "AppRun", "--db", "a b"],
            env={"PATH": os.environ["PATH"], **environment},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout == "told: --db a b\n"


def test_a_flatpak_has_everything_under_its_own_name(bundle: Path) -> None:
    from linux import flatpak

    folder = flatpak.lay_out(bundle, Path(sys.executable), "9.9.9")
    share = folder / "share"
    found = manifest()
    assert found["app-id"] == APP
    assert (folder / "bin" / found["command"]).exists()
    entry = desktop_entry(share / "applications" / f"{APP}.desktop")
    assert entry["Icon"] == APP
    assert list(share.rglob(f"apps/{APP}.png"))
    # Flatpak takes only what begins with the name of the app.
    for kind in ("applications/*.desktop", "icons/**/*.png", "icons/**/*.svg", "mime/packages/*"):
        names = [file.name for file in share.glob(kind)]
        assert names
        assert all(name.startswith(APP) for name in names), names
    info = ET.parse(share / "metainfo" / f"{APP}.metainfo.xml").getroot()
    assert info.findtext("id") == APP
    assert info.findtext("launchable") == f"{APP}.desktop"


def test_the_manifest_of_the_flatpak_asks_for_no_more_than_the_program_uses() -> None:
    found = manifest()
    (module,) = found["modules"]
    (source,) = module["sources"]
    place = (ROOT / "packaging" / "linux" / source["path"]).resolve()
    assert place == ROOT / "build" / "flatpak"  # where the layout is made
    assert not any(
        argument.startswith(("--filesystem", "--talk-name", "--device=all"))
        for argument in found["finish-args"]
    )


@pytest.mark.skipif(
    shutil.which("flatpak-builder") is None, reason="flatpak-builder is not installed"
)
def test_the_builder_of_flatpaks_understands_the_manifest() -> None:
    file = ROOT / "packaging" / "linux" / f"{APP}.yml"
    done = subprocess.run(
        ["flatpak-builder", "--show-manifest", file], capture_output=True, text=True, check=True
    )
    understood = json.loads(done.stdout)
    assert understood["id"] == APP
    # What it does not know it leaves out.
    for key in ("runtime", "runtime-version", "sdk", "command", "finish-args"):
        assert understood[key] == manifest()[key]


@pytest.mark.skipif(shutil.which("xz") is None, reason="xz is not installed")
def test_the_archive_installs_what_it_holds_and_takes_all_of_it_away_again(
    bundle: Path, tmp_path: Path
) -> None:
    from linux import archive

    made = archive.build(bundle, Path(sys.executable), "9.9.9")
    subprocess.run(["tar", "xf", made, "-C", tmp_path], check=True)
    unpacked = tmp_path / made.name.removesuffix(".tar.xz")
    prefix = tmp_path / "Größe 1"
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PREFIX": str(prefix)}
    subprocess.run([unpacked / "install.sh"], env=environment, check=True, capture_output=True)
    done = subprocess.run(
        [prefix / "bin" / "frontdesk", "x"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "told: x\n"
    share = prefix / "share"
    for name in (
        "bash-completion/completions/frontdesk", "zsh/site-functions/_frontdesk",
        "fish/vendor_completions.d/frontdesk.fish", "man/man1/frontdesk.1.gz",
    ):  # fmt: skip
        assert (share / name).exists(), name
    uninstall = prefix / "lib" / "frontdesk" / "uninstall.sh"
    subprocess.run([uninstall], check=True, capture_output=True)
    # What the desktop's own tools made of it may stay: it is about every program.
    left = [file for file in (unpacked / "tree").rglob("*") if not file.is_dir()]
    assert left
    assert [file for file in left if (prefix / file.relative_to(unpacked / "tree")).exists()] == []
    assert not uninstall.exists()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_a_debian_package_has_every_file_where_debian_looks_for_it(
    bundle: Path, tmp_path: Path
) -> None:
    from linux import deb

    made = deb.build(bundle, Path(sys.executable), "9.9.9", tmp_path / "dist", quickly=True)
    assert made.name.startswith("frontdesk_9.9.9_")
    listed = subprocess.run(
        ["dpkg-deb", "--contents", made], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    files = {line.split()[5].removeprefix(".") for line in listed}
    assert {
        "/usr/bin/frontdesk", "/usr/lib/frontdesk/9.9.9/frontdesk", "/etc/frontdesk/frontdesk.ini",
        "/usr/share/applications/frontdesk.desktop", "/usr/share/mime/packages/frontdesk.xml",
        f"/usr/share/metainfo/{APP}.metainfo.xml", "/usr/share/man/man1/frontdesk.1.gz",
        "/usr/share/bash-completion/completions/frontdesk",
        "/usr/share/zsh/vendor-completions/_frontdesk",
        "/usr/share/fish/vendor_completions.d/frontdesk.fish",
        "/usr/share/icons/hicolor/48x48/apps/frontdesk.png",
        "/usr/share/icons/hicolor/scalable/mimetypes/application-vnd.frontdesk.backup.svg",
        "/usr/share/doc/frontdesk/copyright", "/usr/share/doc/frontdesk/changelog.gz",
    } <= files  # fmt: skip
    assert all(line.split()[1] == "root/root" for line in listed)
    field = ["dpkg-deb", "--field", made, "Depends"]
    depends = subprocess.run(field, capture_output=True, text=True, check=True).stdout
    assert "libc6 (>= 2." in depends
