"""The staff side of the chat: links, groups, and residents who want a human."""

from __future__ import annotations

from datetime import timedelta

from flows.cases.states import Role
from flows.messages import Channel, Kind
from handlers import cards, migrating, staffing
from handlers.house import House
from storage.tables import Audit, StaffGroup
from tests.handlers.people import CITY, WATES, Clock, Group, Person, staff
from tests.handlers.rows import rows
from tests.handlers.threads import at_once

TAKEN = "Warga ini sudah dihubungi petugas lain."


def invitation(house: House) -> str:
    roles = [(Role.FACILITATOR, WATES)]
    return staffing.add_staff(house, "Fasilitator Contoh", roles, house.clock())[1]


def test_opening_the_link_greets_by_name_and_role(house: House, siti: Person) -> None:
    siti.says(f"/start {invitation(house)}")
    assert siti.hears()[-1].splitlines()[:2] == [
        "Selamat datang, Fasilitator Contoh. Anda terhubung sebagai:",
        "- Fasilitator, Wates",
    ]


def test_a_second_person_cannot_open_the_same_link(
    house: House, siti: Person, warga: Person
) -> None:
    token = invitation(house)
    siti.says(f"/start {token}")
    warga.says(f"kode {token}")
    assert warga.hears() == ["Tautan ini sudah dipakai. Mintalah tautan baru kepada kantor SLRT."]


def test_a_link_opened_twice_at_once_binds_one_person(
    house: House, siti: Person, warga: Person
) -> None:
    token = invitation(house)
    at_once(lambda: siti.says(f"/start {token}"), lambda: warga.says(f"kode {token}"))
    answers = siti.hears() + warga.hears()
    assert sum("Selamat datang" in words for words in answers) == 1


def test_an_old_link_is_told_so(house: House, siti: Person, clock: Clock) -> None:
    token = invitation(house)
    clock.forward(days=8)
    siti.says(f"/start {token}")
    assert "sudah tidak berlaku" in siti.hears()[-1]


def test_an_unknown_code_is_told_so(siti: Person) -> None:
    siti.says("kode abcdefghijklmnopqrstuvwx")
    assert "Kode ini tidak dikenal" in siti.hears()[-1]


def test_a_new_group_is_told_how_to_bind(house: House, supervisor: Person) -> None:
    group = Group(house)
    group.joined(supervisor)
    assert "ketik /grup" in group.hears()[0].text


def test_a_supervisor_binds_the_group_to_their_area(house: House, supervisor: Person) -> None:
    group = Group(house).bound(supervisor)
    assert group.hears()[-1].text == "Grup ini menerima laporan wilayah Magersari."
    assert rows(house, StaffGroup)[0].area_code == "35.76.02"


def test_a_stranger_binds_nothing(house: House, siti: Person) -> None:
    group = Group(house)
    group.says(siti, "/grup 35.76")
    assert group.hears()[-1].text == "Hanya petugas SLRT yang bisa mengikat grup."
    assert rows(house, StaffGroup)[0].area_code == ""


def test_a_supervisor_binds_no_other_area(house: House, supervisor: Person) -> None:
    group = Group(house)
    group.says(supervisor, "/grup 35.76.01")
    assert "belum berhak" in group.hears()[-1].text


def test_an_area_that_does_not_exist_is_told_so(house: House, supervisor: Person) -> None:
    group = Group(house)
    group.says(supervisor, "/grup 99")
    assert "Kode wilayah itu tidak ada" in group.hears()[-1].text


def test_other_words_in_a_group_are_answered_once_and_kindly(
    supervisor: Person, group: Group
) -> None:
    group.says(supervisor, "/help")
    (line,) = group.hears()
    assert line.text.startswith("Di grup ini saya hanya menampilkan kartu laporan.")


