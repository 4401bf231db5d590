"""The whole talk's promises: what is asked, what is kept, and what is handed over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from flows.effects import AcceptPoor, Conversation, DropMedia, KeepMedia, OpenCase
from flows.messages import MediaKind
from flows.talks.complaint import CONSENT
from flows.words import fingerprint, literal
from tests.flows.bekasi import BEKASI
from tests.flows.tester import START, Person
from tests.flows.walk import arrive, go_on

NIK, KK = "3576014508829991", "3576010101159990"
ADVICE = literal("Fotonya agak buram.")


def agreed(language: str = "id") -> Person:
    person = Person(language=language)
    person.consents.add(fingerprint(CONSENT, "id"))
    return person


def at_papers() -> Person:
    person = agreed().says("1", "belum terdaftar", "saya sendiri", "Siti Contoh", NIK, "ya", KK)
    person.says("wates", "Sudah lama belum terdaftar di data kota")
    return person.waits(minutes=1).is_asked("paper_ktp")


def sent(person: Person) -> dict[str, Any]:
    """What a person who answers plainly from here hands over."""
    for _step in range(60):
        go_on(person, 0)
        found = [e for e in person.effects if isinstance(e, OpenCase)]
        if found:
            return dict(found[0].answers)
    raise AssertionError(person.conversation)


def resumed(**answers: object) -> Person:
    """Somebody in the middle of the talk of the first release, at its photo."""
    person = agreed()
    person.conversation = Conversation(
        flow="complaint", asked="photo", talk=3, answers=answers, shown=START.isoformat()
    )
    return person


def test_a_talk_of_the_first_release_keeps_its_answers() -> None:
    person = resumed(
        district="35.76.02", village="35.76.02.1010", category="health",
        story="Berasnya bau dan berkutu", photo=1,
    ).says("halo").is_asked("kind")  # fmt: skip
    answers = sent(person.says("barang/beras jelek", "pkh", "e-warung Contoh", "Siti Contoh"))
    assert answers["village"] == "35.76.02.1010"
    assert answers["story"] == "Berasnya bau dan berkutu"
    assert answers["photo"] == 1


def test_a_removed_sub_type_is_asked_again_and_the_rest_is_kept() -> None:
    person = at_papers()
    left = tuple(s for s in person.catalogue.sub_types if s.code != "not_listed")
    person.catalogue = replace(person.catalogue, sub_types=left)
    person.says("halo").is_asked("subtype").says("belum pernah dapat", "pkh").is_asked("paper_ktp")
    assert person.conversation.answers["nik"] == NIK


def test_a_stored_talk_without_the_new_fields_can_be_read() -> None:
    old = {"flow": "complaint", "asked": "village", "answers": {}, "talk": 2, "gone": 1}
    assert Conversation.from_json(old).page == 0


def test_who_it_is_for_reaches_the_case_in_its_own_words() -> None:
    person = agreed().says("1", "belum terdaftar", "3", "Wakil, ada surat kuasa", "Siti Contoh")
    answers = sent(person.says(NIK))
    assert answers["for_whom"] == "representative"
    assert answers["relationship"] == "representative"


def test_who_shares_the_family_card_is_not_asked_how_they_are_related() -> None:
    agreed().says("1", "belum terdaftar", "buat ibuk saya sak kk").is_asked("name")


def test_a_program_in_the_words_of_a_choice_is_not_asked_again() -> None:
    agreed().says("1", "2", "pkh belum cair").is_asked("name")


def test_the_nik_under_a_photo_of_the_card_is_the_answer() -> None:
    person = agreed().says("1", "belum terdaftar", "1", "Siti Contoh").is_asked("nik")
    person.sends(MediaKind.IMAGE, text=f"nik {NIK}").is_asked("nik_ok")


def test_where_it_is_need_not_be_known_in_an_emergency() -> None:
    person = agreed().says(
        "1", "4", "1", "Depan pasar, dekat pos ronda", "1", "Orangnya membawa kayu"
    )
    person.is_asked("district").says("tidak tahu").is_asked("ask_reporter_name")


def test_what_stands_for_nothing_is_not_handed_over() -> None:
    person = agreed().says("1", "belum terdaftar", "1", "Siti Contoh", "tidak punya", "hilang")
    answers = sent(person.says("tidak tahu"))
    assert answers["no_nik"] == "lost"
    assert not {"nik", "kk", "nik_ok", "consent", "send", "danger"} & set(answers)


def test_where_no_story_is_asked_the_answers_tell_it() -> None:
    answers = sent(agreed().says("1", "lupa pin"))
    assert "Kartu: KIS / BPJS" in answers["story"]


def test_a_choice_can_make_a_case_urgent() -> None:
    person = agreed().moves_to(BEKASI).says("2", "lkm", "1", "1", "di igd atau gawat")
    assert sent(person)["urgent"] is True


def test_an_alarming_story_is_asked_about_once() -> None:
    person = agreed().says("1", "beras bau", "pkh", "pasar", "Siti Contoh", "wates")
    person.says("Anak keracunan beras, sekarang di igd").is_asked("danger").says("ya")
    assert sent(person)["urgent"] is True


def test_several_marks_are_kept_as_a_list() -> None:
    person = agreed().says("2", "dtks", "1", "1", "Siti Contoh", NIK, "ya", KK, "wates")
    person.says("Gang Mawar 3 RT 2", "4", "buruh cuci").is_asked("marks")
    person.says("lansia", "disabilitas", "selesai")
    assert sent(person)["marks"] == ["elder", "disability"]


def test_the_emergency_numbers_come_before_anything_else() -> None:
    person = Person(language="id").says("ada odgj ngamuk di pasar")
    assert "112" in person.last[0].text
    person.says("ya").is_asked("consent")
    assert not any("Siapkan" in screen.text for screen in person.last)


def test_a_stranded_person_needs_no_identity() -> None:
    person = agreed().says("2", "orang terlantar")
    keys = {q.key for q in flow_of(person)}
    assert not {"nik", "kk", "village", "name"} & keys
    assert sent(person)["no_nik"] == "not_asked"


def flow_of(person: Person) -> tuple[Any, ...]:
    from flows.talks import FLOWS

    return FLOWS[person.conversation.flow].at(person.scene()).questions


def test_a_guess_that_was_wrong_leads_to_the_menu() -> None:
    person = agreed().says("kis saya mati").hears("Kartu tidak aktif").is_asked("guess")
    person.says("bukan").is_asked("menu")
    assert person.conversation.subject == {}


def test_other_words_at_a_guess_are_read_anew() -> None:
    person = agreed().says("kis saya mati", "pkh belum cair").hears("Belum cair")
    person.says("ya").is_asked("name")
    assert person.conversation.answers["program"] == "PKH"


def test_a_long_list_is_shown_in_pages_that_count_from_one() -> None:
    person = agreed().says("1", "2")
    assert [c.number for c in person.last[-1].choices] == [*map(str, range(1, 10)), "0"]
    person.says("9")
    assert person.last[-1].labels == (
        "Ditolak rumah sakit", "Tanya syarat/jadwal", "Pilihan lain", "Kembali",
    )  # fmt: skip
    person.says("2").is_asked("program")
    assert person.conversation.answers["subtype"] == "info"


def test_what_stands_on_another_page_may_be_named() -> None:
    assert agreed().says("1", "2", "tanya syarat").conversation.answers["subtype"] == "info"


def test_a_nik_in_another_answer_is_offered_and_not_taken() -> None:
    person = agreed().says("1", f"NIK saya {NIK}, belum terdaftar", "saya sendiri", "Siti Contoh")
    person.is_asked("nik_offer").hears("akhiran 9991")
    assert "nik" not in person.conversation.answers
    assert person.says("bukan").is_asked("nik").conversation.answers.get("nik") is None


def test_a_nik_before_consent_is_not_remembered() -> None:
    person = Person(language="id").says("1", f"NIK saya {NIK}").is_asked("consent")
    assert NIK not in str(person.conversation)


def test_a_refused_read_back_forgets_the_number() -> None:
    person = agreed().says("1", "belum terdaftar", "1", "Siti Contoh", NIK).is_asked("nik_ok")
    assert "nik" not in person.says("bukan").is_asked("nik").conversation.answers


def test_no_sixteen_digits_are_ever_read_back() -> None:
    person = at_papers()
    for _step in range(4):
        go_on(person, 0)
    assert person.is_asked("send").last[-1].text.count("3576********9991") == 1


@pytest.mark.parametrize("typed", ["selesai", "sudah", "cukup", "rampung", "1", "itu saja"])
def test_these_say_that_all_photos_are_there(typed: str) -> None:
    at_papers().sends().is_asked("paper_ktp").says(typed).is_asked("paper_kk")


def test_several_files_are_gathered_under_one_question() -> None:
    person = at_papers().sends().hears("Foto 1").sends(MediaKind.PDF).hears("Berkas 2")
    assert person.gets(KeepMedia).question == "paper_ktp"
    person.says("selesai")
    assert person.conversation.answers["paper_ktp"] == 2


def test_where_a_missing_paper_is_had_is_told() -> None:
    at_papers().says("belum punya").hears("Dukcapil").is_asked("paper_kk")


def test_an_early_photo_need_not_be_sent_twice() -> None:
    person = agreed().says("1").sends().hears("simpan")
    person.says("belum terdaftar", "1", "Siti Contoh", NIK, "ya", KK, "wates", "Belum terdaftar")
    person.says("sudah saya kirim").is_asked("paper_kk")


def test_changing_a_paper_drops_its_files() -> None:
    person = at_papers().sends().says("selesai", "1", "1", "1").is_asked("send")
    person.says("ubah", "ktp").is_asked("paper_ktp")
    assert person.gets(DropMedia).question == "paper_ktp"


def test_a_poor_photo_is_asked_for_again_after_the_standing_question() -> None:
    person = at_papers().sends().says("selesai").is_asked("paper_kk")
    person.learns_of_a_poor_photo("paper_ktp", ADVICE).hears("buram").is_asked("paper_kk")
    person.says("belum punya").is_asked("paper_ktp")


def test_a_second_poor_photo_may_be_sent_as_it_is() -> None:
    person = at_papers()
    for _try in range(2):
        person.sends().says("selesai").learns_of_a_poor_photo("paper_ktp", ADVICE)
        go_on(person, 0)
        person.is_asked("paper_ktp")
    person.says("pakai foto ini")
    assert person.gets(AcceptPoor).question == "paper_ktp"
    assert person.conversation.answers["paper_ktp"] == 1


def test_a_poor_photo_at_the_last_look_comes_before_sending() -> None:
    person = at_papers().sends().says("selesai", "1", "1", "1").is_asked("send")
    person.learns_of_a_poor_photo("paper_ktp", ADVICE).is_asked("paper_ktp")


def test_a_verdict_on_a_talk_that_is_over_does_nothing() -> None:
    person = at_papers().sends()
    arrive(person)
    before = person.conversation
    assert person.learns_of_a_poor_photo("paper_ktp", ADVICE).effects == ()
    assert person.conversation == before


def test_a_closed_program_is_explained() -> None:
    agreed().says("2", "bpum").hears("berakhir").is_asked("service")


def test_a_program_leads_to_the_service_that_this_city_has() -> None:
    person = agreed().says("2", "pkh").hears("kelurahan")
    assert person.conversation.answers["service"] == "MJK_DTSEN"


def test_whom_a_service_is_not_for_is_told_and_nothing_is_kept() -> None:
    person = agreed().moves_to(BEKASI).says("2", "lkm", "ada dan aktif").hears("MENU")
    assert person.conversation.flow == ""


def test_every_service_and_complaint_can_be_sent_in_both_cities() -> None:
    for city in (agreed().city, BEKASI):
        catalogue = agreed().moves_to(city).catalogue
        today = START.date()
        for entry in catalogue.services(city.code, today):
            person = agreed("jv").moves_to(city).says("2", entry.label.jv)
            arrive(person)
        for sub_type in catalogue.sub_types:
            person = agreed("jv").moves_to(city).says("1", sub_type.label.jv)
            assert sent(person)["subtype"] == sub_type.code


def test_a_long_name_of_a_paper_is_cut_to_a_row_and_understood_whole() -> None:
    person = at_papers().says("1", "1", "1", "1").is_asked("send").says("ubah", "pilihan lain")
    assert all(len(label) <= 24 for label in person.last[-1].labels)
    person.says("surat keterangan tidak mampu (sktm)").is_asked("paper_sktm")
