"""What free words are taken for, and how well."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from flows.intents import understand
from flows.intents.reading import read
from flows.intents.spelling import TOGETHER, WRITTEN
from flows.intents.table import EMERGENCIES, PHRASES
from flows.wishes import WISHES
from tests.intents.table import (
    NOTHING,
    PARTS,
    accuracy,
    guessed,
    printed,
    scores,
    utterances,
)

FLOOR = {"tune": 0.97, "apart": 0.9}
LEAST = {"tune": 0.75, "apart": 0.6}
"""No intent with several examples is found less often than this."""
WITHOUT_TALK = {"requirements", "scam_check"}
"""Answered in their own way."""


@pytest.mark.parametrize("part", PARTS)
def test_most_is_taken_for_what_it_is(part: str) -> None:
    assert accuracy(scores(part)) >= FLOOR[part]


@pytest.mark.parametrize("part", PARTS)
def test_no_intent_is_left_behind(part: str) -> None:
    few = [s for s in scores(part) if s.meant >= 5 and min(s.recall, s.precision) < LEAST[part]]

    assert few == []


def test_there_are_utterances_enough_and_half_are_kept_apart() -> None:
    apart = [u for u in utterances() if u.part == "apart"]

    assert len(utterances()) >= 800
    assert 0.4 < len(apart) / len(utterances()) < 0.6
    assert len({u.text for u in utterances()}) == len(utterances())


def test_no_row_stands_in_both_halves() -> None:
    rows = {part: {u.row for u in utterances() if u.part == part} for part in PARTS}

    assert not rows["tune"] & rows["apart"]


def test_every_intent_has_examples_in_both_halves() -> None:
    for part in PARTS:
        assert {u.intent for u in utterances() if u.part == part} == {*PHRASES, NOTHING}


def test_every_intent_leads_somewhere() -> None:
    assert {*WISHES, *WITHOUT_TALK} == {*PHRASES}


def test_nothing_is_guessed_from_a_number() -> None:
    assert guessed("3") == guessed("no 4") == guessed("loro") == NOTHING


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("aku durung oleh bantuan", "dapat"),
        ("dicoret oleh petugas", "dari"),
        ("dorong oleh bantuan", "belum"),
        ("butuh kursi dorong", "dorong"),
        ("kis ku mati", "nonaktif"),
        ("mbah wes mati", "meninggal"),
        ("listrik mati", "padam"),
        ("anak loro", "sakit"),
        ("anakku loro kali", "2"),
        ("gak dapet lagi", "lagi"),
        ("suwun surat", "minta"),
        ("suwun pak", "makasih"),
        ("wes cukup", "cukup"),
        ("wes cair", "sudah"),
        ("bantuan petugas", "tolong"),
        ("minta bantuan", "bantuan"),
    ],
)
def test_a_word_of_two_meanings_is_read_by_its_neighbours(text: str, word: str) -> None:
    assert word in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "gak usah lapor", "bukan keluhan", "durung arep lapor", "jangan hubungi petugas",
        "tidak perlu petugas", "ora usah ngomong karo petugas", "saya bukan orang gila",
        "bukan darurat", "belum mau mengajukan", "kis saya tidak mati",
    ],
)  # fmt: skip
def test_what_is_denied_is_not_guessed(text: str) -> None:
    assert understand(text) is None


def test_what_stands_behind_but_counts_again() -> None:
    meaning = understand("bukan mau lapor, cuma mau tanya syarat pkh")

    assert meaning is not None
    assert meaning.intent == "requirements"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pkh gak metu2", "pkh tidak cair"),
        ("syarat2nya apa", "syarat apa"),
        ("laporan kula sampun dipunproses", "laporan saya sudah diproses"),
        ("dipun pasung", "dipasung"),
        ("nyuwun didaftaraken", "minta daftar"),
        ("kis anakku", "kis anak"),
        ("bantuane", "bantuan"),
        ("jam bukanya", "buka buka"),
        ("temannya sakit", "teman sakit"),
        ("tindak lanjut laporan", "kelanjutan laporan"),
        ("tolong masukkan nama saya", "tolong daftar nama saya"),
        ("saya mau kasih masukan", "saya mau kasih saran"),
        ("simbah gak tangi tangi", "simbah tidak bangun bangun"),
        ("tanggi kula", "tetangga saya"),
        ("nomerku wes mati", "nomor sudah padam"),
        ("usus buntu", "usus buntu"),
    ],
)
def test_words_are_read_in_one_spelling(text: str, words: str) -> None:
    assert " ".join(read(text)) == words


@pytest.mark.parametrize(
    "text", ["tolong dibantu pak", "mohon dibantu caranya", "tolong bantu saya mau tanya"]
)
def test_asking_for_help_politely_is_no_cry(text: str) -> None:
    meaning = understand(text)

    assert meaning is None or not meaning.alarming


@pytest.mark.parametrize(
    "text",
    ["saya ingin mengakhiri hidup", "aku wes gak kuat urip maneh", "capek hidup, pengen mati ae"],
)
def test_who_wants_to_die_is_heard(text: str) -> None:
    meaning = understand(text)

    assert meaning is not None
    assert meaning.intent == "emergency"


def test_a_line_may_name_a_word_as_people_type_it() -> None:
    meaning = understand("yang rumahnya bagus kok dapat")

    assert meaning is not None
    assert meaning.intent == "report_wrong_target"


def test_repeats_capitals_and_emoji_change_nothing() -> None:
    plainly, loudly = understand("pkh belum cair"), understand("PKHHH BELUMMM CAIRRR 😭😭!!!")

    assert plainly is not None
    assert loudly is not None
    assert plainly.intent == loudly.intent == "not_paid"


@pytest.mark.parametrize(
    "text", ["", " ", "😭", "x" * 7000, "1" * 16, "\x00", "?!.,", "🙏" * 500, "lapor " * 2000]
)
def test_odd_messages_do_no_harm(text: str) -> None:
    understand(text)


def test_every_danger_that_is_written_down_is_seen() -> None:
    unseen = [
        u.text
        for u in utterances()
        if u.intent in EMERGENCIES
        and ((meaning := understand(u.text)) is None or not meaning.alarming)
    ]

    assert unseen == []


def test_few_are_warned_who_are_in_no_danger() -> None:
    calm = [u for u in utterances() if u.intent not in {*EMERGENCIES, "stranded_person"}]
    warned = [u for u in calm if (found := understand(u.text)) is not None and found.alarming]

    assert len(warned) / len(calm) < 0.02


def test_understanding_is_quick() -> None:
    texts = [u.text for u in utterances()]
    for text in texts:
        understand(text)
    began = time.perf_counter()
    for text in texts:
        understand(text)

    assert (time.perf_counter() - began) / len(texts) < 0.001


def test_the_table_in_the_docs_is_what_the_command_prints() -> None:
    told = (Path(__file__).parents[2] / "docs/intents.md").read_text(encoding="utf-8")

    assert "\n".join(printed()) in told


def test_a_spelling_stands_for_one_word() -> None:
    seen: dict[str, str] = {}
    for row in WRITTEN:
        to, _colon, forms = row.partition(":")
        for form in {to, *forms.split()}:
            assert seen.setdefault(form, to) == to, form


def test_words_that_belong_together_are_told_by_spelling_alone() -> None:
    assert all(":" in row and row.count(":") == 1 for row in TOGETHER)


@pytest.mark.parametrize(
    "words", ["kok lama sekali, kapan petugasnya datang?", "petugas kok belum datang pak",
              "siapa petugasnya"],
)  # fmt: skip
def test_who_asks_after_the_officer_asks_how_the_report_stands(words: str) -> None:
    meaning = understand(words)
    assert meaning is not None
    assert meaning.intent == "check_ticket"
