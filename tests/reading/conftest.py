"""A house that reads cards, by a reader whose words a test chooses; no extra is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from flows.cases.catalogue_reading import Piece
from handlers.house import House
from handlers.pictures.reading_lines import Line
from storage import catalogue
from tests.handlers.conftest import clock, fasilitator, siti, supervisor, warga  # noqa: F401
from tests.handlers.conftest import house as plain_house  # noqa: F401  the same house
from tests.handlers.people import EXAMPLE, Clock, Person
from tests.photos.darkroom import Darkroom
from tests.reading.printed import ktp

ASKS = {"asks": ["name", "nik", "kk", "village", "story"], "papers": ["ktp"]}


@dataclass
class Reader:
    """Reads what a test says, once for each card; the last stays."""

    finds: Sequence[Sequence[Line] | Exception] = ()
    cards: int = 0
    warmed: int = 0
    left: list[Sequence[Line] | Exception] = field(default_factory=list)

    def shows(self, *finds: Sequence[Line] | Exception) -> None:
        """What stands on the next cards."""
        self.left = list(finds)

    def warm(self) -> None:
        self.warmed += 1

    def lines(self, content: bytes, wait: float = 0.0) -> list[Line]:
        assert content
        self.cards += 1
        found = self.left.pop(0) if len(self.left) > 1 else self.left[0]
        if isinstance(found, Exception):
            raise found
        return list(found)

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def reader() -> Reader:
    """Reads a good identity card unless told otherwise."""
    return Reader(left=[ktp()])


@pytest.fixture
def house(plain_house: House, reader: Reader) -> House:  # noqa: F811
    """Its shortest complaint asks for name, NIK and KK number, and for a photo of the KTP."""
    with plain_house.database.write() as session:
        piece = Piece(EXAMPLE.kind, EXAMPLE.code, {**EXAMPLE.content, **ASKS})
        catalogue.change(session, piece, plain_house.clock())
    return replace(plain_house, cards=reader)


@pytest.fixture
def darkroom(house: House, clock: Clock) -> Darkroom:  # noqa: F811
    return Darkroom(house, clock)


@pytest.fixture
def asked_name(siti: Person) -> Person:  # noqa: F811
    """Siti, who is asked for the name."""
    siti.says("halo", "1", "1", "1", "1", "1")
    assert "nama" in siti.hears()[-1]
    return siti


@pytest.fixture
def asked_nik(asked_name: Person) -> Person:
    """Siti, who is asked for her NIK."""
    asked_name.says("Siti Contoh")
    assert "NIK" in asked_name.hears()[-1]
    return asked_name
