"""What the desk found out about a case and asked for, as an officer reads it in the details."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

_LATEST = 5
"""So many of what a resident wrote and was answered are shown."""
_SAID: Mapping[str, Text] = {
    "resident_wrote": _staff("Kata warga"),
    "resident_added": _staff("Kata warga"),
    "resident_asked": _staff("Pertanyaan warga"),
    "officer_answered": _staff("Jawaban petugas"),
}


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
    for note in casebook.notes(here.session, case.id, *_SAID)[-_LATEST:]:
        if note.words:
            yield Answer(_SAID[note.event], note.words)
    if case.help:
        helper = helper_words(str(case.help.get("by", "")))
        what = mask_numbers(str(case.help.get("what", "")))
        yield Answer(
            _staff("Bantuan setempat"),
            _staff("{what}, dari {helper}").format(what=what, helper=helper),
        )


def _papers(here: Here, case: Case) -> Iterator[Answer]:
    """What was asked for, and what became of it."""
    still = awaited.left(here, case) if case.state == State.NEEDS_DOCUMENTS else ()
    for one in awaited.asked(case):
        yield Answer(
            _staff("Diminta"),
            Text("{paper}: {state}").format(
                paper=one.named(here.catalogue), state=_came_of(one, still)
            ),
        )


def _came_of(one: AskedPaper, still: tuple[AskedPaper, ...]) -> Text:
    if one.lacks:
        return _staff("warga tidak punya ({why})").format(why=mask_numbers(one.lacks))
    return _staff("masih ditunggu") if one in still else _staff("sudah dijawab")
