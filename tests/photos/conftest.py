"""The people of `tests.handlers`, and a complaint that asks for papers."""

from __future__ import annotations

import pytest

from flows.cases.catalogue_reading import Piece
from handlers.house import House
from storage import catalogue
from tests.handlers.conftest import clock, fasilitator, group, siti, supervisor, warga  # noqa: F401
from tests.handlers.conftest import house as plain_house  # noqa: F401  the same house
from tests.handlers.people import EXAMPLE, Clock, Person
from tests.photos.darkroom import Darkroom

ASKS = {"asks": ["village", "story"], "papers": ["ktp", "kk"]}


@pytest.fixture
def house(plain_house: House) -> House:  # noqa: F811
    """Its shortest complaint wants an identity card and a family card."""
    with plain_house.database.write() as session:
        piece = Piece(EXAMPLE.kind, EXAMPLE.code, {**EXAMPLE.content, **ASKS})
        catalogue.change(session, piece, plain_house.clock())
    return plain_house


@pytest.fixture
def darkroom(house: House, clock: Clock) -> Darkroom:  # noqa: F811
    return Darkroom(house, clock)


def to_the_card(person: Person) -> None:
    """From the first word to the question for the identity card."""
    person.says("halo", "1", "1", "1", "1", "1", "wates", "Kartu KIS anak saya mati sejak Mei")
    assert "foto KTP" in person.hears()[-1]


@pytest.fixture
def sender(request: pytest.FixtureRequest, house: House) -> Person:
    """A resident, once on each channel, who is asked for a photo of their identity card."""
    person: Person = request.getfixturevalue(request.param)
    to_the_card(person)
    return person
