"""Somebody pressed a button of a case: who is this, in which role, for which area, and did they
see the case as it is? One winner however many press at once; everybody else hears, in private,
why not. A resident's buttons are those of their own report; a stranger learns nothing."""

from __future__ import annotations

from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor, NotAllowed
from flows.words import _
from handlers import acts, tasks, viewing
from handlers.case_facts import actor_on
from handlers.following import concerns
from handlers.here import Heard
from storage import cases
from storage.tables import Case

STRANGER = _("Tombol ini hanya untuk petugas SLRT yang terdaftar.")


def press(here: Heard, pressed: CasePress) -> None:
    """Carry the press out, or answer it with the reason why not."""
    case = cases.lock(here.session, pressed.case_id)
    concerns(case_id=case.id if case else None)
    if here.staff is None and (case is None or not _of_reporter(here, case, pressed)):
        here.refuse(STRANGER)
        return
    if case is None:
        here.refuse(acts.UNKNOWN)
        return
    try:
        _carry(here, case, actor_on(here, case), pressed)
    except NotAllowed as refused:
        here.refuse(refused.words)
        tasks.show_as_it_stands(here, case, pressed.version)


def _carry(here: Heard, case: Case, actor: Actor, pressed: CasePress) -> None:
    if pressed.event is None:
        viewing.look(here, case, actor, pressed.marking)
    else:
        acts.press(here, case, actor, pressed)


def _of_reporter(here: Heard, case: Case, pressed: CasePress) -> bool:
    """Whether a resident may press it: an act on their own report, in their own chat."""
    own = case.contact_id == here.address.contact_id
    return own and pressed.event is not None and here.incoming.private
