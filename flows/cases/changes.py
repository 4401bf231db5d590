"""What changed in the catalogue, in plain words for staff: one line for each service or program."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flows.cases.catalogue import Catalogue, Entry
from flows.words import Text, _staff, literal

_FIELDS: tuple[tuple[str, Text], ...] = (
    ("name", _staff("namanya")),
    ("target", _staff("untuk siapa")),
    ("gives", _staff("yang didapat")),
    ("how", _staff("caranya")),
    ("owner", _staff("siapa yang memutuskan")),
    ("decile_max", _staff("batas desil")),
    ("note", _staff("catatannya")),
    ("route", _staff("jalurnya")),
    ("asks", _staff("pertanyaannya")),
)
_PLACE_FIELDS: tuple[tuple[str, Text], ...] = (
    ("name", _staff("namanya")),
    ("address", _staff("alamatnya")),
    ("phone", _staff("teleponnya")),
    ("week", _staff("jam bukanya")),
    ("point", _staff("titik petanya")),
    ("village", _staff("kelurahannya")),
    ("serves", _staff("kelurahan yang dilayani")),
    ("note", _staff("catatannya")),
)
NEW = _staff("{name}: baru.")
GONE = _staff("{name}: tidak ada lagi dalam daftar.")
OPENED = _staff("{name}: sekarang dibuka.")
CLOSED = _staff("{name}: sekarang ditutup. Kepada warga: {why}")
CLOSES = _staff("{name}: ditutup sesudah {day}.")
PAPERS_NEW = _staff("{name}: berkas baru: {papers}.")
PAPERS_GONE = _staff("{name}: tidak perlu lagi: {papers}.")
OTHER = _staff("{name}: berubah {what}.")


def changes(before: Catalogue, after: Catalogue, on: date) -> tuple[Text, ...]:
    """A line for each change that staff should know before a resident asks; none for hints,
    order and sources, which nobody is told."""
    old = {entry.code: entry for entry in before.entries}
    new = {entry.code: entry for entry in after.entries}
    lines: list[Text] = []
    for code, entry in new.items():
        name = literal(entry.label.id)
        if code not in old:
            lines.append(NEW.format(name=name))
        else:
            lines += _changed(old[code], entry, after, on)
    lines += _places(before, after)
    gone = (old[code] for code in old if code not in new)
    return (*lines, *(GONE.format(name=literal(entry.label.id)) for entry in gone))


def _changed(was: Entry, now: Entry, catalogue: Catalogue, on: date) -> Iterator[Text]:
    name = literal(now.label.id)
    if was.open(on) != now.open(on):
        why = literal((now.closed or now.how).id)
        yield OPENED.format(name=name) if now.open(on) else CLOSED.format(name=name, why=why)
    elif was.valid_until != now.valid_until and now.valid_until is not None:
        yield CLOSES.format(name=name, day=literal(f"{now.valid_until:%d-%m-%Y}"))
    yield from _papers(was, now, catalogue)
    told = [
        word.render("id") for field, word in _FIELDS if getattr(was, field) != getattr(now, field)
    ]
    if told:
        yield OTHER.format(name=name, what=literal(", ".join(told)))


def _places(before: Catalogue, after: Catalogue) -> Iterator[Text]:
    """What was written down anew of a Puskesos; a first list of them is no news."""
    old = {office.code: office for office in before.places}
    for now in after.places:
        was = old.get(now.code, now)
        told = [
            words.render("id")
            for field, words in _PLACE_FIELDS
            if getattr(was, field) != getattr(now, field)
        ]
        if told:
            yield OTHER.format(name=literal(now.name.id), what=literal(", ".join(told)))


def _papers(was: Entry, now: Entry, catalogue: Catalogue) -> Iterator[Text]:
    name = literal(now.label.id)
    before, after = ({p.document for p in e.papers} for e in (was, now))
    for codes, words in ((after - before, PAPERS_NEW), (before - after, PAPERS_GONE)):
        if codes:
            names = [d.name.id for d in catalogue.documents if d.code in codes]
            yield words.format(name=name, papers=literal(", ".join(names or sorted(codes))))
