"""What is wrong with the places of a city, and what it has not written down yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from flows.cases.bilingual import Bilingual
from flows.cases.offices import Office, Point

LONGEST_ADDRESS = 120
"""Characters: one line on a small phone is about forty."""
_VILLAGE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
_SHORTENED = re.compile(r"\.(\s|$)")
_INDONESIA = ((-11.1, 6.2), (94.9, 141.1))


def place_gaps(offices: Iterable[Office], city: str) -> Iterator[str]:
    """A line for each place that would mislead somebody who goes there."""
    listed = tuple(offices)
    for office in listed:
        yield from _office(office, city)
    served = Counter(code for o in listed for code in {o.village, *o.serves})
    yield from (f"places: {code} has two desks (village, serves)" for code in _twice(served))


def _office(office: Office, city: str) -> Iterator[str]:
    name = f"place {office.code}"
    yield from _name(name, office.name)
    for code in (office.village, *office.serves):
        if not _VILLAGE.fullmatch(code) or not code.startswith(f"{city}."):
            yield f"{name}: {code or '(empty)'} is no kelurahan of {city} (village, serves)"
    if _SHORTENED.search(office.address):
        yield f"{name}: write Jalan and No without full stops (address)"
    if len(office.address) > LONGEST_ADDRESS:
        yield f"{name}: the address is longer than {LONGEST_ADDRESS} characters"
    if office.point is not None and not _in_indonesia(office.point):
        yield f"{name}: that point is not in Indonesia (latitude, longitude)"


def _name(name: str, words: Bilingual) -> Iterator[str]:
    if not words.id or not words.jv:
        yield f"{name}: its name is missing in a language"


def _twice(counted: Counter[str]) -> list[str]:
    return [code for code, count in counted.items() if count > 1]


def _in_indonesia(point: Point) -> bool:
    return all(low <= at <= high for at, (low, high) in zip(point, _INDONESIA, strict=True))


def unwritten(offices: Iterable[Office]) -> tuple[int, int]:
    """How many desks have no address of their own, and how many no point on the map."""
    listed = tuple(offices)
    return sum(not o.address for o in listed), sum(o.point is None for o in listed)
