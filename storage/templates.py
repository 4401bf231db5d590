"""WhatsApp's approved texts, by notice and language."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import Template
from storage.upsert import insert

FALLBACK = "id"
"""Everybody here reads Indonesian."""


def content_sid(session: Session, notice: str, language: str) -> str:
    """Twilio's id of the text in that language, else in Indonesian; empty when there is none."""
    if not notice:
        return ""
    rows = session.execute(
        select(Template.language, Template.content_sid).where(
            Template.notice == notice, Template.language.in_((language, FALLBACK))
        )
    )
    found: dict[str, str] = {row.language: row.content_sid for row in rows}
    return found.get(language) or found.get(FALLBACK, "")


def set_template(session: Session, notice: str, language: str, sid: str) -> None:
    """Name the approved text of a notice, in place of an earlier one."""
    statement = insert(session, Template).values(notice=notice, language=language, content_sid=sid)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["notice", "language"],
            set_={"content_sid": statement.excluded.content_sid},
        )
    )


def all_templates(session: Session) -> list[Template]:
    """Every template there is, by notice."""
    return list(session.scalars(select(Template).order_by(Template.notice, Template.language)))
