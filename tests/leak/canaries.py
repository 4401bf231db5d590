"""Words that nobody else says, one in each personal field, and where they must not be found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import inspect, text

from storage.database import Database

NAME_TELEGRAM = "Zkanarinamatg Contoh"
NAME_WHATSAPP = "Zkanarinamawa Contoh"
NAME_PARKED = "Zkanarinamaparkir Contoh"
NAME_TYPED = "Zkanarinamaketik Contoh"
NIK = "3576024508829991"
NIK_OTHER = "3576020508829993"
KK = "3576020101129992"
PHONE = "+6285099909993"
TYPED_PHONE = "085099909994"
TELEGRAM_ID = 919_999_001
ADDRESS = "Jalan Zkanarialamat 9"
STORY = f"Zkanaricerita: NIK {NIK}, KK {KK}, hp {TYPED_PHONE}, {ADDRESS}."
CAPTION = f"Zkanaricaption {NIK}"
FILE_NAME = "zkanariberkas.pdf"
FILE_WORDS = b"%PDF-1.4 Zkanariisi"
SURVEY_REASON = f"Zkanarialasan karena {ADDRESS} dan {NIK}"
RETURN_REASON = f"Zkanarikembali, tanya lagi {TYPED_PHONE}"
POISON = "Zkanariracun"

NUMBERS = (NIK, NIK_OTHER, KK)
WORDS = ("zkanari", NIK, NIK_OTHER, KK, PHONE.lstrip("+"), TYPED_PHONE, str(TELEGRAM_ID))
"""What to look for; every invented word begins the same way."""


def found(words: str | bytes) -> list[str]:
    """The canaries in there, as they are or in hexadecimal."""
    dump = words if isinstance(words, bytes) else words.encode()
    dump = dump.lower()
    return [one for one in WORDS if one.encode() in dump or one.encode().hex().encode() in dump]


def rows(database: Database) -> Iterator[tuple[str, str]]:
    """Every row of every table as the database holds it, nothing opened: its table and text."""
    with database.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'select * from "{table}"')).all():
                yield table, " ".join(_plain(value) for value in row)


def _plain(value: object) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file in there, and its name as part of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, str(path.relative_to(folder)).encode() + path.read_bytes()
