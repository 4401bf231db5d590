"""Lines of a registry file, with their numbers: CSV in either encoding, or XLSX.

A file is read as a stream; an XLSX sheet is held in memory by its reader, so big lists are given
as CSV.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from storage.registry.portions import Portion
from storage.registry.presets import Unmapped, squeezed

LARGEST_SHEET = 64 * 2**20
"""Bytes of an XLSX file; unpacked it is some ten times as large, all in memory."""
_SAMPLE = 1 << 20
_SEPARATORS = ("|", ";", ",", "\t")
_MANY = 4
"""So many columns a header line has at least when its separator was guessed right."""
_PORTION = 1 << 20
"""Characters of a portion; of a sheet it has `_ROWS` rows."""
_ROWS = 4000
_LONGEST = 4 << 20
"""Characters without the end of a line."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open file."""

    headers: list[str]
    head: int
    """Lines up to the headers and with them."""
    portions: Iterator[Portion]
    done: Callable[[], int]
    """Bytes (or lines of a sheet) read so far."""
    size: int
    """Of the same, in all."""
    numeric: bool
    """Cells have types: a NIK that is a number has lost digits."""


def hashed(path: Path) -> str:
    """SHA-256 of the file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The file's headers and lines. Raises Unmapped when it is no such file."""
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head.startswith(b"PK\x03\x04"):
            yield _sheet(path)
        elif head.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
            raise Unmapped("Old Excel files and PDF are not read: save it as CSV or XLSX.")
        else:
            yield _csv(file, path.stat().st_size)


def _csv(file: BinaryIO, size: int) -> Source:
    sample = file.read(_SAMPLE)
    file.seek(0)
    encoding = _encoding(sample, whole=size <= _SAMPLE)
    first = sample.decode(encoding, "replace").splitlines()[:1]
    separator = _separator(first[0] if first else "")
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator)
    headers = next(rows, [])
    return Source(
        [header.strip() for header in headers],
        # Numbered by the line in the file, as an editor shows it.
        rows.line_num,
        _cut(text, separator),
        lambda: min(size, text.buffer.tell()),
        size,
        numeric=False,
    )


def _cut(text: TextIOWrapper, separator: str) -> Iterator[Portion]:
    rest = ""
    while more := text.read(_PORTION):
        rest += more
        # A lone \r is the end of a line as well, but \n may follow the last one.
        cut = rest.rfind("\n") + 1 or rest.rfind("\r", 0, -1) + 1
        if cut:
            yield Portion(rest[:cut], separator)
            rest = rest[cut:]
        elif len(rest) > _LONGEST:
            raise Unmapped("A line of the file does not end: it is no CSV.")
    yield Portion(rest, separator, last=True)


def _encoding(sample: bytes, *, whole: bool) -> str:
    """UTF-8 if it can be; else Windows-1252, which any byte is in."""
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        # The sample may end within a letter.
        sample.decode("utf-8") if whole else sample[: sample.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _separator(line: str) -> str:
    found = max(_SEPARATORS, key=line.count)
    if line.count(found) + 1 < 2:
        raise Unmapped("The first line has one column only: separate columns by , ; or |.")
    return found


def _sheet(path: Path) -> Source:
    from python_calamine import CalamineWorkbook

    size = path.stat().st_size
    if size > LARGEST_SHEET:
        raise Unmapped(
            f"An XLSX file of more than {LARGEST_SHEET >> 20} MB is not read: save it as CSV."
        )
    book = CalamineWorkbook.from_path(path)
    sheet = next((s for s in map(book.get_sheet_by_name, book.sheet_names) if s.height > 1), None)
    if sheet is None:
        raise Unmapped("No sheet of the file has rows.")
    rows = sheet.iter_rows()
    headers: list[str] = []
    place = [0]
    for row in rows:
        place[0] += 1
        headers = [str(cell).strip() for cell in row]
        if sum(bool(squeezed(header)) for header in headers) >= 2:
            break  # a title may stand above the header
    return Source(
        headers,
        place[0],
        _portions(rows, place),
        lambda: place[0],
        sheet.total_height,
        numeric=True,
    )


def _portions(rows: Iterator[Sequence[object]], place: list[int]) -> Iterator[Portion]:
    while some := list(islice(rows, _ROWS)):
        place[0] += len(some)
        yield Portion(rows=some)
