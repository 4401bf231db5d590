"""The life of a case: one table, read as sentences.

    While it stands in STATE, EVENT may be done by ROLES and leads to TARGET; TELLS hear of it.

Everything follows from the table: what `lifecycle.move` allows, the buttons under a card, who
is told, the role matrix and the drawing in docs/cases.md. What is not a row is refused.

Rules the table cannot show:

- A role counts only in its area: a village, or a district or city whose code is a prefix; a
  program manager's counts for the programs they own.
- A role that nobody has there is stood in for (`lifecycle.STANDS_IN`).
- A press carries the version of the case it saw; once the case has moved it is refused, so
  that of several presses at the same moment one wins.
- `Arrow.NEXT` is the case's route profile's affair, and refused where the profile has no such
  arrow.
- A facilitator who declines gives the case back; the handler assigns it again in the same
  transaction (`assignment.choose`), or tells `UNASSIGNED` when nobody is left.
- Every move refreshes a group card that already stands. A row that tells `card` also posts
  one where none stands.
"""

from __future__ import annotations

from flows.cases.office_rows import ANSWERING, OFFICE
from flows.cases.rows import Arrow, Audience, Guard, Row, Tell
from flows.cases.states import Event, Role, Stage, State
from flows.words import _, _staff

__all__ = [
    "ALERTED", "ANNOUNCED", "OPENED", "OPENED_ASSIGNED", "OPENED_URGENT", "TABLE", "UNASSIGNED",
    "Arrow", "Audience", "Guard", "Row", "Tell",
]  # fmt: skip

_R, _F, _S, _G, _FO = (
    Audience.RESIDENT,
    Audience.FACILITATOR,
    Audience.SUPERVISOR,
    Audience.GROUP,
    Audience.FRONT_OFFICE,
)
_CARD = Tell(_G, "card")
_HOLDER = Tell(Audience.HOLDER, "yours_now")
_DESK = (Role.PUSKESOS_OFFICER, Role.PUSKESOS_COORDINATOR, Role.FRONT_OFFICE)
_LOOKS_UP = (*_DESK, Role.BACK_OFFICE, Role.REGISTRY_OPERATOR)
_DECIDES = (Guard.NOT_SURVEYOR, Guard.NOT_REPORTER)


def _cancel(state: State) -> Row:
    """The resident may withdraw a case until its program has decided."""
    return Row(
        state,
        Event.CANCEL,
        (Role.RESIDENT,),
        State.CANCELLED,
        (Tell(_R, "cancelled"), Tell(_F, "case_cancelled"), Tell(Audience.PROGRAM, "withdrawn")),
        (Guard.ITS_REPORTER,),
        _("Batalkan laporan"),
    )


def _request(state: State, *roles: Role) -> Row:
    """Papers are asked for; the handling clock rests while the resident looks for them."""
    mine = (Guard.ITS_FACILITATOR,) if roles == (Role.FACILITATOR,) else ()
    unsigned = (Guard.UNSIGNED,) if state is State.PROCESSING else ()
    return Row(
        state,
        Event.REQUEST_DOCUMENTS,
        roles,
        State.NEEDS_DOCUMENTS,
        (Tell(_R, "needs_documents"),),
        (*mine, *unsigned, Guard.PAPERS_NAMED),
        _staff("Minta berkas"),
    )


def _offer(state: State, *roles: Role) -> Row:
    """Local help is recorded, and the resident is asked whether it solves the matter."""
    mine = (Guard.ITS_FACILITATOR,) if roles == (Role.FACILITATOR,) else ()
    return Row(
        state,
        Event.OFFER_HELP,
        roles,
        Arrow.SAME,
        (Tell(_R, "help_offered"), Tell(_S, "help_recorded")),
        (*mine, Guard.HELP_RECORDED),
        _staff("Bantuan setempat"),
    )


def _resolve(state: State) -> Row:
    """Takes effect by the resident's own yes, or the supervisor's."""
    return Row(
        state,
        Event.RESOLVE,
        (Role.RESIDENT, Role.SUPERVISOR),
        State.RESOLVED_LOCALLY,
        (Tell(_R, "resolved_locally"), Tell(_F, "case_resolved"), Tell(_S, "case_resolved_here")),
        (Guard.ITS_REPORTER, Guard.HELP_OFFERED),
        _("Sudah terbantu"),
    )


