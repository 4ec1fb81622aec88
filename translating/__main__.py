"""Brings the catalogues of translations up to date with the texts of the program.

./run translate                     every catalogue: new texts come in, gone ones are marked
./run translate fr                  this one; it is begun where it is not there yet
./run translate --missing de        print what is not translated, as a catalogue to fill in
./run translate --fill FILE de      take the translations from such a catalogue
./run translate --drop-gone         forget the translations of texts that are gone
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from frontdesk.ui.help.topics import out_of_date
from frontdesk.ui.language import catalogue
from translating import checks, files, texts

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "frontdesk"
HELP = ROOT / "resources" / "help"
CATALOGUES = ROOT / "resources" / "translations"


def main(words: list[str]) -> int:
    """Do what was asked for; 1 where a catalogue has faults or is not complete."""
    asked = _arguments(words)
    codes = asked.languages or sorted(file.stem for file in CATALOGUES.glob("*.po"))
    try:
        if asked.missing:
            for code in codes:
                entries = catalogue.read(CATALOGUES / f"{code}.po")
                print(files.written(checks.untranslated(entries)), end="")
            return 0
        current = texts.texts_of(SOURCE)
        return max([_bring_up_to_date(code, current, asked) for code in codes], default=0)
    except (catalogue.CatalogueError, texts.UnknownTextError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _arguments(words: list[str]) -> argparse.Namespace:
    description = (__doc__ or "").split("\n")[0]
    parser = argparse.ArgumentParser(prog="./run translate", description=description)
    parser.add_argument("languages", nargs="*", metavar="CODE", help="such as de; default: all")
    parser.add_argument("--missing", action="store_true", help="print what is not translated")
    parser.add_argument("--fill", type=Path, metavar="FILE", help="take translations from FILE")
    parser.add_argument("--drop-gone", action="store_true", help="forget texts that are gone")
    return parser.parse_args(words)


def _bring_up_to_date(code: str, current: list[texts.Text], asked: argparse.Namespace) -> int:
    file = CATALOGUES / f"{code}.po"
    known = catalogue.read(file) if file.exists() else [files.new_head(code)]
    entries = files.merged(known, current)
    if asked.fill:
        files.fill(entries, catalogue.read(asked.fill))
    if asked.drop_gone:
        entries = [entry for entry in entries if not entry.gone]
    file.write_text(files.written(entries), encoding="utf-8", newline="\n")
    faults, missing = checks.faults(entries), checks.untranslated(entries)
    gone = sum(entry.gone for entry in entries)
    print(f"{code}: {len(entries) - gone - 1} texts, {len(missing)} to translate, {gone} gone")
    for line in faults:
        print(f"  {line}")
    if pages := out_of_date(HELP, code):
        print(f"  shown in English: {', '.join(pages)} (resources/help/{code})")
    return 1 if faults or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
