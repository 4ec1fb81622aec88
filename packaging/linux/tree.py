"""The files of an installed Frontdesk as they lie below a prefix such as ``/usr``."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

from steps import BUILD, PACKAGING, ROOT, fresh, moment, run

from linux import legal

LINUX = PACKAGING / "linux"
_PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)


def stage(bundle: Path, python: Path, version: str, glibc: tuple[int, ...], prefix: Path) -> None:
    """Lay everything out below ``prefix``, which is empty.

    The bundle lies in a folder named by its version: an upgrade can leave the old one to a
    window that is still open.
    """
    library = prefix / "lib" / "frontdesk"
    shutil.copytree(bundle, library / version, symlinks=True)
    text = (LINUX / "launch.sh").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", version).replace("@GLIBC@", ".".join(map(str, glibc)))
    _write(library / "launch", text, 0o755)
    (prefix / "bin").mkdir()
    (prefix / "bin" / "frontdesk").symlink_to("../lib/frontdesk/launch")
    share = prefix / "share"
    for name in ("frontdesk.desktop", "frontdesk-backup.desktop"):
        _copy(LINUX / name, share / "applications" / name)
    _copy(LINUX / "frontdesk-mime.xml", share / "mime" / "packages" / "frontdesk.xml")
    date = datetime.fromtimestamp(moment(), UTC).date().isoformat()
    text = (LINUX / "frontdesk.metainfo.xml").read_text(encoding="utf-8")
    text = text.replace("@VERSION@", version).replace("@DATE@", date)
    _write(share / "metainfo" / "io.github.frontdesk.Frontdesk.metainfo.xml", text)
    _stage_icons(share / "icons" / "hicolor")
    _stage_manual(share, python, version)
    _write(share / "doc" / "frontdesk" / "copyright", legal.copyright_of(bundle))
    news = (ROOT / "CHANGELOG.md").read_bytes()
    _write_compressed(share / "doc" / "frontdesk" / "changelog.gz", news)


def _stage_icons(folder: Path) -> None:
    pictures = BUILD / "pictures"
    names = {
        "frontdesk": ("apps", "frontdesk"),
        "frontdesk-backup": ("mimetypes", "application-vnd.frontdesk.backup"),
    }
    for source, (kind, name) in names.items():
        for size in _PNG_SIZES:
            _copy(pictures / f"{source}-{size}.png", folder / f"{size}x{size}/{kind}/{name}.png")
    _copy(ROOT / "resources/frontdesk.svg", folder / "scalable/apps/frontdesk.svg")
    name = names["frontdesk-backup"][1]
    drawing = PACKAGING / "icons/frontdesk-backup.svg"
    _copy(drawing, folder / f"scalable/mimetypes/{name}.svg")


def _stage_manual(share: Path, python: Path, version: str) -> None:
    made = fresh(BUILD / "manual")
    run([python, PACKAGING / "manual.py", made, version])
    page = (made / "frontdesk.1").read_bytes()
    _write_compressed(share / "man" / "man1" / "frontdesk.1.gz", page)
    _copy(made / "frontdesk.bash", share / "bash-completion/completions/frontdesk")
    _copy(made / "_frontdesk", share / "zsh/vendor-completions/_frontdesk")
    _copy(made / "frontdesk.fish", share / "fish/vendor_completions.d/frontdesk.fish")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _write(target: Path, text: str, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    target.chmod(mode)


def _write_compressed(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(content, 9, mtime=0))
    target.chmod(0o644)