def _reassign(state: State) -> Row:
    """Another facilitator: the supervisor's wish, or nobody took it in time."""
    return Row(
        state,
        Event.REASSIGN,
        (Role.SYSTEM, Role.SUPERVISOR),
        State.ASSIGNED,
        (Tell(_R, "reassigned"), Tell(_F, "assignment")),
        button=_staff("Ganti petugas"),
        stage=Stage.FIELD,
    )


def _ask(state: State) -> Row:
    """A question to the facilitator, relayed without showing numbers."""
    return Row(
        state,
        Event.ASK,
        (Role.SUPERVISOR,),
        Arrow.SAME,
        (Tell(_F, "question"),),
        (Guard.REASON,),
        _staff("Tanya fasilitator"),
    )


def _reopen(state: State, *roles: Role) -> Row:
    return Row(
        state,
        Event.REOPEN,
        roles,
        State.REOPENED,
        (Tell(_R, "reopened"), Tell(_F, "case_reopened"), Tell(_S, "reopened_supervisor"),
         Tell(_FO, "reopened_front_office"), _CARD),
        (Guard.ITS_REPORTER, Guard.REOPENABLE, Guard.REASON),
        _("Belum selesai"),
        Stage.SCREENING,
    )  # fmt: skip


def _object(state: State) -> Row:
    return Row(
        state,
        Event.OBJECT,
        (Role.RESIDENT,),
        State.REOPENED,
        (Tell(_R, "objection_received"), Tell(_F, "case_reopened"),
         Tell(_S, "objection_supervisor"), Tell(_FO, "objection_front_office"),
         Tell(Audience.PROGRAM, "objection_program"), _CARD),
        (Guard.ITS_REPORTER, Guard.OBJECTABLE, Guard.REASON),
        _("Ajukan sanggahan"),
        Stage.SCREENING,
    )  # fmt: skip


_SCREENING = (
    Row(
        State.SUBMITTED,
        Event.SCREEN,
        (Role.SYSTEM, *_DESK),
        State.SCREENING,
        (Tell(Audience.PUSKESOS, "to_screen"),),
        button=_staff("Periksa berkas"),
    ),
    Row(State.SUBMITTED, Event.SCREENED, (Role.SYSTEM,), Arrow.NEXT),
    Row(
        State.SUBMITTED,
        Event.ASSIGN,
        (Role.SYSTEM,),
        Arrow.NEXT,
        (Tell(_R, "assigned"), Tell(_F, "assignment")),
    ),
    Row(
        State.SCREENING,
        Event.SCREENED,
        (Role.SYSTEM, *_DESK),
        Arrow.NEXT,
        (_HOLDER,),
        (Guard.LIST_CHECKED, Guard.NOT_REPORTER),
        _staff("Berkas lengkap"),
    ),
    Row(
        State.SCREENING,
        Event.LISTED,
        _LOOKS_UP,
        Arrow.SAME,
        button=_staff("Terdaftar DTKS"),
    ),
    Row(
        State.SCREENING,
        Event.NOT_LISTED,
        _LOOKS_UP,
        Arrow.SAME,
        button=_staff("Belum terdaftar"),
    ),
    Row(
        State.SCREENING,
        Event.ASSIGN,
        (Role.SYSTEM, Role.SUPERVISOR),
        Arrow.NEXT,
        (Tell(_R, "assigned"), Tell(_F, "assignment")),
        button=_staff("Cari petugas"),
    ),
    Row(
        State.SCREENING,
        Event.SKIP_VISIT,
        (Role.FRONT_OFFICE, Role.SUPERVISOR),
        Arrow.NEXT,
        (_CARD,),
        (Guard.NOT_REPORTER, Guard.REASON),
        _staff("Tanpa survei"),
    ),
    _request(State.SCREENING, *_DESK),
    _offer(State.SCREENING, *_DESK),
    _resolve(State.SCREENING),
    Row(
        State.SCREENING,
        Event.MARK_DUPLICATE,
        _DESK,
        State.DUPLICATE,
        (Tell(_R, "merged"),),
        (Guard.MAIN_NAMED,),
        _staff("Gabungkan"),
    ),
    Row(
        State.DUPLICATE,
        Event.UNLINK,
        (Role.FRONT_OFFICE, Role.SUPERVISOR),
        State.SCREENING,
        (Tell(_R, "unmerged"), Tell(Audience.PUSKESOS, "to_screen")),
        button=_staff("Pisahkan lagi"),
        stage=Stage.SCREENING,
    ),
    Row(
        State.SCREENING,
        Event.PUT_ELSEWHERE,
        _DESK,
        State.OUT_OF_SCOPE,
        (Tell(_R, "elsewhere"),),
        (Guard.AGENCY_NAMED,),
        _staff("Instansi lain"),
    ),
    Row(
        State.NEEDS_DOCUMENTS,
        Event.DOCUMENTS,
        (Role.RESIDENT, *_DESK, Role.BACK_OFFICE, Role.FACILITATOR),
        Arrow.BACK,
        (Tell(Audience.ASKER, "documents_came"),),
        (Guard.ITS_REPORTER, Guard.ITS_FACILITATOR),
        _staff("Berkas sudah ada"),
    ),
    Row(
        State.NEEDS_DOCUMENTS,
        Event.LAPSE,
        (Role.SYSTEM,),
        State.CLOSED,
        (Tell(_R, "closed_without_documents"), Tell(Audience.ASKER, "documents_never_came")),
    ),
)

