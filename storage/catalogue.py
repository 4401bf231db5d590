"""The catalogue as versioned rows: loading this release's files, and what counts today.

The files lie beside this one in `catalogue/`. A piece (a document type, a question, a complaint
sub-type, a service or program) gets a new row only when its content changed. What the office
changed is a row of its own that counts before the release's, until it is taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from importlib.resources import files
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from flows.cases.catalogue import Catalogue, reaches
from flows.cases.catalogue_reading import PIECE_KINDS, Piece, PieceKind, read_catalogue
from storage import together
from storage.catalogue_toml import pieces_of, plain
from storage.statements import run
from storage.tables import CatalogueEntry

RELEASE, OFFICE = "release", "office"

_Key = tuple[str, str]
"""Kind and code."""
_kept: WeakKeyDictionary[Engine, dict[str, Catalogue]] = WeakKeyDictionary()
_VERSION = select(func.max(CatalogueEntry.id))


def release_pieces() -> tuple[Piece, ...]:
    """What this release's files say. Raises `CatalogueWrong` for a file that is no TOML."""
    folder = files("storage") / "catalogue"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    found: list[Piece] = []
    for name in names:
        found += pieces_of((folder / name).read_text(encoding="utf-8"), name)
    return tuple(found)


def release_catalogue() -> Catalogue:
    """The catalogue of this release, for every city. Raises `CatalogueWrong`."""
    return read_catalogue(release_pieces())


def load_catalogue(session: Session, now: datetime) -> None:
    """Bring the rows up to this release's files; what the office changed stays.

    A piece that left the release gets a last, empty version. Raises `CatalogueWrong`.
    """
    pieces = release_pieces()
    read_catalogue(pieces)
    newest = {(row.kind, row.code): row for row in _newest(session) if row.origin == RELEASE}
    for piece in pieces:
        _add(session, piece, RELEASE, newest.pop((piece.kind, piece.code), None), now)
    for gone in newest.values():
        _end(session, gone, now)


def change(session: Session, piece: Piece, now: datetime) -> bool:
    """Let the office's words count; false when they count already."""
    return _add(session, piece, OFFICE, _newest_of(session, piece.kind, piece.code, OFFICE), now)


def take_back(session: Session, kind: PieceKind, code: str, now: datetime) -> bool:
    """Let the release's words count again; false when the office changed nothing."""
    row = _newest_of(session, kind, code, OFFICE)
    if row is None or row.content is None:
        return False
    _end(session, row, now)
    return True


def current_pieces(session: Session, up_to: int | None = None) -> tuple[Piece, ...]:
    """What counts now, in the order of the release's files; `where` is the origin. With `up_to`,
    what counted when that was the newest row."""
    newest: dict[_Key, dict[str, CatalogueEntry]] = {}
    for row in _newest(session, up_to):
        if row.content is not None and row.kind in PIECE_KINDS:
            newest.setdefault((row.kind, row.code), {})[row.origin] = row
    rows = (by.get(OFFICE) or by[RELEASE] for by in newest.values())
    return tuple(
        Piece(cast(PieceKind, row.kind), row.code, json.loads(row.content or "{}"), row.origin)
        for row in rows
    )


def overtaken(session: Session) -> tuple[_Key, ...]:
    """What the office changed, and the release brought new words for afterwards."""
    newest = {(row.kind, row.code, row.origin): row for row in _newest(session)}
    return tuple(
        (kind, code)
        for (kind, code, origin), row in newest.items()
        if origin == OFFICE and row.content is not None
        if (ours := newest.get((kind, code, RELEASE))) is not None and ours.id > row.id
    )


def snapshot(session: Session, city: str, newest: int | None = None) -> Catalogue:
    """The catalogue of a city as it stands now; `newest` is the number of the newest row, where
    it is known already.

    Kept until a row is added, so that a turn costs one small query.
    """
    held: Catalogue | None = together.known(session, "catalogue", city)
    if held is not None:
        return held
    version = newest if newest is not None else run(session, _VERSION).scalar() or 0
    kept = _kept.setdefault(session.get_bind().engine, {})
    found = kept.get(city)
    if found is None or found.version != version:
        here = [piece for piece in current_pieces(session) if reaches(piece.city, city)]
        found = kept[city] = read_catalogue(here, version, strict=False)
    return found


def newest_row(session: Session) -> int:
    """Number of the newest row; 0 where there is none."""
    return session.scalar(select(func.max(CatalogueEntry.id))) or 0


def changed_at(session: Session) -> dict[_Key, datetime]:
    """When each piece was changed last, by a release or by the office."""
    rows = select(CatalogueEntry.kind, CatalogueEntry.code, func.max(CatalogueEntry.loaded_at))
    found = session.execute(rows.group_by(CatalogueEntry.kind, CatalogueEntry.code))
    return {(kind, code): at for kind, code, at in found}


def _newest(session: Session, up_to: int | None = None) -> Iterable[CatalogueEntry]:
    """The newest version of every piece, of each origin."""
    ids = select(func.max(CatalogueEntry.id)).group_by(
        CatalogueEntry.kind, CatalogueEntry.code, CatalogueEntry.origin
    )
    if up_to is not None:
        ids = ids.where(CatalogueEntry.id <= up_to)
    found = select(CatalogueEntry).where(CatalogueEntry.id.in_(ids))
    return session.scalars(found.order_by(CatalogueEntry.id)).all()


def _newest_of(session: Session, kind: str, code: str, origin: str) -> CatalogueEntry | None:
    return session.scalar(
        select(CatalogueEntry)
        .where(
            CatalogueEntry.kind == kind,
            CatalogueEntry.code == code,
            CatalogueEntry.origin == origin,
        )
        .order_by(CatalogueEntry.id.desc())
        .limit(1)
    )


def _add(
    session: Session, piece: Piece, origin: str, before: CatalogueEntry | None, now: datetime
) -> bool:
    content = json.dumps(plain(piece.content), ensure_ascii=False, sort_keys=True)
    digest = sha256(content.encode()).hexdigest()
    if before is not None and before.content is not None and before.hash == digest:
        return False
    session.add(
        CatalogueEntry(
            kind=piece.kind,
            code=piece.code,
            city=piece.city,
            origin=origin,
            version=before.version + 1 if before else 1,
            content=content,
            hash=digest,
            loaded_at=now,
        )
    )
    return True


def _end(session: Session, row: CatalogueEntry, now: datetime) -> None:
    if row.content is None:
        return
    session.add(
        CatalogueEntry(
            kind=row.kind,
            code=row.code,
            city=row.city,
            origin=row.origin,
            version=row.version + 1,
            content=None,
            hash="",
            loaded_at=now,
        )
    )
