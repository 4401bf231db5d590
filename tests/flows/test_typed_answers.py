"""What residents really type at each question of the complaint, and what we make of it."""

from __future__ import annotations

import pytest

from flows.talks.complaint import CONSENT
from flows.words import fingerprint
from tests.flows.small import SMALL
from tests.flows.tester import Person

STORY = "KIS saya tidak aktif sejak bulan Mei"


def at(*before: str) -> Person:
    person = Person(language="id", catalogue=SMALL)
    person.consents.add(fingerprint(CONSENT, "id"))
    return person.says(*before)


@pytest.mark.parametrize(
    "typed", ["y", "iya", "ok", "Setuju.", "SETUJU!!!", "setuju pak", "oke setuju", "nggih", "no 1"]
)
def test_these_agree(typed: str) -> None:
    Person(language="id").says("1", typed).is_asked("kind")


@pytest.mark.parametrize("typed", ["ndak", "g", "emoh", "tdk setuju", "mboten", "2", "gak mau bu"])
def test_these_refuse(typed: str) -> None:
    Person(language="id").says("1", typed).hears("tidak menyimpan")


@pytest.mark.parametrize(
    "typed", ["👍", "belum", "setuju tapi takut", "stuju", "lanjut", "buat apa"]
)
def test_these_do_neither(typed: str) -> None:
    Person(language="id").says("1", typed).is_asked("consent")


@pytest.mark.parametrize(
    "typed", ["lapor", "mau lapor", "saya mau mengadu", "pengaduan dong", "ngaturaken keluhan"]
)
def test_these_open_a_complaint(typed: str) -> None:
    at(typed).is_asked("kind")


@pytest.mark.parametrize(
    ("typed", "sub_type", "program"),
    [
        ("KIS saya mati", "inactive_card", "PBI_JKN"),
        ("pkh blm cair", "not_paid", "PKH"),
        ("PKH saya kok belum cair ya min", "not_paid", "PKH"),
        ("saldo 0", "not_paid", None),
        ("berase bau", None, None),
        ("beras bau", "quality", None),
        ("wong edan", "mental_health", None),
        ("bukan kis mati", None, None),
    ],
)
def test_a_complaint_in_their_own_words(
    typed: str, sub_type: str | None, program: str | None
) -> None:
    person = Person(language="id").says("1", "setuju", typed)
    assert person.conversation.answers.get("subtype") == sub_type
    assert person.conversation.answers.get("program") == program


@pytest.mark.parametrize(
    "typed",
    ["belum ada bu", "gak ada", "skip", "lewati saja", "dereng wonten", "ndak ada pak", "1"],
)
def test_these_mean_no_photo(typed: str) -> None:
    at("1", "1", "1", "wates", STORY, typed).is_asked("send")


@pytest.mark.parametrize("typed", ["sebentar", "tunggu", "ok", "mana ya"])
def test_these_mean_wait(typed: str) -> None:
    at("1", "1", "1", "wates", STORY).waits(minutes=1).says(typed).is_asked("photo")


@pytest.mark.parametrize("typed", ["kirim", "ya", "sudah benar", "kirim pak", "sampun leres", "1"])
def test_these_send(typed: str) -> None:
    assert at("1", "1", "1", "wates", STORY, "1", typed).conversation.flow == ""


@pytest.mark.parametrize("typed", ["tidak", "kirim nanti", "jangan kirim", "belum", "krim"])
def test_these_do_not_send(typed: str) -> None:
    person = at("1", "1", "1", "wates", STORY, "1", typed).is_asked("send")
    assert person.conversation.answers["story"] == STORY
