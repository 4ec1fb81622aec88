"""Texts that are written in English here and said in another language where they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Translate = Callable[[str], str]


def untranslated(template: str) -> str:
    """The sentence as it is written here."""
    return template


class Translatable(str):
    """A text in English that can still be said in another language, where it is shown.

    For texts that are made where nobody translates: ``tr`` is given the object itself, or its
    ``template`` where it has gaps. What gathers the texts of the program finds it by this name.
    """

    __slots__ = ("facts", "template")
    template: str
    facts: Mapping[str, object]

    def __new__(cls, template: str, **facts: object) -> Translatable:
        """``template`` has a gap in braces for each of the ``facts``, or none at all."""
        made = super().__new__(cls, template.format(**facts) if facts else template)
        made.template, made.facts = template, facts
        return made

    def said(self, tr: Translate) -> str:
        """The text in the language of ``tr``."""
        translated = tr(self.template)
        return translated.format(**self.facts) if self.facts else translated
