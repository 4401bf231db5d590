"""What handlers answer about the registry, for the transcripts: a talk itself never knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from flows.cases.notices import NOTICES
from flows.cases.registry import Finding, Outcome, ProgramLine, leads_to_proposal, revealed
from flows.effects import Choice
from flows.moments import Moment
from flows.words import _, lines, literal
from handlers.registry import checking, mismatches, operators, verifying
from tests.flows.tester import START, Person

_DAY = date(2026, 10, 15)
_PKH = (ProgramLine(literal("PKH"), active=True, period="2026 TW4"),)
_FINDINGS = {
    "data impor: terdaftar": Finding(Outcome.LISTED, "3", _PKH, as_of=_DAY),
    "data impor: tidak terdaftar": Finding(Outcome.NOT_LISTED, as_of=_DAY),
    "data impor: beda Dukcapil": Finding(Outcome.LISTED, "2", unmatched=True, as_of=_DAY),
    "operator menjawab: terdaftar": Finding(Outcome.LISTED, "4"),
    "operator menjawab: tidak terdaftar": Finding(Outcome.NOT_LISTED),
}


def _found(finding: Finding) -> Callable[[Person], object]:
    choices = (Choice(checking.PROPOSE, _("Ajukan usulan"), "1"),)
    if leads_to_proposal(finding):
        return lambda person: person.reads(revealed(finding), choices)
    return lambda person: person.reads(lines(revealed(finding), checking.MENU))


def _member(person: Person) -> None:
    words = revealed(_FINDINGS["data impor: beda Dukcapil"], member=True)
    person.reads(lines(words, checking.MENU))


def _verify(person: Person) -> None:
    person.verified = True
    person.reads(NOTICES["number_verified"].text({"until": "23-11-2027"}))


def _propose(person: Person) -> None:
    known = {"nik": "3576024508829991", "nik_ok": "yes", "kk": "3576020101109991",
             "name": "SITI CONTOH", "for_whom": "self"}  # fmt: skip
    entry = person.catalogue.proposal(person.city.code)
    assert entry is not None
    person.opens("application", {}, {"service": entry.code, **known})


TOLD: Mapping[str, Callable[[Person], object]] = {
    **{name: _found(finding) for name, finding in _FINDINGS.items()},
    "data impor: anggota keluarga beda Dukcapil": _member,
    "nomor belum diverifikasi": lambda person: person.reads(verifying.NOT_VERIFIED),
    "petugas memverifikasi": _verify,
    "Ajukan usulan ditekan": _propose,
    "terlalu sering": lambda person: person.reads(checking.LOCKED),
    "operator ditanya": lambda person: person.reads(
        operators.ASKED.format(due=Moment(START + timedelta(hours=8), "Asia/Jakarta"))
    ),
    "laporan data diterima": lambda person: person.reads(mismatches.RECEIVED.format(number=1)),
    "laporan data ditangani": lambda person: person.reads(
        NOTICES["mismatch_handled"].text({"number": 1})
    ),
}
