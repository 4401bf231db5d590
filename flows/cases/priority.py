"""What comes first wherever cases are listed: urgent ones, then marked ones, then the others;
among equals what is due first. A rank says that there is a mark, never which one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum


class Priority(StrEnum):
    """How quickly somebody must look."""

    NORMAL = "normal"
    URGENT = "urgent"


class Rank(IntEnum):
    """The place in a list; a lower one comes first."""

    URGENT = 0
    MARKED = 1
    NORMAL = 2


def rank(priority: str, marks: Sequence[str]) -> Rank:
    """The rank of a case with that priority and these marks."""
    if priority == Priority.URGENT:
        return Rank.URGENT
    return Rank.MARKED if marks else Rank.NORMAL
