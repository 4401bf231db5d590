"""Suggestions, praise and complaints about officers: what they are called, how long an answer may
take, who reads them, and how one stands for who sent it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from flows.cases.states import Role
from flows.matching import words_of
from flows.moments import Moment
from flows.words import Text, _, lines


class Kind(StrEnum):
    """What it is."""

    SUGGESTION = "suggestion"
    PRAISE = "praise"
    COMPLAINT = "complaint"


KINDS: Mapping[Kind, Text] = {
    Kind.SUGGESTION: _("Saran"),
    Kind.PRAISE: _("Pujian"),
    Kind.COMPLAINT: _("Keluhan petugas"),
}
TIMES: Mapping[Kind, timedelta] = {
    Kind.SUGGESTION: timedelta(days=7),
    Kind.PRAISE: timedelta(days=7),
    Kind.COMPLAINT: timedelta(days=3),
}
"""Until when it is answered: a complaint about an officer cannot wait for a week."""
READERS: tuple[Role, ...] = (
    Role.MANAGER,
    Role.AGENCY_HEAD,
    Role.DIVISION_HEAD,
    Role.PROGRAM_ADMINISTRATOR,
    Role.FRONT_OFFICE,
)
"""Who reads it, the first who is there and whom it does not concern."""
_POSTS: Mapping[Role, tuple[str, ...]] = {
    Role.MANAGER: ("manajer", "manager", "menejer"),
    Role.AGENCY_HEAD: ("kadis", "kadin", "kepala dinas"),
    Role.DIVISION_HEAD: ("kabid", "kepala bidang"),
    Role.PROGRAM_ADMINISTRATOR: ("pengelola",),
    Role.FRONT_OFFICE: ("front office", "loket", "resepsionis", "fo"),
}
_TITLES = frozenset("bapak ibu pak bu mas mbak mbah kak abah haji hajah drs dra contoh".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody whom a resident knows from their own reports."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class FeedbackStanding:
    """How one stands, for who sent it."""

    ticket: str
    kind: Kind
    received_at: datetime
    due: datetime
    answered_at: datetime | None = None
    answer: str = ""


def describe(standing: FeedbackStanding, now: datetime, zone: str) -> Text:
    """How it stands at `now`; moments are told in `zone`."""
    head = _("{ticket}: {kind}, dikirim {at}.").format(
        ticket=standing.ticket, kind=KINDS[standing.kind], at=Moment(standing.received_at, zone)
    )
    if standing.answered_at is not None:
        words = _("Sudah dijawab: “{answer}”").format(answer=standing.answer)
        return lines(head, words)
    words = _("Sedang dibaca pimpinan SLRT dan dijawab paling lambat {due}.")
    if now > standing.due:
        words = _("Maaf, batas jawaban {due} sudah lewat; pimpinan SLRT kami ingatkan lagi.")
    return lines(head, words.format(due=Moment(standing.due, zone)))


def names_post(who: str, role: Role) -> bool:
    """Whether these words name that post ("manajernya", "bu kabid")."""
    said = " ".join(words_of(who))
    posts = (" ".join(words_of(post)) for post in _POSTS.get(role, ()))
    return any(re.search(rf"\b{re.escape(post)}", said) for post in posts)


def names_person(words: str, name: str) -> bool:
    """Whether these words may mean the person of that name: any part of it that is no title and
    has at least three letters. Rather once too often: only whom it is given to hangs on it."""
    said = set(words_of(words))
    parts = {part for part in words_of(name) if len(part) >= 3 and part not in _TITLES}
    return bool(parts & said)
