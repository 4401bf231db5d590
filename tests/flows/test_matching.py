"""How people type an answer."""

from __future__ import annotations

import pytest

from flows.matching import Candidate, match, number_in, words_of

CONSENT = (
    Candidate("yes", "1", ("Setuju", "ya", "ya setuju")),
    Candidate("no", "2", ("Tidak setuju", "Mboten setuju", "tidak")),
)
TOPICS = (
    Candidate("health", "1", ("Kesehatan / KIS", "kesehatan"), ("kis", "berobat")),
    Candidate("social", "3", ("Bansos (PKH, Sembako)", "bansos", "pkh"), ("pkh", "sembako")),
    Candidate("other", "5", ("Lainnya", "Sanesipun")),
)


@pytest.mark.parametrize(
    "typed",
    ["1", "no 1", "No. 1", "nomor 1 pak", "satu", "siji", "setunggal", "yg pertama", "1️⃣", "1."],
)
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert number_in(typed) == "1"


@pytest.mark.parametrize("typed", ["1 2", "bukan 1", "satu anak", "3576011234569990", ""])
def test_a_number_inside_something_else_is_no_number(typed: str) -> None:
    assert number_in(typed) is None


@pytest.mark.parametrize("typed", ["gak setuju", "ga setuju", "TIDAK SETUJU", "mboten setuju"])
def test_a_refusal_is_a_refusal_in_any_spelling(typed: str) -> None:
    assert match(typed, CONSENT, strict=True) == "no"


@pytest.mark.parametrize(
    "typed",
    ["gak setujuu dong", "setuju gak ya", "belum setuju", "setuju tapi", "jangan", "setuj"],
)
def test_consent_is_never_guessed(typed: str) -> None:
    assert match(typed, CONSENT, strict=True) is None


@pytest.mark.parametrize(
    "typed", ["gak setujuu dong", "setuju gak ya", "belum setuju", "tdak setuju"]
)
def test_a_forgiving_question_does_not_turn_a_no_into_a_yes(typed: str) -> None:
    assert match(typed, CONSENT) in {"no", None}


@pytest.mark.parametrize(
    "typed", ["kesehatn", "kesehtan", "kesehatan bu", "Kesehatannn", "1. kesehatan"]
)
def test_a_small_slip_is_forgiven_where_little_depends_on_it(typed: str) -> None:
    assert match(typed, TOPICS) == "health"


@pytest.mark.parametrize(
    "typed", ["bukan kesehatan", "bukan soal kis", "tidak kesehatan", "pkk", "lain dunia", "7"]
)
def test_a_slip_never_steps_over_a_word_or_a_negation(typed: str) -> None:
    assert match(typed, TOPICS) is None


def test_a_short_sentence_is_known_by_its_telling_word() -> None:
    assert match("KIS ibu saya mati", TOPICS) == "health"
    assert match("KIS saya tidak ada tapi PKH ada", TOPICS) is None
    assert match("dapat pkh dan kis", TOPICS) is None
    assert match("pkh blm cair", TOPICS) == "social"


def test_a_number_beats_everything_else() -> None:
    assert match("3", TOPICS) == "social"
    assert match("4", TOPICS) is None


def test_chat_spellings_and_repeats_become_one_word() -> None:
    assert words_of("Blm dapet bangettt 😭") == ("belum", "dapet", "banget")
    assert words_of("dereng") == words_of("BELUMM") == ("belum",)


def test_a_tie_is_no_answer() -> None:
    names = (Candidate("a", "1", ("Meri",)), Candidate("b", "2", ("Mera",)))
    assert match("meru", names) is None


FAMILY = (
    Candidate("father", "1", ("Ayah",), ("bapak", "yatim")),
    Candidate("mother", "2", ("Ibu",), ("ibu", "piatu")),
    Candidate("both", "3", ("Keduanya",), ("yatim piatu",)),
    Candidate("ill", "4", ("Sakit",), ("sakit", "tidak bisa jalan")),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yang meninggal bapaknya", "father"),
        ("ibuku wis gak ono", "mother"),
        ("anaknya yatim piatu sejak kecil", "both"),
        ("orangnya sakit keras", "ill"),
        ("sudah gak bisa jalan", "ill"),
    ],
)
def test_a_telling_word_in_a_sentence_is_heard_also_with_an_ending(typed: str, meant: str) -> None:
    assert match(typed, FAMILY) == meant


@pytest.mark.parametrize(
    "typed", ["orangnya tidak sakit kok", "belum sakit parah", "bapak ibu saya masih ada"]
)
def test_a_telling_word_that_is_denied_or_one_of_two_tells_nothing(typed: str) -> None:
    assert match(typed, FAMILY) is None
