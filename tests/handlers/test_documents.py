"""Photos: references before consent, fetched after it, purged when there is no case."""

from __future__ import annotations

import pytest

from flows.cases.states import Role
from flows.effects import DropMedia, Forget, KeepMedia, RecordConsent
from flows.messages import Kind, Media, MediaKind
from flows.talks.complaint import CONSENT
from flows.words import literal
from handlers import fetching, timers
from handlers.house import House
from storage.tables import Audit, Document
from tests.handlers.people import ABOUT, MAGERSARI, SHORTEST, Clock, Group, Person, staff
from tests.handlers.rows import carried_out, documents, fetched, jobs, rows

PHOTO = KeepMedia("photo", (Media(MediaKind.IMAGE, "ref-1", "image/jpeg"),))
TO_THE_PHOTO = ("halo", "1", "1", "1", *ABOUT, "wates", "Kartu KIS anak saya mati")


def test_a_photo_before_consent_is_only_referred_to(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1")
    carried_out(house, siti, PHOTO, talk=1)
    assert documents(house) == [("reference", None)]
    assert jobs(house) == []


def test_a_consent_lets_the_photo_be_fetched(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1")
    carried_out(house, siti, PHOTO, talk=1)
    carried_out(house, siti, RecordConsent("case", given=True, text=CONSENT), talk=1)
    assert documents(house) == [("pending", None)]
    assert jobs(house) == [("fetch", 1)]


def test_consent_to_other_words_fetches_nothing(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1")
    old = RecordConsent("case", given=True, text=literal("an older text"))
    carried_out(house, siti, old, talk=1)
    carried_out(house, siti, PHOTO, talk=1)
    assert jobs(house) == []


def test_a_refusal_forgets_the_photo(house: House, siti: Person) -> None:
    siti.says("halo", "1", "1")
    carried_out(house, siti, PHOTO, talk=1)
    siti.says("tidak setuju")
    assert documents(house) == []


def test_a_photo_in_the_talk_is_ordered_at_once(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    assert jobs(house) == [("fetch", 1)]


def test_the_photos_become_the_papers_of_the_case(house: House, siti: Person) -> None:
    siti.complains(photo="ref-1")
    assert documents(house) == [("pending", 1)]


def test_another_photo_takes_the_place_of_the_first(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo("ref-1")
    siti.says("kembali")
    siti.sends_photo("ref-2")
    assert [row.ref for row in rows(house, Document)] == ["ref-2"]


def test_a_photo_that_was_fetched_is_deleted_by_a_job(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    fetched(house)
    carried_out(house, siti, DropMedia("photo"), talk=1)
    assert documents(house) == [("purged", None)]
    assert ("purge", 1) in jobs(house)
    fetching.purge(house, 1)
    assert documents(house) == []


def test_a_photo_of_a_case_outlives_a_later_talk(house: House, siti: Person) -> None:
    siti.complains(photo="ref-1")
    carried_out(house, siti, Forget(), talk=2)
    assert documents(house) == [("pending", 1)]


def test_a_photo_fetched_after_the_talk_was_dropped_is_not_kept(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    siti.says("batal", "1")
    fetched(house)
    assert documents(house) == []


def test_three_days_of_silence_purge_and_say_so(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    siti.hears()
    clock.forward(hours=73)
    while timers.tick(house):
        pass
    assert documents(house) == []
    assert "isinya kami hapus" in siti.hears()[-1]


def test_who_blocked_us_is_purged_too(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    siti.does(Kind.STOPPED)
    clock.forward(hours=73)
    while timers.tick(house):
        pass
    assert documents(house) == []


def test_a_photo_that_cannot_be_opened_is_asked_for_again(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    siti.hears()
    fetching.give_up(house, 1, "not a picture")
    sorry, question = siti.hears()
    assert "kirim lagi fotonya" in sorry
    assert question.startswith("Kirim satu foto")
    assert documents(house) == [("failed", None)]


def test_a_lost_photo_of_a_case_is_told_with_its_number(house: House, siti: Person) -> None:
    ticket = siti.complains(photo="ref-1")
    siti.hears()
    fetching.give_up(house, 1, "not a picture")
    assert f"satu foto pada laporan {ticket}" in siti.hears()[-1]


def test_details_and_photos_come_in_private_and_on_record(
    house: House, siti: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    siti.complains(photo="ref-1")
    fetched(house)
    fasilitator.accepts()
    fasilitator.surveys()
    group.shows()
    group.presses(supervisor, "Rincian")
    details, photo = supervisor.gets()[-2:]
    assert "Kartu KIS anak saya mati" in details.text
    assert "Penghasilan: Di bawah 500 ribu" in details.text
    assert photo.file
    assert photo.text == "26-000001-5 - 1. Foto"
    seen = [row.action for row in rows(house, Audit) if row.action.endswith("_shown")]
    assert seen == ["case_shown", "document_shown"]


def test_the_group_sees_no_details(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Rincian")
    assert group.hears() == []
    assert supervisor.toasts() == ["Rincian dikirim ke chat pribadi Anda."]


@pytest.mark.parametrize(("role", "area"), [("supervisor", "35.76.01"), ("facilitator", MAGERSARI)])
def test_who_may_not_look_sees_nothing_and_leaves_no_record(
    house: House, surveyed: str, group: Group, role: str, area: str
) -> None:
    other = staff(house, "Orang Lain Contoh", Role(role), area, "880055")
    group.presses(other, "Rincian")
    assert other.toasts() == ["Laporan ini bukan di wilayah Anda."]
    assert other.hears() == []
    assert not [row for row in rows(house, Audit) if row.action.endswith("_shown")]


def test_a_photo_still_on_its_way_is_said(
    house: House, siti: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    siti.complains(photo="ref-1")
    fasilitator.accepts()
    fasilitator.surveys()
    group.shows()
    group.presses(supervisor, "Rincian")
    assert supervisor.hears()[-1].startswith("1 foto masih diambil.")


def test_an_identity_number_is_masked_wherever_a_story_is_shown(
    house: House, siti: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    number = "3576010101019990"
    siti.complains(f"NIK saya {number}, kartu KIS mati")
    fasilitator.accepts()
    fasilitator.says(*SHORTEST, "1", f"Sesuai NIK {number}, rumah menumpang", "1")
    group.shows()
    group.presses(supervisor, "Rincian")
    told = " ".join([*siti.hears(), *fasilitator.hears(), *supervisor.hears()])
    assert number not in told
    assert told.count("3576********9990") >= 3


def test_a_later_fetch_of_a_purged_photo_wants_nothing(house: House, siti: Person) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.sends_photo()
    siti.says("batal", "1")
    assert fetching.wanted(house, 1) is None


def test_the_nudge_comes_within_the_window(house: House, siti: Person, clock: Clock) -> None:
    siti.says(*TO_THE_PHOTO)
    siti.hears()
    clock.forward(hours=23)
    timers.tick(house)
    assert "belum dikirim" in siti.hears()[-1]


def test_a_photo_with_no_talk_open_is_offered_to_the_report_that_runs(siti: Person) -> None:
    ticket = siti.complains()
    siti.hears()
    siti.sends_photo("late-1")
    assert "Pilih laporannya" in siti.hears()[-1]
    siti.presses(ticket)
    assert f"ditambahkan ke laporan {ticket}" in siti.hears()[-1]


def test_who_has_no_report_is_offered_none(siti: Person) -> None:
    siti.says("halo", "1")
    siti.hears()
    siti.sends_photo("first-1")
    assert "laporan belum dibuka" in " ".join(siti.hears())
