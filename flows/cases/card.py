"""How staff see a case: the group's card, the facilitator's card, the details in private.

The group's card holds nothing personal, and by its type it cannot: it is given no story, no
name of a resident, no mark, no reason. When the supervisors have nothing to decide its buttons
go (an urgent case can still be looked at) and it stays as the record of who decided what, and
when. The other two (`flows.cases.casefile`) are for one person's private chat.

Staff texts are Indonesian.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.cases.case_lines import choices_for, due_line, look, place_and_matter
from flows.cases.casefile import Answer, CaseFile, assignment_card, details
from flows.cases.press import CasePress, parse_press, press_data
from flows.cases.profiles import WAITS_FOR_FACILITATOR
from flows.cases.rows import Row
from flows.cases.states import OVER, Event, Stage, State, label_of_place
from flows.effects import Choice
from flows.moments import Duration, Moment
from flows.words import Rendered, Text, _staff, lines, literal

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

_BEFORE_A_DECISION = frozenset({State.ASSIGNED, State.FIELD_VISIT, State.RETURNED})
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
    """Name of the kelurahan; empty where none is known."""
    category: str
    finding: str = ""
    """Code (see `FINDINGS`); empty before the survey."""
    photos: int = 0
    decision: Decision | None = None
    about: Rendered | None = None
    """What it is about (see `flows.cases.labels`); without it, the category says so."""
    urgent: bool = False
    stage: Stage = Stage.SCREENING
    offers: tuple[Row, ...] = ()
    """What a supervisor may do with it now (`lifecycle.offered`)."""


def card(facts: CardFacts, now: datetime, zone: str) -> tuple[Text, tuple[Choice, ...]]:
    """The group's card as it stands at `now`, with the supervisors' buttons."""
    heading = _staff("DARURAT: laporan {ticket}") if facts.urgent else _staff("Laporan {ticket}")
    words = lines(heading.format(ticket=facts.ticket), *_card_lines(facts, now, zone))
    choices = choices_for(facts.case_id, facts.version, facts.offers)
    if not choices and not (facts.urgent and facts.state in _BEFORE_A_DECISION):
        return words, ()
    return words, (*choices, look(facts.case_id, facts.version))


def _card_lines(facts: CardFacts, now: datetime, zone: str) -> Iterator[Text]:
    yield place_and_matter(facts.village, facts.category, facts.about)
    yield _waiting(facts, now, zone)
    if (facts.state, facts.stage) == WAITS_FOR_FACILITATOR:
        yield _staff("Belum ada fasilitator yang bisa menangani.")
    if facts.finding:
        finding = FINDINGS.get(facts.finding) or literal(facts.finding)
        yield _staff("Hasil survei: {finding}").format(finding=finding)
    yield _staff("Foto: {photos}").format(photos=facts.photos)
    if facts.decision:
        yield _decided(facts.decision, facts.state, zone)
    if facts.due and facts.state not in {*OVER, State.ANSWERED}:
        yield due_line(facts.due, now, zone)


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
        status=label_of_place(facts.state, facts.stage),
        since=Moment(facts.since, zone),
        length=Duration(waits),
    )
