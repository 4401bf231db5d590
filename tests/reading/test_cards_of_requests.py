"""Whoever verifies a number is told what the photo of the card says otherwise than was typed."""

from __future__ import annotations

import pytest

from flows.cases.states import Role
from handlers.house import House
from tests.handlers.people import WATES, Clock, Person, staff
from tests.photos.darkroom import Darkroom, photo
from tests.reading.conftest import Reader
from tests.reading.printed import FAMILY, KK, NIK, ktp

DIFFERS = "Perlu dicek: NIK pada foto KTP tidak sama dengan yang diketik"


@pytest.fixture
def desk(house: House) -> Person:
    return staff(house, "Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880010")


@pytest.fixture
def asked_card(siti: Person) -> Person:
    """Siti asks about herself, and is asked for the photo of her KTP."""
    siti.says("halo", "1", "cek dtks", "setuju", "saya sendiri", NIK, "ya", KK, "Siti Contoh",
              "wates")  # fmt: skip
    assert "foto KTP" in siti.hears()[-1]
    return siti


def heard(person: Person) -> str:
    return "\n".join(person.hears())


def test_a_card_that_was_read_before_is_told_with_the_request(
    asked_card: Person, desk: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(ktp(nik=FAMILY[0][1], born="MOJOKERTO, 02-03-1980", sex="LAKI-LAKI"))
    darkroom.sent(asked_card, photo("sharp"))
    darkroom.works()
    asked_card.says("selesai")
    assert "Permintaan verifikasi V1" in (words := heard(desk))
    assert DIFFERS in words


def test_a_card_that_is_read_later_is_told_after_the_request(
    asked_card: Person, desk: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(ktp(nik=FAMILY[0][1], born="MOJOKERTO, 02-03-1980", sex="LAKI-LAKI"))
    darkroom.sent(asked_card, photo("sharp"))
    asked_card.says("selesai")
    assert DIFFERS not in heard(desk)
    darkroom.works()
    assert f"Permintaan V1: foto kartunya sudah terbaca.\n{DIFFERS}" in heard(desk)


def test_with_the_photo_the_doubt_is_told_again(
    asked_card: Person, desk: Person, darkroom: Darkroom, reader: Reader
) -> None:
    reader.shows(ktp(name="WATI MISALNYA"))
    darkroom.sent(asked_card, photo("sharp"))
    asked_card.says("selesai")
    darkroom.works()
    desk.hears()
    desk.presses("Lihat foto KTP")
    assert "nama pada foto KTP tidak sama dengan yang diketik" in heard(desk)


def test_a_card_that_says_the_same_calls_nobody(
    asked_card: Person, desk: Person, darkroom: Darkroom
) -> None:
    darkroom.sent(asked_card, photo("sharp"))
    asked_card.says("selesai")
    assert "Permintaan verifikasi V1" in heard(desk)
    darkroom.works()
    assert heard(desk) == ""


def test_the_resident_is_not_told(
    asked_card: Person, desk: Person, darkroom: Darkroom, reader: Reader, clock: Clock
) -> None:
    reader.shows(ktp(nik=FAMILY[0][1], born="MOJOKERTO, 02-03-1980", sex="LAKI-LAKI"))
    darkroom.sent(asked_card, photo("sharp"))
    asked_card.says("selesai")
    darkroom.works()
    clock.forward(minutes=5)
    assert "tidak sama" not in heard(asked_card)
