"""What its reporter may do with a report besides the moves of the table, at any time, and what a
button of it carries: `u:<what>:<number>[:<answer>]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.cases.states import OVER, Role, State
from flows.effects import Choice
from flows.matching import polite
from flows.words import Text, _, _staff, literal

SEE, ADD, ASK, REPLY, FEEDBACK, VISIT = "see", "add", "ask", "ans", "fb", "rv"
FEEDBACK_PHOTO = "fbp"
_KINDS = "|".join((SEE, ADD, ASK, REPLY, FEEDBACK, FEEDBACK_PHOTO, VISIT))
_DATA = re.compile(rf"u:({_KINDS}):(\d{{1,18}})(?::([a-z]+))?")
ADD_LABEL, ASK_LABEL = _("Tambah keterangan"), _("Tanya petugas")
ASK_AGAIN, REPLY_LABEL = _("Tanya lagi"), _staff("Jawab")
PHOTO_LABEL = _staff("Lihat foto")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Somebody pressed such a button."""

    what: str
    number: int
    """Of the case, the question, the feedback or the rating."""
    answer: str = ""


def parse(data: str) -> FollowUp | None:
    """The press that a button's data stand for; none where they are another's."""
    found = _DATA.fullmatch(data)
    return FollowUp(found[1], int(found[2]), found[3] or "") if found else None


def data_of(what: str, number: int, answer: str = "") -> str:
    """What the button carries."""
    return f"u:{what}:{number}:{answer}" if answer else f"u:{what}:{number}"


def seeing(case_id: int, ticket: str) -> Choice:
    """The button that shows one of several reports alone."""
    return Choice(data_of(SEE, case_id), literal(ticket))


def choices(case_id: int, state: State) -> tuple[Choice, ...]:
    """Below how a report stands: adding to it, and asking who has it. Papers that are awaited
    have a way of their own, and with what has ended nobody has anything to do."""
    if state in OVER:
        return ()
    asking = Choice(data_of(ASK, case_id), ASK_LABEL)
    if state is State.NEEDS_DOCUMENTS:
        return (asking,)
    return Choice(data_of(ADD, case_id), ADD_LABEL), asking


_RESIDENTS_TURN: Mapping[Role, Role] = {
    Role.RESIDENT: Role.FRONT_OFFICE,
    Role.PROGRAM_MANAGER: Role.BACK_OFFICE,
    Role.DIVISION_HEAD: Role.BACK_OFFICE,
    Role.AGENCY_HEAD: Role.BACK_OFFICE,
}
"""Who is asked where it is nobody's of the SLRT to answer: who signs and who owns a program did
not make the papers, so who handed them over is asked."""


def asked_role(held_by: Role | None) -> Role:
    """Whom a reporter's question or addition goes to."""
    if held_by is None:
        return Role.FRONT_OFFICE
    return _RESIDENTS_TURN.get(held_by, held_by)


WORDS: Mapping[str, tuple[str, ...]] = {
    ADD: polite("tambah keterangan", "tambah foto", "tambah berkas", "tambah catatan", "tambah",
                "nambah", "nambah foto", "nambah berkas", "susulan", "imbuh katrangan"),
    ASK: polite("tanya petugas", "tanya", "bertanya", "tanya lagi", "mau tanya", "takon",
                "tanglet", "tanglet petugas", "balas"),
    f"{VISIT}:good": polite("ya", "ya semuanya", "iya", "baik", "semua baik", "ramah", "nggih",
                            "sae", "ya ketiganya", "ketiganya"),
    f"{VISIT}:friendly": polite("kurang ramah", "tidak ramah", "galak", "kasar"),
    f"{VISIT}:quick": polite("kurang cepat", "lambat", "lama", "tidak cepat"),
    f"{VISIT}:clear": polite("kurang jelas", "tidak jelas", "bingung"),
    f"{VISIT}:skip": polite("lewati", "skip", "lewat", "tidak", "nanti", "langkungi"),
}  # fmt: skip


def synonyms(data: str) -> tuple[str, ...]:
    """What may be typed for such a button, besides its number and label."""
    press = parse(data)
    if press is None:
        return ()
    return WORDS.get(f"{press.what}:{press.answer}" if press.answer else press.what, ())


VISIT_ANSWERS: Mapping[str, Text] = {
    "good": _("Ya, ketiganya"),
    "friendly": _("Kurang ramah"),
    "quick": _("Kurang cepat"),
    "clear": _("Kurang jelas"),
    "skip": _("Lewati"),
}
"""Answers about an officer who came: what was lacking, if anything."""


def visit_choices(rating_id: int) -> tuple[Choice, ...]:
    """The buttons below the question about the officer."""
    return tuple(
        Choice(data_of(VISIT, rating_id, answer), label, str(n))
        for n, (answer, label) in enumerate(VISIT_ANSWERS.items(), 1)
    )
