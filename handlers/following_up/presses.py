"""Buttons about what residents bring up after a report was sent (`flows.cases.follow_up`)."""

from __future__ import annotations

import re

from flows.cases import follow_up
from flows.cases.standing import describe
from flows.words import _staff
from handlers import standings
from handlers.following_up import adding, asking, feedback, visit_ratings
from handlers.here import Heard, Here
from storage import needs
from storage.tables import Case

_FEEDBACK = re.compile(r"/?(?:masukan|daftar masukan|saran masuk)", re.IGNORECASE)
_RATINGS = re.compile(r"/?(?:nilai|nilai petugas|penilaian petugas)", re.IGNORECASE)
STRANGER = _staff("Tombol ini hanya untuk petugas SLRT yang terdaftar.")


def is_press(data: str) -> bool:
    """Whether a button is one of these."""
    return follow_up.parse(data) is not None


def press(here: Heard) -> None:
    """Do what the button says."""
    found = follow_up.parse(here.incoming.press.data if here.incoming.press else "")
    if found is None:
        return
    match found.what:
        case follow_up.SEE:
            _see(here, found.number)
        case follow_up.ADD:
            adding.begin(here, found.number)
        case follow_up.ASK:
            if (case := adding.own(here, found.number)) is not None:
                asking.begin(here, case)
        case follow_up.REPLY:
            asking.press(here, found.number)
        case follow_up.FEEDBACK:
            feedback.press(here, found.number)
        case follow_up.FEEDBACK_PHOTO:
            feedback.show_photos(here, found.number)
        case follow_up.VISIT:
            visit_ratings.press(here, found.number, found.answer)


def _see(here: Heard, case_id: int) -> None:
    """One of several reports alone, with what may be done with it."""
    case = here.session.get(Case, case_id)
    if case is None or case.contact_id != here.address.contact_id:
        here.refuse(adding.NOT_YOURS)
        return
    here.toast()
    mains = needs.mains(here.session, [case.id] if case.duplicate_of else [])
    one = standings.standing(here, case, mains.get(case.id), able=True)
    here.say(describe(one, here.now, here.house.zone.key), one.choices, case_id=case.id)


def add(here: Here, case_id: int, words: str) -> None:
    """The talk about an addition is complete."""
    adding.add(here, case_id, words)


def ask(here: Here, case_id: int, words: str) -> None:
    """The talk before a question is complete."""
    case = adding.running(here, case_id)
    if isinstance(case, Case):
        asking.ask(here, case, words)
    else:
        here.say(case)


def asked_by_staff(here: Heard) -> bool:
    """A staff member's own words: MASUKAN, NILAI; whether it was one."""
    text = here.incoming.text.strip()
    if _FEEDBACK.fullmatch(text):
        feedback.show_open(here)
    elif _RATINGS.fullmatch(text):
        visit_ratings.show(here)
    else:
        return False
    return True
