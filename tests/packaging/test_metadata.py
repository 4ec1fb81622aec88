"""What the systems read about the program is valid, and says the same everywhere."""

from __future__ import annotations

import configparser
import os
import plistlib
import re
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from frontdesk import installation, versions
from frontdesk.store import schema

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
LANGUAGES = sorted(file.stem for file in (ROOT / "resources" / "translations").glob("*.po"))
NSIS_LANGUAGES = {"de": "German", "es": "Spanish"}
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is not installed")


def entry(name: str) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(LINUX / name, encoding="utf-8")
    return parser["Desktop Entry"]


def metainfo() -> str:
    text = (LINUX / "frontdesk.metainfo.xml").read_text(encoding="utf-8")
    return text.replace("@VERSION@", VERSION).replace("@DATE@", "2026-11-22")


def test_the_version_stands_in_one_place() -> None:
    assert versions.frontdesk() == VERSION
    spelled = re.compile(rf"(?<![\d.]){re.escape(VERSION)}(?![\d.])")
    own = [ROOT / "src", ROOT / "packaging", ROOT / ".github"]
    files = [file for top in own for file in top.rglob("*") if file.is_file()]
    found = [
        file
        for file in files
        if file.suffix != ".pyc" and spelled.search(file.read_text(encoding="utf-8"))
    ]
    assert found == []


@needs("desktop-file-validate")
@pytest.mark.parametrize("name", ["frontdesk.desktop", "frontdesk-backup.desktop"])
def test_the_desktop_entries_are_valid(name: str) -> None:
    done = subprocess.run(
        ["desktop-file-validate", LINUX / name], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["frontdesk.desktop", "frontdesk-backup.desktop"])
def test_the_menu_speaks_the_languages_of_the_program(name: str, language: str) -> None:
    lines = (LINUX / name).read_text(encoding="utf-8").splitlines()
    keys = {line.partition("=")[0] for line in lines}
    wanted = {"GenericName", "Comment", "Keywords"} & keys
    assert {f"{key}[{language}]" for key in wanted} <= keys
    # Every name but the program's own, which is the same everywhere.
    names = [line for line in lines if line.startswith("Name=") and line != "Name=Frontdesk"]
    assert len(names) == sum(line.startswith(f"Name[{language}]=") for line in lines)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["frontdesk.metainfo.xml", "frontdesk-mime.xml"])
def test_what_other_programs_show_of_ours_is_in_its_languages(name: str, language: str) -> None:
    words: dict[str, list[str]] = {"": [], language: []}
    for element in ET.parse(LINUX / name).iter():
        tag = element.tag.rpartition("}")[2]
        spoken = element.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        if tag in ("summary", "p", "li", "comment") and spoken in words:
            words[spoken].append(tag)
    assert words[""]
    assert words[language] == words[""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_windows_setup_speaks_the_languages_of_the_program(language: str) -> None:
    text = (ROOT / "packaging" / "windows" / "frontdesk.nsi").read_text(encoding="utf-8")
    assert language in NSIS_LANGUAGES, "what does NSIS call it?"
    name = NSIS_LANGUAGES[language]
    assert f'!insertmacro MUI_LANGUAGE "{name}"' in text
    said = re.findall(r"^LangString (\w+) \${LANG_(\w+)} ", text, flags=re.MULTILINE)
    english = {key for key, spoken in said if spoken == "ENGLISH"}
    assert english
    assert {key for key, spoken in said if spoken == name.upper()} == english


@needs("appstreamcli")
def test_the_metainfo_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "io.github.frontdesk.Frontdesk.metainfo.xml"
    file.write_text(metainfo(), encoding="utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_backups_are_told_by_ending_and_by_content() -> None:
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ET.parse(LINUX / "frontdesk-mime.xml").getroot().find("m:mime-type", space)
    assert kind is not None
    assert [glob.get("pattern") for glob in kind.findall("m:glob", space)] == ["*.frontdesk"]
    mark = kind.find(".//m:match/m:match", space)
    assert mark is not None
    assert int(mark.get("value", ""), 16) == schema.APPLICATION_ID
    name = kind.get("type")
    assert entry("frontdesk-backup.desktop")["MimeType"] == f"{name};"
    provided = ET.fromstring(metainfo()).find("provides/mediatype")
    assert provided is not None
    assert provided.text == name
    assert entry("frontdesk-backup.desktop")["Exec"] == "frontdesk --open-backup %f"


def test_the_window_belongs_to_its_desktop_entry() -> None:
    assert entry("frontdesk.desktop")["StartupWMClass"] == "frontdesk"
    launchable = ET.fromstring(metainfo()).find("launchable")
    assert launchable is not None
    assert launchable.text == "frontdesk.desktop"


def test_the_settings_file_that_is_shipped_lays_nothing_down() -> None:
    shipped = LINUX / "frontdesk.ini"
    assert installation.read(shipped) == installation.Installation()
    uncommented = re.sub(r"^;(?=\w+ =)", "", shipped.read_text(encoding="utf-8"), flags=re.M)
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(uncommented)
    assert set(parser["frontdesk"]) == {"datadir", "dburl", "backups", "updates"}


def test_macos_is_told_what_the_program_may() -> None:
    rights = plistlib.loads((ROOT / "packaging/macos/entitlements.plist").read_bytes())
    assert all(value is True for value in rights.values())
    # Not these: others could then put their code into our process.
    assert "com.apple.security.cs.disable-library-validation" not in rights
    assert "com.apple.security.get-task-allow" not in rights


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize(
    "script",
    ["launch.sh", "install.sh", "uninstall.sh", "debian/preinst", "debian/postinst",
     "debian/postrm"],
)  # fmt: skip
def test_the_scripts_are_plain_shell(script: str) -> None:
    shell = shutil.which("dash") or "sh"
    done = subprocess.run([shell, "-n", LINUX / script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("glibc", "status", "said"),
    [
        ("glibc 2.35", 7, ""),
        ("glibc 2.41", 7, ""),
        ("glibc 2.31", 1, "too old"),
        ("", 1, "glibc"),
        (None, 7, ""),
    ],
)
def test_the_starter_says_when_the_system_is_too_old(
    tmp_path: Path, glibc: str | None, status: int, said: str
) -> None:
    folder = tmp_path / "Größe 1"
    program = folder / "9.9.9" / "frontdesk"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    program.chmod(0o755)
    text = (LINUX / "launch.sh").read_text(encoding="utf-8")
    starter = folder / "launch"
    starter.write_text(text.replace("@VERSION@", "9.9.9").replace("@GLIBC@", "2.35"))
    starter.chmod(0o755)
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dirname", "readlink"):
        (tools / name).symlink_to(shutil.which(name) or name)
    if glibc is not None:
        (tools / "getconf").write_text(f"#!/bin/sh\necho '{glibc}'\n", encoding="utf-8")
        (tools / "getconf").chmod(0o755)
    environment = {**os.environ, "PATH": str(tools)}
    done = subprocess.run(
        [starter], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == status
    assert said in done.stderr
    assert done.stderr.count("\n") == (1 if said else 0)
