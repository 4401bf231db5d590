"""The limits of the photo checks, on the first photos of every sort in docs/photo-checks.md."""

from __future__ import annotations

import pytest

from handlers.pictures.check import Reason
from tests.pictures.samples import BAD, GOOD, GROUPS, LARGE, Group
from tests.pictures.table import PAGE, Judged, is_wrong, judged, page, rightly_named

EACH = 3
OF_THE_READER = Reason.OTHER_PAPER
"""Said of what a card's words are, not of how the photo looks."""


@pytest.fixture(scope="module")
def found() -> list[Judged]:
    """The first photos of every good and bad sort; of the large ones, slow to draw, one."""
    return [
        judged(GROUPS.index(group), number)
        for group in (*GOOD, *BAD)
        for number in range(EACH if group.size != LARGE else 1)
    ]


def share_wrong(found: list[Judged], groups: tuple[Group, ...]) -> float:
    some = [one for one in found if GROUPS[one.group] in groups]
    return sum(is_wrong(GROUPS[one.group], one.verdict) for one in some) / len(some)


def test_good_photos_are_seldom_sent_back(found: list[Judged]) -> None:
    assert share_wrong(found, GOOD) <= 0.03


def test_bad_photos_are_seldom_taken(found: list[Judged]) -> None:
    assert share_wrong(found, BAD) <= 0.05


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason is not OF_THE_READER])
def test_a_bad_photo_is_told_its_own_fault(found: list[Judged], reason: Reason) -> None:
    assert rightly_named(found, reason) >= 0.8


def test_the_page_names_every_sort_of_photo() -> None:
    written = PAGE.read_text()
    assert all(f"| {group.name} |" in written for group in GROUPS)


def test_the_page_says_how_often_it_is_wrong(found: list[Judged]) -> None:
    few = [*found, *(judged(place, 0) for place in range(len(GROUPS)) if place >= len(GOOD + BAD))]
    assert "| false alarms | 25 | " in page(few)
