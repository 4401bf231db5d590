"""One person on two channels: linked by proof only, and parted again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from flows.cases.states import Role
from flows.messages import Channel, Kind
from handlers import delivery, staffing
from handlers.house import House
from handlers.linking import e164
from storage import merging
from storage.tables import Case, Contact, ContactMerge, Document
from tests.handlers.people import ABOUT, Clock, Person
from tests.handlers.rows import rows

NUMBER = "+628990000001"


def shares_number(person: Person, number: str = NUMBER) -> None:
    person.does(Kind.CONTACT, phone=number)


def owner(house: House) -> int:
    with house.database.read() as session:
        return session.scalars(select(Case.contact_id)).one()


def test_a_proven_number_links_both_channels(house: House, warga: Person, siti: Person) -> None:
    ticket = warga.complains()
    siti.says("halo", "1")
    shares_number(siti)
    siti.hears()
    siti.says("cek")
    assert ticket in siti.hears()[0]


def test_the_number_is_warned_on_whatsapp(warga: Person, siti: Person) -> None:
    warga.complains()
    warga.hears()
    siti.says("halo", "1")
    shares_number(siti)
    assert "sekarang terhubung dengan akun Telegram" in warga.hears()[-1]
    assert "sekarang terhubung dengan Telegram ini" in siti.hears()[-1]


def test_a_card_of_somebody_else_proves_nothing(house: House, warga: Person, siti: Person) -> None:
    warga.complains()
    siti.says("halo", "1")
    siti.does(Kind.CONTACT)
    assert rows(house, ContactMerge) == []


def test_a_number_we_do_not_know_is_noted(house: House, siti: Person) -> None:
    siti.says("halo", "1")
    shares_number(siti)
    assert siti.hears()[-1] == "Terima kasih, nomor Anda sudah kami catat."
    assert rows(house, ContactMerge) == []


def test_an_unfinished_report_on_whatsapp_is_not_lost(
    house: House, warga: Person, siti: Person
) -> None:
    warga.says("halo", "1", "1", "1", *ABOUT, "wates")
    siti.says("halo", "1")
    shares_number(siti)
    assert "masih ada laporan yang belum dikirim" in siti.hears()[-1]
    assert rows(house, ContactMerge) == []


def test_linking_twice_changes_nothing(house: House, warga: Person, siti: Person) -> None:
    warga.complains()
    siti.says("halo", "1")
    shares_number(siti)
    shares_number(siti)
    assert len(rows(house, ContactMerge)) == 1


def test_a_link_can_be_undone(house: House, warga: Person, siti: Person) -> None:
    warga.complains()
    before = owner(house)
    siti.says("halo", "1")
    shares_number(siti)
    assert owner(house) != before
    with house.database.write() as session:
        assert merging.part(session, 1, house.clock())
    assert owner(house) == before
    warga.says("cek")
    assert "26-000001-5" in " ".join(warga.hears())


def test_a_linked_person_keeps_the_wish_for_silence(
    house: House, warga: Person, siti: Person
) -> None:
    warga.says("halo", "1", "stop", "2")
    siti.says("halo", "1")
    shares_number(siti)
    kept = rows(house, Contact)[1]
    assert kept.notices_stopped_at is not None


@pytest.mark.parametrize("on_whatsapp", [True, False])
def test_staff_are_never_linked(
    house: House, warga: Person, siti: Person, on_whatsapp: bool
) -> None:
    both = [(Role.SUPERVISOR, "35.76")]
    _, token = staffing.add_staff(house, "Petugas Contoh", both, house.clock())
    warga.says("halo", "1")
    siti.says("halo", "1")
    (warga if on_whatsapp else siti).says(f"kode {token}")
    shares_number(siti)
    assert rows(house, ContactMerge) == []


def test_a_second_talk_after_linking_keeps_its_own_photos(
    house: House, warga: Person, siti: Person
) -> None:
    warga.complains(photo="ref-1")
    siti.says("halo", "1")
    shares_number(siti)
    siti.says("menu", "1", "1", *ABOUT, "wates", "Atap rumah saya rusak berat")
    siti.sends_photo("ref-2")
    siti.says("1")
    assert [(d.ref, d.case_id) for d in rows(house, Document)] == [("ref-1", 1), ("ref-2", 2)]


def test_what_whatsapp_could_not_take_comes_by_telegram(
    house: House, warga: Person, siti: Person, fasilitator: Person, clock: Clock
) -> None:
    warga.complains()
    clock.forward(hours=25)
    assert delivery.claim(house, Channel.WHATSAPP, "one", 20) == []
    siti.says("halo", "1")
    shares_number(siti)
    delivery.claim(house, Channel.WHATSAPP, "one", 20)
    texts = [p.message.text for p in _all(house, Channel.TELEGRAM) if p.to == siti.id]
    assert any("Seorang fasilitator akan menghubungi" in text for text in texts)
    assert not any("akun Telegram yang membagikan" in text for text in texts)


def _all(house: House, channel: Channel) -> list[delivery.Parcel]:
    found = []
    while parcels := delivery.claim(house, channel, "one", 20):
        for parcel in parcels:
            delivery.sent(house, parcel, f"m{parcel.outbox_id}")
        found += parcels
    return found


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("+628990000001", "+628990000001"),
        ("628990000001", "+628990000001"),
        ("08990000001", "+628990000001"),
        ("12", ""),
        ("CONTOH", ""),
    ],
)
def test_a_number_is_read_in_every_form_people_have(given: str, read: str) -> None:
    assert e164(given) == read
