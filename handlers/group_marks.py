"""An officer looks at a person's group marks and sets or takes one off, in private, on record.

The record says that the marks were changed, never which one."""

from __future__ import annotations

from dataclasses import replace

from flows.cases.casefile import mark_choices
from flows.cases.marks import MARKS, with_mark
from flows.cases.press import MARKING
from flows.cases.priority import rank
from flows.words import _staff
from handlers import casefiles
from handlers.here import Heard
from storage import cases
from storage.tables import Case

ASK = _staff(
    "Tanda kelompok laporan {ticket}: tekan untuk memasang atau melepas. "
    "Tanda hanya terlihat petugas, dan membuat laporan didahulukan."
)


def press(here: Heard, case: Case, marking: str) -> None:
    """Show the marks of a locked case, or change one. Who presses may look into the case."""
    act, _, code = marking.partition(".")
    if marking != MARKING and code in MARKS:
        _change(here, case, code, put=act == "mark")
    file = replace(casefiles.file_of(here, case), marks=tuple(case.marks or ()))
    here.toast()
    here.say(ASK.format(ticket=case.ticket), mark_choices(file), columns=2, case_id=case.id)


def _change(here: Heard, case: Case, code: str, *, put: bool) -> None:
    assert here.staff is not None  # a stranger's press does not come this far
    marks = with_mark(tuple(case.marks or ()), code, put=put)
    case.marks, case.rank = list(marks) or None, rank(case.priority, marks)
    cases.seen(
        here.session,
        staff_id=here.staff.id,
        action="marks_changed",
        subject="case",
        subject_id=case.id,
        channel=here.address.channel,
        at=here.now,
    )
