"""The words in which the life of a case is told: its states, what can happen, who does it.

States and roles are complete from the start, so that the table in `lifecycle` grows by rows
and nothing stored ever needs another name.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flows.words import Text, _, _staff


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    """A conversation that is not a case yet; no stored case has it."""
    SUBMITTED = "submitted"
    SCREENING = "screening"
    NEEDS_DOCUMENTS = "needs_documents"
    ASSIGNED = "assigned"
    FIELD_VISIT = "field_visit"
    AWAITING_SUPERVISOR = "awaiting_supervisor"
    RETURNED = "returned"
    APPROVED = "approved"
    SECRETARIAT_REVIEW = "secretariat_review"
    PROCESSING = "processing"
    AWAITING_MANAGER = "awaiting_manager"
    REFERRED = "referred"
    WAITING_QUOTA = "waiting_quota"
    GRANTED = "granted"
    REJECTED = "rejected"
    RESOLVED_LOCALLY = "resolved_locally"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out_of_scope"
    UNREACHABLE = "unreachable"


class Event(StrEnum):
    """What somebody may want to happen to a case, in the order of its life."""

    SCREEN = "screen"
    """Somebody looks through the papers."""
    SCREENED = "screened"
    """The papers are right; on to the next stage."""
    SKIP_VISIT = "skip_visit"
    """Nobody needs to visit the home."""
    LISTED = "listed"
    NOT_LISTED = "not_listed"
    """What the registry says of the person; the second splits off a registry proposal."""
    ASSIGN = "assign"
    ACCEPT = "accept"
    DECLINE = "decline"
    REASSIGN = "reassign"
    SET_VISIT = "set_visit"
    """A day and hour agreed with the resident."""
    ATTEMPT = "attempt"
    """The facilitator came, and met nobody."""
    SURVEY = "survey"
    UNREACHABLE = "unreachable"
    APPROVE = "approve"
    RETURN = "return"
    ASK = "ask"
    """The supervisor asks the facilitator something."""
    OFFER_HELP = "offer_help"
    """Kelurahan, neighbours or a private body help; the resident is asked if that is enough."""
    RESOLVE = "resolve"
    """The local help solved it."""
    TAKE = "take"
    FORWARD = "forward"
    ANSWER_DIRECTLY = "answer_directly"
    """The secretariat answers, and refers to nobody."""
    ASK_MANAGER = "ask_manager"
    SEND_BACK = "send_back"
    CHECK = "check"
    INITIAL = "initial"
    SIGN = "sign"
    REFER = "refer"
    WAIT = "wait"
    GRANT = "grant"
    REJECT = "reject"
    ANSWER = "answer"
    """The answer or letter reached the resident."""
    CONFIRM = "confirm"
    REOPEN = "reopen"
    OBJECT = "object"
    REQUEST_DOCUMENTS = "request_documents"
    DOCUMENTS = "documents"
    """What was asked for came."""
    MARK_DUPLICATE = "mark_duplicate"
    UNLINK = "unlink"
    """It was no duplicate after all."""
    PUT_ELSEWHERE = "put_elsewhere"
    """It is another agency's, which is named."""
    LAPSE = "lapse"
    """Nobody answered for so long that it is closed."""
    CANCEL = "cancel"


class Stage(StrEnum):
    """Part of a route profile (see `flows.cases.profiles`): whose turn it is, roughly."""

    SCREENING = "screening"
    FIELD = "field"
    SUPERVISOR = "supervisor"
    SECRETARIAT = "secretariat"
    PROCESSING = "processing"
    MANAGER = "manager"
    INITIAL = "initial"
    SIGNATURE = "signature"
    REFERRAL = "referral"
    ANSWER = "answer"


class Role(StrEnum):
    """In which capacity somebody acts."""

    SYSTEM = "system"
    RESIDENT = "resident"
    REPRESENTATIVE = "representative"
    FACILITATOR = "facilitator"
    PUSKESOS_OFFICER = "puskesos_officer"
    PUSKESOS_COORDINATOR = "puskesos_coordinator"
    SUPERVISOR = "supervisor"
    FRONT_OFFICE = "front_office"
    BACK_OFFICE = "back_office"
    MANAGER = "manager"
    DIVISION_HEAD = "division_head"
    AGENCY_HEAD = "agency_head"
    PROGRAM_ADMINISTRATOR = "program_administrator"
    PROGRAM_MANAGER = "program_manager"
    REGISTRY_OPERATOR = "registry_operator"
    ADMIN = "admin"


