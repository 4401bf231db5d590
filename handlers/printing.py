"""Everything on paper into a folder, for printing and passing on; only what changed is made.

FOLDER/daftar.csv, daftar.html      what there is, its version and date
FOLDER/id/brosur/PKH.pdf            A5, to hand out
FOLDER/id/poster/PKH.pdf            A4, for a wall
FOLDER/id/gambar/PKH-persegi.png    1080 x 1080, PKH-status.png 1080 x 1920
FOLDER/id/teks/PKH.txt              a short post
FOLDER/id/penyuluh.pdf              one page for whoever presents SLRT
FOLDER/id/penjelasan/...            the way of a complaint: pictures, and a film
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.cases import explaining
from flows.cases.leaflet import Leaflet
from handlers.leaflets import Rack
from handlers.paper import film, making
from handlers.refused import Refused

INDEX, PAGE = "daftar.csv", "daftar.html"
GENERAL = "-"
"""In the index, instead of a code: what is about no single service."""
_COLUMNS = ("file", "code", "name", "language", "version", "date", "digest")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file of the folder."""

    path: str
    code: str
    name: str
    language: str
    version: str
    dated: str
    digest: str
    make: Callable[[], bytes]

    def row(self) -> tuple[str, ...]:
        """Its line in the index."""
        return (self.path, self.code, self.name, self.language, self.version, self.dated,
                self.digest)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did."""

    made: int
    kept: int
    removed: int
    film: bool
    """Whether an encoder was there for the film."""


def sheets(rack: Rack, languages: Collection[str], only: str = "") -> Iterator[Sheet]:
    """Every file there is to make. Raises Refused for a code that nobody knows."""
    entries = sorted(rack.catalogue.entries, key=lambda e: (e.kind != "service", e.order, e.code))
    if only and (known := rack.catalogue.printed(only.upper())) is None:
        raise Refused(f"There is no service or program {only}. See `sambung catalogue list`.")
    for language in languages:
        for entry in entries:
            if not only or entry is known:
                yield from _of_entry(rack.leaflet(entry, language))
        if not only:
            yield from _general(rack, language)


def write(
    folder: Path, wanted: Collection[Sheet], *, whole: bool, told: Callable[[], None]
) -> Written:
    """Write what is not there as it should be. `whole`: what our index named before and nobody
    wants any more is taken away, since an old sheet misleads. `told` is called for each file.

    Raises OSError where the folder cannot be written.
    """
    before = _index(folder)
    made = 0
    for sheet in wanted:
        path = folder / sheet.path
        if before.get(sheet.path, {}).get("digest") != sheet.digest or not path.exists():
            _put(path, sheet.make())
            made += 1
        told()
    left = {path for path in before if path not in {s.path for s in wanted}}
    gone = left if whole else set()
    for name in gone:
        _inside(folder, name).unlink(missing_ok=True)
    rows = [tuple(before[p].get(c, "") for c in _COLUMNS) for p in sorted(left - gone)]
    _write_index(folder, [*(sheet.row() for sheet in wanted), *rows])
    return Written(made, len(wanted) - made, len(gone), bool(film.encoder()))


def _of_entry(leaflet: Leaflet) -> Iterator[Sheet]:
    facts = making.facts_of(leaflet)
    files: Mapping[str, Callable[[], bytes]] = {
        f"brosur/{leaflet.code}.pdf": lambda: making.brochure_pdf(leaflet),
        f"poster/{leaflet.code}.pdf": lambda: making.poster(leaflet),
        f"gambar/{leaflet.code}-persegi.png": lambda: making.share(leaflet, making.SQUARE),
        f"gambar/{leaflet.code}-status.png": lambda: making.share(leaflet, making.TALL),
        f"teks/{leaflet.code}.txt": lambda: explaining.post_of(leaflet).encode(),
    }
    for name, make in files.items():
        yield Sheet(
            f"{leaflet.language}/{name}", leaflet.code, leaflet.name, leaflet.language,
            leaflet.version, leaflet.dated, making.digest_of(name, facts), make,
        )  # fmt: skip


def _page_of(job: Callable[[], list[bytes]], number: int) -> Callable[[], bytes]:
    return lambda: job()[number]


def _general(rack: Rack, language: str) -> Iterator[Sheet]:
    changed = rack.changed_last()
    sheet = explaining.speaking_sheet(rack.desk, language, changed)
    yield _about_all("penyuluh.pdf", language, sheet, lambda: making.speaking_sheet(sheet))
    slides = explaining.explainer(rack.desk, language, changed)
    job = making.slides(slides)
    for number in range(len(slides["slides"])):
        yield _about_all(f"penjelasan/{number + 1}.png", language, slides, _page_of(job, number))
    if film.encoder():
        yield _about_all(
            "penjelasan/penjelasan.mp4", language, slides, lambda: making.explainer_film(job())
        )


def _about_all(
    name: str, language: str, facts: Mapping[str, Any], make: Callable[[], bytes]
) -> Sheet:
    return Sheet(f"{language}/{name}", GENERAL, name, language, facts["version"], facts["dated"],
                 making.digest_of(name, facts), make)  # fmt: skip


def _index(folder: Path) -> dict[str, dict[str, str]]:
    """The files of an earlier run, by their path."""
    path = folder / INDEX
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["file"]: row for row in csv.DictReader(lines) if row.get("file")}


def _write_index(folder: Path, rows: Collection[tuple[str, ...]]) -> None:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerows([_COLUMNS, *rows])
    _put(folder / INDEX, table.getvalue().encode())
    lines = "".join(
        f'<tr><td><a href="{html.escape(path)}">{html.escape(path)}</a></td>'
        f"<td>{html.escape(name)}</td><td>{html.escape(version)}</td>"
        f"<td>{html.escape(dated)}</td></tr>\n"
        for path, _code, name, _language, version, dated, _digest in rows
    )
    _put(folder / PAGE, _HTML.format(lines=lines).encode())


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all: somebody may be printing from the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)


def _inside(folder: Path, path: str) -> Path:
    """A path that the index named. Raises Refused for one that leads out of the folder."""
    found = (folder / path).resolve()
    if not found.is_relative_to(folder.resolve()):
        raise Refused(f"{INDEX} names a file outside its folder. Was it edited?")
    return found


_HTML = """<!doctype html>
<html lang="id"><meta charset="utf-8"><title>Brosur dan poster SLRT</title>
<style>body{{font:16px sans-serif;margin:2em}}td{{padding:.2em 1em .2em 0}}</style>
<h1>Brosur dan poster SLRT</h1>
<p>Brosur: cetak A5. Poster: cetak A4. Gambar dan teks: untuk status WhatsApp dan media sosial.</p>
<table><tr><th>Berkas</th><th>Nama</th><th>Versi</th><th>Tanggal</th></tr>
{lines}</table></html>
"""
