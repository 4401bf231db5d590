"""When does the facilitator come? A day, and an hour or a part of it; then the resident is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from flows.daytimes import read_daytime
from flows.moments import Day
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.script import Flow
from flows.talks.acting import act, ticket
from flows.visits import FARTHEST, NOW, PARTS, parts_left, visit_of
from flows.words import Text, _staff

_AWAY = (
    _staff("Hari ini"),
    _staff("Besok"),
    _staff("Lusa"),
)
_PAST = _staff("Waktu itu sudah lewat.")
_TOO_FAR = _staff("Kunjungan paling jauh 14 hari dari sekarang.")
_EXAMPLE = _staff("Pilih, atau tulis harinya, misalnya: besok jam 9, senin sore, atau 25/11 10.00.")
_HOUR = _staff("Pilih, atau tulis jamnya, misalnya: jam 9 atau 14.30.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDay(Question):
    """A day from today on, perhaps with its hour at once."""

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """Now, and the next days in which there is time left."""
        today = scene.facts.today
        days = (today + timedelta(days=n) for n in range(len(_AWAY)))
        near = (
            Option(day.isoformat(), label)
            for day, label in zip(days, _AWAY, strict=True)
            if parts_left(day, scene.facts.now, scene.facts.city.zone)
        )
        now = Option(NOW, _staff("Sekarang"), ("sekarang juga", "saya di lokasi", "di lokasi"))
        return (now, *near)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A day that is not past."""
        if answer == NOW:
            return True
        return isinstance(answer, str) and _iso(answer) >= scene.facts.today.isoformat()

    def read(self, text: str, scene: Scene) -> Reading:
        """A day in words, with an hour if there is one; an hour alone is the next such hour."""
        meant = read_daytime(text, scene.facts.today)
        if meant is None:
            return Miss(_EXAMPLE)
        hour = meant.at.strftime("%H:%M") if meant.at else meant.part
        day = meant.day or scene.facts.today
        if meant.day is None and hour and _is_past(day, hour, scene):
            day += timedelta(days=1)
        return judged({"day": day.isoformat(), "hour": hour or None}, scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitHour(Question):
    """A part of that day, or an hour."""

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The parts of that day that are not over."""
        day = _day(scene)
        if day is None:
            return ()
        left = parts_left(day, scene.facts.now, scene.facts.city.zone)
        return tuple(
            Option(code, PARTS[code].label, (PARTS[code].label.render("id").partition(",")[0],))
            for code in left
        )

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A part of the day, or an hour, that is still to come."""
        day = _day(scene)
        return isinstance(answer, str) and day is not None and not _is_past(day, answer, scene)

    def read(self, text: str, scene: Scene) -> Reading:
        """An hour; a bare number is one too. Another day may be named with it."""
        bare = text.strip()
        meant = read_daytime(f"jam {bare}" if bare.isdigit() else text, scene.facts.today)
        if meant is None or not (meant.at or meant.part):
            return Miss(_HOUR)
        day = meant.day or _day(scene) or scene.facts.today
        hour = meant.at.strftime("%H:%M") if meant.at else meant.part
        return judged({"day": day.isoformat(), "hour": hour}, scene)


def judged(answers: dict[str, str | None], scene: Scene) -> Reading:
    """The answers, unless that moment is past or too far away."""
    day, hour = date.fromisoformat(str(answers["day"])), answers["hour"]
    if day < scene.facts.today or (hour and _is_past(day, hour, scene)):
        return Miss(_PAST)
    if day > scene.facts.today + FARTHEST:
        return Miss(_TOO_FAR)
    return Answer(answers)


def _is_past(day: date, hour: str, scene: Scene) -> bool:
    visit = visit_of({"day": day.isoformat(), "hour": hour}, scene.facts.city.zone)
    return visit is not None and visit.ends(scene.facts.city.zone) <= scene.facts.now


def _day(scene: Scene) -> date | None:
    day = _iso(str(scene.answers.get("day") or ""))
    return date.fromisoformat(day) if day else None


def _iso(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return ""


def _ask_day(scene: Scene) -> Text:
    words = _staff(
        "Kapan Anda datang ke rumah warga laporan {ticket}? Warga kami beri tahu. "
        "Boleh ditulis, misalnya: besok jam 9."
    )
    return words.format(ticket=ticket(scene))


def _ask_hour(scene: Scene) -> Text:
    day = _day(scene) or scene.facts.today
    noon = datetime.combine(day, time(12), scene.facts.now.tzinfo)
    return _staff("Jam berapa pada {day}? Pilih, atau tulis jamnya.").format(
        day=Day(noon, scene.facts.city.zone)
    )


VISIT = Flow(
    "visit",
    (
        VisitDay(key="day", ask=_ask_day, along=("hour",), hint=_EXAMPLE),
        VisitHour(
            key="hour",
            ask=_ask_hour,
            when=lambda scene: scene.answers.get("day") != NOW,
            hint=_HOUR,
        ),
    ),
    then=act,
    called=_staff("jadwal kunjungan"),
    waiting=_staff("Hari kunjungan belum diisi; warga menunggu kabar, atau ketik BATAL."),
    expired=_staff(
        "Pengisian hari kunjungan dihentikan setelah 3 hari. "
        "Ketik TUGAS untuk mengaturnya lagi, atau ketik MENU."
    ),
    staff=True,
)
