"""Lines of print as a reader of letters gives them, and which value stands beside which label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

Point = tuple[float, float]
ALIKE = 78.0
"""Of 100: so like must a label be to the one on the card; letters are misread."""
STEP = 0.6
"""Line heights that a value may lie above or below its label's own line."""
REACH = 30.0
"""Line heights that a value may be away from its label."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print, upright: its text and where it begins and ends, in pixels."""

    text: str
    score: float
    """How sure the reader is, 0 to 1."""
    left: Point
    """The middle of its beginning; y grows downwards."""
    right: Point
    height: float

    def level(self, x: float) -> float:
        """Where this line would be at that x, if it went on."""
        (x0, y0), (x1, y1) = self.left, self.right
        return y0 + (y1 - y0) * (x - x0) / max(x1 - x0, 1.0)


@dataclass(frozen=True, slots=True)
class Value:
    """What stands beside a label."""

    text: str
    score: float


def letters(text: str) -> str:
    """Only letters, as capitals: what labels are compared by."""
    return "".join(sign for sign in text.upper() if sign.isalpha())


def matches(text: str, label: str) -> bool:
    """Whether a text is that label, perhaps misread."""
    bare, wanted = letters(text), letters(label)
    if len(wanted) <= 3:
        return bare == wanted
    return abs(len(bare) - len(wanted)) <= 2 and fuzz.ratio(bare, wanted) >= ALIKE


def _begins(text: str, label: str) -> str | None:
    """What follows a label in the same line of print, or none where it does not begin so."""
    head, colon, rest = text.partition(":")
    if colon and matches(head, label):
        return rest.strip()
    if matches(text, label):
        return ""
    wanted = len(letters(label))
    if wanted < 4:
        found = re.match(rf"\W*{label}\b\W*(.*)", text, re.IGNORECASE)
        return found[1].strip() if found else None
    count = 0
    for place, sign in enumerate(text):
        count += sign.isalpha()
        if count == wanted:
            return text[place + 1 :].strip(" :.-") if matches(text[: place + 1], label) else None
    return None


@dataclass(frozen=True)
class Sheet:
    """All lines of a photo."""

    lines: Sequence[Line]

    def found(self, labels: Mapping[str, Sequence[str]]) -> dict[str, Value]:
        """The value beside each label, by the label's name; each label in any of its spellings."""
        marked = {name: hit for name, words in labels.items() if (hit := self._label(words))}
        return {name: self._value(line, rest) for name, (line, rest) in marked.items()}

    def _label(self, spellings: Sequence[str]) -> tuple[Line, str] | None:
        for spelling in spellings:
            for line in self.lines:
                rest = _begins(line.text, spelling)
                if rest is not None:
                    return line, rest
        return None

    def _value(self, label: Line, rest: str) -> Value:
        """What follows in the same piece, and the pieces to its right."""
        if len(rest.strip(" :")) > 1:
            return Value(rest.strip(" :"), label.score)
        beside = min(self._right_of(label), key=lambda line: line.left[0], default=None)
        return Value(beside.text.strip(" :"), beside.score) if beside else Value("", 0.0)

    def _right_of(self, label: Line) -> Iterator[Line]:
        for line in self.lines:
            away = line.left[0] - label.right[0]
            level = abs(line.left[1] - label.level(line.left[0]))
            near = -label.height < away < REACH * label.height
            if line is not label and near and level < STEP * label.height:
                yield line

    @cached_property
    def words(self) -> str:
        """Everything, one line each."""
        return "\n".join(line.text for line in self.lines)

    def row_of(self, anchor: Line) -> list[Line]:
        """The lines that stand in a row with this one, from left to right, without it."""
        row = [
            line
            for line in self.lines
            if line is not anchor
            and abs(line.level(_middle(line)) - anchor.level(_middle(line)))
            < STEP * max(anchor.height, line.height)
        ]
        return sorted(row, key=lambda line: line.left[0])


def _middle(line: Line) -> float:
    return (line.left[0] + line.right[0]) / 2
