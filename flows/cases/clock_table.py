"""Every clock there is.

Lengths: 48 hours from the ticket is the national guide's own promise, and about two months the
usual time of a program's decision; all other limits are this program's proposal. The manager's
check, the initial and the signature lie within the secretariat's 12 hours. A survey that was
returned has the visit's 20 hours anew, a case that waits for a facilitator the desk's 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flows.cases.clocks import Again, Clock, Kind, Want, Warn
from flows.cases.profiles import Place
from flows.cases.rows import Audience, Tell
from flows.cases.states import Event, Stage, State
from flows.words import _staff


def _at(*states: State, stages: tuple[Stage, ...] = tuple(Stage)) -> frozenset[Place]:
    return frozenset((state, stage) for state in states for stage in stages)


def _hours(after: float, *tells: Tell) -> Warn:
    return Warn(timedelta(hours=after), tells)


def _days(after: float, *tells: Tell) -> Warn:
    return Warn(timedelta(days=after), tells)


_HOLDER = Tell(Audience.HOLDER, "warn_holder")
_SUPERVISOR = Tell(Audience.SUPERVISOR, "warn_supervisor")
_FRONT_OFFICE = Tell(Audience.FRONT_OFFICE, "warn_front_office")
_MANAGER = Tell(Audience.MANAGER, "warn_manager")
_CARD = Tell(Audience.GROUP, "card")
_PULSE = Tell(Audience.RESIDENT, "quota_pulse")
_ASK_OWNER = Tell(Audience.PROGRAM, "ask_owner")
_PAPERS = Tell(Audience.RESIDENT, "documents_reminder")

_PAUSED = frozenset({State.NEEDS_DOCUMENTS})
_LETTER_WAITS = _at(State.PROCESSING, stages=(Stage.ANSWER,))
_OFFICE = _at(
    State.APPROVED, State.SECRETARIAT_REVIEW, State.PROCESSING, State.AWAITING_MANAGER
)  # fmt: skip
_OURS = _OFFICE | _at(
    State.SUBMITTED,
    State.SCREENING,
    State.ASSIGNED,
    State.FIELD_VISIT,
    State.AWAITING_SUPERVISOR,
    State.RETURNED,
    State.REOPENED,
)

CLOCKS: tuple[Clock, ...] = (
    Clock(
        Kind.HANDLING,
        _staff("penanganan laporan"),
        timedelta(hours=48),
        _OURS,
        (
            _hours(24, _HOLDER),
            _hours(36, _HOLDER, _SUPERVISOR),
            _hours(44, _HOLDER, _SUPERVISOR, _MANAGER),
            _hours(
                48,
                Tell(Audience.RESIDENT, "breach_resident"),
                Tell(Audience.SUPERVISOR, "breach_supervisor"),
                Tell(Audience.MANAGER, "breach_manager"),
                _CARD,
            ),
        ),
        rests_in=_PAUSED,
    ),
    Clock(
        Kind.SCREENING,
        _staff("pemeriksaan berkas dan penunjukan petugas"),
        timedelta(hours=4),
        _at(State.SUBMITTED, State.SCREENING, State.REOPENED),
        (_hours(3, _HOLDER), _hours(4, _FRONT_OFFICE)),
        restarts=frozenset({Event.SCREENED}),
    ),
    Clock(
        Kind.ACCEPT,
        _staff("jawaban fasilitator"),
        timedelta(hours=4),
        _at(State.ASSIGNED),
        (_hours(4),),
        restarts=frozenset({Event.REASSIGN}),
        ends_with=Event.REASSIGN,
        stands_still_at_night=True,
    ),
    Clock(
        Kind.VISIT,
        _staff("survei rumah"),
        timedelta(hours=20),
        _at(State.FIELD_VISIT, State.RETURNED),
        (_hours(16, _HOLDER), _hours(20, _HOLDER, _SUPERVISOR)),
        rests_in=_PAUSED,
    ),
    Clock(
        Kind.SUPERVISOR,
        _staff("keputusan supervisor"),
        timedelta(hours=8),
        _at(State.AWAITING_SUPERVISOR),
        (_hours(4, Tell(Audience.GROUP, "ping_group")), _hours(8, _MANAGER)),
    ),
    Clock(
        Kind.SECRETARIAT,
        _staff("rujukan, surat, atau jawaban"),
        timedelta(hours=12),
        _OFFICE - _LETTER_WAITS,
        (_hours(8, _HOLDER), _hours(12, _HOLDER, _MANAGER)),
        rests_in=_PAUSED,
    ),
    Clock(
        Kind.DELIVER,
        _staff("penyampaian jawaban kepada warga"),
        timedelta(hours=24),
        _at(State.GRANTED, State.REJECTED) | _LETTER_WAITS,
        (_hours(12, _HOLDER), _hours(24, _FRONT_OFFICE)),
    ),
    Clock(
        Kind.DOCUMENTS,
        _staff("berkas dari warga"),
        timedelta(days=14),
        _at(State.NEEDS_DOCUMENTS),
        (_days(1, _PAPERS), _days(3, _PAPERS), _days(7, _PAPERS), _days(14)),
        ends_with=Event.LAPSE,
        office=False,
    ),
    Clock(
        Kind.DECISION,
        _staff("keputusan pemilik program"),
        timedelta(days=60),
        _at(State.REFERRED, State.WAITING_QUOTA),
        (
            _days(14, _PULSE),
            _days(28, _PULSE),
            _days(30, _ASK_OWNER),
            _days(42, _PULSE),
            _days(45, _ASK_OWNER),
            _days(56, _PULSE),
            _days(60, _ASK_OWNER, _MANAGER),
        ),
        office=False,
        again=Again(timedelta(days=14), timedelta(days=70), (_PULSE, _ASK_OWNER)),
    ),
    Clock(
        Kind.OBJECTION,
        _staff("sanggahan warga"),
        timedelta(days=14),
        _at(State.REJECTED),
        (_days(11, Tell(Audience.RESIDENT, "objection_reminder")), _days(14)),
        goes_on_in=_at(State.ANSWERED),
        office=False,
    ),
    Clock(
        Kind.CLOSING,
        _staff("kabar dari warga"),
        timedelta(days=7),
        _at(State.ANSWERED),
        (_days(3, Tell(Audience.RESIDENT, "closing_reminder")), _days(7)),
        ends_with=Event.LAPSE,
        office=False,
    ),
)

BY_KIND: Mapping[str, Clock] = {clock.kind: clock for clock in CLOCKS}

PROMISES = (Kind.DOCUMENTS, Kind.DECISION, Kind.HANDLING, Kind.DELIVER)
"""Clocks whose end is what a resident was promised or asked for, or by when the answer is brought
to them; the first that runs counts."""


def running_in(place: Place) -> frozenset[Kind]:
    """Clocks that a case there must have."""
    return frozenset(clock.kind for clock in CLOCKS if clock.want(place) is Want.RUN)
