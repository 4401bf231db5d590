"""Kantor terdekat: by kelurahan, by pin, by one's own reports; nothing made up, nobody named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flows.cases.bilingual import Bilingual
from flows.cases.calendar import Calendar, read_week
from flows.cases.offices import Office, Secretariat
from flows.cases.standing import Standing
from flows.cases.states import State
from flows.messages import Kind
from tests.flows.bekasi import BEKASI
from tests.flows.mojokerto import MOJOKERTO
from tests.flows.tester import START, Person

WATES = (-7.4551, 112.4499)
WRITTEN = Office(
    "PKS_WATES",
    Bilingual("Puskesos Kelurahan Wates", "Puskesos Kelurahan Wates"),
    "35.76.02.1010",
    address="Jalan Contoh 1, Wates",
    phone="0321-000000",
    week=read_week("mon-fri 08.00-12.00"),
    point=(-7.4560, 112.4470),
    city="35.76",
)


def at_office(**values: object) -> Person:
    person = Person(**{"language": "id", **values})  # type: ignore[arg-type]
    return person.says("menu").presses("Kantor terdekat").is_asked("district")


def written(**values: object) -> Person:
    """A city that wrote down where its Puskesos in Wates is."""
    person = Person(**{"language": "id", **values})  # type: ignore[arg-type]
    others = (o for o in person.catalogue.places if o.code != WRITTEN.code)
    person.catalogue = replace(person.catalogue, places=(WRITTEN, *others))
    return person.says("menu", "8", "wates")


def reported(*villages: str) -> tuple[Standing, ...]:
    due = START + timedelta(hours=30)
    return tuple(
        Standing(f"26-00421{n}-0", State.SUBMITTED, START, due, village, "health")
        for n, village in enumerate(villages)
    )


def test_a_typed_kelurahan_is_answered_at_once() -> None:
    person = at_office().says("wates").is_asked("next").hears("Puskesos Kelurahan Wates")
    person.hears("Senin-Kamis 07.30-15.30").hears("Sekretariat SLRT Kota Mojokerto")


def test_two_lists_lead_there_by_numbers_alone() -> None:
    at_office().says("2", "6").hears("Puskesos Kelurahan Wates")


def test_a_pin_finds_the_kelurahan_around_it() -> None:
    at_office().stands_at(*WATES).hears("Puskesos Kelurahan Wates").is_asked("next")


def test_a_pin_that_nobody_asked_for_is_answered_too() -> None:
    Person(language="id").says("menu").stands_at(*WATES).hears("Puskesos Kelurahan Wates")


def test_a_second_pin_is_answered_like_the_first() -> None:
    at_office().stands_at(*WATES).stands_at(-7.4807, 112.4130).hears("Puskesos Kelurahan Blooto")


def test_a_pin_outside_the_city_asks_for_the_kelurahan() -> None:
    at_office().stands_at(-6.2, 106.8).hears("di luar Kota Mojokerto").is_asked("district")


def test_a_pin_in_the_middle_of_a_complaint_breaks_nothing() -> None:
    person = Person(language="id").says("menu", "1").does(Kind.PLACE).is_asked("consent")
    assert person.conversation.flow == "complaint"


def test_an_address_that_nobody_wrote_down_is_not_made_up() -> None:
    person = at_office().says("wates").hears_not("Alamat:").hears_not("Telepon:")
    person.hears("Tempat: kantor Kelurahan Wates").hears("bukan titik kantornya")


def test_what_the_city_wrote_down_is_told() -> None:
    person = written().hears("Alamat: Jalan Contoh 1, Wates").hears("Telepon: 0321-000000")
    person.hears("q=-7.45600,112.44700").hears("Senin-Jumat 08.00-12.00")
    person.hears_not("bukan titik kantornya")


def test_the_secretariat_of_the_settings_is_told() -> None:
    head = Secretariat("Jalan Contoh 2, Magersari", "0321-111111")
    person = at_office(secretariat=head).says("wates")
    person.hears("Jalan Contoh 2, Magersari").hears("0321-111111")


def test_it_says_until_when_it_is_open() -> None:
    at_office().says("wates").hears("Sekarang buka sampai pukul 15.30 WIB.")


def test_it_says_when_it_opens_again() -> None:
    person = Person(language="id").waits(hours=8).says("menu", "8", "wates")
    person.hears("Sekarang tutup; buka Selasa 24 November 2026 pukul 07.30 WIB.")


def test_a_kelurahan_without_a_desk_is_led_to_the_nearest() -> None:
    person = Person(language="id").moves_to(BEKASI).says("menu", "8", "perwira")
    person.hears("belum mencatat Puskesos di Kelurahan Perwira").hears("Kaliabang Tengah")


def test_a_desk_that_serves_another_kelurahan_counts_as_its_own() -> None:
    person = Person(language="id").moves_to(BEKASI)
    there = tuple(
        replace(o, serves=("32.75.03.1002",)) if o.code == "PKS_MUSTIKAJAYA" else o
        for o in person.catalogue.places
    )
    person.catalogue = replace(person.catalogue, places=there)
    person.says("menu", "8", "perwira").hears("Mustikajaya").hears_not("belum mencatat")


def test_a_city_that_wrote_nothing_down_names_the_secretariat() -> None:
    person = Person(language="id")
    person.catalogue = replace(person.catalogue, places=())
    person.says("menu", "8", "wates").hears("silakan ke sekretariat SLRT").hears("Jam buka")


def test_a_facilitator_is_on_duty_and_stays_unnamed() -> None:
    at_office().says("wates").hears("ada fasilitator yang bertugas di Kelurahan Wates")


def test_a_kelurahan_without_facilitator_is_told_who_cares() -> None:
    at_office(duty=frozenset()).says("wates").hears("laporan tetap diurus supervisor")


def test_a_facilitator_of_the_whole_kecamatan_counts() -> None:
    at_office(duty=frozenset({"35.76.02"})).says("wates").hears("ada fasilitator yang bertugas")


def test_on_a_day_off_nobody_is_said_to_be_on_duty() -> None:
    shut = Secretariat(calendar=Calendar(extra=frozenset({START.date()})))
    at_office(secretariat=shut).says("wates").hears("bertugas lagi pada hari kerja")


def test_the_kelurahan_of_ones_own_reports_stands_first() -> None:
    person = at_office(standings=reported("Miji", "Wates"))
    assert person.last[-1].labels[:2] == ("Wates", "Miji")
    person.says("1").hears("Puskesos Kelurahan Wates")


def test_another_kelurahan_may_be_asked_for() -> None:
    person = at_office().says("wates").presses("Kelurahan lain").is_asked("district")
    person.says("miji").hears("Puskesos Kelurahan Miji")


def test_another_kelurahan_may_be_named_below_the_answer() -> None:
    at_office().says("wates", "blooto").hears("Puskesos Kelurahan Blooto")


def test_it_leads_on_into_a_complaint() -> None:
    at_office().says("wates").presses("Sampaikan keluhan").is_asked("consent")


def test_staff_find_it_in_their_menu() -> None:
    person = at_office(roles=("facilitator",)).says("wates").hears("Puskesos Kelurahan Wates")
    assert "Sampaikan keluhan" not in person.last[-1].labels


def test_every_kelurahan_of_both_cities_has_a_middle_inside_it() -> None:
    for city in (MOJOKERTO, BEKASI):
        for village in (v for d in city.districts for v in d.villages):
            assert city.bounds is not None
            assert village.centre is not None
            assert city.bounds.hold(*village.centre), village


def test_a_kelurahan_in_the_question_is_not_asked_for_again() -> None:
    person = Person(language="id").says("menu", "puskesos terdekat di wates")
    person.is_asked("next").hears("Puskesos Kelurahan Wates").hears("Hari ini ada fasilitator")


def test_an_office_asked_for_in_the_middle_of_a_talk_leaves_the_talk_as_it_was() -> None:
    person = Person(language="id").says("menu", "saran", "setuju", "saran")
    before = person.is_asked("words").conversation.answers
    person.says("kantor terdekat di wates").hears("Puskesos Kelurahan Wates").is_asked("words")
    assert person.conversation.answers == before


def test_a_story_about_a_place_near_an_office_is_a_story() -> None:
    person = Person(language="id").says("menu", "saran", "setuju", "saran")
    person.says("Taman dekat kantor kelurahan mohon diberi lampu").is_asked("send")
