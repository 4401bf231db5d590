"""What a brochure of a service or program says, in one language: plain facts for paper and chat.

Everything comes from the catalogue; only headings and the steps that are the same everywhere
stand here. The same entry gives the same leaflet, so that its `version` names its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from flows.cases.asking import Paper
from flows.cases.catalogue import Catalogue, Entry
from flows.cases.opening_hours import spoken
from flows.cases.sectors import SECTORS
from flows.facts import City
from flows.landing import Ways, links
from flows.moments import Date
from flows.words import Text, _

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
NOT_ITS_OWN = ("version", "dated")
"""Fields that do not belong to the words."""

_HEADINGS: Mapping[str, Text] = {
    "for_whom": _("Untuk siapa"),
    "gives": _("Yang didapat"),
    "papers": _("Yang disiapkan"),
    "may_follow": _("Belum lengkap? Tetap ajukan; yang belum ada boleh menyusul."),
    "if_any": _("bila ada"),
    "no_papers": _("Tidak perlu berkas untuk bertanya."),
    "steps": _("Caranya"),
    "decides": _("Yang memutuskan"),
    "hours": _("Jam petugas"),
    "office": _("Kantor"),
    "any_time": _("Chat dibuka 24 jam."),
    "scan": _("Pindai, langsung ke layanan ini"),
    "free": _("GRATIS"),
    "honest": _("Petugas tidak pernah meminta uang, PIN, atau kode OTP."),
    "quota": _("Terdaftar atau memenuhi syarat belum tentu menerima; ada kuota."),
    "is_loan": _("PINJAMAN"),
    "ask": _("Tanyakan lewat chat; petugas membantu mencari gantinya."),
    "ended": _("SUDAH BERAKHIR"),
    "instead": _("Sekarang ada"),
    "edition": _("Versi {version}, {date}"),
    "loan": _("PINJAMAN, bukan bantuan: harus dikembalikan."),
    "from": _("Dari Dinas Sosial dan SLRT {city}"),
}  # fmt: skip
_STEPS: Mapping[str, tuple[tuple[str, Text], ...]] = {
    "": (
        ("chat", _("Pindai kode atau kirim pesan, lalu jawab pertanyaannya.")),
        ("camera", _("Kirim foto berkas lewat chat.")),
        ("search", _("Petugas memeriksa, dan bila perlu datang ke rumah.")),
        ("decide", _("{decides} memutuskan.")),
        ("answer", _("Kabarnya datang di chat Anda, juga bila ditolak.")),
    ),
    "letter_service": (
        ("chat", _("Pindai kode atau kirim pesan, lalu jawab pertanyaannya.")),
        ("camera", _("Kirim foto berkas lewat chat.")),
        ("search", _("Petugas memeriksa berkas dan data.")),
        ("stamp", _("Surat dibuat dan ditandatangani Dinas Sosial.")),
        ("answer", _("Surat datang di chat Anda, atau diambil di kantor.")),
    ),
    "urgent": (
        ("phone", _("Ada bahaya? Telepon 112 atau 119 dulu.")),
        ("chat", _("Pindai kode atau kirim pesan: apa yang terjadi dan di mana.")),
        ("visit", _("Petugas segera diberi tahu dan mendatangi.")),
        ("answer", _("Kabarnya datang di chat Anda.")),
    ),
    "through": (
        ("chat", _("Pindai kode atau kirim pesan: minta diusulkan lewat {service}.")),
        ("camera", _("Kirim foto berkas lewat chat.")),
        ("visit", _("Petugas datang ke rumah dan mengusulkan.")),
        ("decide", _("{decides} memutuskan sesuai kuota.")),
        ("answer", _("Kabarnya datang di chat Anda.")),
    ),
}
_ASK_FOR = _("Pindai kode atau kirim pesan: minta {service}.")
ROUTE_LINES: tuple[tuple[str, Text], ...] = (
    ("chat", _("Kirim keluhan lewat chat, nomor laporan langsung Anda dapat")),
    ("search", _("Petugas memeriksa berkas, yang kurang ditanyakan di chat")),
    ("visit", _("Fasilitator datang ke rumah, lalu supervisor memeriksa")),
    ("building", _("Sekretariat SLRT menjawab atau merujuk dalam 2 x 24 jam")),
    ("decide", _("Program memutuskan sesuai kuota, kabarnya datang di chat")),
)
"""The way of a complaint in five lines, without full stops: one breath in a chat."""
ROUTE_RIGHTS = _("Gratis, Anda berhak tahu alasannya, dan keputusan boleh disanggah.")
ROUTE_DECIDES = _("SLRT tidak memutuskan bantuan; yang memutuskan pemilik program, sesuai kuota.")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paper to have ready."""

    name: str
    icon: str
    must: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The words of one brochure, in one language."""

    code: str
    language: str
    city: str
    sector: str
    sector_icon: str
    name: str
    label: str
    ended: bool
    standing: str
    """What must be said about its being open, or why it ended."""
    target: str
    gives: str
    how: tuple[str, ...]
    """In sentences."""
    steps: tuple[tuple[str, str], ...]
    """Picture and words of each step by chat; none where there is no way by chat."""
    papers: tuple[Piece, ...]
    decides: str
    note: str
    hours: str
    office: str
    """Where the secretariat is, and its telephone; empty where nobody wrote it down."""
    instead: tuple[str, ...]
    loan: bool
    urgent: bool
    legal: str
    whatsapp: str
    """Where its code leads; empty where that channel is not there."""
    telegram: str
    words: Mapping[str, str] = field(hash=False)
    """The headings."""
    version: str = ""
    dated: str = ""

    def facts(self) -> dict[str, Any]:
        """Plain values for the page."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a leaflet says besides the entry: the city, its hours, and how one writes to us."""

    city: City
    week: tuple[tuple[tuple[int, int], ...], ...]
    """Office hours (`flows.cases.calendar.Week`)."""
    ways: Ways
    office: str = ""
    """Address and telephone of the secretariat."""


