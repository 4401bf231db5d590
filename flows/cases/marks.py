"""Group marks: who must be looked at first. They are sensitive: a mark stands in private details
only, never in a group, a list or a log.

A resident may name them in the talk, an officer may set them after having seen the person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flows.words import Text, _staff

MARKS: Mapping[str, Text] = {
    "disability": _staff("Disabilitas"),
    "neglected_child": _staff("Anak telantar"),
    "neglected_woman": _staff("Perempuan rawan"),
    "elder": _staff("Lanjut usia"),
    "orphan": _staff("Yatim / piatu"),
    "remote_indigenous": _staff("Adat terpencil"),
}
"""By code, in the order in which they are shown."""


def known_marks(codes: Iterable[object]) -> tuple[str, ...]:
    """Those codes that are marks of ours, each once, in our order."""
    named = {code for code in codes if isinstance(code, str)}
    return tuple(code for code in MARKS if code in named)


def with_mark(marks: Iterable[str], code: str, *, put: bool) -> tuple[str, ...]:
    """The marks after one was set or taken off; doing it twice changes nothing.

    Raises KeyError for a code that is no mark.
    """
    MARKS[code]
    kept = set(marks) - {code}
    return known_marks({*kept, code} if put else kept)
