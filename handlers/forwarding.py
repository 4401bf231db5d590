"""May a person's data go to a program? What they agreed to when they reported says so in words
(`flows.talks.consent`); where they did not, or took it back, they are asked, and the program's
contact gets nothing until they say yes."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from flows.cases.notices import NOTICES, Values
from flows.cases.press import press_data
from flows.cases.states import Event
from flows.effects import Choice
from flows.talks.consent import CONSENT
from flows.words import _, agreed_to, fingerprint
from handlers.here import Heard, Here
from handlers.telling import notify_contact
from storage import casebook, cases, people, referrals
from storage.casebook import Doer
from storage.tables import Case, Consent

ASKED = "forwarding_asked"
"""Notice, and name of the note in the case's history."""
_PRESS = re.compile(r"f:([0-9]{1,18}):yes")
_YES, _NO = _("Setuju"), _("Batalkan laporan")
NOT_YOURS = _("Laporan ini bukan laporan Anda.")
SETTLED = _("Laporan {ticket} sudah berubah. Ketik CEK untuk melihatnya.")


def purpose(program: str) -> str:
    """Under which name a consent to forwarding is kept."""
    return f"forward:{program}"


def allowed(session: Session, case: Case) -> bool:
    """Whether its reporter agreed that it goes to the programs it is referred to now."""
    if agreed_to(CONSENT, people.consents(session, case.contact_id)):
        return True
    asked = referrals.latest(session, case.id)
    return all(people.agreed(session, case.contact_id, purpose(row.program)) for row in asked)


def ask(here: Here, case: Case, values: Values) -> None:
    """Ask the reporter, and note that they were asked."""
    channel = cases.home_of(here.session, case).channel
    choices = (
        Choice(f"f:{case.id}:yes", _YES),
        Choice(press_data(case.id, case.version, Event.CANCEL), _NO),
    )
    notify_contact(
        here.session,
        case.contact_id,
        channel,
        ASKED,
        values,
        here.now,
        case_id=case.id,
        choices=choices,
    )
    casebook.note(here.session, case.id, ASKED, here.now, Doer("system"), code=case.programs)


def is_yes(data: str) -> bool:
    """Whether a button's data say that the data may go on."""
    return _PRESS.fullmatch(data) is not None


def agree(here: Heard) -> Case | None:
    """The reporter says yes: kept as a consent for each program. The case, locked, where that
    was theirs to say and a program still waits for it."""
    press = here.incoming.press
    found = _PRESS.fullmatch(press.data) if press else None
    case = cases.lock(here.session, int(found[1])) if found else None
    if case is None or case.contact_id != here.address.contact_id:
        here.refuse(NOT_YOURS)
        return None
    asked = referrals.undecided(here.session, case.id)
    if not asked or allowed(here.session, case):
        here.refuse(SETTLED.format(ticket=case.ticket))
        return None
    for row in asked:
        _keep(here, row.program)
    here.toast()
    return case


def _keep(here: Heard, program: str) -> None:
    here.session.add(
        Consent(
            contact_id=here.address.contact_id,
            purpose=purpose(program),
            given=True,
            text_hash=fingerprint(NOTICES[ASKED].words, here.language),
            language=here.language,
            channel=here.address.channel,
            at=here.now,
        )
    )
    here.session.flush()
