"""Reads the words of a PDF back, as a viewer's search does: glyphs through the maps to letters."""

from __future__ import annotations

import re
import zlib


def objects(data: bytes) -> dict[int, bytes]:
    """The objects of a PDF by number."""
    found = re.findall(rb"(?ms)^(\d+) 0 obj\s(.*?)\bendobj", data)
    return {int(number): body for number, body in found}


def stream(body: bytes) -> bytes:
    """The stream of an object, unpacked."""
    match = re.search(rb"(?s)stream\r?\n(.*?)\r?\nendstream", body)
    if match is None:
        return b""
    packed = b"/FlateDecode" in body
    return zlib.decompress(match[1]) if packed else match[1]


def page_texts(data: bytes) -> list[str]:
    """The words of each page, its pieces one after the other."""
    everything = objects(data)
    fonts = _fonts(everything)
    pages = []
    for body in everything.values():
        if re.search(rb"/Type\s*/Page\b", body):
            contents = int(re.search(rb"/Contents (\d+) 0 R", body)[1])
            pages.append(_words(stream(everything[contents]), fonts))
    return pages


def _fonts(everything: dict[int, bytes]) -> dict[str, dict[int, str]]:
    """What each glyph of each font means; Qt names the font of object 7 "F7"."""
    fonts = {}
    for number, body in everything.items():
        match = re.search(rb"/ToUnicode (\d+) 0 R", body)
        if match is not None:
            fonts[f"F{number}"] = _letters(stream(everything[int(match[1])]).decode("latin-1"))
    return fonts


def _letters(cmap: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for block in re.findall(r"(?s)beginbfrange(.*?)endbfrange", cmap):
        for low, _high, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*\[(.*?)\]", block, re.DOTALL):
            for index, letters in enumerate(re.findall(r"<(\w+)>", listed)):
                found[int(low, 16) + index] = _utf16(letters)
        others = re.sub(r"(?s)<\w+>\s*<\w+>\s*\[.*?\]", "", block)
        for low, high, first in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", others):
            for index in range(int(high, 16) - int(low, 16) + 1):
                found[int(low, 16) + index] = chr(int(first, 16) + index)
    for block in re.findall(r"(?s)beginbfchar(.*?)endbfchar", cmap):
        for glyph, letters in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(glyph, 16)] = _utf16(letters)
    return found


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _words(content: bytes, fonts: dict[str, dict[int, str]]) -> str:
    letters: dict[int, str] = {}
    pieces = []
    for font, glyphs in re.findall(
        r"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>", content.decode("latin-1")
    ):
        if font:
            letters = fonts.get(font, {})
        else:
            codes = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
            pieces.append("".join(letters.get(code, "�") for code in codes))
    return "".join(pieces).replace("\t", " ")  # a font may have one glyph for both
