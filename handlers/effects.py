"""Doing what a flow decided, in the transaction of the message that caused it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from itertools import groupby
from typing import cast

from flows.effects import (
    AcceptPoor,
    Act,
    AddToCase,
    AnswerFeedback,
    AnswerQuestion,
    AskOfficer,
    CallOfficer,
    ChangeNumber,
    CheckRegistry,
    Conversation,
    DeclineReport,
    DeclineRequest,
    DropMedia,
    Effect,
    Forget,
    KeepMedia,
    OpenCase,
    OwnData,
    RecordConsent,
    Remind,
    ReportMismatch,
    ResumeNotices,
    Say,
    SendFeedback,
    SendPaper,
    SetLanguage,
    ShowTasks,
    StopNotices,
    Unremind,
)
from flows.proving import ID_CARD
from flows.talks import FLOWS
from flows.talks.consent import CONSENT, FEEDBACK_CONSENT, FOR_CASES, FOR_FEEDBACK
from flows.talks.feedback import FEEDBACK
from flows.words import fingerprint
from handlers import caseload, documents, officer, papering, tasks
from handlers.following_up import switches
from handlers.here import Here
from handlers.registry import checking
from storage import listening, timers
from storage.tables import Consent

CONVERSATION = "conversation"


def do(here: Here, talk: Conversation, effect: Effect) -> None:
    """Carry one effect out; an effect without a rule is our mistake (`TypeError`)."""
    do_all(here, talk, (effect,))


def do_all(here: Here, talk: Conversation, some: Iterable[Effect]) -> None:
    """Carry effects out in their order, timers that follow each other with one statement."""
    for kind, alike in groupby(some, type):
        if kind is Remind:
            _remind(here, cast(Iterable[Remind], alike))
        elif kind is Unremind:
            _unremind(here, cast(Iterable[Unremind], alike))
        else:
            for effect in alike:
                _do(effect, here, talk)


def _remind(here: Here, some: Iterable[Remind]) -> None:
    due = {one.kind: here.now + one.after for one in some}
    timers.set_timers(here.session, CONVERSATION, here.address.contact_id, due)


def _unremind(here: Here, some: Iterable[Unremind]) -> None:
    kinds = [one.kind for one in some]
    timers.unset_timers(here.session, CONVERSATION, here.address.contact_id, kinds)


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
    if effect.given and effect.purpose in {FOR_CASES, FOR_FEEDBACK}:
        documents.release(here, talk.talk)


@_do.register
def _(effect: KeepMedia, here: Here, talk: Conversation) -> None:
    flow = FLOWS.get(talk.flow)
    ours = flow is not None and flow.staff
    documents.keep(
        here,
        talk.talk,
        effect.question,
        effect.media,
        ours=ours,
        reads=effect.reads,
        consent=FEEDBACK_CONSENT if talk.flow == FEEDBACK.name else CONSENT,
    )


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
def _(effect: AddToCase, here: Here, talk: Conversation) -> None:
    from handlers.following_up import presses  # a button begins a talk, a talk ends in this

    presses.add(here, effect.case_id, effect.words)


@_do.register
def _(effect: AskOfficer, here: Here, talk: Conversation) -> None:
    from handlers.following_up import presses

    presses.ask(here, effect.case_id, effect.words)


@_do.register
def _(effect: AnswerQuestion, here: Here, talk: Conversation) -> None:
    from handlers.following_up import asking

    asking.answer(here, effect.question_id, effect.words)


@_do.register
def _(effect: SendFeedback, here: Here, talk: Conversation) -> None:
    from handlers.following_up import feedback

    feedback.send(here, talk.talk, effect.answers)


@_do.register
def _(effect: AnswerFeedback, here: Here, talk: Conversation) -> None:
    from handlers.following_up import feedback

    feedback.answer(here, effect.feedback_id, effect.words)


@_do.register
def _(effect: OwnData, here: Here, talk: Conversation) -> None:
    from handlers.privacy import asking  # a decision begins a talk, a talk ends in one

    documents.drop(here, talk.talk, ID_CARD)  # of a child's card only the number was wanted
    asking.own_data(here, effect.what, effect.answers)


@_do.register
def _(effect: DeclineRequest, here: Here, talk: Conversation) -> None:
    from handlers.privacy import deciding

    deciding.decline(here, effect.request_id, effect.reason)


@_do.register
def _(effect: ChangeNumber, here: Here, talk: Conversation) -> None:
    from handlers.privacy import numbers

    numbers.change(here, talk.talk, effect.answers)


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
    switches.stop(here, effect.purpose)


@_do.register
def _(effect: ResumeNotices, here: Here, talk: Conversation) -> None:
    switches.resume(here, effect.purpose)


@_do.register
def _(effect: Forget, here: Here, talk: Conversation) -> None:
    documents.purge(here, talk.talk)
    listening.drop_held_replies(here.session, here.address.id)