STATE_LABELS: Mapping[State, Text] = {
    State.DRAFT: _("Belum dikirim"),
    State.SUBMITTED: _("Laporan diterima"),
    State.SCREENING: _("Berkas diperiksa"),
    State.NEEDS_DOCUMENTS: _("Perlu dilengkapi"),
    State.ASSIGNED: _("Petugas ditunjuk"),
    State.FIELD_VISIT: _("Survei rumah"),
    State.AWAITING_SUPERVISOR: _("Menunggu persetujuan supervisor"),
    State.RETURNED: _("Diperbaiki petugas"),
    State.APPROVED: _("Disetujui supervisor"),
    State.SECRETARIAT_REVIEW: _("Diperiksa sekretariat"),
    State.PROCESSING: _("Diproses"),
    State.AWAITING_MANAGER: _("Menunggu manajer"),
    State.REFERRED: _("Dirujuk ke program"),
    State.WAITING_QUOTA: _("Menunggu kuota"),
    State.GRANTED: _("Dikabulkan"),
    State.REJECTED: _("Belum dapat dikabulkan"),
    State.RESOLVED_LOCALLY: _("Selesai di kelurahan"),
    State.ANSWERED: _("Sudah dijawab"),
    State.CLOSED: _("Selesai"),
    State.REOPENED: _("Dibuka kembali"),
    State.CANCELLED: _("Dibatalkan"),
    State.DUPLICATE: _("Digabung"),
    State.OUT_OF_SCOPE: _("Diteruskan ke instansi lain"),
    State.UNREACHABLE: _("Tidak dapat ditemui"),
}

WAITING_FOR_OFFICER = _("Menunggu petugas")
"""What a case is called that was screened and has no facilitator yet."""
LETTER_READY = _("Surat siap")
"""What a case is called whose letter was signed and waits to be handed over."""


_SIGNED_BY: Mapping[Stage, Text] = {
    Stage.INITIAL: _("Menunggu paraf"),
    Stage.SIGNATURE: _("Menunggu tanda tangan"),
}
"""What a letter is called that the manager has agreed to."""


def label_of_place(state: State, stage: Stage) -> Text:
    """What a resident reads of where a case stands."""
    if state is State.AWAITING_MANAGER and stage in _SIGNED_BY:
        return _SIGNED_BY[stage]
    if (state, stage) == (State.SCREENING, Stage.FIELD):
        return WAITING_FOR_OFFICER
    if (state, stage) == (State.PROCESSING, Stage.ANSWER):
        return LETTER_READY
    return STATE_LABELS[state]


ROLE_LABELS: Mapping[Role, Text] = {
    Role.SYSTEM: _staff("Sistem"),
    Role.RESIDENT: _staff("Warga"),
    Role.REPRESENTATIVE: _staff("Kuasa warga"),
    Role.FACILITATOR: _staff("Fasilitator"),
    Role.PUSKESOS_OFFICER: _staff("Petugas Puskesos"),
    Role.PUSKESOS_COORDINATOR: _staff("Koordinator Puskesos"),
    Role.SUPERVISOR: _staff("Supervisor"),
    Role.FRONT_OFFICE: _staff("Front office"),
    Role.BACK_OFFICE: _staff("Back office"),
    Role.MANAGER: _staff("Manajer SLRT"),
    Role.DIVISION_HEAD: _staff("Kepala bidang"),
    Role.AGENCY_HEAD: _staff("Kepala dinas"),
    Role.PROGRAM_ADMINISTRATOR: _staff("Pengelola program SLRT"),
    Role.PROGRAM_MANAGER: _staff("Pemilik program"),
    Role.REGISTRY_OPERATOR: _staff("Operator data"),
    Role.ADMIN: _staff("Admin sistem"),
}
"""Only staff read of roles by these words."""

OVER: frozenset[State] = frozenset(
    {
        State.RESOLVED_LOCALLY,
        State.CLOSED,
        State.CANCELLED,
        State.DUPLICATE,
        State.OUT_OF_SCOPE,
        State.UNREACHABLE,
    }
)
"""States in which nobody works on the case any more."""