def test_what_waited_for_a_group_is_shown_when_it_is_bound(
    house: House, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    ticket = warga.complains()
    fasilitator.accepts()
    fasilitator.surveys()
    group = Group(house).bound(supervisor)
    assert ticket in group.shows()[0]


def test_a_migrated_group_gets_its_cards_at_the_new_id(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.does(Kind.MIGRATED, supervisor, note="-100999")
    moved = Group(house, "-100999")
    assert surveyed in moved.shows()[0]
    moved.presses(supervisor, "Setujui")
    assert "Disetujui" in moved.shows()[0]


def test_a_survey_that_is_being_repaired_keeps_its_card(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Kembalikan")
    supervisor.says("Foto rumah belum ada sama sekali")
    group.does(Kind.MIGRATED, supervisor, note="-100999")
    moved = Group(house, "-100999")
    assert "Diperbaiki petugas" in moved.shows()[0]
    assert "Ganti petugas" in moved.labels()


def test_a_group_known_under_both_ids_becomes_one(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    moved = Group(house, "-100999")
    moved.joined(supervisor)
    migrating.moved(house, group.chat, "-100999")
    migrating.moved(house, group.chat, "-100999")
    assert len(moved.shows()) == 1
    assert group.shows() == []


def test_a_migration_told_twice_posts_once(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    for _ in range(2):
        group.does(Kind.MIGRATED, supervisor, note="-100999")
    moved = Group(house, "-100999")
    moved.shows()
    assert moved.shows() == []


def test_a_card_waits_for_a_group_that_we_left(
    surveyed: str, supervisor: Person, group: Group
) -> None:
    group.does(Kind.LEFT, supervisor)
    supervisor.taps(group.key("Setujui"))
    assert group.shows() == []
    group.joined(supervisor)
    assert "Disetujui" in group.shows()[0]


def test_a_card_that_found_us_outside_is_shown_when_we_are_back(
    house: House, surveyed: str, supervisor: Person, group: Group
) -> None:
    group.presses(supervisor, "Setujui")
    (parcel,) = cards.claim(house, Channel.TELEGRAM, lambda _chat: timedelta(), 5)
    cards.hidden(house, parcel, "telegram:kicked", left=True)
    group.joined(supervisor)
    assert "Disetujui" in group.shows()[0]


def test_a_resident_who_wants_a_human_is_a_number_to_the_group(siti: Person, group: Group) -> None:
    siti.says("halo", "1", "petugas")
    (line,) = group.hears()
    assert "Seorang warga ingin bicara" in line.text
    assert siti.id not in line.text


def test_the_first_who_presses_gets_the_way_to_the_person(
    house: House, warga: Person, supervisor: Person, group: Group
) -> None:
    warga.says("halo", "1", "petugas")
    data = group.hears()[0].buttons[0].data
    supervisor.taps(data, group.chat)
    assert "https://wa.me/628990000001" in supervisor.hears()[-1]
    assert [row.action for row in rows(house, Audit)][-1] == "contact_shown"


def test_later_presses_hear_that_it_is_taken(
    house: House, warga: Person, supervisor: Person, group: Group
) -> None:
    other = staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020")
    warga.says("halo", "1", "petugas")
    data = group.hears()[0].buttons[0].data
    at_once(lambda: supervisor.taps(data, group.chat), lambda: other.taps(data, group.chat))
    toasts = supervisor.toasts() + other.toasts()
    assert toasts.count(TAKEN) == 1
    assert len(supervisor.hears() + other.hears()) == 1


def test_a_facilitator_does_not_take_a_person_who_waits(
    warga: Person, fasilitator: Person, group: Group
) -> None:
    warga.says("halo", "1", "petugas")
    fasilitator.taps(group.hears()[0].buttons[0].data, group.chat)
    assert "Hanya petugas kantor" in fasilitator.toasts()[-1]


def test_asking_again_at_once_does_not_repeat_the_line(
    warga: Person, group: Group, clock: Clock
) -> None:
    warga.says("halo", "1", "petugas", "petugas")
    assert len(group.hears()) == 1
    clock.forward(minutes=31)
    warga.says("petugas")
    assert len(group.hears()) == 1


def test_without_a_group_the_office_gets_the_button_in_private(
    warga: Person, supervisor: Person
) -> None:
    warga.says("halo", "1", "petugas")
    supervisor.presses("Saya hubungi")
    assert any("https://wa.me/" in words for words in supervisor.hears())


def test_a_linked_person_is_reached_by_the_old_button(
    house: House, warga: Person, siti: Person, supervisor: Person
) -> None:
    warga.says("halo", "1", "petugas")
    siti.says("halo", "1")
    siti.does(Kind.CONTACT, phone="+628990000001")
    supervisor.presses("Saya hubungi")
    assert any("wa.me" in words for words in supervisor.hears())
