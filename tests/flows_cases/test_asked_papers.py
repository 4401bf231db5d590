"""Papers that were asked for: in plain words, and what counts as come."""

from __future__ import annotations

import pytest

from flows.cases.asked_papers import (
    AskedPaper,
    listing,
    named_in,
    names,
    outstanding,
    read_asked,
    unchecked,
)
from flows.cases.papers import SentFile
from storage.catalogue import release_catalogue

CATALOGUE = release_catalogue()
KTP, KK = AskedPaper("ktp", "unreadable"), AskedPaper("kk", "missing")
LETTER = AskedPaper("unlisted", words="harus ada cap sekolah", name="surat dari sekolah")


def test_one_paper_stands_in_the_sentence() -> None:
    assert listing([KTP], CATALOGUE).render("id") == "KTP - fotonya tidak terbaca"


def test_several_papers_are_numbered_on_one_line() -> None:
    shown = listing([KTP, KK], CATALOGUE).render("id")
    assert shown == "1) KTP - fotonya tidak terbaca; 2) Kartu Keluarga (KK) - belum ada"


def test_the_reason_is_in_the_residents_language() -> None:
    assert "mboten" in listing([KTP], CATALOGUE).render("jv")


def test_an_unlisted_paper_has_the_officers_words() -> None:
    shown = listing([LETTER], CATALOGUE).render("id")
    assert shown == "surat dari sekolah - harus ada cap sekolah"


def test_what_is_stored_is_read_back() -> None:
    asked = (KTP, LETTER, AskedPaper("kk", "missing", lacks="hilang"))
    assert read_asked([one.to_json() for one in asked]) == asked


def test_a_key_of_a_later_release_is_left_out() -> None:
    assert read_asked([{"paper": "ktp", "shape": "round"}]) == (AskedPaper("ktp"),)


@pytest.mark.parametrize(
    ("status", "verdict", "came"),
    [
        ("fetched", "good", True),
        ("fetched", "accepted_poor", True),
        ("fetched", "failed", True),
        ("pending", "", True),
        ("fetched", "poor", False),
        ("fetched", "replaced", False),
        ("failed", "failed", False),
    ],
)
def test_what_can_be_looked_at_has_come(status: str, verdict: str, came: bool) -> None:
    left = outstanding([KTP], [SentFile("paper_ktp", status, verdict)])
    assert left == (() if came else (KTP,))


def test_what_somebody_has_not_got_is_no_longer_awaited() -> None:
    assert outstanding([KTP, AskedPaper("kk", "missing", lacks="hilang")], []) == (KTP,)


def test_an_unsorted_photo_is_no_paper_yet() -> None:
    assert outstanding([KTP, KK], [SentFile("paper_asked", "fetched", "good")]) == (KTP, KK)


def test_a_photo_on_its_way_was_not_looked_at() -> None:
    assert unchecked([SentFile("paper_ktp", "pending")])
    assert not unchecked([SentFile("paper_ktp", "fetched", "good")])


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        ("KTP", KTP),
        ("ini ktp saya pak", KTP),
        ("Kartu Keluarga", KK),
        ("ktpnya bu", KTP),
        ("kk-nya bu", KK),
        ("kartu keluarga (kk)", KK),
        ("ktp dan kk", None),
        ("surat dari sekolah", LETTER),
        ("besok ya", None),
        ("", None),
    ],
)
def test_a_caption_names_a_paper_or_none(words: str, paper: AskedPaper | None) -> None:
    assert named_in(words, [KTP, KK, LETTER], CATALOGUE) == paper


def test_names_stand_side_by_side() -> None:
    assert names([KTP, KK], CATALOGUE).render("id") == "KTP, Kartu Keluarga (KK)"
