"""A report with the back office, everybody of the office, and the reporter."""

from __future__ import annotations

import pytest

from handlers.house import House
from tests.handlers.conftest import clock, fasilitator, house, siti, warga
from tests.handlers.people import Person
from tests.handlers.post import leaves
from tests.handlers.secretariat import Office, office, processing

__all__ = ["clock", "fasilitator", "house", "siti", "warga"]


@pytest.fixture
def town(house: House) -> Office:
    return office(house)


@pytest.fixture
def filed(house: House, town: Office, warga: Person) -> Person:
    """Their report is with the back office; everybody has read everything."""
    processing(house, warga)
    warga.says("indonesia")
    leaves(house)
    for person in (warga, town.back, town.front, town.manager, town.supervisor, town.facilitator):
        person.hears()
    return warga


def presses_under_standing(person: Person, label: str) -> None:
    person.says("cek")
    person.presses(label)
