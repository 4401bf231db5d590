"""Syarat dan brosur: what people may say, what they are shown, and where scanned codes land."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from flows.cases.catalogue import Catalogue
from flows.effects import OpenCase, RecordConsent, SendPaper
from flows.landing import Ways, landing_in, links
from tests.flows.bekasi import BEKASI
from tests.flows.tester import Person, catalogue_of

LINK_CODES = ("MJK_BECAK", "PKH", "PBI_REACTIVATION")


def resident(**more: object) -> Person:
    return Person(**{"language": "id", **more})  # type: ignore[arg-type]


def renamed(code: str, to: str) -> Catalogue:
    known = catalogue_of("35.76")
    entries = (
        replace(e, code=to, formerly=(code,)) if e.code == code else e for e in known.entries
    )
    return replace(known, entries=tuple(entries))


def shut(code: str) -> Catalogue:
    known = catalogue_of("35.76")
    entries = (
        replace(e, valid_until=date(2026, 11, 1), closed=e.name, instead=("PKH",))
        if e.code == code
        else e
        for e in known.entries
    )
    return replace(known, entries=tuple(entries))


def test_a_need_in_words_of_ones_own_leads_to_what_may_help() -> None:
    resident().says("syarat", "anak sakit").is_asked("entry")


@pytest.mark.parametrize(
    ("words", "need"),
    [
        ("rumahku bocor kena ujan", "home"),
        ("genteng ambruk", "home"),
        ("suami stroke", "sick"),
        ("biaya rumah sakit", "sick"),
        ("sktm", "data"),
        ("anak autis", "old"),
        ("dapat bansos", "food"),
        ("gelandangan", "danger"),
    ],
)
def test_plain_words_of_trouble_name_their_need(words: str, need: str) -> None:
    person = resident().says("syarat", words).is_asked("entry")

    assert person.conversation.answers["need"] == need


def test_what_else_one_must_know_stands_below_the_checklist() -> None:
    resident().says("syarat aktifkan kis").hears("Bila gawat, langsung ke IGD")


def test_who_writes_on_is_not_told_the_same_of_a_program_again() -> None:
    person = resident().says("menu", "gas elpiji").hears("Bawa KTP ke pangkalan")

    for more in ("modal warung", "makan"):
        person.says(more).hears("belum paham")
        assert "pangkalan" not in "".join(screen.text for screen in person.last)


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("syarat pkh", "Program Keluarga Harapan (PKH)"),
        ("mau daftar kip kuliah butuh apa ya", "KIP Kuliah"),
        ("opo wae syarate bansos becak", "Bansos tukang becak"),
        ("brosur kur", "Kredit Usaha Rakyat (KUR)"),
    ],
)
def test_who_names_it_gets_its_checklist_at_once(words: str, heading: str) -> None:
    person = resident().says(words).is_asked("next")

    person.hears(heading)
    person.hears("Yang memutuskan")


def test_the_brochure_follows_the_checklist_without_consent() -> None:
    person = resident().says("syarat pkh")

    assert person.gets(SendPaper) == SendPaper("brochure", "PKH")
    assert not person.consents


def test_the_brochure_is_not_sent_again_by_looking_around() -> None:
    person = resident().says("syarat pkh")

    person.says("alur keluhan").gets_no(SendPaper)


def test_what_some_only_need_is_told_apart_and_may_follow() -> None:
    person = resident().says("syarat pkh")

    person.hears("- KTP")
    person.hears("surat keterangan dokter (bila ada)")
    person.hears("yang belum ada boleh menyusul")


def test_one_press_leads_on_into_applying() -> None:
    person = resident().says("syarat becak").presses("Ajukan sekarang")

    assert person.conversation.flow == "application"
    assert person.conversation.answers["service"] == "MJK_BECAK"
    person.is_asked("consent")


def test_a_program_says_how_one_comes_to_it_before_its_service_opens() -> None:
    person = resident().says("syarat pkh").presses("Ajukan sekarang")

    person.hears("diusulkan lewat kelurahan")
    assert person.conversation.answers["service"] == "MJK_DTSEN"


def test_the_way_of_a_complaint_has_five_lines_and_says_who_decides() -> None:
    person = resident().says("syarat pkh", "jalannya keluhan")

    words = person.screens[-2].text
    assert [f"{n})" in words for n in range(1, 7)] == [True] * 5 + [False]
    assert "yang memutuskan pemilik program" in words


def test_a_closed_program_explains_itself_and_offers_what_there_is_now() -> None:
    person = resident().says("syarat raskin")

    person.hears("sudah berakhir")
    person.presses("Sembako / BPNT").hears("Program Sembako (dulu BPNT)")


def test_leaving_it_asks_nothing_and_reminds_of_nothing() -> None:
    person = resident().says("syarat pkh", "menu").is_asked("menu")

    assert person.timers == {}


def test_the_video_is_sent_when_asked_for() -> None:
    assert resident().says("syarat pkh", "video").gets(SendPaper).kind == "explainer"


def test_staff_may_look_and_are_offered_no_application() -> None:
    person = Person(roles=("facilitator",)).says("syarat dan brosur", "pkh")

    person.is_asked("next")
    assert "Ajukan sekarang" not in person.screens[-1].labels


@pytest.mark.parametrize("code", LINK_CODES)
def test_both_codes_of_a_brochure_land_in_its_service(code: str) -> None:
    entry = catalogue_of("35.76").entry(code)
    assert entry is not None
    whatsapp, telegram = links(Ways("620000000000", "ContohBot"), entry)

    assert landing_in(f"/start {telegram.partition('start=')[2]}") == code
    assert landing_in(f"Syarat {entry.label.id} #{code}") == code
    assert f"%23{code}" in whatsapp


@pytest.mark.parametrize("words", ["/start s-MJK_BECAK", "Syarat Bansos becak #MJK_BECAK"])
def test_a_scanned_code_shows_the_checklist_and_does_not_send_the_sheet_again(words: str) -> None:
    person = resident().says(words).is_asked("next")

    person.hears("Bansos tukang becak").gets_no(SendPaper)
    assert "Kirim brosur" in person.screens[-1].labels


def test_a_stranger_who_scans_chooses_a_language_and_is_there() -> None:
    person = Person().says("/start s-MJK_BECAK").is_asked("language")

    person.says("2").is_asked("next").hears("Bansos tukang becak")
    assert person.language == "jv"


def test_an_old_code_of_a_renamed_service_opens_the_new_one() -> None:
    person = resident(catalogue=renamed("MJK_BECAK", "MJK_BECAK_LISTRIK"))

    person.says("/start s-MJK_BECAK").is_asked("next").hears("Bansos tukang becak")


def test_a_code_of_a_program_that_ended_says_so() -> None:
    person = resident(catalogue=shut("MJK_BECAK")).says("Syarat Bansos becak #MJK_BECAK")

    person.hears("Sekarang ada: PKH")
    assert "Ajukan sekarang" not in person.screens[-1].labels


def test_a_code_that_nobody_knows_is_looked_up_by_its_words() -> None:
    resident().says("Syarat PKH #PKH_2019").is_asked("next").hears("Program Keluarga Harapan")


def test_a_code_that_nothing_is_known_of_offers_the_needs() -> None:
    person = resident().says("/start s-LAMA_SEKALI").is_asked("need")

    person.hears("brosur lama yang sudah tidak berlaku")


def test_a_scan_in_the_middle_of_a_report_loses_nothing() -> None:
    person = resident().says("1").presses("Setuju")
    asked = person.conversation.asked
    person.says("1")
    answers = dict(person.conversation.answers)

    person.says("/start s-PKH").hears("Program Keluarga Harapan")
    assert person.conversation.flow == "complaint"
    assert person.conversation.answers == answers
    assert asked


def test_a_story_that_holds_a_hash_is_a_story() -> None:
    assert resident().says("atap bocor #tolong").conversation.flow == ""


def test_another_citys_service_is_not_offered() -> None:
    person = Person(language="id", city=BEKASI, catalogue=catalogue_of("32.75"))

    person.says("syarat", "berobat")
    assert "BPJS dibayar kota (UHC)" not in person.screens[-1].labels


def test_nothing_here_opens_a_case_or_asks_for_consent() -> None:
    person = resident().says("syarat", "sakit", "1", "kirim brosur", "selesai")

    person.gets_no(OpenCase).gets_no(RecordConsent)
