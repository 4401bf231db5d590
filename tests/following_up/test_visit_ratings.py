"""One question about the officer who came, and the manager's list."""

from __future__ import annotations

import pytest

from handlers import timers
from handlers.following_up import visit_ratings
from handlers.house import House
from storage.tables import Case, Move, VisitRating
from tests.handlers.filings import STRANDED, here_of, neighbour, reports
from tests.handlers.people import Clock, Person, case_of
from tests.handlers.post import leaves
from tests.handlers.rows import rows
from tests.handlers.secretariat import Office

FACILITATOR = 5
"""The last of the office."""


@pytest.fixture
def visited(house: House, town: Office, warga: Person) -> Person:
    """The officer was there, some hours ago."""
    warga.complains()
    town.facilitator.accepts()
    town.facilitator.surveys()
    leaves(house)
    warga.hears()
    return warga


def asks(house: House, clock: Clock) -> None:
    clock.forward(hours=3, minutes=1)
    timers.tick(house)
    leaves(house)


def rated(house: House, count: int, *, friendly: int = 0) -> None:
    """So many people have answered about the facilitator; so many of them: friendly."""
    for n in range(count):
        case = reports(house, neighbour(house, n + 2), STRANDED)
        with house.database.write() as session:
            session.add(
                VisitRating(case_id=case.id, staff_id=FACILITATOR, asked_at=house.clock(),
                            answered_at=house.clock(), friendly=n < friendly, quick=True,
                            clear=True)
            )  # fmt: skip


def test_it_is_asked_when_the_officer_has_left(house: House, visited: Person, clock: Clock) -> None:
    clock.forward(hours=2)
    timers.tick(house)
    assert visited.hears() == []
    asks(house, clock)
    assert "apakah ia ramah, cepat, dan jelas?" in visited.hears()[-1]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("ya", (True, True, True)),
        ("1", (True, True, True)),
        ("kurang ramah", (False, True, True)),
        ("3", (True, False, True)),
        ("gak jelas", (True, True, False)),
        ("lewati", (None, None, None)),
    ],
)
def test_one_answer_says_what_was_lacking(
    house: House, visited: Person, clock: Clock, words: str, kept: tuple[bool | None, ...]
) -> None:
    asks(house, clock)
    visited.says(words)
    (row,) = rows(house, VisitRating)
    assert (row.friendly, row.quick, row.clear) == kept
    assert row.answered_at is not None


def test_it_is_no_rating_of_the_result(house: House, visited: Person, clock: Clock) -> None:
    asks(house, clock)
    visited.presses("Ya, ketiganya")
    assert case_of(house).rating is None


def test_it_is_answered_once(house: House, visited: Person, clock: Clock) -> None:
    asks(house, clock)
    visited.presses("Kurang ramah")
    visited.presses("Ya, ketiganya")
    assert "sudah kami terima" in visited.hears()[-1]
    (row,) = rows(house, VisitRating)
    assert row.friendly is False


def test_nobody_else_answers(house: House, visited: Person, siti: Person, clock: Clock) -> None:
    asks(house, clock)
    siti.taps(visited.button("Kurang ramah"))
    (row,) = rows(house, VisitRating)
    assert row.answered_at is None


def test_a_survey_that_was_repaired_is_not_asked_about_again(
    house: House, visited: Person, town: Office, clock: Clock
) -> None:
    asks(house, clock)
    with house.database.write() as session:
        case = session.get_one(Case, 1)
        assert case.surveyed_by is not None
        visit_ratings.expect(here_of(house, session, visited), case, case.surveyed_by)
    assert len(rows(house, VisitRating)) == 1


def test_a_discreet_case_is_not_asked_about(
    house: House, town: Office, warga: Person, clock: Clock
) -> None:
    warga.complains()
    with house.database.write() as session:
        session.get_one(Case, 1).discreet = True
    town.facilitator.accepts()
    town.facilitator.surveys()
    warga.hears()
    assert [m.event for m in rows(house, Move)][-1] == "survey"
    assert rows(house, VisitRating) == []


def test_below_five_answers_nothing_is_shown(house: House, town: Office) -> None:
    rated(house, 4)
    town.manager.says("nilai")
    assert town.manager.hears()[-1] == "Belum ada petugas dengan 5 jawaban atau lebih."


def test_from_five_answers_up_the_manager_reads_shares(house: House, town: Office) -> None:
    rated(house, 5, friendly=4)
    town.manager.says("nilai")
    assert (
        "Fasilitator Contoh: ramah 80 %, cepat 100 %, jelas 100 % (5 jawaban)"
        in (town.manager.hears()[-1])
    )


def test_only_who_leads_them_reads_it(house: House, town: Office) -> None:
    town.facilitator.says("nilai")
    assert "hanya untuk manajer" in town.facilitator.hears()[-1]
