"""What is rarely there, asked about somebody who writes in the same look that reads who it is.

Nearly every message meets none of it: nothing waits for them, they are no staff, nobody verified
them, no papers are awaited. One statement says so, and only what is there is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    select,
)

from flows.messages import Lane
from storage.columns import UtcDateTime
from storage.probes import there_is
from storage.registry.verified import SELF
from storage.tables import (
    Address,
    Case,
    CatalogueEntry,
    Consent,
    Contact,
    Document,
    Outbox,
    Staff,
    Verification,
)

_GIVEN, _NOT = "+", "-"


@dataclass(frozen=True, slots=True)
class Glance:
    """How things stood when the message came; the turn itself may have changed them since."""

    in_line: bool = False
    """Something waits for them, is on its way, or is held."""
    staff: bool = False
    """They are bound to a staff member, active or not."""
    verified: bool = False
    """An officer said who they are, and that still holds."""
    papers_awaited: bool = False
    """A report of theirs waits for papers."""
    poor_photo: bool = False
    """They were told that a photo of a report is hard to read."""
    consents: frozenset[str] = field(default_factory=frozenset)
    """Hashes of the texts whose latest answer is a consent that was not withdrawn."""
    newest: int | None = None
    """The newest row of the catalogue; none where it has to be asked."""


def read(cells: Sequence[Any]) -> Glance:
    """What the columns `LOOKS` say."""
    in_line, staff, verified, awaited, poor, consents, newest = cells
    given = _latest(consents or "")
    return Glance(
        bool(in_line),
        bool(staff),
        bool(verified),
        bool(awaited),
        bool(poor),
        frozenset(text for text, holds in given.items() if holds),
        newest or 0,
    )


def _latest(told: str) -> Mapping[str, bool]:
    """Each text's latest answer, from `17+hash,23-hash`, whose order nobody promised."""
    rows = sorted((_parted(one) for one in told.split(",") if one), key=lambda row: row[0])
    return {text: holds for _, text, holds in rows}


def _parted(one: str) -> tuple[int, str, bool]:
    number, sign, text = one.partition(_GIVEN)
    if not sign:
        number, _, text = one.partition(_NOT)
    return int(number), text, bool(sign)


_any = partial(there_is, outside=(Address, Contact))
_HOLDS = and_(Consent.given.is_(True), Consent.withdrawn_at.is_(None))
_SIGNED = cast(Consent.id, String) + case((_HOLDS, _GIVEN), else_=_NOT) + Consent.text_hash
_CONSENTS = (
    select(func.aggregate_strings(_SIGNED, ","))
    .where(Consent.contact_id == Contact.id)
    .correlate(Contact)
)
_VERIFIED = (
    Verification.contact_id == Contact.id,
    Verification.relation == SELF,
    Verification.state == "verified",
    Verification.until > bindparam("now", type_=UtcDateTime()),
)
_POOR = (Document.contact_id == Contact.id, Document.case_id.is_not(None))
LOOKS: tuple[ColumnElement[Any], ...] = (
    _any(
        Outbox.address_id == Address.id,
        Outbox.status.in_(("waiting", "sending", "held")),
        Outbox.lane != int(Lane.CALLBACK),
    ).label("in_line"),
    _any(Staff.contact_id == Contact.id).label("staff"),
    _any(*_VERIFIED).label("verified"),
    _any(Case.contact_id == Contact.id, Case.state == "needs_documents").label("awaited"),
    _any(*_POOR, Document.verdict == "poor", Document.told_at.is_not(None)).label("poor"),
    _CONSENTS.scalar_subquery().label("consents"),
    select(func.max(CatalogueEntry.id)).scalar_subquery().label("newest"),
)
"""Columns of a statement that selects from `contact` and `address`, given `now`."""