_FIELD = (
    Row(
        State.ASSIGNED,
        Event.ACCEPT,
        (Role.FACILITATOR,),
        State.FIELD_VISIT,
        guards=(Guard.ITS_FACILITATOR,),
        button=_staff("Terima tugas"),
    ),
    Row(
        State.ASSIGNED,
        Event.DECLINE,
        (Role.FACILITATOR,),
        State.SCREENING,
        guards=(Guard.ITS_FACILITATOR,),
        button=_staff("Tidak bisa"),
        stage=Stage.FIELD,
    ),
    _reassign(State.ASSIGNED),
    Row(
        State.FIELD_VISIT,
        Event.SURVEY,
        (Role.FACILITATOR,),
        Arrow.NEXT,
        (_CARD, _HOLDER),
        (Guard.ITS_FACILITATOR,),
        _staff("Mulai survei"),
    ),
    Row(
        State.FIELD_VISIT,
        Event.SET_VISIT,
        (Role.FACILITATOR,),
        Arrow.SAME,
        (Tell(_R, "visit_set"),),
        (Guard.ITS_FACILITATOR,),
        _staff("Atur kunjungan"),
    ),
    Row(
        State.FIELD_VISIT,
        Event.ATTEMPT,
        (Role.FACILITATOR,),
        Arrow.SAME,
        (Tell(_R, "came_in_vain"),),
        (Guard.ITS_FACILITATOR,),
        _staff("Tidak bertemu"),
    ),
    Row(
        State.FIELD_VISIT,
        Event.UNREACHABLE,
        (Role.FACILITATOR, Role.SUPERVISOR),
        State.UNREACHABLE,
        (Tell(_R, "unreachable"), Tell(_S, "unreachable_supervisor")),
        (Guard.ITS_FACILITATOR, Guard.TRIED_THREE_TIMES),
        _staff("Tidak ditemukan"),
    ),
    _request(State.FIELD_VISIT, Role.FACILITATOR),
    _offer(State.FIELD_VISIT, Role.FACILITATOR),
    _resolve(State.FIELD_VISIT),
    _reassign(State.FIELD_VISIT),
    _ask(State.FIELD_VISIT),
    Row(
        State.RETURNED,
        Event.SURVEY,
        (Role.FACILITATOR,),
        Arrow.NEXT,
        (_CARD, _HOLDER),
        (Guard.ITS_FACILITATOR, Guard.CHANGED),
        _staff("Perbaiki survei"),
    ),
    _reassign(State.RETURNED),
)

_SUPERVISOR = (
    Row(
        State.AWAITING_SUPERVISOR,
        Event.APPROVE,
        (Role.SUPERVISOR,),
        Arrow.NEXT,
        (
            Tell(_R, "approved"),
            Tell(_F, "survey_approved"),
            _HOLDER,
            _CARD,
        ),
        _DECIDES,
        _staff("Setujui"),
    ),
    Row(
        State.AWAITING_SUPERVISOR,
        Event.RETURN,
        (Role.SUPERVISOR,),
        State.RETURNED,
        (Tell(_F, "survey_returned"), _CARD),
        (*_DECIDES, Guard.REASON),
        _staff("Kembalikan"),
        Stage.FIELD,
    ),
    _offer(State.AWAITING_SUPERVISOR, Role.SUPERVISOR),
    _resolve(State.AWAITING_SUPERVISOR),
    _ask(State.AWAITING_SUPERVISOR),
)

