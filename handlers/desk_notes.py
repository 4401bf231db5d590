"""What the desk found out about a case and asked for, as an officer reads it in the details."""

from __future__ import annotations

from collections.abc import Iterator

from flows.cases.asked_papers import AskedPaper
from flows.cases.casefile import Answer
from flows.cases.registry_check import registry_words
from flows.cases.states import State
from flows.masking import mask_numbers
from flows.talks.local_help import helper_words
from flows.words import Text, _staff, literal
from handlers import awaited
from handlers.here import Here
from storage import casebook, cases
from storage.tables import Case

_LATEST = 3
"""So many of what a resident wrote about their papers are shown."""


def notes_of(here: Here, case: Case) -> tuple[Answer, ...]:
    """In the order in which they matter."""
    return tuple(_notes(here, case))


def _notes(here: Here, case: Case) -> Iterator[Answer]:
    found = registry_words(case.registry_check, str((case.details or {}).get("decile", "")))
    if found is not None:
        yield Answer(_staff("Hasil cek DTKS"), found)
    for proposal in cases.split_off(here.session, case.id):
        yield Answer(_staff("Usulan datanya"), literal(proposal.ticket))
    if case.split_from is not None:
        origin = here.session.get_one(Case, case.split_from)
        yield Answer(_staff("Dipisah dari laporan"), literal(origin.ticket))
    if case.asked_papers:
        yield from _papers(here, case)
    if case.help:
        helper = helper_words(str(case.help.get("by", "")))
        what = mask_numbers(str(case.help.get("what", "")))
        yield Answer(
            _staff("Bantuan setempat"),
            _staff("{what}, dari {helper}").format(what=what, helper=helper),
        )


def _papers(here: Here, case: Case) -> Iterator[Answer]:
    """What was asked for, and what the resident wrote about it."""
    still = awaited.left(here, case) if case.state == State.NEEDS_DOCUMENTS else ()
    for one in awaited.asked(case):
        yield Answer(
            _staff("Diminta"),
            Text("{paper}: {state}").format(
                paper=one.named(here.catalogue), state=_came_of(one, still)
            ),
        )
    for note in casebook.notes(here.session, case.id, "resident_wrote")[-_LATEST:]:
        yield Answer(_staff("Kata warga"), note.words or "")


def _came_of(one: AskedPaper, still: tuple[AskedPaper, ...]) -> Text:
    if one.lacks:
        return _staff("warga tidak punya ({why})").format(why=mask_numbers(one.lacks))
    return _staff("masih ditunggu") if one in still else _staff("sudah dijawab")
