"""Translations. Indonesian is the source language: the msgid is the sentence itself."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SOURCE = "id"
LANGUAGES = ("id", "jv")
_HERE = Path(__file__).parent


@cache
def _catalog(language: str) -> Translations:
    """The .po file is read as it stands, so that no compiled copy can be older than it."""
    compiled = BytesIO()
    with (_HERE / language / "LC_MESSAGES" / "sambung.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def translate(language: str, sentence: str) -> str:
    """The sentence in that language; the Indonesian one where there is no translation."""
    if language == SOURCE or not sentence:
        return sentence
    return str(_catalog(language).gettext(sentence))


def has(language: str, sentence: str) -> bool:
    """Whether the sentence is translated into that language."""
    return language == SOURCE or sentence in _catalog(language)._catalog
