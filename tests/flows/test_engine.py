"""The engine's promises, one sentence each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.effects import (
    Act,
    CallOfficer,
    Conversation,
    DropMedia,
    Forget,
    KeepMedia,
    OpenCase,
    RecordConsent,
    Remind,
    Unremind,
)
from flows.engine import expire, wanted
from flows.messages import Channel, Incoming, Kind, MediaKind
from flows.talks.complaint import CONSENT
from flows.voices import SPOKEN
from flows.words import fingerprint
from tests.flows.small import SMALL
from tests.flows.tester import START, Person

STORY = "KIS saya tidak aktif sejak bulan Mei"


def agreed(language: str = "id") -> Person:
    person = Person(language=language, catalogue=SMALL)
    person.consents.add(fingerprint(CONSENT, "id"))
    return person


def at_subtype() -> Person:
    return agreed().says("1", "1").is_asked("subtype")


def at_story() -> Person:
    return at_subtype().says("1", "wates").is_asked("story")


def at_photo() -> Person:
    return at_story().says(STORY).is_asked("photo")


def at_send() -> Person:
    return at_photo().says("1").is_asked("send")


def test_the_first_contact_offers_both_languages() -> None:
    person = Person().says("mau lapor").is_asked("language")
    assert person.last[0].labels == ("Bahasa Indonesia", "Basa Jawa (krama)")


def test_consent_agreed_in_one_language_counts_in_the_other() -> None:
    agreed("jv").says("1").is_asked("kind")


def test_a_changed_consent_text_is_asked_again() -> None:
    person = Person(language="id", consents={"hash of an older text"})
    person.says("1").is_asked("consent")


def test_a_refusal_is_recorded_and_purges() -> None:
    person = Person(language="id").says("1", "tidak setuju").hears("tidak menyimpan")
    assert person.gets(RecordConsent).given is False
    person.gets(Forget)


def test_a_complaint_is_sent_once() -> None:
    person = at_send().says("kirim")
    assert person.gets(OpenCase).answers == {
        "kind": "membership", "subtype": "card", "category": "health", "urgent": False,
        "district": "35.76.02", "village": "35.76.02.1010", "story": STORY, "photo": "none",
        "no_nik": "not_asked",
    }  # fmt: skip
    person.presses("Kirim").gets_no(OpenCase).hears("tidak berlaku")


def test_each_talk_has_a_number_of_its_own() -> None:
    person = at_send().says("kirim", "menu", "1")
    assert person.conversation.talk == 2


def test_consent_needs_its_exact_word() -> None:
    person = Person(language="id").says("1", "setuj").is_asked("consent")
    person.gets_no(RecordConsent)


def test_back_forgets_the_answer_before() -> None:
    person = at_photo().says("kembali").is_asked("story")
    assert "story" not in person.conversation.answers
    person.says("kembali").is_asked("village").says("0").is_asked("district")


def test_an_edited_answer_leaves_the_others() -> None:
    person = at_send().says("ubah", "cerita").is_asked("story")
    person.says("Anak saya belum dapat KIP").is_asked("send").hears("belum dapat KIP")
    assert person.conversation.answers["subtype"] == "card"


def test_an_answer_can_be_named_to_change_it() -> None:
    at_send().says("ubah cerita").is_asked("story")
    at_send().says("gantos kelurahan").is_asked("district")


def test_changing_the_photo_drops_the_one_before() -> None:
    person = at_photo().sends().says("ubah", "foto").is_asked("photo")
    assert person.gets(DropMedia).question == "photo"


def test_cancel_asks_first_when_something_would_be_lost() -> None:
    person = at_subtype().says("batal").is_asked("cancel").gets_no(Forget)
    person.says("ya").gets(Forget)
    assert person.conversation.flow == ""


def test_cancel_with_nothing_answered_needs_no_question() -> None:
    agreed().says("1", "batal").is_asked("menu")


def test_a_story_may_begin_with_a_universal_word() -> None:
    person = at_story().says("batal dapat bantuan sejak Mei").is_asked("photo")
    assert person.conversation.answers["story"] == "batal dapat bantuan sejak Mei"


def test_short_messages_grow_into_one_story() -> None:
    person = at_story().says("KIS saya").is_asked("story")
    assert person.last[0].held
    person.says("tidak aktif").is_asked("photo")
    assert person.conversation.answers["story"] == "KIS saya\ntidak aktif"


def test_a_beginning_does_not_wait_for_ever() -> None:
    person = at_story().says("tolong").waits(hours=1).says(STORY).is_asked("photo")
    assert person.conversation.answers["story"] == STORY


def test_words_soon_after_the_story_belong_to_it() -> None:
    person = at_photo().waits(seconds=20).says("kartunya juga hilang").is_asked("photo")
    assert person.conversation.answers["story"] == STORY + "\nkartunya juga hilang"


def test_the_story_sent_again_is_not_told_twice() -> None:
    person = at_photo().says(STORY).hears("Tambahan cerita sudah dicatat")
    assert person.conversation.answers["story"] == STORY


@pytest.mark.parametrize(
    ("words", "warning"),
    [
        ("bapak saya sekarang kejang", "112"),
        ("saya capek hidup, mau mati saja", "112"),
        ("katanya klik https://contoh.xyz/x", "penipuan"),
    ],
)
def test_words_that_are_added_to_the_story_are_warned_of_once(words: str, warning: str) -> None:
    person = at_photo().says(words).hears("Tambahan cerita")
    assert sum(warning in screen.text for screen in person.last) == 1


def test_words_long_after_the_story_do_not() -> None:
    person = at_photo().waits(seconds=40).says("kartunya juga hilang").hears("Belum punya")
    assert person.conversation.answers["story"] == STORY


def test_a_photo_before_its_question_is_kept_and_said() -> None:
    person = at_subtype().sends().hears("simpan").is_asked("subtype")
    assert person.gets(KeepMedia).question == "photo"
    person.says("1", "wates", STORY).is_asked("send")


def test_a_photo_before_consent_is_not_kept() -> None:
    person = Person(language="id").says("1").sends().hears("belum kami simpan")
    person.gets_no(KeepMedia).is_asked("consent")


def test_each_photo_of_an_album_replaces_the_answer_that_still_waits() -> None:
    person = at_photo().sends(album="a").is_asked("send").sends(album="a").hears("2 foto")
    person.gets(KeepMedia)
    assert all(screen.held for screen in person.last)


def test_words_under_a_photo_belong_to_the_story() -> None:
    person = at_photo().sends(text="kartu ini diblokir").hears("kartu ini diblokir")
    assert person.conversation.answers["story"] == STORY + "\nkartu ini diblokir"


def test_words_under_a_photo_can_begin_the_story() -> None:
    person = at_story().sends(text="KIS mati").is_asked("story")
    person.says("sejak bulan Mei").hears("KIS mati sejak bulan Mei").is_asked("send")


def test_all_files_of_one_message_are_kept() -> None:
    assert len(at_photo().sends(MediaKind.PDF, count=3).gets(KeepMedia).media) == 3


def test_a_voice_message_is_answered_kindly() -> None:
    assert at_photo().sends(MediaKind.AUDIO).gets(KeepMedia).question == "story"
    at_photo().sends(MediaKind.AUDIO).hears("petugas yang mendengarkannya").is_asked("photo")


def test_a_story_may_be_told_by_voice() -> None:
    person = at_story().sends(MediaKind.AUDIO).is_asked("photo")
    assert person.conversation.answers["story"] == SPOKEN


def test_a_voice_message_outside_a_talk_is_not_kept() -> None:
    person = Person(language="id").sends(MediaKind.AUDIO).hears("Pesan suara")
    person.gets_no(KeepMedia)


def test_too_many_photos_are_not_kept() -> None:
    at_photo().sends(count=10).sends().hears("sudah cukup").gets_no(KeepMedia)


def test_a_press_for_an_answered_question_is_told_so() -> None:
    at_subtype().says("1").presses("Belum pernah dapat").hears("sudah dijawab").is_asked("district")


def test_a_press_of_another_talk_is_told_so() -> None:
    person = at_send().says("kirim", "menu", "1", "1").is_asked("subtype")
    person.taps("a:1:subtype:card").hears("tidak berlaku").is_asked("subtype")


@pytest.mark.parametrize("data", ["a:", "a:1", "", "x", "a:1:subtype:nothing", "a:1:menu:x:y"])
def test_a_press_that_nobody_made_does_no_harm(data: str) -> None:
    at_subtype().taps(data).is_asked("subtype")


def test_a_press_steps_over_an_aside() -> None:
    person = at_subtype().says("menu").is_asked("resume")
    person.presses("Kartu tidak aktif").is_asked("district")


def test_the_third_miss_offers_an_officer() -> None:
    person = at_subtype().says("entah", "pokoknya").says("itu lho").hears("PETUGAS")
    assert "Hubungi petugas" in person.last[-1].labels
    person.says("3").gets(CallOfficer)


def test_a_good_answer_forgets_the_misses() -> None:
    person = at_subtype().says("entah", "pokoknya", "1")
    assert person.conversation.misses == 0


def test_stop_inside_a_talk_asks_what_is_meant() -> None:
    at_subtype().says("stop").is_asked("stop").says("laporan").gets(Forget)


def test_a_pause_is_met_with_a_reminder_not_a_complaint() -> None:
    person = at_subtype().waits(hours=8).says("lho").hears("Kita lanjutkan")
    assert person.conversation.misses == 0


def test_a_bare_number_after_a_pause_is_not_taken_for_an_answer() -> None:
    at_send().waits(hours=8).says("1").is_asked("send").gets_no(OpenCase)


def test_timers_run_while_a_talk_is_open() -> None:
    person = at_subtype()
    kinds = [e.kind for e in person.effects if isinstance(e, Remind)]
    assert kinds == ["nudge", "expire"]
    person.says("batal", "ya")
    assert {e.kind for e in person.effects if isinstance(e, Unremind)} == {"nudge", "expire"}


def test_a_talk_left_alone_is_purged_with_kind_words() -> None:
    person = at_subtype().waits(hours=71).is_asked("subtype")
    person.waits(hours=2).hears("kami hapus").gets(Forget)
    assert person.conversation == Conversation(talk=1)


def test_a_timer_that_has_become_stale_does_nothing() -> None:
    facts = agreed()._facts()
    turn = expire(Conversation(talk=3), "expire", facts)
    assert turn.effects == ()


def test_what_was_seen_is_answered_first_when_a_release_adds_a_question() -> None:
    person = at_photo()
    answers = {k: v for k, v in person.conversation.answers.items() if k != "village"}
    person.conversation = replace(person.conversation, answers=answers)
    person.sends().is_asked("village")


def test_an_answer_that_is_no_longer_offered_is_asked_again() -> None:
    person = at_send()
    answers = {**person.conversation.answers, "subtype": "no longer a sub-type"}
    person.conversation = replace(person.conversation, answers=answers)
    person.says("cek").is_asked("subtype")


def test_a_talk_that_a_release_took_away_leads_to_the_menu() -> None:
    person = agreed()
    person.conversation = Conversation(flow="a talk of old", asked="x", talk=4)
    person.says("halo").is_asked("menu")


def test_cases_are_wanted_only_when_they_are_asked_for() -> None:
    def heard(text: str) -> Incoming:
        return Incoming(Channel.WHATSAPP, "1", "c", "c", START, Kind.TEXT, text=text)

    empty = Conversation()
    assert wanted(empty, heard("cek")) == wanted(empty, heard("3")) == {"cases"}
    assert wanted(empty, heard("26-004217-4")) == {"cases"}
    assert wanted(empty, heard("1")) == wanted(empty, heard("halo")) == frozenset()


@pytest.mark.parametrize("kind", [Kind.STOPPED, Kind.MIGRATED, Kind.JOINED, Kind.LEFT])
def test_what_needs_no_answer_gets_none(kind: Kind) -> None:
    assert at_subtype().does(kind).effects == ()


SHORTEST = (
    "warga sendiri", "tidak ada", "lewati", "lewati", "1", "lewati", "tidak ada", "lewati",
    "lewati", "lewati", "rusak ringan", "lewati", "lewati", "lewati", "warga keberatan",
    "warga keberatan", "tidak ada sinyal", "lewati", "lewati", "tidak ada",
)  # fmt: skip
SURVEY = {"case_id": 7, "version": 3, "ticket": "26-004217-4"}


def test_a_returned_survey_goes_on_with_its_answers_and_the_new_version() -> None:
    person = Person(roles=("facilitator",)).opens("survey", SURVEY).says(*SHORTEST, "1")
    person.opens("survey", {**SURVEY, "version": 5}).is_asked("reason")
    person.says("dinding retak di dua kamar", "kirim")
    assert (person.gets(Act).event, person.gets(Act).version) == ("survey", 5)


def test_another_survey_does_not_throw_away_an_unfinished_one() -> None:
    person = Person(roles=("facilitator",)).opens("survey", SURVEY).says("2")
    person.opens("survey", {**SURVEY, "case_id": 8}).hears("Selesaikan ini dulu")
    assert person.conversation.subject["case_id"] == 7


def test_a_reason_for_returning_is_obligatory() -> None:
    person = Person(roles=("supervisor",)).opens("return_reason", SURVEY).says("..")
    person.gets_no(Act).is_asked("reason").says("alamat")
    assert person.gets(Act).answers == {"reason": "Alamat belum sesuai"}


def test_staff_read_indonesian_whatever_they_chose() -> None:
    person = Person(language="jv", roles=("facilitator",))
    person.opens("survey", SURVEY).hears("Siapa yang Anda temui")
    person.says("bahasa").hears("hanya tersedia")
