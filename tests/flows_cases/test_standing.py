"""What somebody hears who asks how their case stands."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.cases.standing import STAGES, Standing, describe
from flows.cases.states import STATE_LABELS, State

NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
ASSIGNED = Standing(
    ticket="26-004217-4",
    state=State.ASSIGNED,
    since=NOW - timedelta(hours=1),
    due=NOW + timedelta(hours=47),
    village="Wates",
    category="health",
)


def told(standing: Standing) -> str:
    return describe(standing, NOW, "Asia/Jakarta").render("id")


def test_it_says_where_the_case_is_who_has_it_and_by_when() -> None:
    assert told(ASSIGNED) == (
        "Laporan 26-004217-4: Kesehatan / KIS\n"
        "Status: Petugas ditunjuk, "
        "sejak Sabtu 21 November 2026 pukul 13.00 WIB.\n"
        "Laporan ada di fasilitator kelurahan Wates, yang akan menghubungi Anda.\n"
        "Kami tangani paling lambat Senin 23 November 2026 pukul 13.00 WIB."
    )


def test_a_promise_that_has_passed_is_called_so() -> None:
    late = replace(ASSIGNED, due=NOW - timedelta(seconds=1))
    assert told(late).splitlines()[3] == (
        "Maaf, janji kami Sabtu 21 November 2026 pukul 13.59 WIB sudah lewat; "
        "laporan ini tetap kami tangani."
    )


def test_the_promised_moment_itself_is_not_late() -> None:
    assert "paling lambat" in told(replace(ASSIGNED, due=NOW))


def test_a_cancelled_case_promises_nothing_more() -> None:
    assert told(replace(ASSIGNED, state=State.CANCELLED)).splitlines()[2:] == [
        "Bila masih perlu bantuan, ketik MENU."
    ]


def test_a_case_without_a_running_clock_promises_nothing() -> None:
    assert len(told(replace(ASSIGNED, due=None)).splitlines()) == 3


def test_a_returned_survey_asks_nothing_of_the_resident() -> None:
    assert "tidak perlu mengirim apa pun" in told(replace(ASSIGNED, state=State.RETURNED))


def test_a_category_of_a_later_release_stands_for_itself() -> None:
    assert ": harvest" in told(replace(ASSIGNED, category="harvest"))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("late", [False, True])
def test_every_state_is_told_in_three_sentences_at_most(state: State, late: bool) -> None:
    due = NOW + timedelta(hours=-1 if late else 1)
    words = told(replace(ASSIGNED, state=state, due=due))
    assert len(re.findall(r"[.!?](?=\s|$)", words)) <= 3
    assert "{" not in words


def test_every_state_has_a_label_and_says_what_comes_next() -> None:
    assert set(STATE_LABELS) == set(STAGES) == set(State)
