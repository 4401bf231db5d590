"""How staff see a case: the group's card, the facilitator's card, the details in private.

The group's card holds nothing personal, and by its type it cannot: it is given no story, no
name of a resident, no reason. When the supervisors have nothing to decide its buttons go and
it stays as the record of who decided what, and when. The other two are for one person's
private chat and say what is needed for the work; identity numbers are masked there too.

Staff texts are Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.cases.categories import category_label
from flows.cases.lifecycle import buttons
from flows.cases.press import CasePress, parse_press, press_data
from flows.cases.states import OVER, STATE_LABELS, Event, Role, State
from flows.effects import Choice
from flows.masking import mask_numbers
from flows.moments import Duration, Moment
from flows.words import Text, _staff, lines, literal

__all__ = [
    "Answer",
    "CardFacts",
    "CaseFile",
    "CasePress",
    "Decision",
    "assignment_card",
    "card",
    "choices_for",
    "details",
    "parse_press",
    "press_data",
]

FINDINGS: Mapping[str, Text] = {
    "eligible": _staff("layak"),
    "not_eligible": _staff("tidak layak"),
    "unsure": _staff("ragu"),
}
"""What a facilitator found, by code of the survey's answer."""

_WORTH_TELLING = timedelta(hours=1)

_DECIDED: Mapping[Event, Text] = {
    Event.APPROVE: _staff("Disetujui oleh {name}, {at}."),
    Event.RETURN: _staff("Dikembalikan oleh {name}, {at}. Alasannya dikirim ke petugas."),
}
_REPAIRED = _staff("Pernah dikembalikan oleh {name}, {at}; sudah diperbaiki.")


@dataclass(frozen=True, slots=True)
class Decision:
    """The last thing a supervisor decided on a case."""

    event: Event
    name: str
    """Of the supervisor."""
    at: datetime


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What a group may know of a case."""

    case_id: int
    version: int
    ticket: str
    state: State
    since: datetime
    """Since when it is in this state."""
    due: datetime | None
    village: str
    """Name of the kelurahan."""
    category: str
    finding: str = ""
    """Code (see `FINDINGS`); empty before the survey."""
    photos: int = 0
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the survey: the question in short, and what was chosen or written."""

    question: Text
    answer: Text | str
    """A choice's label, or the facilitator's own words."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What somebody who works on a case may know, in private."""

    case_id: int
    version: int
    ticket: str
    state: State
    opened_at: datetime
    due: datetime | None
    village: str
    category: str
    story: str
    photos: int = 0
    reach: str = ""
    """How the reporter can be reached, e.g. a phone number; empty where nothing is known."""
    survey: tuple[Answer, ...] = field(default=())


def card(facts: CardFacts, now: datetime, zone: str) -> tuple[Text, tuple[Choice, ...]]:
    """The group's card as it stands at `now`, with the supervisors' buttons."""
    heading = _staff("Laporan {ticket}").format(ticket=facts.ticket)
    words = lines(heading, *_card_lines(facts, now, zone))
    choices = choices_for(facts.case_id, facts.version, facts.state, Role.SUPERVISOR)
    if not choices:
        return words, ()
    look = Choice(press_data(facts.case_id, facts.version, None), _staff("Rincian"))
    return words, (*choices, look)


def _card_lines(facts: CardFacts, now: datetime, zone: str) -> Iterator[Text]:
    yield _place_and_category(facts.village, facts.category)
    yield _waiting(facts, now, zone)
    if facts.state is State.SUBMITTED:
        yield _staff("Belum ada fasilitator yang bisa menangani.")
    if facts.finding:
        finding = FINDINGS.get(facts.finding) or literal(facts.finding)
        yield _staff("Hasil survei: {finding}").format(finding=finding)
    yield _staff("Foto: {photos}").format(photos=facts.photos)
    if facts.decision:
        yield _decided(facts.decision, facts.state, zone)
    if facts.due and facts.state not in OVER:
        yield _due(facts.due, now, zone)


def _decided(decision: Decision, state: State, zone: str) -> Text:
    repaired = decision.event is Event.RETURN and state is State.AWAITING_SUPERVISOR
    words = _REPAIRED if repaired else _DECIDED[decision.event]
    return words.format(name=decision.name, at=Moment(decision.at, zone))


def _waiting(facts: CardFacts, now: datetime, zone: str) -> Text:
    waits = now - facts.since
    words = _staff("Status: {status}, sejak {since}")
    if waits >= _WORTH_TELLING and facts.state not in OVER:
        words = _staff("Status: {status}, sejak {since} (sudah {length})")
    return words.format(
        status=STATE_LABELS[facts.state], since=Moment(facts.since, zone), length=Duration(waits)
    )


def assignment_card(file: CaseFile, now: datetime, zone: str) -> tuple[Text, tuple[Choice, ...]]:
    """A case for its facilitator's private chat, with what they may do with it now."""
    heading = _staff("Tugas survei: laporan {ticket}").format(ticket=file.ticket)
    words = lines(heading, *_file_lines(file, now, zone))
    return words, choices_for(file.case_id, file.version, file.state, Role.FACILITATOR)


def details(file: CaseFile, now: datetime, zone: str) -> Text:
    """Everything about a case for a supervisor's private chat."""
    heading = _staff("Rincian laporan {ticket}: {status}").format(
        ticket=file.ticket, status=STATE_LABELS[file.state]
    )
    answers = (
        _staff("{question}: {answer}").format(
            question=one.question,
            answer=mask_numbers(one.answer) if isinstance(one.answer, str) else one.answer,
        )
        for one in file.survey
    )
    return lines(heading, *_file_lines(file, now, zone), *answers)


def _file_lines(file: CaseFile, now: datetime, zone: str) -> Iterator[Text]:
    yield _place_and_category(file.village, file.category)
    yield _staff("Masuk: {at}").format(at=Moment(file.opened_at, zone))
    if file.due:
        yield _due(file.due, now, zone)
    if file.reach:
        yield _staff("Hubungi warga: {reach}").format(reach=file.reach)
    yield _staff("Cerita warga: {story}").format(story=mask_numbers(file.story))
    if file.photos:
        yield _staff("Foto: {photos}").format(photos=file.photos)


def _place_and_category(village: str, category: str) -> Text:
    return _staff("Kelurahan {village}, {category}").format(
        village=village, category=category_label(category)
    )


def _due(due: datetime, now: datetime, zone: str) -> Text:
    if now > due:
        return _staff("TERLAMBAT {length}, batasnya {due}").format(
            length=Duration(now - due), due=Moment(due, zone)
        )
    return _staff("Batas: {due}").format(due=Moment(due, zone))


def choices_for(case_id: int, version: int, state: State, role: Role) -> tuple[Choice, ...]:
    """The buttons which the table has for somebody in that role in that state."""
    return tuple(
        Choice(press_data(case_id, version, row.event), row.button)
        for row in buttons(state, role)
        if row.button
    )
