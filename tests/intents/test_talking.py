"""What is done with free words between talks, and with what is no text at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.cases.standing import Standing
from flows.cases.states import State
from flows.effects import CallOfficer, Choice, KeepMedia, OpenCase, StopNotices
from flows.messages import Kind, MediaKind
from flows.talks.danger import SCAM
from flows.talks.menu import MENU
from flows.words import Text
from tests.flows.tester import START, Person
from tests.intents.table import EMERGENCY_INTENTS, utterances
from tests.transcripts.screens import leads_on

NIK = "3576014508829991"


def resident(**more: object) -> Person:
    return Person(**{"language": "id", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "named", "flow"),
    [
        ("opoo kok duit pkh durung metu", "Belum cair/saldo kosong", "complaint"),
        ("jenengku dicoret", "Dulu dapat, kini tidak", "complaint"),
        ("kula badhe nyuwun surat keterangan", "Ajukan bantuan/surat", "application"),
        ("njaluk ngaktifno kis maneh", "Aktifkan lagi KIS (PBI)", "application"),
        ("kentekan sangu gak iso muleh", "Pulangkan orang telantar", "application"),
        ("wong mati sik oleh bantuan", "Sudah meninggal", "registry_mismatch"),
        ("tonggo sugih oleh pkh", "Sudah mampu", "registry_mismatch"),
        ("jenengku onok nang dtks ta", "Cek DTKS/DTSEN", "registry_check"),
        ("petugase gak sopan", "Keluhan petugas", "feedback"),
        ("nomer wa ku ganti", "Ganti nomor", "number_change"),
        ("data apa yang disimpan", "Data saya", "my_data"),
    ],
)
def test_a_wish_is_asked_back_once_and_then_opened(text: str, named: str, flow: str) -> None:
    person = resident().says(text).is_asked("guess").hears(named)

    assert person.conversation.flow == ""
    assert person.says("ya").conversation.flow == flow


def test_what_was_said_answers_the_talk_it_opened() -> None:
    person = resident().says("wong mati sik oleh bantuan", "ya", "setuju").is_asked("name")

    assert person.conversation.answers["reason"] == "deceased"


def test_nothing_is_opened_stopped_or_called_before_the_yes() -> None:
    for text in ("min iso ngomong karo petugase gak ya saiki", "ojo kirim pesan maneh"):
        person = resident().says(text)
        person.gets_no(CallOfficer).gets_no(StopNotices).gets_no(OpenCase).is_asked("guess")


def test_a_no_leads_to_the_menu_and_remembers_nothing() -> None:
    person = resident().says("tonggo sugih oleh pkh", "bukan").is_asked("menu")

    assert person.conversation.subject == {}


@pytest.mark.parametrize("text", ["gimana kelanjutan laporan saya pak", "wes tekan endi aduanku"])
def test_ones_own_reports_are_shown_without_asking_back(text: str) -> None:
    assert "cases" in resident().says(text).hears("belum punya laporan").asked_for


def test_who_gives_up_a_sent_report_is_shown_it() -> None:
    resident().says("mau batalkan laporan saya dong min").hears("belum punya laporan")


@pytest.mark.parametrize("text", ["gak usah lapor", "bukan keluhan", "belum mau mengajukan"])
def test_what_is_denied_opens_nothing(text: str) -> None:
    resident().says(text).is_asked("menu")


def test_a_number_wins_over_what_it_may_mean_elsewhere() -> None:
    assert resident().says("loro").conversation.flow == "application"


def test_an_answer_inside_a_talk_keeps_its_meaning() -> None:
    person = resident().says("1", "setuju", "kis saya mati", "1", "saya", "tonggo sugih oleh pkh")

    assert person.conversation.flow == "complaint"


@pytest.mark.parametrize("place", ["menu", "first", "talk"])
def test_danger_is_never_passed_over(place: str) -> None:
    for one in utterances():
        if one.intent in EMERGENCY_INTENTS:
            person = Person() if place == "first" else resident()
            if place == "talk":
                person.says("1")
            person.says(one.text).hears("112")


def test_danger_is_said_once() -> None:
    person = resident().says("ada odgj ngamuk di pasar")

    assert sum("112" in screen.text for screen in person.last) == 1


def test_first_words_are_heard_after_the_language_is_chosen() -> None:
    person = Person().says("pkh kula dereng cair").is_asked("language")

    person.says("2").is_asked("guess")
    assert person.language == "jv"
    person.hears_not("Wonten ingkang saged")


def test_first_words_that_name_a_line_of_the_menu_open_it() -> None:
    assert Person().says("mau lapor", "1").conversation.flow == "complaint"


def test_short_messages_are_one_sentence() -> None:
    person = resident().says("pak")
    assert person.last[-1].held

    person.says("kis", "mati").is_asked("guess").hears("Kartu tidak aktif")


def test_words_of_long_ago_are_not_joined() -> None:
    resident().says("kis").waits(minutes=5).says("hilang").hears_not("Kartu rusak")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ngomong jowo", "jv"), ("bisa pakai bahasa jawa?", "jv"), ("iso boso jowo gak", "jv"),
        ("pakai bahasa indonesia aja", "id"), ("basa jawa", "jv"), ("ganti basa jawi mawon", "jv"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [(), ("1",), ("1", "setuju"), ("1", "setuju", "kis saya mati")])
def test_the_language_may_change_at_any_moment(
    text: str, language: str, before: tuple[str, ...]
) -> None:
    person = resident(language="jv" if language == "id" else "id").says(*before)
    asked = person.conversation.asked

    person.says(text)
    assert person.language == language
    assert person.conversation.asked == asked or not before


@pytest.mark.parametrize("text", ["gak bisa bahasa jawa", "jangan bahasa jawa"])
def test_a_language_that_is_refused_is_not_taken(text: str) -> None:
    assert resident().says(text).language == "id"


@pytest.mark.parametrize("text", ["mau ngomong sama petugas dong", "tolong telpon petugas"])
def test_a_person_may_be_asked_for_in_the_middle_of_a_talk(text: str) -> None:
    resident().says("1", "setuju", text).gets(CallOfficer)


@pytest.mark.parametrize(
    "text",
    [
        "apa benar link ini https://bansos-contoh.xyz/daftar",
        "ada yang minta kode otp katanya dari dinsos",
        "Selamat anda mendapat hadiah 10 juta klik tautan berikut",
        "dapat undangan apk lewat wa",
    ],
)
def test_a_trick_is_warned_of(text: str) -> None:
    person = resident().says(text).hears("penipuan")

    assert leads_on(person.last)
    resident().says("1", "setuju").says(text).hears("penipuan").is_asked("kind")


def test_the_warning_knows_both_languages() -> None:
    assert SCAM.render("id") != SCAM.render("jv")


def test_a_photo_with_a_wish_below_it_is_heard() -> None:
    person = resident().sends(text="kis saya mati pak").hears("belum kami simpan")

    person.is_asked("guess").gets_no(KeepMedia)


def test_a_nik_below_a_photo_is_not_read_back() -> None:
    person = resident().sends(text=f"NIK {NIK}")

    person.hears("belum kami simpan").hears_not(NIK)
    assert NIK not in str(person.conversation)


@pytest.mark.parametrize("kind", [MediaKind.AUDIO, MediaKind.VIDEO, MediaKind.OTHER])
def test_files_we_cannot_take_say_what_we_can(kind: MediaKind) -> None:
    assert leads_on(resident().sends(kind).last)


@pytest.mark.parametrize("kind", [Kind.OTHER, Kind.CONTACT, Kind.EDIT, Kind.PLACE])
@pytest.mark.parametrize("before", [(), ("1",), ("1", "setuju")])
def test_anything_else_is_answered_with_a_way_on(kind: Kind, before: tuple[str, ...]) -> None:
    person = resident().says(*before)
    person.does(kind)

    assert leads_on(person.last)


def test_who_sends_only_stickers_and_voice_is_offered_an_officer() -> None:
    person = resident().says("1", "setuju")

    person.does(Kind.OTHER).sends(MediaKind.AUDIO).does(Kind.OTHER).hears("PETUGAS")
    assert "Hubungi petugas" in person.last[-1].labels


def test_a_voice_note_at_the_menu_learns_where_it_is_kept() -> None:
    person = resident().sends(MediaKind.AUDIO).hears("boleh dengan suara")

    person.gets_no(KeepMedia).is_asked("menu")


def test_thanks_without_words_are_answered() -> None:
    resident().says("🙏🙏").hears("Sama-sama")


def test_a_question_for_the_menu_is_the_menu() -> None:
    assert MENU.key == resident().says("tampilkan menu dong").conversation.asked


def test_who_asks_for_an_officer_learns_until_when_one_is_there() -> None:
    resident().says("petugas").hears("jam kerja").hears("Sekarang buka sampai pukul 15.30")


def test_at_night_and_on_holidays_they_learn_when_the_office_opens() -> None:
    eve = datetime(2026, 12, 24, 13, 0, tzinfo=UTC)

    resident(now=eve).says("petugas").hears("Sekarang tutup; buka Senin 28 Desember 2026")


def test_a_talk_is_found_again_after_two_days() -> None:
    person = resident().says("1", "setuju", "kis saya mati", "1", "saya").waits(hours=48)

    person.says("halo").is_asked("name")
    assert person.conversation.answers["subtype"] == "inactive_card"


@pytest.mark.parametrize("word", ["DATA SAYA", "MENU", "CEK", "PETUGAS", "GANTI NOMOR", "CEK DTKS"])
@pytest.mark.parametrize("language", ["id", "jv"])
def test_every_word_we_tell_people_to_type_is_understood(word: str, language: str) -> None:
    person = resident(language=language).says(word)

    assert person.conversation.misses == 0
    assert person.conversation.pending != "guess"


def test_a_talk_that_ran_out_says_how_to_begin_anew() -> None:
    subject = {"case_id": 7, "version": 3, "ticket": "26-004217-4"}
    person = resident().opens("reopen_case", subject)

    person.waits(hours=80).hears("Ketik MENU")


@pytest.mark.parametrize("text", ["ojo boso kromo, gak paham", "jangan bahasa jawa dong"])
def test_who_refuses_a_language_in_a_talk_is_asked_which(text: str) -> None:
    resident(language="jv").says("1", "setuju", "kis saya mati", "1", text).is_asked("language")


@pytest.mark.parametrize(
    "text",
    [
        "laporan saya gimana",
        "gak paham maksudnya",
        "siapa nama petugasnya?",
        "sebentar saya tanya ibu dulu",
        "iya nanti saya kirim fotonya ya",
    ],
)
def test_a_question_is_not_taken_for_a_name(text: str) -> None:
    resident().says("1", "setuju", "kis saya mati", "1", "saya", text).is_asked("name")


@pytest.mark.parametrize(
    "text", ["nama saya Siti Contoh", "siti contoh pak", "jenengku siti contoh"]
)
def test_a_name_is_taken_without_what_stands_around_it(text: str) -> None:
    person = resident().says("1", "setuju", "kis saya mati", "1", "saya", text)

    assert person.conversation.answers["name"] == "SITI CONTOH"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("aku kesel, pengen ngomong karo wong", "PETUGAS"),
        ("laporanku kok suwe gak ono kabar", "CEK"),
    ],
)
def test_who_wants_something_else_in_a_talk_learns_the_word_for_it(text: str, word: str) -> None:
    resident().says("1", "setuju", text).is_asked("kind").hears(word)


def test_own_data_waits_for_the_talk_that_stands_open() -> None:
    person = resident().says("1", "setuju", "kis saya mati", "1", "saya", "data saya")

    person.hears("BATAL").hears("DATA SAYA").is_asked("name").gets_no(CallOfficer)


def test_a_warning_is_not_said_again_in_the_same_language() -> None:
    Person().says("tolong bapak saya pingsan", "1").is_asked("guess").hears_not("112")
    Person().says("tolong bapak saya pingsan", "2").is_asked("guess").hears("112")


def test_who_was_warned_of_a_trick_first_is_shown_the_menu() -> None:
    Person().says("klik https://bansos-contoh.xyz/daftar", "1").is_asked("menu").hears_not("PIN")


def test_a_photo_beside_an_open_report_learns_how_it_is_added() -> None:
    standing = Standing("26-004217-3", State.SUBMITTED, START, START, "Wates", "health")
    choices = (Choice("u:1:0:add", Text("Tambah keterangan")),)
    person = resident(standings=(replace(standing, choices=choices),)).sends()

    person.hears("ketik CEK").is_asked("menu").gets_no(KeepMedia)


@pytest.mark.parametrize("text", ["mau nambah surat sktm", "aku arep nyusulno foto ktp"])
def test_what_is_added_later_leads_to_ones_own_reports(text: str) -> None:
    assert "cases" in resident().says(text).asked_for


def test_an_officer_who_was_rude_needs_no_report() -> None:
    resident().says("petugas marah marah waktu saya antri").is_asked("guess").hears(
        "Keluhan petugas"
    )


def test_a_sentence_in_many_short_messages_is_one_miss() -> None:
    person = resident().says("pak", "bansos", "ibuk ku", "gini lho")
    assert all(screen.held for screen in person.last)

    person.says("durung cair").is_asked("guess").hears("Belum cair")


@pytest.mark.parametrize(
    "text", ["suwun nggeh pak, sehat sehat 🙏", "nggih matur sembah nuwun sanget"]
)
def test_courtesy_in_a_talk_is_no_miss(text: str) -> None:
    person = resident().says("1", "setuju", text).hears("Sama-sama").is_asked("kind")
    assert person.conversation.misses == 0


@pytest.mark.parametrize("talk", ["syarat pkh", "kantor wates", "slrt", "apa saya berhak"])
@pytest.mark.parametrize(
    ("text", "named"),
    [("aku wes gak kuat urip", "darurat"), ("duit bantuanku durung metu", "Belum cair")],
)
def test_another_wish_is_heard_in_a_talk_that_keeps_nothing(
    talk: str, text: str, named: str
) -> None:
    resident().says(talk, text).is_asked("guess").hears(named)
