"""The packages: sums, dependencies, pictures, the Windows setup; none needs a bundle."""

from __future__ import annotations

import re
import shutil
import sqlite3
import struct
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_checksums_can_be_checked_with_the_usual_tool(tmp_path: Path) -> None:
    import build

    (tmp_path / "b.deb").write_bytes(b"abc")
    (tmp_path / "a.deb").write_bytes(b"")
    target = tmp_path / "SHA256SUMS"
    build.write_checksums([tmp_path / "b.deb", tmp_path / "a.deb"], target)
    assert target.read_text(encoding="utf-8").splitlines() == [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.deb",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb",
    ]
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", target], cwd=tmp_path, check=True)


def test_what_cannot_be_built_here_is_said_and_why(capsys: pytest.CaptureFixture[str]) -> None:
    import build

    assert build.main(["--list"]) == 0
    said = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert set(said) == {"deb", "archive", "appimage", "flatpak", "setup", "dmg"}
    assert any(words != "can be built here" for words in said.values())  # no system can all of it


def test_a_flatpak_needs_the_runtime_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from linux import flatpak
    from steps import BuildError

    monkeypatch.setattr(flatpak, "tool", lambda name: None)
    assert flatpak.obstacle() == "needs flatpak"
    monkeypatch.setattr(flatpak, "tool", lambda name: f"/usr/bin/{name}")
    asked: list[list[str]] = []
    monkeypatch.setattr(flatpak, "run", asked.append)
    assert flatpak.obstacle() == ""
    assert [words[:2] for words in asked] == [["flatpak", "info"]] * 2
    assert asked[0][2].startswith("org.freedesktop.Sdk//")

    def missing(words: list[str]) -> str:
        raise BuildError("not installed")

    monkeypatch.setattr(flatpak, "run", missing)
    assert "flatpak install org.freedesktop.Sdk//" in flatpak.obstacle()


def test_asking_for_what_cannot_be_built_here_is_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import build

    target = build.Target(build.TARGETS["dmg"].build, lambda: "is built on the moon")
    monkeypatch.setitem(build.TARGETS, "dmg", target)
    assert build.main(["dmg"]) == 1
    assert "it is built on the moon" in capsys.readouterr().err


def test_a_library_whose_package_nobody_knows_ends_the_build() -> None:
    from linux import deb, elf
    from steps import BuildError

    with pytest.raises(BuildError, match="libstrange"):
        deb.dependencies(elf.Needs(libraries={"libstrange.so.1"}, glibc=(2, 35)))


def test_debian_is_told_what_the_bundle_links() -> None:
    from linux import deb, elf

    needs = elf.Needs(
        libraries={"libX11.so.6", "libstdc++.so.6"},
        optional={"libwayland-client.so.0", "libX11.so.6"},
        glibc=(2, 35),
        libstdcxx=(3, 4, 29),
    )
    depends, recommends = deb.dependencies(needs)
    assert {"libx11-6", "libc6 (>= 2.35)", "libstdc++6 (>= 11)", "tzdata"} <= set(depends)
    assert "libstdc++6" not in depends
    assert "libwayland-client0" in recommends
    assert "libx11-6" not in recommends


def test_the_bill_of_materials_names_every_library_once(tmp_path: Path) -> None:
    import sbom

    (tmp_path / "_internal").mkdir()
    document = sbom.document(tmp_path)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    references = [part["bom-ref"] for part in document["components"]]
    assert len(references) == len(set(references))
    versions = {part["name"].lower(): part["version"] for part in document["components"]}
    for line in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]:
        name = re.split(r"[^\w-]", line)[0].lower().replace("-", "_")
        assert name in {known.replace("-", "_") for known in versions}, line
    assert versions["sqlite"] == sqlite3.sqlite_version
    assert "dnspython" not in versions  # asked for by a library, and left out of the bundle
    for part in document["components"]:
        assert part["purl"].startswith("pkg:")
        assert part["version"]


def test_the_next_version_has_one_migration_more(tmp_path: Path) -> None:
    from linux import upgrades
    from steps import version_of

    newer = upgrades.newer_source(version_of(), tmp_path)
    assert version_of(tmp_path) == newer != version_of()
    versions = "src/frontdesk/store/migrations/versions/0*.py"
    assert len([*tmp_path.glob(versions)]) == len([*ROOT.glob(versions)]) + 1


def test_icons_for_windows_and_macos_hold_every_size(tmp_path: Path, qapp: object) -> None:
    import pictures

    pictures.draw(ROOT / "resources" / "frontdesk.svg", tmp_path, "frontdesk")
    ico = (tmp_path / "frontdesk.ico").read_bytes()
    _zero, kind, count = struct.unpack_from("<HHH", ico)
    sizes = []
    for number in range(count):
        width, *_, length, place = struct.unpack_from("<BBBBHHII", ico, 6 + 16 * number)
        sizes.append(width or 256)
        assert ico[place : place + 8] == b"\x89PNG\r\n\x1a\n"
        assert place + length <= len(ico)
    assert (kind, sizes) == (1, [16, 24, 32, 48, 64, 128, 256])
    icns = (tmp_path / "frontdesk.icns").read_bytes()
    assert struct.unpack_from(">4sI", icns) == (b"icns", len(icns))


def test_a_tool_that_is_not_there_is_named() -> None:
    from steps import BuildError, run

    with pytest.raises(BuildError, match="no-such-tool is not on this system"):
        run(["no-such-tool", "--version"])


def test_signatures_are_made_with_the_newest_kit_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from steps import BuildError
    from windows import setup

    monkeypatch.setattr(setup, "tool", lambda name: None)
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    with pytest.raises(BuildError, match="no signtool"):
        setup.signtool()
    for version in ("10.0.9200.0", "10.0.26100.0", "10.0.19041.0"):
        place = tmp_path / "Windows Kits" / "10" / "bin" / version / "x64"
        place.mkdir(parents=True)
        (place / "signtool.exe").touch()
    assert "10.0.26100.0" in setup.signtool()


def test_an_app_that_is_not_hardened_is_not_handed_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from macos import dmg
    from steps import BuildError

    flags = ["0x10000(runtime)"]
    monkeypatch.setattr(dmg, "run", lambda words: f"CodeDirectory v=20500 flags={flags[0]}")
    dmg.verify(tmp_path / "Frontdesk.app", "Developer ID")
    flags[0] = "0x0(none)"
    dmg.verify(tmp_path / "Frontdesk.app", "")
    with pytest.raises(BuildError, match="hardened"):
        dmg.verify(tmp_path / "Frontdesk.app", "Developer ID")


def test_a_start_is_judged_by_the_fastest_and_only_where_nothing_else_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from linux import starting
    from steps import BuildError

    load = [0.1, 0.1, 0.1]
    monkeypatch.setattr(starting.os, "getloadavg", lambda: load)
    quick = starting.Starts((1.4, 0.8, 1.3), (0.6, 0.5, 0.7))
    assert starting.judged(quick).startswith("median 1.30 s to the painted day, fastest of 3 0.80")
    slow = starting.Starts((1.4, 1.2, 1.3), (0.6, 0.5, 0.7))
    with pytest.raises(BuildError, match=r"median 1\.30"):
        starting.judged(slow)
    load[0] = 99.0
    assert "not judged" in starting.judged(slow)
