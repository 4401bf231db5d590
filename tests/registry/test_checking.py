"""What a resident learns of the registry, and what nobody learns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from flows.cases.registry import MOMENT, Rules
from flows.messages import Channel, Outgoing
from flows.talks.registry import NO_NIK
from handlers.house import House
from handlers.registry import verifying
from handlers.templates import set_template
from storage.tables import Audit, Outbox
from tests.handlers.people import Clock, Person
from tests.handlers.post import leaves
from tests.registry.conftest import (
    CHILD,
    HUSBAND,
    KK,
    NOT_LISTED,
    OTHER_KK,
    SITI,
    asks,
    verified,
)


def answer(person: Person) -> str:
    return "\n".join(person.hears())


def moments(house: House) -> list[tuple[str, float]]:
    """Each answer that waited for its moment, with how long it waits."""
    with house.database.read() as session:
        rows = session.scalars(select(Outbox).where(Outbox.reason == "moment").order_by(Outbox.id))
        return [
            (
                Outgoing.from_json(row.content).text,
                (row.not_before - row.created_at).total_seconds(),
            )
            for row in rows
            if row.not_before is not None
        ]


def test_an_unverified_number_hears_the_same_words_at_the_same_moment(loaded: House) -> None:
    told = []
    for number, nik in (("990011", SITI), ("990012", NOT_LISTED), ("990013", HUSBAND)):
        asks(Person(loaded, Channel.TELEGRAM, number), nik)
    told = moments(loaded)
    each = len(told) // 3

    assert each > 0
    assert told[:each] == told[each : 2 * each] == told[2 * each :]
    assert {wait for _words, wait in told} == {MOMENT.total_seconds()}


def test_an_unverified_number_is_told_how_it_is_verified_and_of_the_ministry(siti: Person) -> None:
    asks(siti)

    words = answer(siti)
    assert verifying.MINISTRY in words
    assert "Petugas mencocokkan KTP dan KK" in words
    assert "erdaftar di DTSEN" not in words


def test_who_has_no_nik_is_told_at_once_what_to_do(siti: Person) -> None:
    siti.says("halo", "1", "cek dtks", "setuju", "saya sendiri")
    siti.hears()
    siti.says("gak punya")

    assert siti.hears() == [NO_NIK.render("id")]


def test_for_an_unverified_number_the_registry_is_not_looked_into(
    loaded: House, siti: Person
) -> None:
    asks(siti)

    with loaded.database.read() as session:
        assert "registry_shown" not in set(session.scalars(select(Audit.action)))


def test_a_verified_person_reads_listing_decile_programs_and_the_day(
    siti: Person, desk: Person
) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri")

    words = answer(siti)
    assert "Anda terdaftar di DTSEN." in words
    assert "Desil: 3" in words
    assert "PKH: aktif, periode 2026 TW4" in words
    assert "Data per 15 Oktober 2026." in words


def test_the_city_may_keep_the_decile_to_itself(loaded: House, siti: Person, desk: Person) -> None:
    verified(siti, desk)
    discreet = replace(loaded, registry=Rules(tell_decile=False))
    replace(siti, house=discreet).says("cek dtks", "saya sendiri")

    assert "Desil" not in answer(siti)


def test_a_verified_answer_waits_as_long_as_every_other(
    loaded: House, siti: Person, desk: Person
) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri")

    assert {wait for _words, wait in moments(loaded)} == {MOMENT.total_seconds()}


def test_who_goes_on_writing_still_gets_the_answer(siti: Person, desk: Person) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri", "terima kasih")

    assert "Anda terdaftar di DTSEN." in answer(siti)


def test_not_listed_leads_into_a_proposal_with_what_is_known(siti: Person, desk: Person) -> None:
    verified(siti, desk, NOT_LISTED, OTHER_KK)
    siti.says("cek dtks", "saya sendiri")
    assert "belum terdaftar" in answer(siti)

    siti.presses("Ajukan usulan")
    assert not any("16 angka NIK" in words for words in siti.hears())


def test_of_a_child_on_the_same_card_the_listing_is_told_without_a_decile(
    siti: Person, desk: Person
) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "anggota kk saya", CHILD, "ya")

    words = answer(siti)
    assert "Anggota keluarga itu terdaftar di DTSEN." in words
    assert "Desil" not in words


def test_an_adult_of_the_family_must_agree_before_an_officer(siti: Person, desk: Person) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "anggota kk saya", HUSBAND, "ya")
    assert "sendiri yang harus setuju" in answer(siti)

    desk.presses("Sudah setuju")
    siti.hears()
    siti.says("cek dtks", "anggota kk saya", HUSBAND, "ya")
    assert "Anggota keluarga itu terdaftar" in answer(siti)


@pytest.mark.parametrize("nik", [NOT_LISTED, "3576020101709996"])
def test_of_another_card_and_of_nobody_the_same_is_said(
    siti: Person, desk: Person, nik: str
) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "anggota kk saya", nik, "ya")

    assert "tidak kami temukan dalam KK yang sama" in answer(siti)


def test_the_sixth_check_of_a_day_is_locked_and_an_officer_called(
    siti: Person, desk: Person, clock: Clock
) -> None:
    verified(siti, desk)
    for _ in range(4):
        siti.says("cek dtks", "saya sendiri")
    siti.hears()
    siti.says("cek dtks", "saya sendiri")
    assert "terlalu sering" in answer(siti)

    clock.forward(days=1)
    siti.says("cek dtks", "saya sendiri")
    assert "Anda terdaftar" in answer(siti)


def test_a_fourth_nik_in_a_week_is_locked(siti: Person, desk: Person) -> None:
    verified(siti, desk)
    for nik in (CHILD, NOT_LISTED):
        siti.says("cek dtks", "anggota kk saya", nik, "ya")
    siti.hears()
    siti.says("cek dtks", "anggota kk saya", HUSBAND, "ya")

    assert "terlalu sering" in answer(siti)


def test_every_look_is_on_record_with_who_and_when(
    loaded: House, siti: Person, desk: Person
) -> None:
    verified(siti, desk)
    siti.says("cek dtks", "saya sendiri")

    with loaded.database.read() as session:
        actions = list(session.scalars(select(Audit.action)))
    assert actions.count("registry_check") == 2
    assert actions.count("registry_shown") == 1
    assert "verification_verified" in actions


def test_who_does_not_know_their_kk_number_has_not_written_a_wrong_one(
    siti: Person, desk: Person
) -> None:
    siti.says("halo", "1", "cek dtks", "setuju", "saya sendiri", SITI, "ya", "tidak tahu",
              "Siti Contoh", "wates", "nanti di kantor")  # fmt: skip

    assert "nomor KK tidak ditulis warga" in answer(desk)


def test_the_desk_is_offered_no_photo_that_did_not_come(siti: Person, desk: Person) -> None:
    asks(siti)

    assert desk.labels() == ["Sudah diverifikasi", "Tidak cocok"]


def test_the_desk_reads_also_later_what_was_decided(siti: Person, desk: Person) -> None:
    asks(siti)
    desk.hears()
    desk.presses("Tidak cocok")

    assert desk.hears() == ["V1 tidak cocok, warga diminta datang."]


def test_a_number_that_was_verified_after_a_day_is_told_by_template(
    loaded: House, desk: Person, clock: Clock
) -> None:
    siti = Person(loaded, Channel.WHATSAPP, "+6281200000001")
    asks(siti)
    leaves(loaded)
    clock.forward(hours=25)
    set_template(loaded, "number_verified", "id", "HX" + "0" * 32, clock.now)
    desk.presses("Sudah diverifikasi")

    assert any("sudah diverifikasi sampai" in words for words in leaves(loaded))


def test_only_the_desk_of_that_kelurahan_verifies(
    siti: Person, desk: Person, supervisor: Person
) -> None:
    asks(siti)
    supervisor.taps(desk.button("Sudah diverifikasi"))

    siti.says("cek dtks")
    assert "belum diverifikasi" in answer(siti)


def test_a_second_number_for_the_same_person_ends_the_first(
    loaded: House, siti: Person, desk: Person
) -> None:
    verified(siti, desk)
    other = Person(loaded, Channel.WHATSAPP, "whatsapp:+628990000077")
    verified(other, desk)

    assert any("terhubung dengan nomor lain" in words for words in siti.hears())


def test_no_card_shows_a_full_number(siti: Person, desk: Person) -> None:
    asks(siti)

    shown = "\n".join(desk.hears())
    assert "3576********9991" in shown
    assert SITI not in shown
    assert KK not in shown


def test_listed_and_not_listed_numbers_wait_in_the_same_way(loaded: House, clock: Clock) -> None:
    """Ten people each, at different moments: how long each answer waits is one value for all."""
    waits: dict[str, set[float]] = {SITI: set(), NOT_LISTED: set()}
    for number in range(10):
        for nik in waits:
            before = len(moments(loaded))
            asks(Person(loaded, Channel.TELEGRAM, f"99{number}{nik[-4:]}"), nik)
            waits[nik] |= {wait for _words, wait in moments(loaded)[before:]}
            clock.forward(seconds=7.3)

    assert waits[SITI] == waits[NOT_LISTED] == {MOMENT.total_seconds()}
