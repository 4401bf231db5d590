"""WhatsApp's approved templates: which one stands in for which notice outside the 24-hour window.

A city submits the text of each notice to Meta in Twilio's console and writes the ContentSid
of the approved one here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from flows.cases.notices import NOTICES
from flows.cases.notices.samples import SAMPLES
from flows.cases.rows import Audience
from handlers.house import House
from handlers.refused import Refused
from locales import LANGUAGES
from storage import staff, templates

CATEGORY = "UTILITY"
"""All are news of the person's own matter; none advertises."""
CONTENT_SID = re.compile(r"HX[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class NoticeTemplates:
    """A notice and the templates it has."""

    notice: str
    body: str
    """The text to submit, with `{{1}}`, `{{2}}` ... where the values go."""
    audience: Audience
    examples: tuple[tuple[str, str], ...]
    """Name and an invented example of each variable, in its order: Meta asks for one."""
    sids: tuple[tuple[str, str], ...]
    """Language and ContentSid of each template; empty: the notice waits for the next contact."""


def list_templates(house: House) -> tuple[NoticeTemplates, ...]:
    """Every notice to one person, with or without a template; groups are on Telegram."""
    sids: dict[str, list[tuple[str, str]]] = {}
    with house.database.read() as session:
        for row in templates.all_templates(session):
            sids.setdefault(row.notice, []).append((row.language, row.content_sid))
    return tuple(
        NoticeTemplates(
            name,
            notice.template(),
            notice.audience,
            tuple(zip(notice.names, notice.variables(SAMPLES).values(), strict=True)),
            tuple(sids.get(name, [])),
        )
        for name, notice in NOTICES.items()
        if notice.audience is not Audience.GROUP
    )


def set_template(house: House, notice: str, language: str, sid: str, now: datetime) -> None:
    """Name the approved template of a notice, in place of an earlier one; leaves an audit row.

    Raises Refused for a notice or language that we do not have, or what is no ContentSid.
    """
    _check(notice, language)
    if not CONTENT_SID.fullmatch(sid):
        raise Refused("That is not a ContentSid: HX and 32 characters, from the Twilio console.")
    with house.database.write() as session:
        templates.set_template(session, notice, language, sid)
        staff.note(session, "template_set", f"template.{notice}.{language}", 0, now)


def unset_template(house: House, notice: str, language: str, now: datetime) -> None:
    """Forget a template; leaves an audit row. Raises Refused when there is none."""
    _check(notice, language)
    with house.database.write() as session:
        found = [
            row
            for row in templates.all_templates(session)
            if (row.notice, row.language) == (notice, language)
        ]
        if not found:
            raise Refused(f"The notice {notice} has no template in {language}.")
        session.delete(found[0])
        staff.note(session, "template_unset", f"template.{notice}.{language}", 0, now)


def _check(notice: str, language: str) -> None:
    if notice not in NOTICES:
        raise Refused(f"There is no notice {notice}. See `sambung templates list`.")
    if language not in LANGUAGES:
        raise Refused(f"There is no language {language}: use {' or '.join(LANGUAGES)}.")
