"""An XLSX file as small as one can be: texts and numbers, and cells merged on its last sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>{}</Types>'
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_sheet(
    path: Path, *sheets: Sequence[Sequence[object]], merged: Sequence[str] = ()
) -> Path:
    """Write it; `merged` are ranges like `C2:C4`."""
    numbers = range(1, len(sheets) + 1)
    with ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", _TYPES.format("".join(map(_typed, numbers))))
        book.writestr("_rels/.rels", _related("officeDocument", "xl/workbook.xml"))
        targets = "".join(_relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
        book.writestr("xl/_rels/workbook.xml.rels", _RELS.format(targets))
        named = "".join(f'<sheet name="Data {n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
        sheets_of = f"<sheets>{named}</sheets>"
        book.writestr("xl/workbook.xml", f'<workbook {_MAIN} xmlns:r="{_KIND}">{sheets_of}'
                      "</workbook>")  # fmt: skip
        for n, rows in zip(numbers, sheets, strict=True):
            ranges = merged if n == len(sheets) else ()
            book.writestr(f"xl/worksheets/sheet{n}.xml", _sheet(rows, ranges))
    return path


def _sheet(rows: Sequence[Sequence[object]], merged: Sequence[str]) -> str:
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    tail = f"<mergeCells>{ranges}</mergeCells>" if merged else ""
    return f"<worksheet {_MAIN}><sheetData>{cells}</sheetData>{tail}</worksheet>"


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'


def _typed(number: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    return f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}"/>'


def _related(kind: str, target: str) -> str:
    return _RELS.format(_relation(1, kind, target))


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{_KIND}/{kind}" Target="{target}"/>'
