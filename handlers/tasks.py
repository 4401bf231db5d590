"""What a staff member has to do: the cases that wait for them, each with its buttons as the
case stands now. An old message's buttons go stale; nobody must be left without a way on."""

from __future__ import annotations

import re

from flows.cases.card import assignment_card
from flows.cases.case_lines import look
from flows.cases.notices import NOTICES
from flows.cases.profiles import WAITS_FOR_FACILITATOR
from flows.cases.states import Stage, State
from flows.cases.work_card import work_card
from flows.words import Text, _staff, lines
from handlers import (
    audiences,
    cards,
    casefiles,
    program_contacts,
    viewing,
    working,
)
from handlers.case_facts import actor_of
from handlers.gathering import gathered
from handlers.here import Heard, Here
from handlers.worklist import DELIVERS, mine_of
from storage import cases, worklists
from storage.tables import Case

AT_ONCE = 5
_WORDS = re.compile(r"/?(?:tugas|tugas saya|daftar tugas)(?:\s+(\d{1,3}))?\s*", re.IGNORECASE)
DECIDES = (State.SCREENING, State.AWAITING_SUPERVISOR)
"""States in which a supervisor's press is awaited."""
NOTHING = _staff("Tidak ada tugas yang menunggu Anda.")
SOME = _staff("{count} laporan menunggu Anda, {late} di antaranya terlambat.")
PAGE = _staff("Ini nomor {first} sampai {last}; yang paling mendesak lebih dulu.")
MORE = _staff("Ketik TUGAS {page} untuk yang berikutnya.")
_BY_THE_GROUPS_CARD = (WAITS_FOR_FACILITATOR, (State.AWAITING_SUPERVISOR, Stage.SUPERVISOR))
"""A supervisor reads these as the group does."""


def is_asked(text: str) -> bool:
    """Whether somebody asks for their tasks."""
    return _WORDS.fullmatch(text.strip()) is not None


def page_of(text: str) -> int:
    """Which page of their tasks somebody asks for, from 1 on."""
    found = _WORDS.fullmatch(text.strip())
    return max(1, int(found[1])) if found and found[1] else 1


def show(here: Here, page: int = 1) -> None:
    """The cases that wait for this staff member: urgent ones first, then what is due first."""
    assert here.staff is not None
    mine = mine_of(here.session, here.staff)
    offset = (page - 1) * AT_ONCE
    found = worklists.page(here.session, mine, here.now, AT_ONCE, offset)
    count, late, some = found.counts.open, found.counts.late, found.cases
    if not some:
        here.say(NOTHING)
        return
    _say_how_many(here, count, late, offset, len(some))
    with gathered(here, some):
        shown = [case.id for case in some if show_one(here, case)]
    cases.all_seen(here.session, here.staff.id, shown, here.address.channel, here.now)
    # What a program may not see yet is in its list without being shown.
    if not shown:
        here.say(NOTHING)
    if offset + len(some) < count:
        here.say(MORE.format(page=page + 1))


def _say_how_many(here: Here, count: int, late: int, offset: int, shown: int) -> None:
    """Only where the list does not speak for itself."""
    if count > AT_ONCE:
        some = SOME.format(count=count, late=late)
        here.say(lines(some, PAGE.format(first=offset + 1, last=offset + shown)))


def show_as_it_stands(here: Heard, case: Case, seen: int) -> None:
    """Somebody pressed an old button of a case they work on: the same message, fresh."""
    stale = seen != case.version and here.incoming.private
    if stale and here.staff is not None and working.choices_of(here, case, actor_of(here)):
        show_one(here, case)


def show_one(here: Here, case: Case) -> bool:
    """One case to the staff member who is talking, with their buttons; whether they may see
    it."""
    actor = actor_of(here)
    referred = program_contacts.answerable(here, case, actor)
    for referral in referred:
        program_contacts.show(here, case, referral)
    if referred or not viewing.may_look(here.session, case, actor):
        return bool(referred)
    text: Text
    visits = State(case.state) not in DELIVERS
    if visits and here.staff is not None and case.facilitator_id == here.staff.id:
        file = casefiles.file_of(here, case)
        text, choices = assignment_card(file, here.now, here.house.zone.key)
    elif (State(case.state), Stage(case.stage)) in _BY_THE_GROUPS_CARD:
        text, choices = cards.drawn(here.house, here.session, case, here.now)
    else:
        first = NOTICES[working.NOTICE].text(audiences.values_of(here, case, ""))
        text = work_card(first, working.card_of(here, case))
        able = working.choices_of(here, case, actor)
        choices = (*able, look(case.id, case.version))
    here.say(text, choices, columns=2, case_id=case.id)
    return True
