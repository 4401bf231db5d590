"""Which hours count: adding and measuring agree on every calendar, whatever the city's hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.cases.calendar import (
    Calendar,
    Counts,
    NotHours,
    Week,
    awake_hours,
    public_holidays,
    read_week,
)
from flows.quiet import QuietHours

WIB = ZoneInfo("Asia/Jakarta")
OFFICE = Calendar(WIB, Counts.OFFICE)
LUNCH = read_week("mon-thu 07.30-12.00 12.30-15.30, fri 07.30-11.30 13.00-14.30")

moments = st.datetimes(
    datetime(2025, 12, 1),  # noqa: DTZ001  gets its zone below
    datetime(2026, 7, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
lengths = st.timedeltas(timedelta(), timedelta(days=4))


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Any office hours: up to two days shut, some days with breaks."""
    hours = st.lists(st.integers(0, 24), min_size=2, max_size=6, unique=True).map(sorted)
    shut = draw(st.sets(st.integers(0, 6), max_size=2))
    days = []
    for day in range(7):
        cut = [] if day in shut else [hour * 60 for hour in draw(hours)]
        days.append(tuple(zip(cut[::2], cut[1::2], strict=False)))
    return tuple(days)


calendars = st.one_of(
    st.builds(
        Calendar,
        st.sampled_from([WIB, ZoneInfo("Asia/Makassar"), ZoneInfo("Asia/Jayapura")]),
        st.sampled_from(Counts),
        weeks(),
        st.frozensets(st.dates(date(2025, 12, 1), date(2026, 7, 1)), max_size=5),
    ),
    st.just(Calendar(WIB)),
)


def wib(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=WIB).astimezone(UTC)  # type: ignore[misc,arg-type]


@settings(deadline=None)
@given(calendars, moments, lengths)
def test_what_was_added_is_what_is_measured(
    calendar: Calendar, start: datetime, length: timedelta
) -> None:
    end = calendar.after(start, length)
    assert end >= start
    assert calendar.between(start, end) == length


@settings(deadline=None)
@given(calendars, moments, moments, moments)
def test_a_pause_in_between_loses_nothing(
    calendar: Calendar, one: datetime, two: datetime, three: datetime
) -> None:
    start, middle, end = sorted([one, two, three])
    whole = calendar.between(start, end)
    assert calendar.between(start, middle) + calendar.between(middle, end) == whole


@settings(deadline=None)
@given(calendars, moments, lengths, lengths)
def test_more_time_never_ends_earlier(
    calendar: Calendar, start: datetime, some: timedelta, more: timedelta
) -> None:
    once = calendar.after(start, some + more)
    assert calendar.after(calendar.after(start, some), more) == once
    assert once >= calendar.after(start, some)


@settings(deadline=None)
@given(calendars, moments, moments)
def test_a_measured_time_is_over_at_its_end_at_the_latest(
    calendar: Calendar, one: datetime, two: datetime
) -> None:
    start, end = sorted([one, two])
    assert calendar.after(start, calendar.between(start, end)) <= end


def test_the_promise_counts_every_hour_unless_the_city_says_otherwise() -> None:
    assert Calendar(WIB).after(wib(2026, 11, 21, 9), timedelta(hours=48)) == wib(2026, 11, 23, 9)


def test_office_hours_stand_still_at_night_and_over_the_weekend() -> None:
    friday_noon = wib(2026, 11, 20, 12)
    assert OFFICE.after(friday_noon, timedelta(hours=4)) == wib(2026, 11, 23, 9)


def test_lunch_is_not_counted() -> None:
    calendar = Calendar(WIB, Counts.OFFICE, LUNCH)
    assert calendar.after(wib(2026, 11, 23, 11, 30), timedelta(hours=1)) == wib(2026, 11, 23, 13, 0)


def test_a_public_holiday_has_no_office_hours() -> None:
    assert {date(2026, 12, 24), date(2026, 12, 25)} <= public_holidays(2026)
    assert OFFICE.after(wib(2026, 12, 23, 15), timedelta(hours=1)) == wib(2026, 12, 28, 8)


def test_a_holiday_of_the_city_counts_too() -> None:
    closed = Calendar(WIB, Counts.OFFICE, extra=frozenset({date(2026, 11, 24)}))
    assert closed.after(wib(2026, 11, 23, 15), timedelta(hours=1)) == wib(2026, 11, 25, 8)


def test_time_that_ends_with_the_office_ends_on_that_day() -> None:
    assert OFFICE.after(wib(2026, 11, 20, 13, 30), timedelta(hours=1)) == wib(2026, 11, 20, 14, 30)


def test_an_office_may_be_open_until_midnight() -> None:
    calendar = Calendar(WIB, Counts.OFFICE, read_week("senin-minggu 00.00-24.00"))
    assert calendar.after(wib(2026, 11, 23, 23), timedelta(hours=2)) == wib(2026, 11, 24, 1)


@pytest.mark.parametrize(
    "words",
    [
        "", "mon", "mon 15.30-07.30", "xyz 07.30-15.30", "thu-mon 07.30-15.30",
        "mon 07.30-12.00 11.00-15.30", "mon 07.30-15.30, mon 16.00-17.00", "mon 07.30-25.00",
        "mon 07.75-15.30", "07.30-15.30",
    ],
)  # fmt: skip
def test_hours_that_make_no_sense_are_refused(words: str) -> None:
    with pytest.raises(NotHours):
        read_week(words)


def test_days_may_be_written_in_indonesian() -> None:
    assert read_week("Senin-Kamis 07:30-15:30, Jumat 07.30-14.30") == OFFICE.week


def test_what_stands_still_at_night_goes_on_in_the_morning_also_on_sundays() -> None:
    awake = Calendar(WIB, Counts.AWAKE)
    saturday_evening = wib(2026, 11, 21, 20)
    assert awake.after(saturday_evening, timedelta(hours=4)) == wib(2026, 11, 22, 9)


def test_a_day_without_quiet_hours_counts_as_a_whole() -> None:
    assert awake_hours(QuietHours(time(0), time(0))) == ((0, 1440),)
    assert awake_hours(QuietHours(time(1), time(5))) == ((0, 60), (300, 1440))
