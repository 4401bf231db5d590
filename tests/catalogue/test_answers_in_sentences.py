"""Who answers a question with a sentence names a choice all the same."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from flows.matching import Candidate, match
from tests.flows.tester import Person

SAID = (
    ("bpnt_problem", "Berasnya bau apek dan berkutu, sudah dua bulan begini.", "quality"),
    ("bpnt_problem", "beras e bosok kabeh", "quality"),
    ("bpnt_problem", "saldone kosong terus pak", "not_paid"),
    ("bpnt_problem", "kartunya hilang minggu lalu", "card"),
    ("bpnt_problem", "gak oleh maneh wis telung sasi", "stopped"),
    ("bpnt_problem", "dipotong 20 ribu sama agen", "levy"),
    ("care", "anak saya udah 2 hari opname di rsud", "inpatient"),
    ("care", "tidak gawat, cuma kontrol", "outpatient"),
    ("care", "istri saya mau lahiran", "childbirth"),
    ("lkm_cover", "punya tapi mati", "inactive"),
    ("lkm_cover", "gak duwe blas", "none"),
    ("lkm_cover", "saya punya bpjs", None),
    ("relation", "dia ibu saya", "child"),
    ("relation", "anak saya sendiri", "parent"),
    ("relation", "tonggoku", "neighbour"),
    ("for_whom", "buat anakku", "family"),
    ("for_whom", "untuk kakak saya", None),
    ("elder_living", "mbah urip dewekan", "alone"),
    ("elder_living", "sendirian, tidak ada anak", "alone"),
    ("emergency_danger", "dia bawa pisau", "danger"),
    ("emergency_danger", "ga ngamuk kok, tidur", "calm"),
    ("card_problem", "dibawa ketua kelompok", "held"),
    ("card_problem", "kartune gak hilang, pin e lali", "pin"),
    ("other_aid", "belum pernah dapat apa-apa", "no"),
    ("other_aid", "sudah dapat pkh dari dulu", "yes"),
    ("pbi_care", "sedang cuci darah tiap minggu", "routine"),
    ("pbi_letter", "suratnya belum ada", "soon"),
    ("orphan_kind", "bapaknya yang meninggal", "father"),
    ("disability_kind", "ga bisa jalan sejak lahir", "physical"),
    ("what_changed", "orangnya sudah meninggal tahun lalu", "died"),
    ("becak_working", "masih mbecak kadang-kadang", "yes"),
    ("disaster_kind", "rumah saya kobongan tadi malam", "fire"),
)


def choices(ask: str) -> list[Candidate]:
    """What a question of the catalogue offers."""
    asks = tomllib.loads((files("storage") / "catalogue" / "asks.toml").read_text("utf-8"))["ask"]
    return [
        Candidate(
            option["value"],
            str(number),
            (*_labels(option["label"]), *option.get("synonyms", ())),
            tuple(option.get("hints", ())),
        )
        for number, option in enumerate(asks[ask]["options"], 1)
    ]


def _labels(label: str | dict[str, str]) -> tuple[str, ...]:
    return (label,) if isinstance(label, str) else tuple(label.values())


@pytest.mark.parametrize(("ask", "said", "meant"), SAID)
def test_a_sentence_names_the_choice(ask: str, said: str, meant: str | None) -> None:
    assert match(said, choices(ask)) == meant


def test_what_the_first_words_told_is_not_asked_again() -> None:
    person = Person(language="id").says("beras e bosok, piye iki", "ya", "setuju")
    assert person.conversation.answers["ask_bpnt_problem"] == "quality"
    person.is_asked("name")
