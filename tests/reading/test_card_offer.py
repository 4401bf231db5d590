"""What was read is offered in every talk that asks for a NIK, in both languages, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.card_turns import IN_TIME
from flows.cases.card_reading import Wants
from flows.effects import KeepMedia, Say
from flows.layout import LIST_ROW_LABEL, QUICK_REPLY_LABEL
from flows.messages import MediaKind
from flows.reading_cards import CARD
from flows.talks.complaint import CONSENT
from flows.words import fingerprint
from handlers.pictures.reading import read
from tests.flows.tester import Person
from tests.reading.printed import NIK, TODAY, kk, ktp

KTP = read(ktp(), TODAY)
HOUSEHOLD = read(kk(), TODAY)


def begun(flow: str, *answers: str, language: str = "id") -> Person:
    """Somebody in that talk, who agreed to it and answered so far."""
    person = Person(reads_cards=True, language=language)
    person.opens(flow, {})
    person.says("1", *answers)
    return person


def asked_for_nik() -> Person:
    """Somebody who asks the registry and is asked for a NIK."""
    return begun("registry_check", "saya").is_asked("nik")


@pytest.mark.parametrize(
    ("flow", "answers"), [("registry_check", ("saya",)), ("number_change", ("2",))]
)
def test_a_photo_is_read_in_every_talk_that_asks_who_somebody_is(
    flow: str, answers: tuple[str, ...]
) -> None:
    person = begun(flow, *answers).is_asked("nik").sends()
    assert person.gets(KeepMedia).reads == Wants.ANY
    person.learns_what_a_card_says("id_card", KTP).is_asked("card_offer").presses("Ya, benar")
    assert person.conversation.answers["nik"] == NIK


def test_the_question_is_asked_again_only_after_five_seconds() -> None:
    first, second = [e for e in asked_for_nik().sends().effects if isinstance(e, Say)]
    assert (first.hold, second.hold) == (None, IN_TIME)
    assert second.choices


def test_a_document_that_is_no_picture_is_not_read() -> None:
    person = asked_for_nik().sends(MediaKind.PDF)
    assert person.gets(KeepMedia).reads == ""


def test_a_number_under_the_photo_is_heard_at_once() -> None:
    asked_for_nik().sends(text=f"NIK {NIK}").hears("akhiran 9991. Benar?")


def test_the_offer_is_polite_javanese_where_that_is_spoken() -> None:
    person = (
        begun("registry_check", "1", language="jv")
        .is_asked("nik")
        .sends()
        .learns_what_a_card_says("photo", KTP)
    )
    person.hears("Saking foto menika kawaos:").hears("Menapa menika leres sedaya?")


def test_a_yes_in_words_and_a_no_in_krama_count() -> None:
    taken = asked_for_nik().sends().learns_what_a_card_says("photo", KTP).says("ya benar")
    refused = asked_for_nik().sends().learns_what_a_card_says("photo", KTP).says("lepat")
    assert taken.conversation.answers["nik"] == NIK
    assert "nik" not in refused.is_asked("nik").conversation.answers


def test_the_number_may_be_typed_instead_of_answering_the_offer() -> None:
    person = (
        asked_for_nik()
        .sends()
        .learns_what_a_card_says("photo", KTP)
        .says("3576020203809990")
        .is_asked("nik_ok")
    )
    assert person.conversation.answers["nik"] == "3576020203809990"
    assert CARD not in person.conversation.answers


def test_a_family_cards_number_may_be_typed_over_what_was_read() -> None:
    person = (
        asked_for_nik()
        .says(NIK, "ya")
        .is_asked("kk")
        .sends()
        .learns_what_a_card_says("photo", HOUSEHOLD)
    )
    person.is_asked("card_offer").says("12345678901").hears("KK harus 16 angka")
    assert person.says("3576020101209999").conversation.answers["kk"] == "3576020101209999"


def test_other_words_leave_the_offer_standing() -> None:
    person = (
        asked_for_nik()
        .sends()
        .learns_what_a_card_says("photo", KTP)
        .says("halo apa kabar")
        .is_asked("card_offer")
    )
    assert "nik" not in person.conversation.answers


def test_nothing_is_offered_in_a_talk_that_asks_no_number() -> None:
    person = Person(reads_cards=True, language="id").says("halo")
    before = person.conversation
    assert person.learns_what_a_card_says("photo", KTP).conversation == before
    assert person.effects == ()


def test_nothing_is_offered_over_a_question_of_the_engine_itself() -> None:
    person = asked_for_nik().sends().says("batal").is_asked("cancel")
    assert person.learns_what_a_card_says("photo", KTP).effects == ()


def test_labels_fit_the_buttons_and_rows_of_whatsapp() -> None:
    long = replace(
        HOUSEHOLD, members=(replace(HOUSEHOLD.members[0], name="X" * 40), *HOUSEHOLD.members)
    )
    rows = asked_for_nik().sends().learns_what_a_card_says("photo", long).last[-1].labels
    assert max(map(len, rows)) <= LIST_ROW_LABEL
    two = asked_for_nik().sends().learns_what_a_card_says("photo", KTP).last[-1].labels[:2]
    assert max(map(len, two)) <= QUICK_REPLY_LABEL


def test_a_child_on_the_card_brings_the_word_about_guardians_in_a_report() -> None:
    person = Person(reads_cards=True, language="id")
    person.consents.add(fingerprint(CONSENT, "id"))
    person.says("1", "belum terdaftar", "saya sendiri", "Ani Contoh").is_asked("nik")
    person.sends().learns_what_a_card_says(
        "photo", replace(KTP, nik=HOUSEHOLD.members[2].nik)
    ).presses("Ya, benar")
    person.hears("Pemilik NIK ini masih anak")


def test_a_photo_of_the_childs_card_answers_whose_data_it_is_and_nothing_else() -> None:
    person = Person(reads_cards=True, language="id", verified=True)
    person.says("data saya", "betulkan data", "anak").is_asked("nik").sends()
    person.learns_what_a_card_says("id_card", KTP).is_asked("card_offer").says("ya")
    person.is_asked("field").says("nama").is_asked("name")
    assert person.conversation.answers["nik"] == NIK


def test_no_photo_is_taken_for_a_child_where_cards_are_not_read() -> None:
    person = Person(language="id", verified=True).says("data saya", "minta salinan", "anak")
    person.sends().gets_no(KeepMedia).hears("Foto belum kami simpan").is_asked("nik")


def test_no_photo_is_taken_before_it_is_said_whose_data_it_is() -> None:
    person = Person(reads_cards=True, language="id", verified=True).says("data saya")
    person.sends().gets_no(KeepMedia).is_asked("what")
