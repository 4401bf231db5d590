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
from pathlib import Path
from typing import BinaryIO

from storage.registry.presets import Unmapped, squeezed

LARGEST_SHEET = 64 * 2**20
"""Bytes of an XLSX file; unpacked it is some ten times as large, all in memory."""
_SAMPLE = 1 << 20
_SEPARATORS = ("|", ";", ",", "\t")
_MANY = 4
"""So many columns a header line has at least when its separator was guessed right."""
csv.field_size_limit(1 << 20)

Line = tuple[int, list[object]]
"""Its number in the file, the header's being 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Source:
    """An open file."""

    headers: list[str]
    lines: Iterator[Line]
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
        ((rows.line_num, list[object](row)) for row in rows),
        lambda: min(size, text.buffer.tell()),
        size,
        numeric=False,
    )


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
    place = [0]
    rows = _counted(sheet.iter_rows(), place)
    headers: list[str] = []
    for _number, row in rows:
        headers = [str(cell).strip() for cell in row]
        if sum(bool(squeezed(header)) for header in headers) >= 2:
            break  # a title may stand above the header
    return Source(headers, rows, lambda: place[0], sheet.total_height, numeric=True)


def _counted(rows: Iterator[Sequence[object]], place: list[int]) -> Iterator[Line]:
    for number, row in enumerate(rows, 1):
        place[0] = number
        yield number, list(row)
