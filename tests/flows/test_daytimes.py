"""A day and an hour as a facilitator types them."""

from __future__ import annotations

from datetime import date, time

import pytest

from flows.daytimes import DayTime, read_daytime

TODAY = date(2026, 11, 21)
"""A Saturday."""


def day(month_day: str, at: str = "", part: str = "") -> DayTime:
    on = date.fromisoformat(f"2026-{month_day}") if month_day else None
    return DayTime(on, time.fromisoformat(at) if at else None, part)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("besok jam 9", day("11-22", "09:00")),
        ("bsk pagi", day("11-22", part="morning")),
        ("Besok pagi jam 8", day("11-22", "08:00")),
        ("lusa", day("11-23")),
        ("hari ini jam 4 sore", day("11-21", "16:00")),
        ("nanti sore", day("11-21", part="afternoon")),
        ("senin sore", day("11-23", part="afternoon")),
        ("senin depan jam 10.30", day("11-23", "10:30")),
        ("jum'at", day("11-27")),
        ("sabtu", day("11-28")),
        ("hari minggu jam 2", day("11-22", "14:00")),
        ("25/11 10.00", day("11-25", "10:00")),
        ("25-11-2026", day("11-25")),
        ("25 november jam sepuluh", day("11-25", "10:00")),
        ("tgl 25 jam 9", day("11-25", "09:00")),
        ("tanggal 3", day("12-03")),
        ("jam setengah sepuluh", day("", "09:30")),
        ("pukul 13.15", day("", "13:15")),
        ("7 malam", day("", "19:00")),
        ("jam 1 siang", day("", "13:00")),
        ("insyaallah besok ya bu, jam 11 siang", day("11-22", "11:00")),
    ],
)
def test_a_day_and_an_hour_are_read(typed: str, meant: DayTime) -> None:
    assert read_daytime(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["jangan besok", "besok tidak bisa", "ya", "31/2", "", "nanti saya kabari", "2 orang"]
)
def test_words_that_name_no_day_are_left_alone(typed: str) -> None:
    assert read_daytime(typed, TODAY) is None


def test_a_date_that_is_past_means_next_year() -> None:
    assert read_daytime("3 maret", TODAY) == DayTime(date(2027, 3, 3))
