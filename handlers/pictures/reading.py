"""What card a photo shows and what stands on it: lines of print in, a reading out. Pure.

The layouts are those of the KTP-el and of the family card (Perpres 96/2018 and what is printed
since 2011). Where a line is missing or misread the field stays empty; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from flows.cases.card_reading import CardReading, Kind, Member
from handlers.pictures.reading_lines import Line, Sheet, Value, letters, matches
from handlers.pictures.reading_numbers import (
    FoundNik,
    Printed,
    date_in,
    family_card_no,
    nik_in,
    runs,
    sex_in,
)

KTP_LABELS = {
    "nik": ("NIK",),
    "name": ("Nama",),
    "born": ("Tempat/Tgl Lahir", "Tempat Tanggal Lahir"),
    "sex": ("Jenis Kelamin",),
    "blood": ("Gol. Darah", "Golongan Darah"),
    "street": ("Alamat",),
    "rt": ("RT/RW",),
    "village": ("Kel/Desa", "Kelurahan/Desa", "Desa/Kelurahan"),
    "district": ("Kecamatan",),
    "religion": ("Agama",),
    "married": ("Status Perkawinan",),
    "work": ("Pekerjaan",),
    "nationality": ("Kewarganegaraan",),
    "valid": ("Berlaku Hingga",),
}
STRONG = frozenset({"blood", "village", "married", "nationality", "valid", "rt"})
"""Labels that a letter about somebody seldom has."""
KK_LABELS = {
    "head": ("Nama Kepala Keluarga", "Kepala Keluarga"),
    "village": ("Desa/Kelurahan", "Kelurahan/Desa", "Kel/Desa"),
    "names": ("Nama Lengkap",),
    "relation": ("Status Hubungan Dalam Keluarga", "Hubungan"),
    "parents": ("Nama Orang Tua",),
    "issued": ("Dikeluarkan Tanggal",),
}
HEADS = ("PROVINSI", "KABUPATEN", "KOTA")
"""Of an identity card, where a shadow hides its labels."""
ENOUGH, FEW = 5, 2
"""So many labels make a card; with fewer than the second it shows nothing of one."""
NOT_ONE = ("SURAT KETERANGAN", "SURAT PENGANTAR", "SURAT PERNYATAAN", "YANG BERTANDA TANGAN",
           "SURAT IZIN MENGEMUDI", "INDONESIA SEHAT", "BPJS KESEHATAN", "KARTU KELUARGA SEJAHTERA",
           "INDONESIA PINTAR", "AKTA KELAHIRAN", "KUTIPAN AKTA", "BUKU NIKAH")  # fmt: skip
"""Papers with some of the same labels."""
SURE = 0.8
"""Of 1: a number from a line that the reader is less sure of is left alone where nothing else on
the card speaks for it."""
POOR = 0.5
"""Of 1: below, it is left alone even where the printed birth date speaks for it, because that says
nothing of the area and of the last digits."""
CLEAR, PLAIN = 0.9, 0.6
"""How sure the reader is of plain print, and of how much of it."""
NEXT = 2.5
"""Heights of the title that the number's middle lies below the title's."""
_NUMBERED = re.compile(r"^\W*N[oO0]\W*\d")
_NAME = re.compile(r"[^A-Z .,'’\-]")


def read(lines: Sequence[Line], today: date) -> CardReading:
    """What stands on the photo with these lines of print."""
    sheet = Sheet(lines)
    capitals = letters(sheet.words)
    if _is_family_card(sheet, capitals):
        return _family_card(sheet, today)
    found = sheet.found(KTP_LABELS)
    if "KARTUIDENTITASANAK" in capitals:
        return _identity_card(Kind.KIA, sheet, found, today)
    if any(letters(title) in capitals for title in NOT_ONE):
        return CardReading(Kind.OTHER)
    if len(found) >= ENOUGH and len(STRONG & found.keys()) >= FEW:
        return _identity_card(Kind.KTP, sheet, found, today)
    if "nik" in found and any(title in capitals for title in HEADS):
        card = _identity_card(Kind.KTP, sheet, found, today)
        if card.agrees:
            return card
    numbers = any(True for line in lines for _ in runs(line.text))
    doubtful = numbers or len(found) >= FEW or "KARTUKELUARGA" in capitals or _is_blurred(lines)
    return CardReading(Kind.UNCLEAR if doubtful else Kind.OTHER)


def _is_blurred(lines: Sequence[Line]) -> bool:
    """Whether there is print that cannot be made out."""
    clear = sum(line.score >= CLEAR for line in lines)
    return clear < PLAIN * len(lines)


def _is_family_card(sheet: Sheet, capitals: str) -> bool:
    """By its title and its labels; on a photo out of focus only the largest print can be read,
    which are the title and the number below it."""
    if "KARTUKELUARGA" not in capitals or "KARTUKELUARGASEJAHTERA" in capitals:
        return False
    return len(sheet.found(KK_LABELS)) >= FEW or any(
        family_card_no(line.text) and _is_below_title(sheet, line) for line in sheet.lines
    )


def _is_below_title(sheet: Sheet, line: Line) -> bool:
    """Whether a line stands right under the words KARTU KELUARGA, as the card's own number does."""
    middle = (line.left[0] + line.right[0]) / 2
    return any(
        0 < line.level(middle) - title.level(middle) < NEXT * title.height
        and title.left[0] < middle < title.right[0]
        for title in sheet.lines
        if matches(title.text, "KARTU KELUARGA")
    )


