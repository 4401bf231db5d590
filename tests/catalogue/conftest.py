"""A small catalogue to break, and a house on each database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.cases.catalogue import Catalogue
from flows.cases.catalogue_reading import Piece, PieceKind, read_catalogue
from handlers.house import House
from storage.database import Database
from storage.files import Files
from storage.secrets import Keyring

BOTH = {"id": "Kata", "jv": "Tembung"}
ENTRY: dict[str, Any] = {
    "kind": "service",
    "name": "Contoh",
    "label": "Contoh",
    "owner": "Dinas Contoh",
    "sector": "social",
    "target": BOTH,
    "gives": BOTH,
    "how": BOTH,
    "asks": ["story"],
    "papers": ["ktp"],
}
ASK: dict[str, Any] = {"kind": "write", "ask": BOTH, "title": BOTH}
DOCUMENT: dict[str, Any] = {"name": "KTP", "how": BOTH}


def piece(kind: PieceKind, code: str, content: dict[str, Any], /, **more: Any) -> Piece:
    return Piece(kind, code, {**content, **more}, "contoh.toml")


def small(entry: Any = None, *more: Piece, ask: Any = None) -> Catalogue:
    """One service with one question and one paper; `entry` and `ask` change their fields."""
    return read_catalogue(
        [
            piece("document", "ktp", DOCUMENT),
            piece("ask", "story", ASK, **(ask or {})),
            piece("entry", "CONTOH", ENTRY, **(entry or {})),
            *more,
        ]
    )


@pytest.fixture
def house(database: Database, keyring: Keyring, tmp_path: Path, now: datetime) -> House:
    return House(database, Files(tmp_path / "files", keyring), lambda: now, "35.76")
