"""How well cards are read, written down: `python -m tests.pictures.cards [count] [--dry]`.

Needs the extra `ocr`. Writes docs/card-reading.md between its two marks; `--dry` only prints.
`count` is how many photos in all (264 unless told); each follows from its sort and number.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter

import numpy as np
from PIL import Image

from flows.cases.card_reading import CardReading, Kind
from handlers.pictures.check import ExpectedKind, check
from handlers.pictures.clean import clean
from handlers.pictures.reading import read
from handlers.pictures.reading_room import HOW_TO_READ, ReadingRoom, can_read
from tests.pictures import cards, effects
from tests.pictures.cards import Face
from tests.pictures.samples import PHONE, WHATSAPP, jpeg
from tests.pictures.scenes import GROUNDS, Point, Scene, photographed

JUDGED = 500
"""Photos from this number on had no part in finding the limits; those before had."""
PATIENCE = 300.0
"""Seconds for one card: a measuring machine may be busy."""
TODAY = date(2026, 11, 22)
HERE = Path(__file__).parents[2]
PAGE = HERE / "docs" / "card-reading.md"
BEGINS, ENDS = "<!-- measured -->\n", "<!-- /measured -->"
OURS = HERE / "handlers" / "paper" / "fonts"
SYSTEM = Path("/usr/share/fonts/truetype")
FACES = (
    Face(),
    Face(width=0.86),
    Face(str(OURS / "SourceSansPro-Semibold.otf")),
    Face(str(OURS / "SourceSansPro-Regular.otf"), 1.1),
    Face(str(SYSTEM / "liberation" / "LiberationSans-Regular.ttf")),
    Face(str(SYSTEM / "dejavu" / "DejaVuSansMono.ttf"), 0.8),
)
"""Those of the machine are left out where it has none."""


@dataclass(frozen=True)
class Sort:
    """Photos with one difficulty."""

    name: str
    scene: Callable[[Random], dict[str, object]] = lambda _rng: {}
    flat: Callable[[Image.Image], Image.Image] = lambda flat: flat
    fault: Callable[[Image.Image, list[Point], Random], Image.Image] = lambda p, _c, _r: p


def _any_angle(rng: Random) -> dict[str, object]:
    return {"angle": rng.uniform(0, 360), "size": PHONE}


def _leaning(rng: Random) -> dict[str, object]:
    """20 degrees away from straight above, to any side, by a phone two card widths away."""
    side = rng.uniform(0, 2 * np.pi)
    much = 2 * np.sin(np.deg2rad(20)) / 2
    return {"lean": (much * np.cos(side), much * np.sin(side))}


def _everything(rng: Random) -> dict[str, object]:
    return {**_any_angle(rng), **_leaning(rng), "fill": rng.uniform(0.7, 0.85)}


def _worn(picture: Image.Image, corners: list[Point], rng: Random) -> Image.Image:
    del corners
    return effects.defocused(effects.shaded(picture, rng), rng.uniform(0.5, 1.5))


def _unsharp(picture: Image.Image, corners: list[Point], rng: Random) -> Image.Image:
    del corners
    return effects.defocused(picture, rng.uniform(0, 3))


def _dim(picture: Image.Image, corners: list[Point], rng: Random) -> Image.Image:
    del corners
    return effects.darkened(picture, rng.uniform(0.2, 0.4), rng)


SORTS = (
    Sort("straight"),
    Sort("turned, 0 to 359 degrees", _any_angle),
    Sort("out of focus, 0 to 3 pixels", fault=_unsharp),
    Sort("a shadow over a part", fault=lambda p, _c, r: effects.shaded(p, r)),
    Sort(
        "a mirrored lamp",
        fault=lambda p, c, r: effects.glared(
            p, c, r.uniform(0.04, 0.1), (r.uniform(0.1, 0.9), r.uniform(0.1, 0.9))
        ),
    ),
    Sort("perspective, 20 degrees", _leaning),
    Sort("low light, 20 to 40 %", fault=_dim),
    Sort("photocopy", flat=effects.photocopied),
    Sort("photo of a screen", fault=lambda p, _c, r: effects.on_screen(p, r)),
    Sort("WhatsApp, 1280x960, quality 60", lambda _rng: {"size": WHATSAPP}),
    Sort("turned, leaning, shadow and a little out of focus", _everything, fault=_worn),
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What is on a photo."""

    content: bytes
    family: bool
    nik: str
    name: str
    others: tuple[str, ...] = ()
    """NIKs of the further members."""


@dataclass(frozen=True)
class Read:
    """One photo and what was read."""

    sort: int
    shown: Shown
    reading: CardReading
    seconds: float
    """By the clock."""
    spent: float
    """Of a processor; 0 where that is not told."""
    megabytes: float
    good: bool

    @property
    def wanted(self) -> str:
        """The number that counts: the NIK, of a family card its own number."""
        return self.shown.nik

    @property
    def got(self) -> str:
        """What was read for it."""
        return self.reading.kk if self.shown.family else self.reading.nik

    @property
    def offered(self) -> str:
        """What a person would be asked to agree to."""
        return "" if self.reading.agrees is False else self.got


@cache
def faces() -> tuple[Face, ...]:
    """The letters that this machine has."""
    return tuple(face for face in FACES if not face.file or Path(face.file).exists())