def _identity_card(kind: Kind, sheet: Sheet, found: dict[str, Value], today: date) -> CardReading:
    none = Value("", 0.0)
    printed = Printed(date_in(found.get("born", none).text), sex_in(found.get("sex", none).text))
    nik, score = _nik(sheet, found.get("nik", none), printed, today)
    if nik is not None and nik.agrees is None and _dated(sheet, nik):
        printed, nik = Printed(nik.nik.birth, printed.sex), FoundNik(nik.nik, agrees=True)
    return CardReading(
        kind=kind,
        nik=nik.nik.digits if nik else "",
        name=name_of(found.get("name", none).text),
        birth=printed.birth,
        sex=printed.sex,
        village=name_of(found.get("village", none).text),
        confidence=round(score, 3),
        agrees=nik.agrees if nik else None,
    )


def _nik(
    sheet: Sheet, beside: Value, printed: Printed, today: date
) -> tuple[FoundNik | None, float]:
    """The number beside its label, or else the only line that has one."""
    rows = [beside, *(Value(line.text, line.score) for line in sheet.lines)]
    for row in rows:
        found = nik_in(row.text, printed, today)
        if found is not None and row.score >= (POOR if found.agrees else SURE):
            return found, row.score
    return None, 0.0


def _dated(sheet: Sheet, found: FoundNik) -> bool:
    """Whether the birth date stands on the card, though its label could not be read."""
    return any(date_in(line.text) == found.nik.birth for line in sheet.lines)


def name_of(text: str) -> str:
    """A name or place in capitals as cards print it, without what cannot belong to it."""
    plain = _NAME.sub(" ", text.upper())
    return " ".join(plain.split()).strip(" .,'’-")


def _family_card(sheet: Sheet, today: date) -> CardReading:
    found = sheet.found(KK_LABELS)
    none = Value("", 0.0)
    number, score = _number(sheet)
    return CardReading(
        kind=Kind.KK,
        name=name_of(found.get("head", none).text),
        village=name_of(found.get("village", none).text),
        kk=number,
        members=tuple(_members(sheet, number, today)),
        confidence=round(score, 3),
    )


def _number(sheet: Sheet) -> tuple[str, float]:
    """The family card's own number: in the title, or behind `No.`; a NIK of a man may look the
    same and stands below."""
    labels = [line.left[1] for line in sheet.lines if _is_label(line)]
    for line in sorted(sheet.lines, key=lambda line: line.left[1]):
        number = family_card_no(line.text)
        named = _NUMBERED.match(line.text) is not None
        in_title = len(labels) >= FEW and line.left[1] < min(labels)
        if number and line.score >= SURE and (named or in_title or _is_below_title(sheet, line)):
            return number, line.score
    return "", 0.0


def _is_label(line: Line) -> bool:
    """Whether it is one of those that stand below the title."""
    below = (*KK_LABELS["head"], *KK_LABELS["village"], *KK_LABELS["names"], "Alamat", "RT/RW")
    return any(matches(line.text.partition(":")[0], label) for label in below)


def _members(sheet: Sheet, number: str, today: date) -> Iterator[Member]:
    """The rows of the first table, in their order."""
    for line in sorted(sheet.lines, key=lambda line: line.left[1]):
        row = sheet.row_of(line)
        beside = " ".join([line.text, *(one.text for one in row if one.left[0] > line.left[0])])
        found = nik_in(line.text, Printed(date_in(beside)), today)
        if found is None or found.agrees is False or found.nik.digits == number:
            continue
        if line.score >= (POOR if found.agrees else SURE):
            yield Member(_named(line, row), found.nik.digits)


def _named(line: Line, row: Sequence[Line]) -> str:
    """The name to the left of a number, in its own piece or in the same one."""
    before = [one for one in row if one.left[0] < line.left[0] and len(letters(one.text)) > 2]
    own = name_of(re.split(r"\d{6}", line.text)[0])
    return own or (name_of(before[-1].text) if before else "")
