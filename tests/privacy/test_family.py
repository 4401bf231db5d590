"""Several people of a family on one phone: the phone's reports are seen on it, and of the registry
nobody's row but the one whose number it was found to be."""

from __future__ import annotations

from flows.messages import Channel
from handlers.house import House
from tests.handlers.people import Person
from tests.privacy.conftest import proves, told
from tests.registry.conftest import CHILD, HUSBAND


def test_the_phone_shows_all_reports_that_were_made_on_it(siti: Person) -> None:
    first = siti.complains()
    siti.says("menu", "1", "1", "1", "wates", "Ibu saya sakit dan KIS-nya mati", "lewati", "1")
    siti.hears()
    siti.says("cek")

    words = told(siti)
    assert first in words
    assert words.count("Laporan 26-") == 2


def test_another_phone_of_the_family_shows_none_of_them(siti: Person, house: House) -> None:
    ticket = siti.complains()
    other = Person(house, Channel.TELEGRAM, "990002")
    other.says("halo", "1", f"cek {ticket}")

    assert "tidak ada pada laporan Anda" in told(other)


def test_a_husbands_row_is_not_told_on_the_wifes_phone(
    loaded: House, siti: Person, desk: Person
) -> None:
    proves(siti, desk)
    siti.says("cek dtks", "anggota kk saya", HUSBAND, "ya")

    words = told(siti)
    assert "sendiri yang harus setuju" in words
    assert "terdaftar di DTSEN" not in words


def test_on_a_phone_that_nobody_verified_no_member_is_told(loaded: House, siti: Person) -> None:
    siti.says("halo", "1", "cek dtks", "setuju", "saya sendiri", CHILD, "ya", "3576020101109991",
              "Anak Contoh", "wates", "nanti di kantor")  # fmt: skip

    assert "terdaftar di DTSEN" not in told(siti)


def test_the_counts_of_one_phone_name_nobody(siti: Person) -> None:
    siti.complains()
    siti.hears()
    siti.says("data saya", "1")

    words = told(siti)
    assert "Orang dalam laporan:" in words
    assert "CONTOH" not in words
