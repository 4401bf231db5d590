"""Each route played to its end by people who press and type, and how long the machine needs.

`pytest tests/handlers/test_routes_played.py -s` prints the times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import perf_counter

import pytest

from flows.cases.states import State
from handlers.house import House
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import Group, Person, case_of
from tests.handlers.secretariat import (
    LETTER,
    PKH,
    Office,
    office,
    owner,
    presses_of,
    referrals,
    refers,
    way,
)

GRANTED = "Buka rekening di Bank Contoh mulai 1 Desember, bawa KTP"
SAID = "Disampaikan sore tadi di rumah, Ibu mengerti"


@dataclass
class Diary:
    """What the resident was told, whether or not later news made it unnecessary."""

    person: Person
    told: list[str] = field(default_factory=list)

    def goes_on(self) -> None:
        self.told += self.person.hears()

    def says(self, *words: str) -> None:
        """All of these came, in this order."""
        self.goes_on()
        told = iter(self.told)
        for one in words:
            assert any(one in text for text in told), one


@pytest.fixture
def timed(request: pytest.FixtureRequest) -> Iterator[None]:
    """How long one whole case took, on the test's output."""
    began = perf_counter()
    yield
    print(f"\n{request.node.name}: {perf_counter() - began:.2f} s")


@pytest.fixture
def pkh(house: House) -> Person:
    return owner(house, PKH, "880030")


def screened(town: Office, found: str = "Terdaftar DTKS", more: str = "desil 2") -> None:
    """The front office, for want of a desk in the kelurahan, looks at the papers."""
    town.front.says("tugas")
    town.front.presses(found)
    town.front.says(more)
    town.front.says("tugas")
    presses_of(town.front, "Berkas lengkap")


def surveyed(town: Office, group: Group) -> None:
    """The facilitator takes the task, visits, and sends what they found."""
    town.facilitator.accepts()
    town.facilitator.surveys()
    group.shows()


def granted(pkh: Person, diary: Diary) -> None:
    pkh.presses("Menunggu kuota")
    pkh.says("Januari 2027", "kirim")
    diary.goes_on()
    pkh.presses("Dikabulkan")
    pkh.says(GRANTED, "kirim")


def delivered(town: Office) -> None:
    town.facilitator.presses("Sudah disampaikan")
    town.facilitator.says("langsung", SAID, "tanpa foto", "kirim")


def bound(house: House, town: Office) -> Group:
    group = Group(house).bound(town.supervisor)
    group.hears()
    return group


@pytest.mark.usefixtures("timed")
def test_the_national_route_to_its_end(house: House, warga: Person, pkh: Person) -> None:
    town, diary = office(house), Diary(warga)
    group = bound(house, town)
    reports(house, warga, DROPPED)
    diary.goes_on()
    surveyed(town, group)
    diary.goes_on()
    group.presses(town.supervisor, "Setujui")
    diary.goes_on()
    town.front.presses("Periksa")
    town.front.presses("Teruskan")
    town.front.says("Pernah ikut PKH tahun 2023")
    diary.goes_on()
    refers(town.back, "PKH")
    diary.goes_on()
    granted(pkh, diary)
    diary.goes_on()
    delivered(town)
    diary.says(
        "nomor:",
        "disetujui supervisor",
        "ke pemilik program",
        "Januari 2027",
        GRANTED,
        "sudah disampaikan",
    )
    assert case_of(house).state == State.ANSWERED
    assert way(house) == [
        "assign", "accept", "survey", "approve", "take", "forward", "refer", "wait", "grant",
        "answer",
    ]  # fmt: skip


@pytest.mark.usefixtures("timed")
def test_the_route_of_mojokerto_to_its_end(house: House, warga: Person, pkh: Person) -> None:
    town, diary = office(house), Diary(warga)
    group = bound(house, town)
    reports(replace(house, complaint_route="mojokerto_classic"), warga, DROPPED)
    diary.goes_on()
    screened(town)
    town.front.presses("Teruskan")
    town.front.says("lewati")
    surveyed(town, group)
    diary.goes_on()
    group.presses(town.supervisor, "Setujui")
    diary.goes_on()
    refers(town.manager, "PKH")
    diary.goes_on()
    granted(pkh, diary)
    diary.goes_on()
    delivered(town)
    diary.says("nomor:", "fasilitator", "ke pemilik program", GRANTED, "sudah disampaikan")
    assert case_of(house).state == State.ANSWERED
    assert way(house) == [
        "screen", "screened", "forward", "assign", "accept", "survey", "approve", "refer",
        "wait", "grant", "answer",
    ]  # fmt: skip


@pytest.mark.usefixtures("timed")
def test_the_letter_route_to_its_end(house: House, warga: Person) -> None:
    town, diary = office(house), Diary(warga)
    reports(house, warga, LETTER)
    diary.goes_on()
    screened(town)
    town.back.presses("Ajukan ke manajer")
    town.back.sends_photo("konsep-1")
    town.back.says("selesai", "lewati", "kirim")
    for label in ("Setuju, paraf", "Paraf", "Tanda tangani"):
        town.manager.presses(label)
        diary.goes_on()
    town.back.presses("Sudah disampaikan")
    town.back.says("surat diambil", "Suminah sendiri", "tanpa foto", "kirim")
    diary.says("nomor:", "sudah ditandatangani", "sudah disampaikan")
    assert (case_of(house).state, case_of(house).result) == (State.ANSWERED, "letter")
    assert way(house) == [
        "screen", "screened", "ask_manager", "check", "initial", "sign", "answer",
    ]  # fmt: skip


@pytest.mark.usefixtures("timed")
def test_a_letter_for_somebody_who_is_not_listed_is_visited_first(
    house: House, warga: Person
) -> None:
    town, diary = office(house), Diary(warga)
    reports(house, warga, LETTER)
    diary.goes_on()
    screened(town, "Belum terdaftar", "tidak ditemukan")
    town.facilitator.accepts()
    town.facilitator.surveys()
    assert case_of(house).state == State.PROCESSING
    assert "Ajukan ke manajer" in town.back.labels()
    assert referrals(house) == []
