"""Office hours as people read them: `Senin-Kamis 07.30-15.30, Jumat 07.30-14.30`."""

from __future__ import annotations

from itertools import groupby

from flows.cases.bilingual import Bilingual
from flows.cases.calendar import Span, Week

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "jv": ("Senen", "Selasa", "Rebo", "Kemis", "Jemuwah", "Setu", "Minggu"),
}


def spoken(week: Week) -> Bilingual:
    """The week in both languages; days with the same hours stand together."""
    return Bilingual(_week(week, "id"), _week(week, "jv"))


def _week(week: Week, language: str) -> str:
    names = _DAYS[language]
    told = []
    for hours, days in groupby(range(7), key=lambda day: week[day]):
        first, *rest = days
        if hours:
            span = f"{names[first]}-{names[rest[-1]]}" if rest else names[first]
            told.append(f"{span} {' '.join(map(_span, hours))}")
    return ", ".join(told)


def _span(span: Span) -> str:
    return "-".join(f"{minute // 60:02}.{minute % 60:02}" for minute in span)
