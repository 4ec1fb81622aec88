"""The recipe of the bundle: what the program needs is in it, what it does not is not."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_resource_of_windows_is_what_it_says() -> None:
    import bundle

    text = bundle.version_resource("1.22.3", "frontdesk-cli")
    tree = ast.parse(text)  # PyInstaller evaluates it
    assert "(1, 22, 3, 0)" in text
    strings = {
        call.args[0].value: call.args[1].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "StringStruct"
    }
    assert strings["ProductVersion"] == "1.22.3"
    assert strings["OriginalFilename"] == "frontdesk-cli.exe"


def test_every_library_that_is_imported_late_is_collected() -> None:
    spec = (ROOT / "packaging" / "frontdesk.spec").read_text(encoding="utf-8")
    for name in ("holidays", "phonenumbers", "tzdata"):
        assert f'collect_submodules("{name}"' in spec or f'collect_data_files("{name}"' in spec
    assert 'collect_data_files("frontdesk.store.migrations", include_py_files=True)' in spec
    assert '"_cffi_backend"' in spec  # PINs and signatures
    assert 'collect_data_files("holidays", includes=["locale/**/*.mo"])' in spec


def test_the_whole_of_what_the_program_depends_on_may_come_along() -> None:
    import trim

    for line in PROJECT["dependencies"]:
        name = re.match(r"[\w-]+", line)
        assert name is not None
        assert name[0].lower() not in {unused.lower() for unused in trim.UNUSED_MODULES}


@pytest.mark.parametrize(
    ("file", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so", True),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Quick.so.6", False),
        ("PySide6\\Qt6Qml.dll", False),
        ("PySide6\\Qt6Core.dll", True),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("libgtk-3.so.0", True),  # left to those that nobody links
        ("libstdc++.so.6", False),
        ("libssl.so.3", False),
        ("libsqlite3.so.0", True),
        ("frontdesk/_resources/style.qss", True),
        ("frontdesk-1.0.dist-info/METADATA", True),
        ("frontdesk-1.0.dist-info/RECORD", False),
    ],
)
def test_what_stays_out(file: str, wanted: bool) -> None:
    import trim

    assert trim.is_wanted(file, ["de"]) is wanted


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_only_linux_has_the_common_libraries_itself(
    monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    import trim

    monkeypatch.setattr(trim.sys, "platform", system)
    assert trim.is_wanted("liblzma.5.dylib")
    assert trim.is_wanted("libcrypto-3.dll")


def test_a_framework_of_macos_comes_whole_or_not_at_all() -> None:
    import trim

    def framework(name: str) -> list[tuple[str, str, str]]:
        top = f"PySide6/Qt/lib/{name}.framework"
        return [
            (f"{top}/Versions/A/{name}", f"/s/{name}", "BINARY"),
            (f"{top}/Versions/A/Resources/Info.plist", f"/s/{name}.plist", "DATA"),
            (f"{top}/Versions/Current", "A", "SYMLINK"),
            (f"{top}/Resources", "Versions/Current/Resources", "SYMLINK"),
            (f"{top}/{name}", f"Versions/Current/{name}", "SYMLINK"),
        ]

    links = {"/s/QtCore.so": ["@rpath/QtCore.framework/Versions/A/QtCore"]}
    entries = [
        ("PySide6/QtCore.so", "/s/QtCore.so", "EXTENSION"),
        ("Python.framework/Versions/3.11/Python", "/s/Python", "BINARY"),
        ("Python", "Python.framework/Versions/3.11/Python", "SYMLINK"),
        *framework("QtCore"),
        *framework("QtDBus"),  # wanted, and linked by nobody
        *framework("QtQuick"),
    ]
    wanted = [entry for entry in entries if trim.is_wanted(entry[0])]
    assert not any("QtQuick" in name for name, _source, _kind in wanted)
    binaries = [entry for entry in wanted if entry[2] not in ("DATA", "SYMLINK")]
    kept = trim.reachable(binaries, lambda source: links.get(source, []))
    rest = [entry for entry in wanted if entry not in binaries]
    names = {entry[0] for entry in [*kept, *trim.without_loose_links(rest, kept)]}
    assert names == {
        "PySide6/QtCore.so", "Python", "Python.framework/Versions/3.11/Python",
        *(entry[0] for entry in framework("QtCore")),
    }  # fmt: skip


def test_a_library_goes_with_the_last_file_that_links_it() -> None:
    import trim

    links = {
        "/s/QtCore.so": ["libQt6Core.so.6", "libc.so.6"],
        "/s/libQt6Core.so.6": ["libicu.so.73"],
        "/s/libicu.so.73": [],
        "/s/libgtk-3.so.0": ["libatk.so.0"],
        "/s/libatk.so.0": [],
        "/s/util.so": [],
        "/s/b/util.so": [],
    }
    entries = [
        ("PySide6/QtCore.so", "/s/QtCore.so", "EXTENSION"),
        ("a/util.so", "/s/util.so", "EXTENSION"),
        ("b/util.so", "/s/b/util.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/s/libQt6Core.so.6", "BINARY"),
        ("PySide6/Qt/lib/libicu.so.73", "/s/libicu.so.73", "BINARY"),
        ("libgtk-3.so.0", "/s/libgtk-3.so.0", "BINARY"),
        ("libatk.so.0", "/s/libatk.so.0", "BINARY"),
        ("libicu.so.73", "PySide6/Qt/lib/libicu.so.73", "SYMLINK"),
        ("libatk.so", "libatk.so.0", "SYMLINK"),
    ]
    kept = trim.reachable(entries, links.__getitem__)
    names = {name for name, _source, _kind in trim.without_loose_links(kept, kept)}
    assert names == {
        "PySide6/QtCore.so", "a/util.so", "b/util.so", "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicu.so.73", "libicu.so.73",
    }  # fmt: skip


@pytest.mark.slow
def test_every_module_that_is_imported_by_name_is_collected() -> None:
    spec = (ROOT / "packaging" / "frontdesk.spec").read_text(encoding="utf-8")
    names = {
        call.args[0].value
        for file in (ROOT / "src").rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") == "import_module"
        and isinstance(call.args[0], ast.Constant)
    }
    assert "PySide6.QtPrintSupport" in names
    for name in names:
        assert f'"{name}"' in spec, f"PyInstaller does not see {name}"


def test_every_part_of_qt_that_is_imported_may_come_along() -> None:
    import trim

    text = "\n".join(file.read_text("utf-8") for file in (ROOT / "src").rglob("*.py"))
    for name in set(re.findall(r"\bPySide6\.Qt(\w+)", text)):
        assert trim.is_wanted(f"PySide6/Qt{name}.abi3.so"), name
        assert trim.is_wanted(f"PySide6/Qt/lib/libQt6{name}.so.6"), name


def test_what_the_program_starts_does_not_load_the_libraries_of_the_bundle() -> None:
    script = (
        "import os, runpy, frontdesk.__main__ as program\n"
        "names = ('LD_LIBRARY_PATH', 'QT_PLUGIN_PATH', 'QML2_IMPORT_PATH')\n"
        "program.main = lambda: print([os.environ.get(name) for name in names])\n"
        f"runpy.run_path({str(ROOT / 'packaging' / 'start.py')!r})\n"
    )
    given = {
        "LD_LIBRARY_PATH": "/bundle/_internal:/mine",
        "LD_LIBRARY_PATH_ORIG": "/mine",
        "QT_PLUGIN_PATH": "/bundle/_internal/PySide6/Qt/plugins",
        "QML2_IMPORT_PATH": "/bundle/_internal/PySide6/Qt/qml",
    }
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, **given}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "['/mine', None, None]", done.stderr
