"""Moments as a city's people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.moments import Day, Duration, Moment
from flows.words import Text

AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "words"),
    [
        ("Asia/Jakarta", "id", "Senin 23 November 2026 pukul 14.00 WIB"),
        ("Asia/Makassar", "id", "Senin 23 November 2026 pukul 15.00 WITA"),
        ("Asia/Jayapura", "id", "Senin 23 November 2026 pukul 16.00 WIT"),
        ("Asia/Jakarta", "jv", "Senen 23 November 2026 jam 14.00 WIB"),
    ],
)
def test_a_moment_is_told_on_the_citys_clock(zone: str, language: str, words: str) -> None:
    assert Moment(AT, zone).render(language) == words


def test_a_late_evening_in_utc_is_the_next_day_in_the_city() -> None:
    assert Day(AT.replace(hour=17), "Asia/Jakarta").render("id") == "Selasa 24 November 2026"


def test_the_javanese_week_has_its_own_names() -> None:
    week = [Day(AT + timedelta(days=n), "Asia/Jakarta").render("jv").split()[0] for n in range(7)]
    assert week == ["Senen", "Selasa", "Rebo", "Kemis", "Jemuwah", "Setu", "Minggu"]


@pytest.mark.parametrize(
    ("length", "indonesian", "javanese"),
    [
        (timedelta(seconds=59), "kurang dari 1 menit", "kirang saking 1 menit"),
        (timedelta(minutes=5), "5 menit", "5 menit"),
        (timedelta(hours=2), "2 jam", "2 jam"),
        (timedelta(hours=2, minutes=1), "2 jam 1 menit", "2 jam 1 menit"),
        (timedelta(days=1, hours=3, minutes=9), "1 hari 3 jam", "1 dinten 3 jam"),
        (timedelta(days=2, minutes=9), "2 hari", "2 dinten"),
        (timedelta(seconds=-5), "kurang dari 1 menit", "kirang saking 1 menit"),
    ],
)
def test_a_length_is_told_in_its_two_largest_units(
    length: timedelta, indonesian: str, javanese: str
) -> None:
    told = Duration(length)
    assert (told.render("id"), told.render("jv")) == (indonesian, javanese)


@pytest.mark.parametrize("kind", [Moment, Day])
def test_a_time_without_a_zone_is_refused(kind: type[Moment | Day]) -> None:
    with pytest.raises(ValueError, match="zone"):
        kind(AT.replace(tzinfo=None), "Asia/Jakarta")


def test_a_moment_inside_a_text_gets_its_words_with_the_text() -> None:
    words = Text("Batas: {due}").format(due=Moment(AT, "Asia/Jakarta"))
    assert words.render("id") == "Batas: Senin 23 November 2026 pukul 14.00 WIB"
