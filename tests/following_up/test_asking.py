"""A question to whoever has the case, and the answer, without anybody's number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.cases.states import State
from handlers import timers
from handlers.house import House
from storage.tables import CaseQuestion, Note
from tests.following_up.conftest import presses_under_standing
from tests.handlers.people import Clock, Person, case_of, switch_off
from tests.handlers.rows import rows
from tests.handlers.secretariat import TICKET, Office, stands

WORDS = "Apakah surat saya sudah dikirim ke kelurahan?"


@pytest.fixture
def asked(filed: Person) -> Person:
    """They asked the back office something."""
    presses_under_standing(filed, "Tanya petugas")
    filed.says(WORDS)
    return filed


def ticks(house: House, clock: Clock, **by: float) -> None:
    clock.forward(**by)
    timers.tick(house)


def test_the_question_goes_to_who_has_the_case(asked: Person, town: Office) -> None:
    assert "sudah kami teruskan ke petugas" in asked.hears()[-1]
    told = town.back.hears()[-1]
    assert WORDS in told
    assert "628990000001" not in told
    assert town.front.hears() == town.manager.hears() == []


def test_the_answer_comes_back_without_name_or_number(asked: Person, town: Office) -> None:
    asked.hears()
    town.back.presses("Jawab")
    town.back.says("Sudah, bisa diambil mulai besok pagi")
    (told,) = asked.hears()
    assert told.startswith(
        f"Jawaban petugas tentang laporan {TICKET}: Sudah, bisa diambil mulai besok pagi."
    )
    assert "Back Office Contoh" not in told
    assert asked.labels() == ["Tanya lagi"]


def test_an_answer_reaches_also_who_wants_no_news(asked: Person, town: Office) -> None:
    asked.says("stop", "hentikan")
    asked.hears()
    town.back.presses("Jawab")
    town.back.says("Sudah kami kirim kemarin")
    assert "Sudah kami kirim kemarin" in asked.hears()[-1]


def test_both_stand_in_the_history(house: House, asked: Person, town: Office) -> None:
    town.back.presses("Jawab")
    town.back.says("Sudah kami kirim kemarin")
    kept = [(n.event, n.role, n.words) for n in rows(house, Note)][-2:]
    assert kept == [
        ("resident_asked", "resident", WORDS),
        ("officer_answered", "back_office", "Sudah kami kirim kemarin"),
    ]


def test_the_first_answer_counts(asked: Person, town: Office) -> None:
    key = town.back.button("Jawab")
    town.back.presses("Jawab")
    town.back.says("Sudah kami kirim kemarin")
    asked.hears()
    town.manager.taps(key)
    assert "sudah dijawab" in town.manager.toasts()[-1]
    assert asked.hears() == []


def test_a_stranger_does_not_answer(asked: Person, town: Office, siti: Person) -> None:
    siti.taps(town.back.button("Jawab"))
    assert "bukan untuk Anda" in siti.toasts()[-1]


def test_who_is_absent_is_stood_in_for(house: House, filed: Person, town: Office) -> None:
    switch_off(house, "Back Office Contoh")
    town.front.hears()
    presses_under_standing(filed, "Tanya petugas")
    filed.says(WORDS)
    assert WORDS in town.front.hears()[-1]


def test_without_a_facilitator_the_front_office_is_asked(
    house: House, filed: Person, town: Office
) -> None:
    stands(house, State.FIELD_VISIT, "field", facilitator_id=None)
    presses_under_standing(filed, "Tanya petugas")
    filed.says(WORDS)
    assert WORDS in town.front.hears()[-1]


def test_a_program_does_not_get_the_question_but_who_handed_it_over(
    house: House, filed: Person, town: Office
) -> None:
    stands(house, State.WAITING_QUOTA, "referral")
    presses_under_standing(filed, "Tanya petugas")
    filed.says(WORDS)
    assert WORDS in town.back.hears()[-1]


def test_at_half_time_who_has_the_case_is_reminded(
    house: House, asked: Person, town: Office, clock: Clock
) -> None:
    town.back.hears()
    ticks(house, clock, hours=12, seconds=1)
    assert "belum dijawab" in town.back.hears()[-1]
    assert town.manager.hears() == []


def test_when_time_is_up_the_manager_hears_of_it_every_day(
    house: House, asked: Person, town: Office, clock: Clock
) -> None:
    for hours in (13, 12, 24):
        ticks(house, clock, hours=hours)
    late = [words for words in town.manager.hears() if "TERLAMBAT: pertanyaan" in words]
    assert late
    (row,) = rows(house, CaseQuestion)
    assert (row.stage, row.state) == ("late", "open")
    town.manager.presses("Jawab")
    town.manager.says("Mohon maaf, surat sudah dikirim")
    assert "surat sudah dikirim" in asked.hears()[-1]


def test_an_answered_question_is_not_reminded_of(
    house: House, asked: Person, town: Office, clock: Clock
) -> None:
    town.back.presses("Jawab")
    town.back.says("Sudah kami kirim kemarin")
    town.back.hears()
    (row,) = rows(house, CaseQuestion)
    assert row.answered_at == clock.now
    clock.forward(hours=13)
    timers.tick(house)
    assert not [words for words in town.back.hears() if "Pertanyaan warga" in words]


def test_three_questions_at_once_are_enough(asked: Person) -> None:
    for _ in range(2):
        presses_under_standing(asked, "Tanya petugas")
        asked.says(WORDS)
    presses_under_standing(asked, "Tanya petugas")
    assert "masih menunggu jawaban" in asked.hears()[-1]


def test_the_promise_is_a_day(house: House, asked: Person) -> None:
    (row,) = rows(house, CaseQuestion)
    assert row.due_at - row.asked_at == timedelta(hours=24)


def test_who_gets_the_case_later_reads_what_was_said(
    house: House, asked: Person, town: Office
) -> None:
    town.back.presses("Jawab")
    town.back.says("Sudah kami kirim kemarin")
    town.manager.hears()
    town.manager.taps(f"c:1:{case_of(house).version}:details")
    told = town.manager.hears()[-1]
    assert f"Pertanyaan warga: {WORDS}" in told
    assert "Jawaban petugas: Sudah kami kirim kemarin" in told
