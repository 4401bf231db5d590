"""The rows of an invented city with many years of cases behind it, seeded: the same seed, the
same city.

For every case: its person, reporter, moves, paper, card, messages in and out, and a line of the
audit. About three in a hundred wait for somebody, most of them young; the rest is closed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.cases.states import Role, State
from flows.cases.ticket import ticket_no
from flows.messages import Incoming, Kind, Lane, Outgoing
from storage.secrets import Keyring

Row = dict[str, Any]
WAITING = (
    State.SUBMITTED,
    State.ASSIGNED,
    State.FIELD_VISIT,
    State.RETURNED,
    State.AWAITING_SUPERVISOR,
)
NEEDS = ("dropped", "never", "wrong_data", "stopped", "cut", "lost_card", "not_listed", "staff")
YEARS = (2023, 2024, 2025, 2026)
MOVES = ("open", "assign", "accept", "survey")
PER_YEAR = 300_000
DETAILS, SURVEY = {"for_whom": "self"}, {"finding": "eligible"}
EARLY = 0.005
"""Of old cases so many still wait."""
IN_LINE = 400
"""Messages that are to be sent now."""
RECENT = 0.05
"""The youngest cases, of which every second one waits."""


@dataclass(frozen=True, slots=True)
class City:
    """How much there is, and where."""

    cases: int
    villages: tuple[str, ...]
    districts: tuple[str, ...]
    now: datetime
    keys: Keyring
    seed: int = 1

    @property
    def contacts(self) -> int:
        """Residents who ever wrote; every fifth wrote twice."""
        return max(1, self.cases * 4 // 5)

    @property
    def persons(self) -> int:
        """Whom the cases are about."""
        return max(1, self.cases * 7 // 10)

    def channel(self, contact: int) -> str:
        """By turns."""
        return "telegram" if contact % 2 else "whatsapp"

    def external(self, contact: int) -> str:
        """An invented id on that channel."""
        if contact % 2:
            return f"99{contact:08d}"
        return f"whatsapp:+62899{contact:08d}"

    def reporter(self, case: int) -> int:
        """Whose case it is."""
        return 1 + case % self.contacts

    def ticket(self, case: int) -> str:
        """The number of that case."""
        year, counter = divmod(case - 1, PER_YEAR)
        return ticket_no(YEARS[year], 1 + counter)

    def opened(self, case: int) -> datetime:
        """Evenly over three years."""
        return self.now - timedelta(seconds=(self.cases - case) * 94_608_000 / self.cases)

    def staff(self) -> list[tuple[int, Role, str]]:
        """Two facilitators a village, a supervisor a district: id, role, area."""
        areas = [(Role.FACILITATOR, village) for village in self.villages for _ in range(2)]
        areas += [(Role.SUPERVISOR, district) for district in self.districts]
        return [(number, *one) for number, one in enumerate(areas, start=1)]

    def staff_chat(self, staff_id: int) -> str:
        """Their Telegram id."""
        return f"88{staff_id:06d}"


def staff(city: City) -> Iterator[tuple[str, Row]]:
    """Who works there, and the group of each district."""
    for number, role, area in city.staff():
        contact = city.contacts + number
        yield "contact", {"id": contact, "language": "id", "created_at": city.opened(1)}
        yield "address", _address(city, contact, "telegram", city.staff_chat(number))
        yield (
            "staff",
            {
                "id": number,
                "name": f"Petugas {number} Contoh",
                "contact_id": contact,
                "created_at": city.opened(1),
            },
        )
        yield "staff_role", {"id": number, "staff_id": number, "role": role, "area_code": area}
    for number, district in enumerate(city.districts, start=1):
        yield (
            "staff_group",
            {"id": number, "channel": "telegram", "chat": f"-99{number}", "area_code": district},
        )


def residents(city: City) -> Iterator[tuple[str, Row]]:
    """Who wrote."""
    for contact in range(1, city.contacts + 1):
        at = city.opened(min(contact, city.cases)) - timedelta(minutes=10)
        yield (
            "contact",
            {"id": contact, "language": ("id", "jv")[contact % 5 == 0], "created_at": at},
        )
        yield (
            "address",
            _address(city, contact, city.channel(contact), city.external(contact)),
        )
        yield (
            "consent",
            {
                "id": contact,
                "contact_id": contact,
                "purpose": "case",
                "given": True,
                "text_hash": "words",
                "language": "id",
                "channel": city.channel(contact),
                "at": at,
            },
        )
        # One in thirty is in the middle of a talk; all others were reminded of theirs once.
        late = timedelta(hours=1 + contact % 20) if contact % 30 == 0 else None
        yield (
            "timer",
            {
                "id": contact,
                "subject": "conversation",
                "subject_id": contact,
                "kind": "remind",
                "due_at": city.now + late if late else None,
                "sequence": 3,
            },
        )


def persons(city: City) -> Iterator[tuple[str, Row]]:
    """Whom it is about. Serial numbers of real ones end long before 9990."""
    for person in range(1, city.persons + 1):
        nik = f"3576{person:08d}9990"
        yield (
            "person",
            {
                "id": person,
                "nik_key": city.keys.blind(nik, "nik"),
                "nik": nik,
                "kk_key": city.keys.blind(f"kk{person // 3}", "kk"),
                "kk": f"3576{person // 3:08d}9991",
                "name": f"Warga {person} Contoh",
                "birth": "1982-08-05",
                "sex": "female",
                "made_at": city.opened(min(person, city.cases)),
            },
        )


def cases(city: City) -> Iterator[tuple[str, Row]]:
    """Every case with all that hangs on it."""
    dice = random.Random(city.seed)
    facilitators = {area: number for number, role, area in city.staff() if role is Role.FACILITATOR}
    for case in range(1, city.cases + 1):
        share = 0.5 if case > city.cases * (1 - RECENT) else EARLY
        waits = dice.random() < share
        state = dice.choice(WAITING) if waits else State.CLOSED
        village = dice.choice(city.villages)
        taken = facilitators[village] - dice.randint(0, 1)
        yield "cases", _case(city, case, state, village, taken)
        yield from _history(city, case, state, taken)
        yield from _said(city, case)
        yield (
            "card",
            {
                "id": case,
                "case_id": case,
                "group_id": 1 + case % len(city.districts),
                "message_id": str(case),
                "shown": 5,
                "wanted": 6 if case % 20_000 == 0 else 5,
            },
        )


def _address(city: City, contact: int, channel: str, external: str) -> Row:
    return {
        "id": contact,
        "contact_id": contact,
        "channel": channel,
        "key": city.keys.blind(external, f"address.{channel}"),
        "external": external,
        "last_in_at": city.now - timedelta(hours=contact % 2000),
    }


def _case(city: City, case: int, state: State, village: str, taken: int) -> Row:
    need = NEEDS[(case // city.persons) % len(NEEDS)]
    at = city.opened(case)
    return {
        "id": case,
        "ticket": city.ticket(case),
        "contact_id": city.reporter(case),
        "talk": case,
        "address_id": city.reporter(case),
        "person_id": 1 + case % city.persons,
        "village_code": village,
        "kind": "membership",
        "subtype": need,
        "program": "PKH",
        "need": f"{need} PKH",
        "category": "social",
        "rank": case % 3,
        "story": "Sejak Mei bantuan saya tidak cair, padahal tetangga masih dapat.",
        "details": DETAILS,
        "state": state,
        "version": len(MOVES),
        "opened_at": at,
        "state_since": at + timedelta(days=2),
        "due_at": at + timedelta(days=14),
        "facilitator_id": None if state is State.SUBMITTED else taken,
        "survey": None if state is State.SUBMITTED else SURVEY,
    }


def said(city: City) -> int:
    """The number of the last message out."""
    return 2 * city.cases


def _became(city: City, turn: int, at: datetime) -> Row:
    """The newest messages are in line; a few wait for the person's next one, since their 24
    hours were over; all others were sent."""
    if turn > 2 * city.cases - IN_LINE:
        return {"status": "waiting", "created_at": city.now}
    if turn % 5000 == 0:
        return {"status": "held", "reason": "window", "attempts": 1}
    return {"status": "sent", "attempts": 1, "sent_at": at, "provider_id": f"old{turn}"}


def _history(city: City, case: int, state: State, taken: int) -> Iterator[tuple[str, Row]]:
    at = city.opened(case)
    for version, event in enumerate(MOVES):
        yield (
            "move",
            {
                "id": (case - 1) * len(MOVES) + version + 1,
                "case_id": case,
                "version": version,
                "at": at + timedelta(hours=5 * version),
                "event": event,
                "origin": "submitted",
                "target": state,
                "role": "facilitator",
                "staff_id": taken,
                "facilitator_id": taken if event == "assign" else None,
            },
        )
    yield (
        "document",
        {
            "id": case,
            "contact_id": city.reporter(case),
            "talk": case,
            "case_id": case,
            "channel": city.channel(city.reporter(case)),
            "question": "paper_ktp",
            "ref": f"file-{case}",
            "media": "image",
            "mime": "image/jpeg",
            "status": "fetched",
            "verdict": "good",
            "key": f"{case:032x}",
            "received_at": at,
        },
    )
    yield (
        "audit",
        {"id": case, "at": at, "staff_id": taken, "action": "look", "subject": "case",
         "subject_id": case, "channel": "telegram"},
    )  # fmt: skip


def _said(city: City, case: int) -> Iterator[tuple[str, Row]]:
    contact, at = city.reporter(case), city.opened(case)
    channel, external = city.channel(contact), city.external(contact)
    heard = Incoming(
        channel=channel,  # type: ignore[arg-type]
        kind=Kind.TEXT,
        id=str(case),
        chat=external,
        sender=external,
        at=at,
        text="Sejak Mei bantuan saya tidak cair",
    ).to_json()
    words = Outgoing(text=f"Laporan {city.ticket(case)} sudah kami terima.").to_json()
    for turn in (2 * case - 1, 2 * case):
        yield (
            "inbox",
            {
                "id": turn,
                "channel": channel,
                "provider_id": f"old{turn}",
                "contact_id": contact,
                "received_at": at,
                "content": heard,
            },
        )
        yield (
            "outbox",
            {
                "id": turn,
                "channel": channel,
                "address_id": contact,
                "lane": int(Lane.REPLY),
                "content": words,
                "case_id": case,
                "created_at": at,
                **_became(city, turn, at),
                "delivery": "read",
            },
        )
    yield (
        "receipt",
        {
            "id": case,
            "channel": channel,
            "provider_id": f"old{2 * case}",
            "status": "read",
            "at": at,
        },
    )
