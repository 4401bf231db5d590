"""Help from nearby: recorded by an officer, confirmed by the resident or the supervisor."""

from __future__ import annotations

from flows.cases import lifecycle
from flows.cases.lifecycle import Actor, Guard
from flows.cases.notices import Values
from flows.cases.states import Event, Role
from flows.effects import Act
from flows.talks.local_help import helper_words
from flows.words import literal
from handlers import moving
from handlers.case_facts import facts
from handlers.here import Here
from handlers.papers_of_staff import take
from handlers.working import hand
from storage import casebook
from storage.tables import Case, Staff

PROOF = "help_proof"
UNSAID = "tanpa keterangan"


def offer(here: Here, case: Case, actor: Actor, act: Act) -> None:
    """Keep what help there is and from whom, and ask the resident whether it is enough. Raises
    NotAllowed."""
    lifecycle.permit(facts(here, case), Event.OFFER_HELP, actor, act.version)
    what, by = str(act.answers["what"]), str(act.answers["helper"])
    case.help = {"what": what, "by": by, "staff": actor.staff_id}
    take(here, case, PROOF)
    given = moving.Given(frozenset({Guard.HELP_RECORDED}), values_of(case))
    told = f"{what} ({helper_words(by).render('id')})"
    moving.carry(here, case, Event.OFFER_HELP, actor, act.version, reason=told, given=given)


def resolve(here: Here, case: Case, actor: Actor, seen: int) -> None:
    """The help solved it: the resident's own yes, or the supervisor's. Raises NotAllowed."""
    moving.carry(here, case, Event.RESOLVE, actor, seen, given=moving.Given(values=values_of(case)))


def not_enough(here: Here, case: Case, words: str = "") -> None:
    """The resident says that the help does not solve it: the case goes on, and who recorded the
    help is told."""
    doer = casebook.Doer(Role.RESIDENT, None, here.address.channel)
    casebook.note(here.session, case.id, "help_not_enough", here.now, doer, words=words)
    recorded = case.help or {}
    case.help = None  # nobody may close it by this help any more
    member = here.session.get(Staff, recorded.get("staff") or 0)
    if member is not None and member.active:
        values = {"ticket": case.ticket, "reason": words or UNSAID}
        hand(here, case, member, "help_not_enough", values)


def values_of(case: Case) -> Values:
    """What the notices say of the help."""
    recorded = case.help or {}
    what, by = str(recorded.get("what", "")), str(recorded.get("by", ""))
    return {"help": what, "helper": helper_words(by) if by else literal("-")}
