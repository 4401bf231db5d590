"""Residents with verified numbers, a manager who acts on requests, and the desk."""

from __future__ import annotations

import pytest

from flows.cases.states import Role
from flows.messages import Channel
from handlers.house import House
from tests.handlers.conftest import clock, fasilitator, house
from tests.handlers.people import CITY, Person, staff
from tests.registry.conftest import KK, SITI, desk, loaded

__all__ = ["clock", "desk", "fasilitator", "house", "loaded"]

ELSEWHERE = "990777"
"""Siti's other Telegram chat."""


@pytest.fixture
def manajer(house: House) -> Person:
    return staff(house, "Manajer Contoh", Role.MANAGER, CITY, "880020")


@pytest.fixture
def siti(house: House) -> Person:
    return Person(house, Channel.TELEGRAM, "990001")


@pytest.fixture
def warga(house: House) -> Person:
    return Person(house, Channel.WHATSAPP, "whatsapp:+628990000001")


def told(person: Person) -> str:
    """Everything since the last time, as one text."""
    return "\n".join(person.hears())


def proves(person: Person, desk: Person, nik: str = SITI, kk: str = KK) -> None:
    """The desk finds whose number it is."""
    person.says("halo", "1", "cek dtks", "setuju", "saya sendiri", nik, "ya", kk, "Siti Contoh",
                "wates", "nanti di kantor")  # fmt: skip
    desk.presses("Sudah diverifikasi")
    person.hears()
    desk.hears()


def changes(person: Person, old: str, nik: str = SITI, kk: str = KK) -> None:
    """Asks from a new number that it be theirs."""
    person.says("halo", "1", "ganti nomor", "setuju", old, nik, "ya", kk, "Siti Contoh", "wates",
                "nanti di kantor")  # fmt: skip
