"""A program gets a case only as far as its reporter agreed."""

from __future__ import annotations

import pytest

from flows.cases.states import Event, State
from handlers.here import Here
from handlers.house import House
from storage.tables import Consent
from tests.handlers.filings import DROPPED, agrees, neighbour, reports
from tests.handlers.people import Person, case_of
from tests.handlers.rows import rows
from tests.handlers.secretariat import PKH, TICKET, Office, acts, office, owner, refers, stands


def agreed_to_older_words(here: Here) -> None:
    agrees(here, words="words of an earlier year")


@pytest.fixture
def pkh(house: House) -> Person:
    return owner(house, PKH, "880030")


@pytest.fixture
def town(house: House, warga: Person, pkh: Person) -> Office:
    """A case of an earlier consent, just referred."""
    people = office(house)
    reports(house, warga, DROPPED, before=agreed_to_older_words)
    stands(house, State.PROCESSING, "secretariat")
    warga.hears()
    people.back.says("tugas")
    refers(people.back, "PKH")
    return people


def test_the_resident_is_asked_first(town: Office, warga: Person, pkh: Person) -> None:
    assert "Apakah Anda setuju?" in warga.hears()[-1]
    assert warga.labels() == ["Setuju", "Batalkan laporan"]
    assert pkh.hears() == []
    assert "setelah warga setuju" in town.back.hears()[-1]


def test_until_then_the_program_sees_nothing(house: House, town: Office, pkh: Person) -> None:
    pkh.says("tugas")
    pkh.taps("r:1:0:grant")
    pkh.taps("c:1:1:details")
    told = " ".join(pkh.hears())
    assert "SUMINAH" not in told
    assert TICKET not in told
    assert case_of(house).state == State.REFERRED


def test_a_yes_sends_the_case_and_is_kept_for_each_program(
    house: House, town: Office, warga: Person, pkh: Person
) -> None:
    warga.presses("Setuju")
    assert "sudah kami kirim ke pemilik program PKH" in warga.hears()[-1]
    assert f"merujuk laporan {TICKET}" in pkh.hears()[-1]
    kept = [row for row in rows(house, Consent) if row.purpose == "forward:PKH"]
    assert [row.given for row in kept] == [True]


def test_a_second_yes_changes_nothing(house: House, town: Office, warga: Person) -> None:
    yes = warga.button("Setuju")
    warga.taps(yes)
    warga.hears()
    warga.taps(yes)
    assert "sudah berubah" in warga.hears()[-1]
    assert sum(row.purpose == "forward:PKH" for row in rows(house, Consent)) == 1


def test_a_program_that_was_told_nothing_hears_of_no_cancelling(
    house: House, town: Office, warga: Person, pkh: Person
) -> None:
    acts(house, warga, Event.CANCEL)
    assert pkh.hears() == []


def test_nobody_else_says_yes_for_the_reporter(
    house: House, town: Office, warga: Person, pkh: Person
) -> None:
    neighbour(house).taps(warga.button("Setuju"))
    assert pkh.hears() == []
