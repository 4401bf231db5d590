"""The office and the catalogue: look at it, change a text, close a program, take a change back.

Nothing is stored that a person could not be shown: what cannot be read, or opens a gap that was
not there before, is refused with every reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from flows.cases.catalogue import CITY_SERVICES
from flows.cases.catalogue_fields import CatalogueWrong
from flows.cases.catalogue_reading import PIECE_KINDS, Piece, PieceKind, read_catalogue
from flows.cases.gaps import gaps
from handlers.house import House
from handlers.refused import Refused
from storage import catalogue as rows
from storage import staff
from storage.catalogue_toml import as_toml, pieces_of, plain


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A service or program in the list."""

    code: str
    kind: str
    label: str
    open: bool
    changed: bool
    """The office changed it."""


def list_entries(house: House, now: datetime) -> tuple[EntryLine, ...]:
    """Every service and program of this city, services first."""
    with house.database.read() as session:
        changed = {p.code for p in rows.current_pieces(session) if p.where == rows.OFFICE}
        catalogue = rows.snapshot(session, house.city_code)
    on = _today(house, now)
    entries = sorted(catalogue.entries, key=lambda e: (e.kind != "service", e.order))
    return tuple(
        EntryLine(e.code, e.kind, e.label.id, e.open(on), e.code in changed) for e in entries
    )


def show(house: House, name: str) -> str:
    """One piece as TOML, as it counts now. Raises Refused when there is none."""
    with house.database.read() as session:
        return as_toml(_found(session, name))


def check(house: House, now: datetime) -> list[str]:
    """The gaps of what counts now, and changes of the office that a release has overtaken."""
    with house.database.read() as session:
        found = gaps(rows.snapshot(session, house.city_code), house.city_code, _today(house, now))
        old = rows.overtaken(session)
    return found + [
        f"{kind} {code}: your change still counts, but a release brought other words since"
        for kind, code in old
    ]


def check_release(now: datetime) -> list[str]:
    """The gaps in the files of this release, for every city we know; needs no database."""
    try:
        catalogue = rows.release_catalogue()
    except CatalogueWrong as wrong:
        return list(wrong.problems)
    return [f"{city} {gap}" for city in CITY_SERVICES for gap in gaps(catalogue, city, now.date())]


def change(house: House, words: str, where: str, now: datetime) -> tuple[str, ...]:
    """Let the pieces in this TOML count; their names, without those that were so already.

    Raises Refused with every reason.
    """
    try:
        pieces = pieces_of(words, where)
    except CatalogueWrong as wrong:
        raise Refused("\n".join(wrong.problems)) from None
    return _store(house, pieces, now)


def close(
    house: House, code: str, why: tuple[str, str], last_day: date | None, now: datetime
) -> None:
    """Close a service or program after `last_day` (none: it was yesterday), and say why.

    `why` is said to people, in Indonesian and Javanese. Raises Refused.
    """
    with house.database.read() as session:
        piece = _found(session, code)
    if piece.kind != "entry":
        raise Refused(f"{code} is no service or program, so it cannot be closed.")
    until = last_day or _today(house, now) - timedelta(days=1)
    closed = {"id": why[0], "jv": why[1]}
    content = {**piece.content, "valid_until": until.isoformat(), "closed": closed}
    _store(house, (Piece("entry", piece.code, content, piece.code),), now)


def take_back(house: House, name: str, now: datetime) -> None:
    """Let the words of the release count again. Raises Refused when nothing was changed."""
    kind, code = _parts(name)
    with _changing(house, now) as session:
        if not rows.take_back(session, kind, code, now):
            raise Refused(f"The office changed nothing in {name}.")
        staff.note(session, "catalogue_taken_back", f"catalogue.{kind}.{code}", 0, now)


def _store(house: House, pieces: Iterable[Piece], now: datetime) -> tuple[str, ...]:
    stored = []
    with _changing(house, now) as session:
        for piece in pieces:
            if _counts(session, piece):
                continue
            rows.change(session, piece, now)
            staff.note(session, "catalogue_changed", f"catalogue.{piece.kind}.{piece.code}", 0, now)
            stored.append(f"{piece.kind}.{piece.code}")
    return tuple(stored)


@contextmanager
def _changing(house: House, now: datetime) -> Iterator[Session]:
    """A transaction that is given up when it opens a gap. Raises Refused with every reason."""
    with house.database.write() as session:
        before = set(_gaps(session, house, now))
        yield session
        session.flush()
        opened = [gap for gap in _gaps(session, house, now) if gap not in before]
        if opened:
            raise Refused("\n".join(["Nothing was changed, because:", *opened]))


def _gaps(session: Session, house: House, now: datetime) -> list[str]:
    try:
        catalogue = read_catalogue(rows.current_pieces(session))
    except CatalogueWrong as wrong:
        raise Refused("\n".join(["Nothing was changed, because:", *wrong.problems])) from None
    return gaps(catalogue, house.city_code, _today(house, now))


def _counts(session: Session, piece: Piece) -> bool:
    """Whether exactly this counts already."""
    current = next(
        (p for p in rows.current_pieces(session) if (p.kind, p.code) == (piece.kind, piece.code)),
        None,
    )
    return current is not None and current.content == plain(piece.content)


def _found(session: Session, name: str) -> Piece:
    kind, code = _parts(name)
    for piece in rows.current_pieces(session):
        if (piece.kind, piece.code) == (kind, code):
            return piece
    raise Refused(f"There is no {kind} {code}. See `sambung catalogue list`.")


def _parts(name: str) -> tuple[PieceKind, str]:
    """`ask.story` names its kind; `PKH` alone is a service or program."""
    kind, dot, code = name.partition(".")
    if not dot:
        return "entry", name
    if kind not in PIECE_KINDS:
        raise Refused(f"There is no kind {kind}. Use {', '.join(PIECE_KINDS)}.")
    return kind, code


def _today(house: House, now: datetime) -> date:
    return now.astimezone(house.zone).date()
