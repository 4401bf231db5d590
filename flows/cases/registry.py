"""What may be told of somebody's row in the social registry, to whom, and in which words.

    who asks                                   learns
    an unverified number, about any NIK        nothing; the same words at the same moment
    a verified person, about themselves        listed or not, decile, programs, what to do
    the same, about a member of their KK       listed or not, and programs; an adult agreed first
    anybody about a neighbour                  nothing; they may report, and hear "received"
    officers of an assigned case               its persons, with masked numbers

Sources: the revelation table agreed with the city (docs/registry.md), UU PDP 27/2022.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flows.cases.identity import GROWN_UP
from flows.moments import Date
from flows.words import Text, _, _staff, lines, literal

MOMENT = timedelta(seconds=3)
"""After so long the answer to a question comes, whatever it is: longer than any look takes."""


class Outcome(StrEnum):
    """What the registry says of a person; the first six are a case's `registry_check`."""

    LISTED = "listed"
    LISTED_WITHOUT_DECILE = "listed_without_decile"
    NOT_LISTED = "not_listed"
    INACTIVE = "inactive"
    DECEASED = "deceased_flag"
    AMBIGUOUS = "ambiguous"
    MISMATCH = "mismatch"
    """The row's data are not those of the population register."""


LISTED = frozenset({Outcome.LISTED, Outcome.LISTED_WITHOUT_DECILE})


class Reason(StrEnum):
    """Why a row should change or go, as SIKS-NG is told."""

    DECEASED = "deceased"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not_found"
    NOT_ELIGIBLE = "not_eligible"
    CIVIL_SERVANT_FAMILY = "civil_servant_family"
    RESIGNED = "resigned"
    DUKCAPIL_MISMATCH = "dukcapil_mismatch"
    MERGED_FAMILY = "merged_family"
    SPLIT_FAMILY = "split_family"
    NEW_BIRTH = "new_birth"
    WRONG_DECILE = "wrong_decile"


REPORTED: Mapping[Reason, Text] = {
    Reason.DECEASED: _("Sudah meninggal"),
    Reason.MOVED_OUT: _("Sudah pindah"),
    Reason.DUPLICATE: _("Tercatat dua kali"),
    Reason.NOT_ELIGIBLE: _("Sudah mampu"),
    Reason.DUKCAPIL_MISMATCH: _("Nama atau NIK salah"),
}
"""What a resident may report of somebody, by the row's label."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the city settled."""

    lookup: str = "import"
    """`import`: the loaded file is asked; `operator`: an officer is."""
    tell_decile: bool = True
    checks_a_day: int = 5
    niks_a_week: int = 3
    verified_for: timedelta = timedelta(days=365)
    operator_time: timedelta = timedelta(hours=8)
    """So much office time the operator has: reminded at half, then the back office is asked."""


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A program as a line of the answer."""

    name: Text
    active: bool
    period: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one person. Its repr says nothing."""

    outcome: Outcome
    decile: str = ""
    programs: tuple[ProgramLine, ...] = ()
    unmatched: bool = False
    """The row does not match the population register."""
    source: str = "DTSEN"
    as_of: date | None = None
    """The day the data stand for; none where an officer looked just now."""

    def __repr__(self) -> str:
        return "<Finding>"


_SAID: Mapping[Outcome, Text] = {
    Outcome.LISTED: _("{who} terdaftar di {source}."),
    Outcome.LISTED_WITHOUT_DECILE: _("{who} terdaftar di {source}, tetapi belum ada desilnya."),
    Outcome.NOT_LISTED: _("{who} belum terdaftar di {source}."),
    Outcome.INACTIVE: _("{who} ada di {source}, tetapi dinonaktifkan."),
    Outcome.DECEASED: _("{who} di {source} tercatat sudah meninggal."),
    Outcome.AMBIGUOUS: _("Ada lebih dari satu data yang mirip di {source}."),
    Outcome.MISMATCH: _("{who} ada di {source}, tetapi datanya berbeda dengan Dukcapil."),
}
_NEXT: Mapping[Outcome, Text] = {
    Outcome.LISTED: _("Terdaftar belum tentu dapat bantuan; pemilik program yang memutuskan."),
    Outcome.LISTED_WITHOUT_DECILE: _("Desil dihitung oleh BPS; mohon cek lagi bulan depan."),
    Outcome.NOT_LISTED: _("Anda bisa mengajukan usulan lewat kelurahan; tekan Ajukan usulan."),
    Outcome.INACTIVE: _("Anda bisa mengajukan usulan pembaruan; tekan Ajukan usulan."),
    Outcome.DECEASED: _("Bila itu salah, bawa KTP dan KK ke Dukcapil, lalu tekan Ajukan usulan."),
    Outcome.AMBIGUOUS: _("Bawa KTP dan KK ke kantor kelurahan agar petugas memeriksa."),
}
FIX = _("Data perlu dibetulkan dulu di Dukcapil: bawa KTP dan KK ke sana.")
SELF, MEMBER = _("Anda"), _("Anggota keluarga itu")


