"""Translations. Indonesian is the source language: the msgid is the sentence itself."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

SOURCE = "id"
LANGUAGES = ("id", "jv")
_HERE = Path(__file__).parent


def _source(language: str) -> Catalog:
    with (_HERE / language / "LC_MESSAGES" / "sambung.po").open("rb") as source:
        return read_po(source, locale=language)


@cache
def _sentences(language: str) -> dict[str, None]:
    """Translated sentences; a dict, because it keeps their order."""
    return {str(m.id): None for m in _source(language) if m.id and m.string and not m.fuzzy}


@cache
def _catalog(language: str) -> Translations:
    """The .po file is read as it stands, so that no compiled copy can be older than it."""
    compiled = BytesIO()
    write_mo(compiled, _source(language))
    compiled.seek(0)
    return Translations(compiled)


def translate(language: str, sentence: str) -> str:
    """The sentence in that language; the Indonesian one where there is no translation."""
    if language == SOURCE or not sentence:
        return sentence
    return str(_catalog(language).gettext(sentence))


def has(language: str, sentence: str) -> bool:
    """Whether the sentence is translated into that language."""
    return language == SOURCE or sentence in _sentences(language)


def known(language: str) -> tuple[str, ...]:
    """Every sentence that has a translation into that language, in the catalogue's order."""
    return tuple(_sentences(language))