def photo(sort: Sort, number: int) -> Shown:
    """One photo; every fourth is a family card."""
    rng = Random(f"read {sort.name} {number}")
    family, seed = number % 4 == 3, rng.randint(0, 10**6)
    face = rng.choice(faces())
    flat = sort.flat(cards.kk(seed, face) if family else cards.ktp(seed, face))
    fill = rng.uniform(0.78, 0.9) if family else rng.uniform(0.62, 0.84)
    asked: dict[str, object] = {
        "size": PHONE, "fill": fill, "angle": rng.uniform(-5, 5), "tilt": rng.uniform(0, 0.12),
        **sort.scene(rng),
    }  # fmt: skip
    scene = Scene(ground=rng.choice(sorted(GROUNDS)), light=rng.uniform(0.72, 1.0),
                  seed=rng.randint(0, 10**9), **asked)  # type: ignore[arg-type]  # fmt: skip
    picture, corners = photographed(flat, scene)
    content = jpeg(sort.fault(picture, corners, rng), 60 if "60" in sort.name else 82)
    if not family:
        someone = cards.person(Random(seed))
        return Shown(content, False, someone.nik, someone.name)
    ours = cards.family_of(seed)
    return Shown(content, True, ours.number, ours.head, tuple(one.nik for one in ours.people))


def read_all(count: int) -> Iterator[Read]:
    """Every sort in turn, one card at a time, as in the running program."""
    room = ReadingRoom(patience=PATIENCE)
    try:
        for number in range(count):
            sort = number % len(SORTS)
            shown = photo(SORTS[sort], JUDGED + number // len(SORTS))
            kept = clean(shown.content).content
            room.warm()
            start, spent = perf_counter(), worked(room)
            reading = read(room.lines(kept, wait=PATIENCE), TODAY)
            seconds, spent = perf_counter() - start, worked(room) - spent
            kind = ExpectedKind.FAMILY_CARD if shown.family else ExpectedKind.ID_CARD
            good = check(kept, kind).good
            yield Read(sort, shown, reading, seconds, spent, room.megabytes(), good)
    finally:
        room.close()


def worked(room: ReadingRoom) -> float:
    """Processor seconds that the reading process has used."""
    try:
        fields = Path(f"/proc/{room.pid()}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def page(found: Sequence[Read]) -> Iterator[str]:
    """The tables."""
    yield "| photos | number | NIK or KK number exact | wrong, but possible "
    yield "| name exact | kind known |\n"
    yield "|---|---|---|---|---|---|\n"
    for place, sort in enumerate(SORTS):
        yield _row(sort.name, [one for one in found if one.sort == place])
    ktp = [one for one in found if not one.shown.family]
    yield _row("**all KTP**", ktp)
    yield _row("**all KK**", [one for one in found if one.shown.family])
    yield _row("**all**", found)
    yield _row("**those whose photo was judged good**", [one for one in found if one.good])
    yield "\n" + "".join(_more(found))


def _row(name: str, some: Sequence[Read]) -> str:
    exact = sum(one.offered == one.wanted for one in some)
    wrong = sum(one.offered not in {"", one.wanted} for one in some)
    named = sum(one.reading.name == one.shown.name for one in some)
    right = sum(one.reading.kind is (Kind.KK if one.shown.family else Kind.KTP) for one in some)
    total = max(1, len(some))
    return (
        f"| {name} | {len(some)} | {exact} ({100 * exact / total:.1f} %) | {wrong} "
        f"| {named} | {right} |\n"
    )


def _more(found: Sequence[Read]) -> Iterator[str]:
    for family, name in ((False, "KTP"), (True, "KK")):
        some = [one for one in found[1:] if one.shown.family is family]
        if some:
            spent, clock = ([getattr(o, key) for o in some] for key in ("spent", "seconds"))
            yield f"A {name} took {np.median(spent):.1f} s of a processor at the median, "
            yield f"{np.percentile(spent, 95):.1f} s at 95 of 100; by the clock of a machine "
            yield f"that was busy with other things {np.median(clock):.1f} s. "
    yield f"The reading process held {max(o.megabytes for o in found):.0f} MB at most.\n\n"
    rows = [(o, nik) for o in found if o.shown.family for nik in o.shown.others]
    hit = sum(nik in {m.nik for m in o.reading.members} for o, nik in rows)
    false = sum(m.nik not in o.shown.others for o in found for m in o.reading.members)
    yield f"Of {len(rows)} NIKs in the rows of family cards {hit} were read "
    yield f"({100 * hit / max(1, len(rows)):.1f} %), {false} wrongly.\n\n"
    false_other = sum(o.reading.kind is Kind.OTHER and o.good for o in found)
    yield f"Cards on good photos that were taken for something else: {false_other} of "
    yield f"{sum(o.good for o in found)}.\n\n"
    yield f"Letters: {len(faces())} kinds.\n"


def main() -> None:
    """Measure, and write the page."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    if not can_read():
        sys.exit(HOW_TO_READ)
    found: list[Read] = []
    with suppress(KeyboardInterrupt):  # what was read so far is written down
        _read_into(found, numbers[0] if numbers else 264)
    tables = "".join(page(found))
    print(tables)
    if "--dry" not in sys.argv:
        before, _, rest = PAGE.read_text().partition(BEGINS)
        PAGE.write_text(before + BEGINS + tables + ENDS + rest.partition(ENDS)[2])


def _read_into(found: list[Read], count: int) -> None:
    for one in read_all(count):
        found.append(one)
        if one.offered != one.wanted:
            print(len(found), SORTS[one.sort].name, "KK" if one.shown.family else "KTP",
                  one.reading.kind, "good" if one.good else "poor",
                  "WRONG" if one.offered else "none", flush=True)  # fmt: skip
