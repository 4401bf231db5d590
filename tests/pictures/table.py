"""Judges the drawn photos and writes the result down: `python -m tests.pictures.table [count]`.

Writes docs/photo-checks.md. `count` is how many photos of each sort (30 unless told).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import numpy as np

from handlers.pictures.check import Measures, Reason, Verdict, check
from handlers.pictures.clean import clean
from tests.pictures.samples import BAD, BETWEEN, GOOD, GROUPS, LARGE, Group, Wanted, photo

PAGE = Path(__file__).parents[2] / "docs" / "photo-checks.md"
HEAD = """# What the photo checks find, and what they miss

Made by `python -m tests.pictures.table`; do not edit by hand.

Every photo is drawn (tests/pictures): invented identity cards (KTP) and family cards (KK), marked
CONTOH, with letters of the real sizes, laid on a table, a dark cloth, a white table, tiles or a
woven mat, or held in a hand; photographed at a slant, in uneven light, with grain, 1280x960 to
4000x3000 pixels, JPEG of quality 70 to 85; cleaned as every photo is, then checked. Half are KTP,
half KK. The limits were chosen on other photos than those counted here (`TUNING` in
tests/pictures/samples.py). **Drawn photos are no real ones**: before a city starts, somebody should
photograph printed cards like these with a dozen cheap phones, and look at this table again.

"""
TAIL = """
## What is not checked

- **A photo of a screen** is taken as it is: what gives it away (a grid out of step) is also given
  by woven cloth, security paper and the resizing of chat apps. The row above shows what is said.
- **A photocopy** counts as good when it can be read; whether a copy will do is the officer's word.
- **An upside-down or sideways card** is good: an officer can turn it.
- **Whether it is the right paper at all**, or whose: nothing is read here.
- A finger over the words, a crease, a card whose colour is that of the table under it: no outline
  is found for the last, so nobody is told that it is cut off.
- Of a PDF nothing is measured.
"""


@dataclass(frozen=True)
class Judged:
    """One photo and what was said of it."""

    group: int
    verdict: Verdict
    seconds: float

    @property
    def measures(self) -> Measures:
        """What was measured of it."""
        assert self.verdict.measures is not None
        return self.verdict.measures


def judged(group: int, number: int) -> Judged:
    """One photo of a group, checked as in the job that fetches it."""
    content, kind = photo(GROUPS[group], number)
    kept = clean(content).content
    start = process_time()
    verdict = check(kept, kind)
    return Judged(group, verdict, process_time() - start)


def judge_all(count: int) -> list[Judged]:
    """Every group; large photos take long to draw, so a third of them."""
    jobs = [
        (place, number)
        for place, group in enumerate(GROUPS)
        for number in range(count if group.size != LARGE else -(-count // 3))
    ]
    with ProcessPoolExecutor() as workers:
        return list(workers.map(judged, *zip(*jobs, strict=True), chunksize=4))


def is_wrong(group: Group, verdict: Verdict) -> bool:
    """A false alarm, or a miss. A bad photo is caught when any fault is named: it is taken anew."""
    return verdict.good is not (group.wanted is Wanted.GOOD)


def page(found: Sequence[Judged]) -> str:
    """The whole page."""
    parts = [HEAD, *_summary(found), *_verdicts(found), *_figures(found), *_time(found), TAIL]
    return "".join(parts)


def _of(found: Sequence[Judged], groups: Sequence[Group]) -> list[Judged]:
    return [one for one in found if GROUPS[one.group] in groups]


def _summary(found: Sequence[Judged]) -> Iterator[str]:
    yield "| | photos | wrong | share | wanted |\n|---|---|---|---|---|\n"
    for name, groups, most in (("false alarms", GOOD, "3 %"), ("misses", BAD, "5 %")):
        some = _of(found, groups)
        wrong = sum(is_wrong(GROUPS[one.group], one.verdict) for one in some)
        share = f"{100 * wrong / len(some):.1f} %"
        yield f"| {name} | {len(some)} | {wrong} | {share} | at most {most} |\n"


def _verdicts(found: Sequence[Judged]) -> Iterator[str]:
    yield "\n## What was said\n\n"
    yield "| photos | should be | number | said good | said |\n|---|---|---|---|---|\n"
    for group in GROUPS:
        some = _of(found, [group])
        good = sum(one.verdict.good for one in some)
        said = Counter(reason for one in some for reason in one.verdict.reasons)
        words = ", ".join(f"{reason} {times}" for reason, times in said.most_common()) or "-"
        named = f" ({group.reason})" if group.reason else ""
        yield f"| {group.name} | {group.wanted}{named} | {len(some)} | {good} | {words} |\n"


def _figures(found: Sequence[Judged]) -> Iterator[str]:
    yield "\n## What was measured\n\n"
    yield "The middle nine tenths of each sort, KTP and KK together. `laplacian` (its variance on\n"
    yield "the card) is the common measure of blur, kept for comparison: it falls with light and\n"
    yield "contrast as it does with blur, `steepness` does not.\n\n"
    names = ("steepness", "laplacian", "span", "paper", "glare", "card")
    yield f"| photos | {' | '.join(names)} |\n|---|{'---|' * len(names)}\n"
    for group in (*GOOD, *BAD, *BETWEEN):
        some = [one.measures for one in _of(found, [group])]
        cells = (_range([float(getattr(one, name)) for one in some]) for name in names)
        yield f"| {group.name} | {' | '.join(cells)} |\n"


def _range(values: Sequence[float]) -> str:
    low, high = np.percentile(values, (5, 95))
    places = 2 if high < 2 else 0
    return f"{low:.{places}f} to {high:.{places}f}"


def _time(found: Sequence[Judged]) -> Iterator[str]:
    half, most = np.percentile([one.seconds * 1000 for one in found], (50, 90))
    yield f"\nA check took {half:.0f} ms of a processor at the median, "
    yield f"{most:.0f} ms at nine of ten.\n"


def rightly_named(found: Sequence[Judged], reason: Reason) -> float:
    """Of the bad photos with that fault, the share of which it was said."""
    some = [one for one in _of(found, BAD) if GROUPS[one.group].reason is reason]
    return sum(reason in one.verdict.reasons for one in some) / len(some)


if __name__ == "__main__":
    PAGE.write_text(page(judge_all(int(sys.argv[1]) if sys.argv[1:] else 30)))
    print(PAGE)
