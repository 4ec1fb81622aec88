"""A font of pixels that is made when the tests run, so that pictures are the same everywhere.

Letters are five by seven squares. Small letters look as capitals do, only lower. Every other
character of a text has a pattern of its own, made of the bits of its number.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

FAMILY = "Frontdesk Pixels"
_SQUARE = 100
_WIDE, _HIGH = 5, 7
_EM = 1000

_CAPITALS = {
    "A": "0E 11 11 1F 11 11 11",
    "B": "1E 11 11 1E 11 11 1E",
    "C": "0E 11 10 10 10 11 0E",
    "D": "1E 11 11 11 11 11 1E",
    "E": "1F 10 10 1E 10 10 1F",
    "F": "1F 10 10 1E 10 10 10",
    "G": "0E 11 10 17 11 11 0E",
    "H": "11 11 11 1F 11 11 11",
    "I": "0E 04 04 04 04 04 0E",
    "J": "07 02 02 02 02 12 0C",
    "K": "11 12 14 18 14 12 11",
    "L": "10 10 10 10 10 10 1F",
    "M": "11 1B 15 15 11 11 11",
    "N": "11 19 19 15 13 13 11",
    "O": "0E 11 11 11 11 11 0E",
    "P": "1E 11 11 1E 10 10 10",
    "Q": "0E 11 11 11 15 12 0D",
    "R": "1E 11 11 1E 14 12 11",
    "S": "0F 10 10 0E 01 01 1E",
    "T": "1F 04 04 04 04 04 04",
    "U": "11 11 11 11 11 11 0E",
    "V": "11 11 11 11 11 0A 04",
    "W": "11 11 11 15 15 1B 11",
    "X": "11 11 0A 04 0A 11 11",
    "Y": "11 11 0A 04 04 04 04",
    "Z": "1F 01 02 04 08 10 1F",
}
_OTHERS = {
    "0": "0E 11 13 15 19 11 0E",
    "1": "04 0C 04 04 04 04 0E",
    "2": "0E 11 01 06 08 10 1F",
    "3": "1E 01 01 0E 01 01 1E",
    "4": "02 06 0A 12 1F 02 02",
    "5": "1F 10 1E 01 01 11 0E",
    "6": "06 08 10 1E 11 11 0E",
    "7": "1F 01 02 02 04 04 04",
    "8": "0E 11 11 0E 11 11 0E",
    "9": "0E 11 11 0F 01 02 0C",
    " ": "00 00 00 00 00 00 00",
    ":": "00 0C 0C 00 0C 0C 00",
    ".": "00 00 00 00 00 0C 0C",
    ",": "00 00 00 00 0C 04 08",
    "-": "00 00 00 1F 00 00 00",
    "–": "00 00 00 1F 00 00 00",
    "·": "00 00 00 0C 0C 00 00",
    "…": "00 00 00 00 00 00 15",
    "<": "02 04 08 10 08 04 02",
    ">": "08 04 02 01 02 04 08",
    "/": "01 01 02 04 08 10 10",
    "%": "19 19 02 04 08 13 13",
}
_MORE = "'\"!?()[]+=*&#@_;|{}~^`$\\" + "שרהכןמחדבסלןא"
"""What else a text may hold; among it letters that are written from right to left."""


def write_font(path: Path) -> Path:
    """Write the font to ``path``."""
    letters = {char: _rows(rows) for char, rows in (_CAPITALS | _OTHERS).items()}
    letters |= {char.lower(): _lowered(_rows(rows)) for char, rows in _CAPITALS.items()}
    letters |= {char: _pattern(ord(char)) for char in _MORE}
    names = {char: f"u{ord(char):04X}" for char in letters}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(char): name for char, name in names.items()})
    glyphs = {names[char]: _glyph(rows) for char, rows in letters.items()}
    builder.setupGlyf({".notdef": _glyph([31] * _HIGH), **glyphs})
    advance = (_WIDE + 1) * _SQUARE
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (advance, 0)))
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
    return path


def _rows(text: str) -> list[int]:
    return [int(row, 16) for row in text.split()]


def _lowered(rows: list[int]) -> list[int]:
    """The same letter on five rows, the second and the fifth left out."""
    return [0, 0, *(row for number, row in enumerate(rows) if number not in (1, 4))]


def _pattern(number: int) -> list[int]:
    return [31, *((number >> shift) & 31 | 16 for shift in (0, 3, 5, 7, 9)), 31]


def _glyph(rows: list[int]) -> object:
    pen = TTGlyphPen(None)
    for row, bits in enumerate(rows):
        bottom = (_HIGH - 1 - row) * _SQUARE
        for column in range(_WIDE):
            if bits >> (_WIDE - 1 - column) & 1:
                left = column * _SQUARE
                pen.moveTo((left, bottom))
                pen.lineTo((left, bottom + _SQUARE))
                pen.lineTo((left + _SQUARE, bottom + _SQUARE))
                pen.lineTo((left + _SQUARE, bottom))
                pen.closePath()
    return pen.glyph()