def revealed(finding: Finding, *, member: bool = False, tell_decile: bool = True) -> Text:
    """What a verified person reads of themselves, or of a `member` of their family card: of
    those no decile."""
    who = MEMBER if member else SELF
    told = [_SAID[finding.outcome].format(who=who, source=finding.source)]
    if finding.decile and tell_decile and not member and finding.outcome is Outcome.LISTED:
        told.append(_("Desil: {n} (1 paling miskin, 10 paling mampu).").format(n=finding.decile))
    told.extend(_program(one) for one in finding.programs)
    # An officer who looked just now was asked for the listing, not for programs.
    if finding.outcome in LISTED and not finding.programs and finding.as_of is not None:
        told.append(_("Belum ada bantuan yang tercatat aktif."))
    if finding.as_of is not None:
        told.append(_("Data per {day}.").format(day=Date(finding.as_of)))
    unmatched = finding.unmatched or finding.outcome is Outcome.MISMATCH
    told.append(FIX if unmatched else _NEXT[finding.outcome])
    return lines(*told)


def _program(one: ProgramLine) -> Text:
    state = _("aktif") if one.active else _("tidak aktif")
    if one.period:
        words = _("{program}: {state}, periode {period}")
        return words.format(program=one.name, state=state, period=one.period)
    return Text("{program}: {state}").format(program=one.name, state=state)


def leads_to_proposal(finding: Finding) -> bool:
    """Whether the next step is to be proposed for the registry."""
    return finding.outcome in {Outcome.NOT_LISTED, Outcome.INACTIVE, Outcome.DECEASED}


def for_officer(finding: Finding, masked: str) -> Text:
    """What an officer of an assigned case reads: a hint, the officer decides."""
    said = OFFICER_WORDS[finding.outcome]
    if finding.decile and finding.outcome is Outcome.LISTED:
        said = _staff("{said}, desil {n}").format(said=said, n=finding.decile)
    if finding.unmatched:
        said = _staff("{said}, tidak padan Dukcapil").format(said=said)
    as_of = Date(finding.as_of) if finding.as_of else literal("-")
    return _staff("Data {source} per {day}, NIK {nik}: {said}.").format(
        source=finding.source, day=as_of, nik=masked, said=said
    )


OFFICER_WORDS: Mapping[Outcome, Text] = {
    Outcome.LISTED: _staff("terdaftar"),
    Outcome.LISTED_WITHOUT_DECILE: _staff("terdaftar tanpa desil"),
    Outcome.NOT_LISTED: _staff("tidak ditemukan"),
    Outcome.INACTIVE: _staff("ada, tetapi nonaktif"),
    Outcome.DECEASED: _staff("tercatat meninggal"),
    Outcome.AMBIGUOUS: _staff("lebih dari satu data"),
    Outcome.MISMATCH: _staff("data berbeda dengan Dukcapil"),
}


def adult(birth: date, today: date) -> bool:
    """Whether somebody must agree before family may ask about them."""
    years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return years >= GROWN_UP


def masked_name(name: str) -> str:
    """`S*** C***`: who may be meant, without saying it."""
    return " ".join(f"{word[0]}***" for word in name.split())


def over_the_limit(rules: Rules, today: int, niks: frozenset[str], asked: str) -> bool:
    """Whether one more check would be too many: `today` were made, about `niks` this week."""
    return today >= rules.checks_a_day or len(niks | {asked}) > rules.niks_a_week
