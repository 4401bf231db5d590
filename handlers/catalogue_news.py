"""Staff hear once what changed in the catalogue, whether by a release or by the office."""

from __future__ import annotations

from sqlalchemy.orm import Session

from flows.cases.catalogue import Catalogue, reaches
from flows.cases.catalogue_reading import read_catalogue
from flows.cases.changes import changes
from flows.cases.states import Role
from flows.words import Text, _staff, lines
from handlers.house import House
from handlers.telling import notify_staff
from storage import cases, leaflets
from storage import catalogue as rows

HEARERS = (
    Role.FRONT_OFFICE,
    Role.BACK_OFFICE,
    Role.MANAGER,
    Role.SUPERVISOR,
    Role.PUSKESOS_OFFICER,
    Role.PUSKESOS_COORDINATOR,
    Role.FACILITATOR,
)
"""Whom residents ask; program owners know their own program, and heads read reports."""
MOST_LINES = 12
HEAD = _staff("Ada yang berubah pada layanan dan program. Brosur baru sudah mengikuti:")
MORE = _staff("Dan {count} perubahan lain; lihat dengan SYARAT.")
REPRINT = _staff("Kode QR pada brosur lama tetap berlaku dan membuka keterangan yang baru.")


def tell(house: House) -> int:
    """Tell what changed since staff were told last; how many changes that were.

    The first time nothing is told: everything is as new as the installation.
    """
    with house.database.read() as session:
        if leaflets.known_to(session) == rows.newest_row(session):
            return 0
    with house.database.write() as session:
        newest, known = rows.newest_row(session), leaflets.told_to(session)
        if known == newest:
            return 0
        leaflets.tell_to(session, newest)
        told = _since(house, session, known) if known is not None else ()
        if told:
            _notify(house, session, told)
    if told:
        house.wake()
    return len(told)


def _since(house: House, session: Session, known: int) -> tuple[Text, ...]:
    on = house.clock().astimezone(house.zone).date()
    before = _catalogue(house, session, known)
    return changes(before, rows.snapshot(session, house.city_code), on)


def _catalogue(house: House, session: Session, up_to: int) -> Catalogue:
    pieces = rows.current_pieces(session, up_to)
    here = [piece for piece in pieces if reaches(piece.city, house.city_code)]
    return read_catalogue(here, up_to, strict=False)


def _notify(house: House, session: Session, told: tuple[Text, ...]) -> None:
    shown = [_staff("- {line}").format(line=line) for line in told[:MOST_LINES]]
    if len(told) > MOST_LINES:
        shown.append(MORE.format(count=len(told) - MOST_LINES))
    words = lines(HEAD, *shown, REPRINT)
    for member in cases.staff_within(session, HEARERS, house.city_code):
        notify_staff(session, member, words, house.clock())
