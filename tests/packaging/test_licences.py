"""Licence texts: whoever has work in the bundle brings one, or the build says so and ends."""

from __future__ import annotations

import re
import sys
import sysconfig
import tarfile
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMON = Path("/usr/share/common-licenses")
needs_common_texts = pytest.mark.skipif(
    not (COMMON / "LGPL-3").is_file(), reason="only Debian has the texts that many share"
)


def installed(folder: Path, name: str, *lines: str, **texts: str) -> Distribution:
    """Make a distribution below ``folder`` with these lines of metadata and licence files."""
    info = folder / f"{name}-1.0.dist-info"
    (info / "licenses").mkdir(parents=True)
    head = [f"Name: {name}", "Version: 1.0", "Metadata-Version: 2.4", *lines]
    record = [f"{name}.py,,", f"{info.name}/METADATA,,"]
    for file, text in texts.items():
        (info / "licenses" / file).write_text(text, encoding="utf-8")
        record.append(f"{info.name}/licenses/{file},,")
    (info / "METADATA").write_text("\n".join(head) + "\n", encoding="utf-8")
    (info / "RECORD").write_text("\n".join(record) + "\n", encoding="utf-8")
    return Distribution.at(info)


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of distributions that bring LGPL and GPL, as the build lays it out."""
    folder = tmp_path / "licence-texts"
    folder.mkdir()
    for name, file in (("psycopg", "LGPL-3"), ("yamllint", "GPL-3")):
        if (COMMON / file).is_file():
            text = (COMMON / file).read_text("utf-8")
            installed(folder, name, LICENSE=text.replace("\n", "\r\n"))
    monkeypatch.setenv("FRONTDESK_LICENCE_TEXTS", str(folder))
    return folder


def test_every_file_belongs_to_somebody() -> None:
    import licences

    build = ROOT / "build"
    own = {
        "sqlalchemy": Path(str(distribution("sqlalchemy").locate_file("sqlalchemy/__init__.py"))),
        "pyside6-essentials": Path(
            str(distribution("PySide6-Essentials").locate_file("PySide6/__init__.py"))
        ),
        "python": Path(sysconfig.get_path("stdlib")) / "json" / "__init__.py",
    }
    for owner, file in own.items():
        assert licences.owner_of(str(file), build) == owner
    assert licences.owner_of(str(build / "pyinstaller" / "base_library.zip"), build) == "python"
    assert licences.owner_of("C:\\Windows\\System32\\VCRUNTIME140_1.dll", build) in (
        "",
        "microsoft",
    )


def test_a_file_of_nobody_ends_the_build(tmp_path: Path) -> None:
    import licences
    from steps import BuildError

    stranger = tmp_path / "libstrange.so.1"
    stranger.write_bytes(b"")
    entries = [("libstrange.so.1", str(stranger), "BINARY")]
    with pytest.raises(BuildError, match=r"nobody knows whose .*libstrange"):
        licences.collect(entries, ROOT / "build", tmp_path / "licences")


def test_a_distribution_without_a_text_ends_the_build(tmp_path: Path) -> None:
    import licences
    from steps import BuildError

    with pytest.raises(BuildError, match=r"quiet 1\.0 brings no licence text"):
        licences._distribution(installed(tmp_path, "quiet", "License: MIT"))
    with pytest.raises(BuildError, match="hollow"):
        licences._distribution(installed(tmp_path, "hollow", LICENSE=" \n"))


def test_all_files_that_a_distribution_declares_are_taken(tmp_path: Path) -> None:
    import licences

    lines = ("License-Expression: BSD-3-Clause", "License-File: AUTHORS",
             "Project-URL: Homepage, https://kind.example/")  # fmt: skip
    found = installed(tmp_path, "kind", *lines, AUTHORS="Ann", LICENSE="Do what is fair.")
    part = licences._distribution(found)
    assert (part.licence, part.page) == ("BSD-3-Clause", "https://kind.example/")
    assert "Ann" in part.text
    assert "Do what is fair." in part.text


def test_every_library_that_we_ask_for_has_a_text(texts: Path) -> None:
    import licence_notices
    import licences

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in project["dependencies"]:
        name = re.split(r"[^\w-]", line)[0]
        found = distribution(name)
        assert licences._texts_of(found) or name.lower() in licence_notices.NOTICES
        assert licences.licence_of(found)


@needs_common_texts
def test_qt_comes_with_its_terms_and_the_texts_of_lgpl_and_gpl(
    texts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import licences

    part = licences._distribution(distribution("PySide6-Essentials"))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in part.text
    assert "TERMS AND CONDITIONS" in part.text
    assert f"\nversion {part.version}, under" in part.text
    assert "brings no licence text" in capsys.readouterr().err  # loud, at every build


@needs_common_texts
def test_a_text_that_is_not_the_one_it_should_be_is_not_taken(texts: Path) -> None:
    import licences
    from steps import BuildError

    for file in texts.rglob("LICENSE"):
        file.write_text(file.read_text("utf-8").replace("copies", "copy"), encoding="utf-8")
    with pytest.raises(BuildError, match=r"LGPL-3\.0"):
        licences._distribution(distribution("PySide6-Essentials"))


def test_python_brings_its_own() -> None:
    import licences

    part = licences.part_of("python")
    assert part.version == sys.version.split()[0]
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in part.text.upper()


def test_the_window_finds_what_the_build_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import licences as packing

    from frontdesk import licences, paths

    monkeypatch.setattr(paths, "resource", lambda name: tmp_path / name)
    made = [
        packing.Part("zlib", "1.3", "Zlib", "", "as is\n"),
        packing.Part("Qt and Qt for Python", "6", "LGPL-3.0-only", "https://qt.io/", "freedom\n"),
        packing.Part("Frontdesk", "9.9.9", "MIT", "", "ours\n"),
    ]
    packing.write(made, tmp_path / "licences")
    found = licences.parts()
    assert [part.name for part in found] == ["Frontdesk", "Qt and Qt for Python", "zlib"]
    assert found[1].text() == "freedom\n"
    assert (found[1].licence, found[1].page) == ("LGPL-3.0-only", "https://qt.io/")


@needs_common_texts
def test_debian_is_told_all_licences_and_finds_the_common_ones_where_it_keeps_them(
    tmp_path: Path,
) -> None:
    import licences
    from linux import legal

    apache = (COMMON / "Apache-2.0").read_text("utf-8")
    parts = [
        licences.Part("Frontdesk", "1.0", "MIT", "", "Permission is hereby granted"),
        licences.Part("numbers", "2.0", "Apache-2.0", "https://numbers.example/",
                      f"Copyright Ann\n\n{apache}\nAnn's own words"),
    ]  # fmt: skip
    licences.write(parts, tmp_path / "_internal" / "frontdesk" / "_resources" / "licences")
    text = legal.copyright_of(tmp_path)
    assert text.index("Permission is hereby granted") < text.index("numbers 2.0")
    for words in ("Copyright Ann", "/usr/share/common-licenses/Apache-2.0", "Ann's own words"):
        assert words in text
    assert "Grant of Copyright License" not in text


def test_a_bundle_without_texts_makes_no_package(tmp_path: Path) -> None:
    from linux import legal
    from steps import BuildError

    with pytest.raises(BuildError, match="no licence texts"):
        legal.copyright_of(tmp_path)


def test_the_recipe_of_the_bundle_collects_them() -> None:
    spec = (ROOT / "packaging" / "frontdesk.spec").read_text("utf-8")
    assert "licences.collect(" in spec
    assert spec.index("licences.collect(") < spec.index("COLLECT(")


def qt_source(folder: Path) -> Path:
    """A source of Qt with parts by others, as Qt lists them."""
    zlib = folder / "qtbase-everywhere-src-6.11.3" / "src" / "3rdparty" / "zlib"
    other = folder / "qtbase-everywhere-src-6.11.3" / "tests" / "data"
    svg = folder / "qtsvg-everywhere-src-6.11.3" / "src"
    for place in (zlib, other, svg):
        place.mkdir(parents=True)
    (zlib / "LICENSE").write_text("Provided as is.\n", encoding="utf-8")
    (zlib / "qt_attribution.json").write_text(
        '[{"Name": "Data Compression Library", "Version": "1.3", "LicenseId": "Zlib",\n'
        '"LicenseFile": "LICENSE", "Copyright": "(C) Gailly\n(C) Adler"},\n'
        '{"Name": "A tool", "QtParts": ["tools"], "LicenseFile": "NONE"}]',
        encoding="utf-8",
    )
    (svg / "LICENSE.XSVG").write_text("Permission to use.", encoding="utf-8")
    (svg / "qt_attribution.json").write_text(
        '{"Name": "XSVG", "License": "HPND", "LicenseFiles": ["LICENSE.XSVG"]}', encoding="utf-8"
    )
    (other / "qt_attribution.json").write_text('{"Name": "T", "QtParts": ["tests"]}', "utf-8")
    return folder


def test_the_notices_of_qt_come_from_its_source(tmp_path: Path) -> None:
    import qt_notices

    text = qt_notices.notices(qt_source(tmp_path), "6.11.3")
    assert text.index("Data Compression Library 1.3") < text.index("XSVG")
    for words in ("Licence: Zlib", "(C) Adler", "Provided as is.", "Permission to use."):
        assert words in text
    assert "A tool" not in text


def test_of_an_archive_of_qt_only_the_source_is_unpacked(tmp_path: Path) -> None:
    import qt_notices

    source = qt_source(tmp_path / "given")
    with tarfile.open(tmp_path / "qt.tar.xz", "w:xz") as packed:
        for folder in sorted(source.iterdir()):
            packed.add(folder, folder.name)
    qt_notices.unpack(tmp_path / "qt.tar.xz", tmp_path / "got")
    assert not list((tmp_path / "got").rglob("tests"))
    assert qt_notices.notices(tmp_path / "got", "6.11.3") == qt_notices.notices(source, "6.11.3")


def test_a_source_of_another_version_or_without_a_text_ends_the_build(tmp_path: Path) -> None:
    import qt_notices
    from steps import BuildError

    source = qt_source(tmp_path)
    with pytest.raises(BuildError, match=r"not the source of qtbase 6\.12\.0"):
        qt_notices.notices(source, "6.12.0")
    next(source.rglob("LICENSE")).unlink()
    with pytest.raises(BuildError, match="LICENSE, which is not there"):
        qt_notices.notices(source, "6.11.3")
