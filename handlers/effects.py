"""Doing what a flow decided, in the transaction of the message that caused it."""

from __future__ import annotations

from functools import singledispatch

from flows.effects import (
    AcceptPoor,
    Act,
    CallOfficer,
    CheckRegistry,
    Conversation,
    DeclineReport,
    DropMedia,
    Effect,
    Forget,
    KeepMedia,
    OpenCase,
    RecordConsent,
    Remind,
    ReportMismatch,
    ResumeNotices,
    Say,
    SendPaper,
    SetLanguage,
    ShowTasks,
    StopNotices,
    Unremind,
)
from flows.talks import FLOWS
from flows.words import fingerprint
from handlers import caseload, documents, officer, papering, tasks
from handlers.here import Here
from handlers.registry import checking
from storage import listening, timers
from storage.tables import Consent

CONVERSATION = "conversation"


def do(here: Here, talk: Conversation, effect: Effect) -> None:
    """Carry one effect out; an effect without a rule is our mistake (`TypeError`)."""
    _do(effect, here, talk)


@singledispatch
def _do(effect: object, here: Here, talk: Conversation) -> None:
    raise TypeError(type(effect).__name__)


@_do.register
def _(effect: Say, here: Here, talk: Conversation) -> None:
    here.say(effect.text, effect.choices, columns=effect.columns, hold=effect.hold)


@_do.register
def _(effect: SetLanguage, here: Here, talk: Conversation) -> None:
    here.contact.language = effect.language


@_do.register
def _(effect: RecordConsent, here: Here, talk: Conversation) -> None:
    here.session.add(
        Consent(
            contact_id=here.address.contact_id,
            purpose=effect.purpose,
            given=effect.given,
            text_hash=fingerprint(effect.text, here.language),
            language=here.language,
            channel=here.address.channel,
            at=here.now,
        )
    )
    if effect.given:
        documents.release(here, talk.talk)


@_do.register
def _(effect: KeepMedia, here: Here, talk: Conversation) -> None:
    flow = FLOWS.get(talk.flow)
    ours = flow is not None and flow.staff
    documents.keep(here, talk.talk, effect.question, effect.media, ours=ours)


@_do.register
def _(effect: DropMedia, here: Here, talk: Conversation) -> None:
    documents.drop(here, talk.talk, effect.question)


@_do.register
def _(effect: AcceptPoor, here: Here, talk: Conversation) -> None:
    documents.accept_poor(here, talk.talk, effect.question)


@_do.register
def _(effect: OpenCase, here: Here, talk: Conversation) -> None:
    caseload.open_case(here, talk.talk, effect.answers)


@_do.register
def _(effect: CheckRegistry, here: Here, talk: Conversation) -> None:
    checking.check(here, talk.talk, effect.answers)


@_do.register
def _(effect: ReportMismatch, here: Here, talk: Conversation) -> None:
    from handlers.registry import mismatches  # a decision begins a talk, a talk ends in one

    mismatches.report(here, talk.talk, effect.answers)


@_do.register
def _(effect: DeclineReport, here: Here, talk: Conversation) -> None:
    from handlers.registry import mismatches

    mismatches.decline(here, effect.report_id, effect.reason)


@_do.register
def _(effect: SendPaper, here: Here, talk: Conversation) -> None:
    papering.wish(here, effect.kind, effect.code)


@_do.register
def _(effect: ShowTasks, here: Here, talk: Conversation) -> None:
    if here.staff is not None:
        tasks.show(here)


@_do.register
def _(effect: Act, here: Here, talk: Conversation) -> None:
    from handlers import acts  # an act may begin a talk, and a talk ends in an act

    acts.finish(here, effect)


@_do.register
def _(effect: CallOfficer, here: Here, talk: Conversation) -> None:
    officer.call(here)


@_do.register
def _(effect: StopNotices, here: Here, talk: Conversation) -> None:
    if effect.purpose == "campaign":
        here.contact.campaigns_stopped_at = here.now
    else:
        here.contact.notices_stopped_at = here.now


@_do.register
def _(effect: ResumeNotices, here: Here, talk: Conversation) -> None:
    here.contact.notices_stopped_at = None


@_do.register
def _(effect: Forget, here: Here, talk: Conversation) -> None:
    documents.purge(here, talk.talk)
    listening.drop_held_replies(here.session, here.address.id)


@_do.register
def _(effect: Remind, here: Here, talk: Conversation) -> None:
    due = here.now + effect.after
    timers.set_timer(here.session, CONVERSATION, here.address.contact_id, effect.kind, due)


@_do.register
def _(effect: Unremind, here: Here, talk: Conversation) -> None:
    timers.unset_timer(here.session, CONVERSATION, here.address.contact_id, effect.kind)