_ENDED = (
    Row(
        State.ANSWERED,
        Event.CONFIRM,
        (Role.RESIDENT,),
        State.CLOSED,
        (Tell(_R, "closed"),),
        (Guard.ITS_REPORTER,),
        _("Sudah selesai"),
    ),
    Row(
        State.ANSWERED, Event.LAPSE, (Role.SYSTEM,), State.CLOSED, (Tell(_R, "closed_in_silence"),)
    ),
    _reopen(State.ANSWERED, Role.RESIDENT),
    _reopen(State.CLOSED, Role.RESIDENT),
    _reopen(State.RESOLVED_LOCALLY, Role.RESIDENT, Role.SUPERVISOR),
    _reopen(State.UNREACHABLE, Role.RESIDENT, Role.SUPERVISOR),
    _object(State.REJECTED),
    _object(State.GRANTED),
    _object(State.ANSWERED),
    Row(
        State.REOPENED,
        Event.SCREEN,
        (Role.FRONT_OFFICE, Role.SUPERVISOR),
        State.SCREENING,
        (Tell(_R, "screened_again"), Tell(Audience.PUSKESOS, "to_screen")),
        button=_staff("Periksa lagi"),
        stage=Stage.SCREENING,
    ),
)

OPEN_TO_CANCEL = (
    State.SUBMITTED,
    State.SCREENING,
    State.NEEDS_DOCUMENTS,
    State.ASSIGNED,
    State.FIELD_VISIT,
    State.AWAITING_SUPERVISOR,
    State.RETURNED,
    State.APPROVED,
    State.SECRETARIAT_REVIEW,
    State.PROCESSING,
    State.AWAITING_MANAGER,
    State.REFERRED,
    State.WAITING_QUOTA,
    State.REOPENED,
)
"""States in which nothing was decided yet."""

TABLE: tuple[Row, ...] = (
    *_SCREENING,
    *_FIELD,
    *_SUPERVISOR,
    *OFFICE,
    _request(State.SECRETARIAT_REVIEW, Role.FRONT_OFFICE),
    _request(State.PROCESSING, Role.BACK_OFFICE),
    *ANSWERING,
    *_ENDED,
    *(_cancel(state) for state in OPEN_TO_CANCEL),
    # Who reported second does not know it, and may withdraw like anybody.
    Row(
        State.DUPLICATE,
        Event.CANCEL,
        (Role.RESIDENT,),
        State.CANCELLED,
        (Tell(_R, "cancelled"),),
        (Guard.ITS_REPORTER,),
        _("Batalkan laporan"),
    ),
)

OPENED: tuple[Tell, ...] = (Tell(_R, "submitted"),)
"""Told when a case comes into being; a draft is a conversation, so this is no row."""

OPENED_ASSIGNED: tuple[Tell, ...] = (Tell(_R, "submitted_assigned"),)
"""The same when a facilitator has it at once: one message for both."""

OPENED_URGENT: tuple[Tell, ...] = (Tell(_R, "submitted_urgent"),)
"""The same for an urgent case, which also alerts:"""

ALERTED: tuple[Tell, ...] = (
    Tell(_S, "urgent_supervisor"),
    Tell(Audience.PUSKESOS, "urgent_puskesos"),
    Tell(_FO, "urgent_front_office"),
    Tell(Audience.MANAGER, "urgent_manager"),
    _CARD,
)
"""Told at once of a case that became urgent; its facilitator reads it on the task itself."""

ANNOUNCED: tuple[Tell, ...] = (Tell(Audience.PUSKESOS, "submitted_desk"),)
"""Told of a case that goes past the desk: it knows what comes from its kelurahan."""

UNASSIGNED: tuple[Tell, ...] = (_CARD, Tell(_S, "unassigned"))
"""Told when nobody can be found for a case that waits for a facilitator."""