def leaflet_of(
    entry: Entry, catalogue: Catalogue, desk: Desk, language: str, on: date, changed: date
) -> Leaflet:
    """The leaflet of an entry as it stands on that day; its words were `changed` then."""
    ended = not entry.open(on)
    whatsapp, telegram = links(desk.ways, entry)
    made = Leaflet(
        code=entry.code,
        language=language,
        city=desk.city.name,
        sector=SECTORS.get(entry.sector, SECTORS["other"]).render(language),
        sector_icon=_ICONS.get(entry.sector, "paper"),
        name=entry.name.render(language),
        label=entry.label.render(language),
        ended=ended,
        standing=_said(entry.standing(on) or None, language),
        target=entry.target.render(language),
        gives=entry.gives.render(language),
        how=tuple(_SENTENCE.split(entry.how.render(language))),
        steps=() if ended else tuple(_steps(entry, catalogue, desk.city.code, language, on)),
        papers=() if ended else tuple(_pieces(entry.papers, catalogue, language)),
        decides=entry.owner,
        note=_said(entry.note, language),
        hours=spoken(desk.week).render(language),
        office=desk.office,
        instead=tuple(_instead(entry, catalogue, language, on)) if ended else (),
        loan=entry.loan,
        urgent=entry.urgent,
        legal=entry.legal,
        whatsapp=whatsapp,
        telegram=telegram,
        words=headings(desk.city, language),
    )
    return dated(made, changed)


def dated(made: Leaflet, changed: date) -> Leaflet:
    """The same with its version, which the words alone give, and the day they changed."""
    told = {k: v for k, v in made.facts().items() if k not in NOT_ITS_OWN}
    version = version_of(told)
    day = Date(changed).render(made.language)
    edition = _("Versi {version}, {date}").format(version=version, date=day)
    words = {**made.words, "edition": edition.render(made.language)}
    return replace(made, version=version, dated=day, words=words)


def version_of(facts: Mapping[str, Any]) -> str:
    """Six signs that change whenever the words do."""
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()[:6]


def headings(city: City, language: str) -> dict[str, str]:
    """The headings in that language; `edition` is filled later."""
    return {
        name: (text.format(city=city.name) if name == "from" else text).render(language)
        for name, text in _HEADINGS.items()
        if name != "edition"
    }


def way_of(entry: Entry, catalogue: Catalogue, city: str, on: date) -> Entry | None:
    """The service that one asks for to come to this entry: itself, or the one it goes through."""
    if entry.kind == "service":
        return entry if entry.open(on) else None
    return catalogue.leads_to(entry.code, city, on) if entry.open(on) else None


def _steps(
    entry: Entry, catalogue: Catalogue, city: str, language: str, on: date
) -> Iterator[tuple[str, str]]:
    service = way_of(entry, catalogue, city, on)
    if service is None:
        return
    if service is not entry and not service.proposes:
        yield from _by_paper(entry, service, language)
        return
    kind = "through" if service is not entry else "urgent" if entry.urgent else entry.route
    for icon, text in _STEPS.get(kind, _STEPS[""]):
        told = text.format(decides=entry.owner, service=service.label)
        yield icon, told.render(language)


def _by_paper(entry: Entry, service: Entry, language: str) -> Iterator[tuple[str, str]]:
    """We give what is needed for it; its owner is asked as the catalogue says."""
    yield "chat", _ASK_FOR.format(service=service.label).render(language)
    for sentence in _SENTENCE.split(entry.how.render(language)):
        yield "list", sentence


def _pieces(papers: tuple[Paper, ...], catalogue: Catalogue, language: str) -> Iterator[Piece]:
    for paper in papers:
        document = catalogue.document(paper.document)
        if document is None:
            continue
        name = document.name.render(language)
        must = paper.need == "must" and not paper.when
        note = _said(paper.note, language)
        yield Piece(name[:1].upper() + name[1:], document.icon, must, note)


def _instead(entry: Entry, catalogue: Catalogue, language: str, on: date) -> Iterator[str]:
    for code in entry.instead:
        other = catalogue.entry(code)
        if other is not None and other.open(on):
            yield other.name.render(language)


def _said(words: Any, language: str) -> str:
    return str(words.render(language)) if words else ""


_ICONS: Mapping[str, str] = {
    "health": "medical",
    "education": "school",
    "social": "heart",
    "food": "bowl",
    "economy": "shop",
    "energy": "bolt",
    "housing": "home",
    "agriculture": "leaf",
    "fishery": "fish",
    "civil": "id",
    "protection": "shield",
    "law": "scale",
    "institution": "building",
    "data": "list",
}
