"""What a staff member has to do: the cases that wait for them, each with its buttons as the
case stands now. An old message's buttons go stale; nobody must be left without a way on."""

from __future__ import annotations

import re

from flows.cases.card import assignment_card
from flows.cases.states import Role, State
from flows.words import Text, _staff
from handlers import assigning, cards, casefiles
from handlers.here import Heard, Here
from storage import cases
from storage.tables import Case

MOST = 10
_WORDS = re.compile(r"/?(?:tugas|tugas saya|daftar tugas)\s*", re.IGNORECASE)
DECIDES = (State.SCREENING, State.AWAITING_SUPERVISOR)
"""States in which a supervisor's press is awaited."""
NOTHING = _staff("Tidak ada tugas yang menunggu Anda.")


def is_asked(text: str) -> bool:
    """Whether somebody asks for their tasks."""
    return _WORDS.fullmatch(text.strip()) is not None


def show(here: Here) -> None:
    """Every case that waits for this staff member: urgent ones first, then what is due first."""
    assert here.staff is not None
    mine = cases.of_facilitator(here.session, here.staff.id, assigning.BUSY, MOST)
    for case in mine:
        _show_task(here, case)
    areas = [area for role, area in here.staff.roles if role is Role.SUPERVISOR]
    waiting = cases.in_areas(here.session, areas, DECIDES, MOST, homeless=True) if areas else []
    for case in waiting:
        text, choices = cards.drawn(here.house, here.session, case, here.now)
        here.say(text, choices, columns=2, case_id=case.id)
    if not mine and not waiting:
        here.say(NOTHING)


def show_as_it_stands(here: Heard, case: Case, seen: int) -> None:
    """A facilitator pressed an old button of a case they have: the same message, fresh."""
    stale = seen != case.version and here.incoming.private
    mine = here.staff is not None and case.facilitator_id == here.staff.id
    if stale and mine and State(case.state) in assigning.BUSY:
        _show_task(here, case)


def _show_task(here: Here, case: Case) -> None:
    file = casefiles.file_of(here, case)
    text: Text
    text, choices = assignment_card(file, here.now, here.house.zone.key)
    here.say(text, choices, columns=2, case_id=case.id)
