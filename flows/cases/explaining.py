"""How a complaint goes, for those who have never seen SLRT: slides, a speaking sheet, posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flows.cases.leaflet import (
    ROUTE_DECIDES,
    ROUTE_LINES,
    ROUTE_RIGHTS,
    Desk,
    Leaflet,
    headings,
    version_of,
)
from flows.cases.opening_hours import spoken
from flows.landing import Ways, front_door
from flows.moments import Date
from flows.words import Text, _

SECONDS_A_SLIDE = 6
"""Long enough to read two lines aloud; seven slides are 42 seconds."""

_TITLES = (
    _("Sampaikan"),
    _("Diperiksa"),
    _("Dikunjungi"),
    _("Dijawab atau dirujuk"),
    _("Diputuskan"),
)
_MORE = (
    _("Belum ada suratnya? Boleh menyusul."),
    _("Tidak perlu bolak-balik ke kantor."),
    _("Petugas membawa tanda pengenal dan tidak meminta uang."),
    _("Terlambat? Atasan petugas langsung diberi tahu."),
    _("Ditolak? Anda diberi tahu alasannya dan boleh menyanggah."),
)
_SCAN, _WRITE = _("Pindai kode, atau kirim pesan MENU."), _("Kirim pesan MENU ke nomor ini.")
_FOURS = re.compile(r"(?<=^\d{3})|(?<=^\d{7})")
"""Where a number is parted to be read: 812-3456-7890."""
_SHEET: tuple[tuple[Text, Text, tuple[Text, ...]], ...] = (
    (
        _("1. Buka"),
        _("1 menit"),
        (
            _("SLRT membantu warga menyampaikan keluhan bantuan sosial dan mengajukan layanan."),
            _("Sekarang bisa lewat WhatsApp dan Telegram, dari rumah, gratis, 24 jam."),
        ),
    ),
    (_("2. Jalannya keluhan"), _("3 menit"), ()),
    (
        _("3. Yang harus dikatakan jujur"),
        _("1 menit"),
        (
            ROUTE_DECIDES,
            _("Terdaftar belum tentu menerima. Jangan menjanjikan apa pun."),
            _("Desil dihitung BPS, bukan oleh kelurahan atau petugas."),
        ),
    ),
    (
        _("4. Hak warga"),
        _("1 menit"),
        (
            ROUTE_RIGHTS,
            _("Data hanya dipakai untuk mengurus laporan, dan boleh diminta dihapus."),
            _("Petugas tidak pernah meminta uang, PIN, atau kode OTP."),
        ),
    ),
    (
        _("5. Pertanyaan yang sering muncul"),
        _("3 menit"),
        (
            _("Tetangga mampu malah dapat? Laporkan data tidak cocok; nama pelapor dijaga."),
            _("Tidak punya HP? Datang ke meja Puskesos di kelurahan, petugas mengisikan."),
            _("Tidak bisa menulis panjang? Cukup pilih angka, atau ketik PETUGAS."),
            _("KTP belum ada? Tetap lapor; yang belum ada boleh menyusul."),
        ),
    ),
    (
        _("6. Ajak mencoba"),
        _("1 menit"),
        (
            _("Minta semua memindai kode pada poster, lalu mengetik MENU bersama-sama."),
            _("Bagikan brosur layanan yang paling ditanyakan di tempat ini."),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide."""

    step: int
    """0 for the first and the last."""
    title: str
    icon: str
    words: str
    more: str = ""


def explainer(desk: Desk, language: str, changed: date) -> dict[str, Any]:
    """The slides of the way of a complaint."""
    slides = [vars_of(one) for one in _slides(desk, language)]
    words = headings(desk.city, language)
    told = {"slides": slides, "free": words["free"], "from": words["from"], "language": language,
            "reach": _reach(desk.ways)}  # fmt: skip
    told["whatsapp"], told["telegram"] = front_door(desk.ways)
    return {**told, **_edition(told, language, changed), "words": words}


def speaking_sheet(desk: Desk, language: str, changed: date) -> dict[str, Any]:
    """What to say in ten minutes."""
    parts = []
    for title, minutes, lines in _SHEET:
        said = lines or tuple(text for _icon, text in ROUTE_LINES)
        parts.append(
            {
                "title": title.render(language),
                "minutes": minutes.render(language),
                "lines": [text.render(language) for text in said],
            }
        )
    words = headings(desk.city, language)
    told = {
        "parts": parts,
        "title": _("SLRT dalam 10 menit").render(language),
        "length": _("untuk penyuluh").render(language),
        "from": words["from"],
        "language": language,
    }
    return {**told, **_edition(told, language, changed), "words": words}


def post_of(leaflet: Leaflet) -> str:
    """A short text to pass on with the picture, for a status, a group or a website."""
    words = leaflet.words
    lines = [f"*{leaflet.name}*"]
    if leaflet.standing:
        lines.append(leaflet.standing)
    if leaflet.ended:
        lines += [f"{words['instead']}: {', '.join(leaflet.instead)}."] if leaflet.instead else []
    else:
        lines += [f"{words['for_whom']}: {leaflet.target}", f"{words['gives']}: {leaflet.gives}"]
        must = ", ".join(one.name for one in leaflet.papers if one.must)
        lines += [f"{words['papers']}: {must}."] if must else []
        lines.append(words["loan"] if leaflet.loan else words["quota"])
    lines += [link for link in (leaflet.whatsapp, leaflet.telegram) if link]
    lines += [words["honest"], f"{words['from']}. {words['edition']}"]
    return "\n".join(lines) + "\n"


def vars_of(slide: Slide) -> dict[str, Any]:
    """Plain values."""
    return {name: getattr(slide, name) for name in Slide.__slots__}


def _reach(ways: Ways) -> str:
    """Our number and name as one reads them out."""
    digits = ways.whatsapp
    number = f"+{digits[:2]} {'-'.join(filter(None, _FOURS.split(digits[2:])))}" if digits else ""
    names = (("WhatsApp", number), ("Telegram", ways.telegram and f"@{ways.telegram}"))
    return "\n".join(f"{name} {said}" for name, said in names if said)


def _slides(desk: Desk, language: str) -> Iterator[Slide]:
    yield Slide(
        0,
        _("Punya keluhan bantuan?").render(language),
        "heart",
        _("SLRT {city} membantu Anda, lewat chat.").format(city=desk.city.name).render(language),
        _("Begini jalannya, dalam lima langkah.").render(language),
    )
    told = zip(ROUTE_LINES, _TITLES, _MORE, strict=True)
    for step, ((icon, words), title, more) in enumerate(told, 1):
        yield Slide(step, title.render(language), icon, f"{words.render(language)}.",
                    more.render(language))  # fmt: skip
    yield Slide(
        0,
        _("Mulai sekarang").render(language),
        "answer",
        (_SCAN if any(front_door(desk.ways)) else _WRITE).render(language),
        _("Petugas membalas {hours}.").format(hours=spoken(desk.week)).render(language),
    )


def _edition(told: dict[str, Any], language: str, changed: date) -> dict[str, str]:
    version = version_of(told)
    edition = _("Versi {version}, {date}").format(version=version, date=Date(changed))
    day = Date(changed).render(language)
    return {"version": version, "dated": day, "edition": edition.render(language)}
