"""Rows of what we make on paper: made files by what stands in them, wishes, news told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import CatalogueNews, PaperFile, PaperWish
from storage.upsert import insert

NOT_AGAIN = timedelta(minutes=10)
"""A file that was asked for twice within so long is sent once."""


def wish(
    session: Session, address_id: int, kind: str, code: str, language: str, now: datetime
) -> PaperWish | None:
    """Remember who asked for it; none where the same was asked for a moment ago."""
    recent = select(PaperWish.id).where(
        PaperWish.address_id == address_id,
        PaperWish.kind == kind,
        PaperWish.code == code,
        PaperWish.language == language,
        PaperWish.wished_at > now - NOT_AGAIN,
    )
    if session.scalar(recent.limit(1)) is not None:
        return None
    row = PaperWish(
        address_id=address_id, kind=kind, code=code, language=language, wished_at=now, sent_at=None
    )
    session.add(row)
    session.flush()
    return row


def lock_wish(session: Session, wish_id: int) -> PaperWish | None:
    """The wish, locked: two workers must not send it twice."""
    return session.scalar(select(PaperWish).where(PaperWish.id == wish_id).with_for_update())


def files_of(session: Session, digest: str) -> Sequence[PaperFile]:
    """What was made of exactly these words, in order."""
    rows = select(PaperFile).where(PaperFile.digest == digest)
    return session.scalars(rows.order_by(PaperFile.part)).all()


def keep_file(session: Session, digest: str, part: int, key: str, mime: str, now: datetime) -> None:
    """Remember a made file; in place of one that was lost, or that another worker made too."""
    newest = {"key": key, "mime": mime, "made_at": now}
    row = insert(session, PaperFile).values(digest=digest, part=part, **newest)
    session.execute(row.on_conflict_do_update(index_elements=["digest", "part"], set_=newest))


def known_to(session: Session) -> int | None:
    """The same as `told_to`, without a lock."""
    return session.scalar(select(CatalogueNews.told_to))


def told_to(session: Session) -> int | None:
    """Up to which row of the catalogue staff know; none before the first time."""
    row = session.scalar(select(CatalogueNews).with_for_update())
    return row.told_to if row is not None else None


def tell_to(session: Session, row_id: int) -> None:
    """Staff know everything up to that row."""
    statement = insert(session, CatalogueNews).values(id=1, told_to=row_id)
    session.execute(
        statement.on_conflict_do_update(index_elements=["id"], set_={"told_to": row_id})
    )
