"""Every sentence marked for translation, read from the source as gettext's tools read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).parents[2]
ROOMS = ("flows", "handlers", "webhooks")


def sentences() -> dict[str, str]:
    """Each marked sentence with the first file that uses it."""
    found: dict[str, str] = {}
    for sentence, place in _marked():
        found.setdefault(sentence, place)
    return found


def _marked() -> Iterator[tuple[str, str]]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for _line, message, _comments, _context in extract_from_file(
                "python", str(file), keywords={"_": None}
            ):
                assert isinstance(message, str)
                yield message, str(file.relative_to(ROOT))
