"""The rows of the secretariat, the programs and the answer (see `flows.cases.table`)."""

from __future__ import annotations

from flows.cases.rows import Arrow, Audience, Guard, Row, Tell
from flows.cases.states import Event, Role, Stage, State
from flows.words import _staff

_R, _F, _S, _BO = (
    Audience.RESIDENT,
    Audience.FACILITATOR,
    Audience.SUPERVISOR,
    Audience.BACK_OFFICE,
)
_HOLDER = Tell(Audience.HOLDER, "yours_now")
_SIGNERS = (Role.MANAGER, Role.DIVISION_HEAD, Role.AGENCY_HEAD)
_OWNERS = (Role.PROGRAM_MANAGER, Role.BACK_OFFICE)
_DELIVERERS = (Role.FACILITATOR, Role.FRONT_OFFICE, Role.BACK_OFFICE)


def _elsewhere(state: State) -> Row:
    return Row(
        state,
        Event.PUT_ELSEWHERE,
        (Role.FRONT_OFFICE,),
        State.OUT_OF_SCOPE,
        (Tell(_R, "elsewhere"), Tell(_F, "case_elsewhere")),
        (Guard.AGENCY_NAMED,),
        _staff("Instansi lain"),
    )


def _refer(state: State, *roles: Role) -> Row:
    """The case goes to its programs' owners: the handling clock stops."""
    return Row(
        state,
        Event.REFER,
        roles,
        Arrow.NEXT,
        (Tell(_R, "referred"), Tell(_F, "case_referred"), Tell(Audience.PROGRAM, "referral_sent")),
        (Guard.NOT_REPORTER, Guard.PROGRAMS_CHOSEN),
        _staff("Rujuk ke program"),
    )


OFFICE: tuple[Row, ...] = (
    Row(
        State.APPROVED,
        Event.TAKE,
        (Role.FRONT_OFFICE,),
        State.SECRETARIAT_REVIEW,
        button=_staff("Periksa"),
    ),
    Row(
        State.SECRETARIAT_REVIEW,
        Event.FORWARD,
        (Role.FRONT_OFFICE,),
        Arrow.NEXT,
        (Tell(_R, "forwarded"), _HOLDER),
        button=_staff("Teruskan"),
    ),
    Row(
        State.SECRETARIAT_REVIEW,
        Event.ANSWER_DIRECTLY,
        (Role.FRONT_OFFICE,),
        State.ANSWERED,
        (Tell(_R, "answered_directly"), Tell(_F, "case_answered")),
        (Guard.NOT_REPORTER, Guard.REASON),
        _staff("Jawab langsung"),
        Stage.ANSWER,
    ),
    _elsewhere(State.SECRETARIAT_REVIEW),
    Row(
        State.PROCESSING,
        Event.ASK_MANAGER,
        (Role.BACK_OFFICE,),
        Arrow.NEXT,
        (_HOLDER,),
        (Guard.DRAFTED,),
        _staff("Ajukan ke manajer"),
    ),
    _refer(State.PROCESSING, Role.BACK_OFFICE),
    Row(
        State.AWAITING_MANAGER,
        Event.SEND_BACK,
        _SIGNERS,
        Arrow.NEXT,
        (Tell(_BO, "sent_back"),),
        (Guard.REASON,),
        _staff("Kembalikan"),
    ),
    Row(
        State.AWAITING_MANAGER,
        Event.CHECK,
        (Role.MANAGER,),
        Arrow.NEXT,
        (_HOLDER,),
        (Guard.NOT_REPORTER,),
        _staff("Setuju, paraf"),
    ),
    Row(
        State.AWAITING_MANAGER,
        Event.INITIAL,
        (Role.DIVISION_HEAD,),
        Arrow.NEXT,
        (_HOLDER,),
        (Guard.NOT_REPORTER,),
        _staff("Paraf"),
    ),
    Row(
        State.AWAITING_MANAGER,
        Event.SIGN,
        (Role.AGENCY_HEAD,),
        Arrow.NEXT,
        (Tell(_R, "letter_signed"), _HOLDER),
        (Guard.NOT_REPORTER,),
        _staff("Tanda tangani"),
    ),
    _refer(State.AWAITING_MANAGER, Role.MANAGER),
    Row(
        State.AWAITING_MANAGER,
        Event.REJECT,
        (Role.MANAGER,),
        State.REJECTED,
        (Tell(_R, "rejected"), Tell(_F, "to_deliver"), Tell(_S, "case_rejected")),
        (Guard.NOT_REPORTER, Guard.REASON),
        _staff("Tolak"),
        Stage.ANSWER,
    ),
)
"""From the supervisor's approval to the referral or the letter."""


def _decision(state: State, event: Event, target: State, *tells: Tell) -> Row:
    """The programs' answers, once all are there (see `flows.cases.referrals`)."""
    stage = None if target is State.WAITING_QUOTA else Stage.ANSWER
    return Row(state, event, (*_OWNERS, Role.SYSTEM), target, tells, stage=stage)


def _decided(state: State) -> tuple[Row, ...]:
    told = (
        Tell(_F, "to_deliver"),
        Tell(_S, "case_decided"),
        Tell(Audience.FRONT_OFFICE, "case_decided_office"),
    )
    granted = _decision(state, Event.GRANT, State.GRANTED, *told)
    rejected = _decision(state, Event.REJECT, State.REJECTED, *told)
    return granted, rejected


def _answer(state: State, target: State | Arrow) -> Row:
    """The answer reached the resident, with proof; who holds it is asked whether it is solved."""
    return Row(
        state,
        Event.ANSWER,
        _DELIVERERS if target is State.ANSWERED else (Role.BACK_OFFICE, Role.FRONT_OFFICE),
        target,
        (Tell(_R, "answered"),),
        (Guard.ITS_FACILITATOR, Guard.PROOF),
        _staff("Sudah disampaikan"),
        Stage.ANSWER,
    )


ANSWERING: tuple[Row, ...] = (
    _decision(State.REFERRED, Event.WAIT, State.WAITING_QUOTA),
    *_decided(State.REFERRED),
    *_decided(State.WAITING_QUOTA),
    _answer(State.GRANTED, State.ANSWERED),
    _answer(State.REJECTED, State.ANSWERED),
    _answer(State.PROCESSING, Arrow.NEXT),
)
"""What the programs say, and how it comes to the resident. What each program says, the resident
hears from its referral at once; these rows are for the case."""
