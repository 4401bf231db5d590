"""Lines of a registry file, with their numbers: CSV in either encoding, or XLSX.

A file is read as a stream; an XLSX sheet is held in memory by its reader, so big lists are given
as CSV.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from storage.registry.portions import Portion
from storage.registry.presets import Unmapped, squeezed

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Heads = Callable[[Sequence[str]], bool]
LARGEST_SHEET = 64 * 2**20
"""Bytes of an XLSX file; unpacked it is some ten times as large, all in memory."""
_SAMPLE = 1 << 20
_SEPARATORS = ("|", ";", ",", "\t")
_HEAD = 30
"""Lines among which the headers are looked for: titles, dates and empty lines stand above."""
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
def opened(path: Path, heads: Heads) -> Iterator[Source]:
    """The file's headers and lines; `heads` knows headers when it sees them.

    Raises Unmapped when it is no such file.
    """
    with path.open("rb") as file:
        head = file.read(4)
        file.seek(0)
        if head.startswith(b"PK\x03\x04"):
            yield _sheet(path, heads)
        elif head.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")):
            raise Unmapped(
                "An old Excel file, one with a password, or a PDF is not read: save it as CSV or "
                "XLSX without a password."
            )
        elif not head:
            raise Unmapped("The file is empty.")
        else:
            yield _csv(file, path.stat().st_size, heads)


def _csv(file: BinaryIO, size: int, heads: Heads) -> Source:
    sample = file.read(_SAMPLE)
    file.seek(0)
    encoding = _encoding(sample, whole=size <= _SAMPLE)
    separator, above = _head(sample.decode(encoding, "replace"), heads)
    text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator)
    headers = next(islice(rows, above, None), [])
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
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"  # what Excel calls "Unicode text"
    try:
        # The sample may end within a letter.
        sample.decode("utf-8") if whole else sample[: sample.rfind(b"\n") + 1].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _head(sample: str, heads: Heads) -> tuple[str, int]:
    """The separator, and how many lines stand above the headers.

    Where nothing looks like headers it is the first line with columns, which `mapped` complains
    of by their names. Raises Unmapped where no line has any.
    """
    for separator in _SEPARATORS:
        for above, row in enumerate(islice(_lines(sample, separator), _HEAD)):
            if heads([cell.strip() for cell in row]):
                return separator, above
    for above, line in enumerate(sample.splitlines()[:_HEAD]):
        separator = max(_SEPARATORS, key=line.count)
        if len(re.findall(r"\w+", line)) > 1 and separator in line:
            return separator, above
    raise Unmapped("No line has more than one column: separate columns by , ; or |.")


def _lines(sample: str, separator: str) -> Iterator[list[str]]:
    """The lines until one is no CSV with that separator."""
    with suppress(csv.Error):
        yield from csv.reader(StringIO(sample, newline=""), delimiter=separator)


def _sheet(path: Path, heads: Heads) -> Source:
    from python_calamine import CalamineError, CalamineWorkbook

    size = path.stat().st_size
    if size > LARGEST_SHEET:
        raise Unmapped(
            f"An XLSX file of more than {LARGEST_SHEET >> 20} MB is not read: save it as CSV."
        )
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = [s for s in map(book.get_sheet_by_name, book.sheet_names) if s.height > 1]
    except CalamineError:
        raise Unmapped(
            "The file is damaged, or no XLSX: open it and save it as CSV or XLSX again."
        ) from None
    if not sheets:
        raise Unmapped("No sheet of the file has rows.")
    # A cover or a page of sums may stand before the list.
    sheet, headers, above = next(_headed(sheets, heads), None) or _first_with_cells(sheets[0])
    rows = _unmerged(islice(sheet.iter_rows(), above + 1, None), above + 1, sheet)
    place = [above + 1]
    return Source(
        headers,
        place[0],
        _portions(rows, place),
        lambda: place[0],
        sheet.total_height,
        numeric=True,
    )


def _headed(
    sheets: Sequence[CalamineSheet], heads: Heads
) -> Iterator[tuple[CalamineSheet, list[str], int]]:
    """Sheets with headers, these, and how many rows stand above."""
    for sheet in sheets:
        for above, row in enumerate(islice(sheet.iter_rows(), _HEAD)):
            headers = [str(cell).strip() for cell in row]
            if heads(headers):
                yield sheet, headers, above


def _first_with_cells(sheet: CalamineSheet) -> tuple[CalamineSheet, list[str], int]:
    """The first row that may be meant as headers: what is wrong with it is told by its names."""
    for above, row in enumerate(sheet.iter_rows()):
        headers = [str(cell).strip() for cell in row]
        if sum(bool(squeezed(header)) for header in headers) > 1:
            return sheet, headers, above
    raise Unmapped("No row of the sheet has more than one column.")


def _unmerged(
    rows: Iterator[Sequence[object]], first: int, sheet: CalamineSheet
) -> Iterator[Sequence[object]]:
    """The rows with what is merged over several of them, like a family's KK, in each of them."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= first and bottom > top and left == right:
            merged.setdefault(top, []).append((left, bottom))
    held: dict[int, tuple[int, object]] = {}
    for number, row in enumerate(rows, first):
        cells = list(row)
        for column, (bottom, value) in held.items():
            if number <= bottom and column < len(cells):
                cells[column] = value
        held.update({left: (bottom, cells[left]) for left, bottom in merged.get(number, ())})
        yield cells


def _portions(rows: Iterator[Sequence[object]], place: list[int]) -> Iterator[Portion]:
    while some := list(islice(rows, _ROWS)):
        place[0] += len(some)
        yield Portion(rows=some)
