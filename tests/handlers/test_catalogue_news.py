"""Staff hear of a change in the catalogue once, in plain words."""

from __future__ import annotations

import pytest

from flows.cases.catalogue_reading import Piece
from flows.cases.states import Role
from handlers import catalogue as held
from handlers import catalogue_news
from handlers.house import House
from storage import catalogue as rows
from tests.handlers.people import WATES, Person, staff


@pytest.fixture
def known(house: House) -> House:
    """Staff know the catalogue as it stands."""
    catalogue_news.tell(house)
    return house


def close(house: House, code: str) -> None:
    held.close(house, code, ("Sudah selesai.", "Sampun rampung."), None, house.clock())


def papers(house: House, code: str, *wanted: str) -> None:
    with house.database.write() as session:
        piece = next(p for p in rows.current_pieces(session) if (p.kind, p.code) == ("entry", code))
        content = {**piece.content, "papers": list(wanted)}
        rows.change(session, Piece("entry", code, content), house.clock())


def test_a_new_installation_tells_nothing(house: House, fasilitator: Person) -> None:
    assert catalogue_news.tell(house) == 0
    assert fasilitator.hears() == []


def test_a_closed_program_is_told_with_the_words_for_residents(
    known: House, fasilitator: Person
) -> None:
    close(known, "MJK_BECAK")

    assert catalogue_news.tell(known) == 1
    assert "sekarang ditutup. Kepada warga: Sudah selesai." in fasilitator.hears()[-1]


def test_other_papers_are_named(known: House, fasilitator: Person) -> None:
    papers(known, "MJK_LANSIA", "ktp", "kk", "sktm")
    catalogue_news.tell(known)

    words = fasilitator.hears()[-1]
    assert "berkas baru: surat keterangan tidak mampu (SKTM)" in words
    assert "Kode QR pada brosur lama tetap berlaku" in words


def test_it_is_told_once(known: House, fasilitator: Person) -> None:
    close(known, "MJK_BECAK")
    catalogue_news.tell(known)
    fasilitator.hears()

    assert catalogue_news.tell(known) == 0
    assert fasilitator.hears() == []


def test_what_no_resident_reads_is_no_news(known: House, fasilitator: Person) -> None:
    with known.database.write() as session:
        piece = next(p for p in rows.current_pieces(session) if p.code == "MJK_BECAK")
        content = {**piece.content, "hints": ["becak motor"]}
        rows.change(session, Piece("entry", "MJK_BECAK", content), known.clock())

    assert catalogue_news.tell(known) == 0
    assert fasilitator.hears() == []


def test_residents_and_heads_hear_nothing(known: House, siti: Person) -> None:
    head = staff(known, "Kepala Contoh", Role.AGENCY_HEAD, "35.76", "880099")
    siti.says("halo", "1")
    siti.hears()
    head.hears()
    close(known, "MJK_BECAK")
    catalogue_news.tell(known)

    assert (siti.hears(), head.hears()) == ([], [])


def test_many_changes_are_one_message(known: House) -> None:
    officer = staff(known, "Petugas Contoh", Role.FRONT_OFFICE, WATES, "880098")
    for code in ("MJK_BECAK", "MJK_LANSIA", "PKH"):
        close(known, code)
    officer.hears()
    catalogue_news.tell(known)

    assert len(officer.hears()) == 1


def test_a_puskesos_that_moved_is_named_with_what_changed(
    known: House, fasilitator: Person
) -> None:
    words = held.show(known, "place.PKS_WATES") + 'address = "Jalan Contoh 1, Wates"\n'
    held.change(known, words, "wates.toml", known.clock())
    catalogue_news.tell(known)

    assert "Puskesos Kelurahan Wates: berubah alamatnya." in fasilitator.hears()[-1]
