"""A copy of somebody's own data, as it stands on paper: their record, the reports about themselves,
who looked, what they agreed to, and how long what is kept. Nothing of anybody else.

What they reported of other people is named by its number only, photos are counted (a family card
shows a whole family), and long numbers are masked here as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows.moments import Date, Day, Moment
from flows.privacy import KINDS as REQUESTS
from flows.privacy import STATES, Asked, Keeping, Look
from flows.words import Rendered, Text, _, literal


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report about the person themselves."""

    ticket: str
    opened: datetime
    about: Rendered
    state: Rendered
    story: str
    """Long numbers masked."""
    answers: Sequence[tuple[Rendered, Rendered | str]]
    papers: Sequence[Rendered]
    answer: str = ""


@dataclass(frozen=True, slots=True)
class OtherReport:
    """A report that they made about somebody else."""

    ticket: str
    opened: datetime
    state: Rendered


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent, and when it was taken back."""

    at: datetime
    given: bool
    withdrawn: datetime | None


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """All that stands in it. Its repr says nothing."""

    name: str
    nik: str
    kk: str
    birth: date | None
    sex: Rendered
    numbers: Sequence[str]
    registry: Rendered | None
    own: Sequence[OwnReport]
    others: Sequence[OtherReport]
    consents: Sequence[Agreed]
    requests: Sequence[Asked]
    looks: Sequence[Look]
    messages: int

    def __repr__(self) -> str:
        return "<OwnCopy>"


def facts_of(
    copy: OwnCopy, keeping: Keeping, language: str, zone: str, city: str, made: datetime
) -> dict[str, Any]:
    """The facts for the page, all in the reader's language."""
    page = _Page(language, zone)
    return {
        "language": language,
        "words": {},
        "title": page.said(_("Salinan data Anda")),
        "from": page.said(_("SLRT {city}, gratis").format(city=literal(city))),
        "made": page.said(_("Dibuat {at}").format(at=Moment(made, zone))),
        "note": page.said(
            _(
                "Data orang lain tidak ada di sini. Foto tidak disalin karena bisa memuat orang "
                "lain; mintalah kepada petugas. Simpan berkas ini baik-baik."
            )
        ),
        "parts": [
            page.part(_("Siapa Anda"), _person(copy)),
            *_registry(page, copy),
            *(_own(page, one) for one in copy.own),
            *_others(page, copy),
            page.part(_("Izin"), _consents(copy, zone)),
            page.part(_("Permintaan data"), _requests(copy)),
            page.part(_("Siapa yang membuka data Anda"), _looks(copy, zone)),
            page.part(_("Berapa lama disimpan"), kept(keeping)),
        ],
    }


Row = tuple[Rendered, Rendered | str]


@dataclass(frozen=True, slots=True)
class _Page:
    language: str
    zone: str

    def said(self, words: Rendered | str) -> str:
        return words if isinstance(words, str) else words.render(self.language)

    def part(self, title: Text, rows: Sequence[Row]) -> dict[str, Any]:
        told = [[self.said(name), self.said(value)] for name, value in rows]
        return {"title": self.said(title), "rows": told or [["", self.said(_("Tidak ada."))]]}


def _person(copy: OwnCopy) -> list[Row]:
    born: Rendered = Date(copy.birth) if copy.birth else literal("-")
    return [
        (_("Nama"), copy.name or "-"),
        (_("NIK"), copy.nik or "-"),
        (_("Nomor KK"), copy.kk or "-"),
        (_("Tanggal lahir"), born),
        (_("Jenis kelamin"), copy.sex),
        (_("Nomor chat"), ", ".join(copy.numbers) or "-"),
        (_("Pesan yang tersimpan"), str(copy.messages)),
    ]


def _registry(page: _Page, copy: OwnCopy) -> list[Mapping[str, Any]]:
    if copy.registry is None:
        return []
    return [page.part(_("Data DTKS/DTSEN"), [(literal(""), copy.registry)])]


def _own(page: _Page, one: OwnReport) -> Mapping[str, Any]:
    papers = "; ".join(page.said(paper) for paper in one.papers) or "-"
    rows: list[Row] = [
        (_("Tentang"), one.about),
        (_("Dilaporkan"), Day(one.opened, page.zone)),
        (_("Status"), one.state),
        (_("Cerita"), one.story or "-"),
        *one.answers,
        (_("Berkas"), papers),
        *([(_("Jawaban kami"), one.answer)] if one.answer else []),
    ]
    return page.part(_("Laporan {ticket}").format(ticket=one.ticket), rows)


def _others(page: _Page, copy: OwnCopy) -> list[Mapping[str, Any]]:
    if not copy.others:
        return []
    rows: list[Row] = [
        (literal(one.ticket), _("{day}: {status}").format(day=Day(one.opened, page.zone),
                                                         status=one.state))
        for one in copy.others
    ]  # fmt: skip
    return [page.part(_("Laporan lain dari nomor ini"), rows)]


def _consents(copy: OwnCopy, zone: str) -> list[Row]:
    rows: list[Row] = []
    for one in copy.consents:
        words = _("disetujui") if one.given else _("tidak disetujui")
        if one.withdrawn is not None:
            words = _("disetujui, dicabut {day}").format(day=Day(one.withdrawn, zone))
        rows.append((Day(one.at, zone), words))
    return rows


def _requests(copy: OwnCopy) -> list[Row]:
    return [
        (literal(f"P{one.number}"), Text("{kind}: {state}").format(
            kind=REQUESTS[one.kind], state=STATES[one.state]))
        for one in copy.requests
    ]  # fmt: skip


def _looks(copy: OwnCopy, zone: str) -> list[Row]:
    return [
        (Day(one.at, zone), Text("{who} {what}").format(who=one.who, what=one.what))
        for one in copy.looks
    ]


def kept(keeping: Keeping) -> list[Row]:
    """How long what is kept, as people read it."""
    rows = (
        (_("Foto dan berkas"), keeping.photos, _("{days} hari setelah laporan selesai")),
        (_("Isi pesan"), keeping.chat, _("{days} hari")),
        (_("Isi laporan"), keeping.cases, _("{days} hari setelah laporan selesai")),
        (_("Surat dan keputusan"), keeping.letters, _("{days} hari setelah laporan selesai")),
        (_("Catatan siapa yang membuka"), keeping.audit, _("{days} hari")),
    )
    return [(name, words.format(days=length.days)) for name, length, words in rows]
