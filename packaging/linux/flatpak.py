"""The Flatpak: the bundle in a sandbox that sees its own folder and what the user hands to it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from steps import BUILD, DIST, BuildError, fresh, run, tool

from linux import elf, tree

APP = "io.github.frontdesk.Frontdesk"


def obstacle() -> str:
    """Why none can be built here; empty where one can."""
    for name in ("flatpak", "flatpak-builder"):
        if tool(name) is None:
            return f"needs {name}"
    text = (tree.LINUX / f"{APP}.yml").read_text(encoding="utf-8")
    found = dict(re.findall(r'^(sdk|runtime|runtime-version): "?([\w.]+)"?$', text, re.MULTILINE))
    for kind in ("sdk", "runtime"):
        reference = f"{found[kind]}//{found['runtime-version']}"
        try:
            run(["flatpak", "info", reference])
        except BuildError:
            return f"needs {reference}: flatpak install {reference}"
    return ""


def build(bundle: Path, python: Path, version: str) -> Path:
    """Make ``Frontdesk-VERSION-MACHINE.flatpak``; its path."""
    lay_out(bundle, python, version)
    work, repository = BUILD / "flatpak-build", BUILD / "flatpak-repository"
    manifest = tree.LINUX / f"{APP}.yml"
    run(["flatpak-builder", "--force-clean", f"--repo={repository}", work, manifest])
    DIST.mkdir(exist_ok=True)
    file = DIST / f"Frontdesk-{version}-{os.uname().machine}.flatpak"
    run(["flatpak", "build-bundle", repository, file, APP])
    return file


def lay_out(bundle: Path, python: Path, version: str) -> Path:
    """Lay the tree out as the manifest expects it, with the names that Flatpak demands."""
    folder = fresh(BUILD / "flatpak")
    tree.stage(bundle, python, version, elf.needs_of(bundle).glibc, folder)
    share = folder / "share"
    for file in (*share.rglob("frontdesk*.desktop"), *share.rglob("apps/frontdesk.*")):
        file.rename(file.with_name(APP + file.name.removeprefix("frontdesk")))
    for file in share.rglob("*.desktop"):
        text = file.read_text(encoding="utf-8").replace("Icon=frontdesk", f"Icon={APP}")
        file.write_text(text, encoding="utf-8")
    # The icon of a kind of file must bear the name of the app as well.
    for file in share.rglob("application-vnd.frontdesk.backup.*"):
        file.rename(file.with_name(f"{APP}.backup{file.suffix}"))
    mime = share / "mime" / "packages" / "frontdesk.xml"
    text = mime.read_text(encoding="utf-8")
    text = text.replace('"application-vnd.frontdesk.backup"/', f'"{APP}.backup"/')
    mime.with_name(f"{APP}.xml").write_text(text, encoding="utf-8")
    mime.unlink()
    info = share / "metainfo" / f"{APP}.metainfo.xml"
    text = info.read_text(encoding="utf-8")
    text = text.replace("frontdesk.desktop<", f"{APP}.desktop<").replace(
        '"stock">frontdesk<', f'"stock">{APP}<'
    )
    info.write_text(text, encoding="utf-8")
    return folder
