"""What a complaint is about, as the reporter chose it: a code that is kept, words to show."""

from __future__ import annotations

from collections.abc import Mapping

from flows.words import Text, _, literal

CATEGORIES: Mapping[str, Text] = {
    "health": _("Kesehatan / KIS"),
    "education": _("Pendidikan / KIP"),
    "social": _("Bansos (PKH, Sembako)"),
    "economy": _("Usaha dan kerja"),
    "other": _("Lainnya"),
}


def category_label(code: str) -> Text:
    """The words for a category; an unknown code (of a later release) stands for itself."""
    return CATEGORIES.get(code) or literal(code)
