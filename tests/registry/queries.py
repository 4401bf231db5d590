"""Labelled queries: how a clerk types the name of somebody who is on the list.

Made by rule from the list's own names, the same for the same seed. One or two things are changed,
as people change them: another spelling, a slip of the finger, a title, a word left out or moved.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

_SWAPS = (("OE", "U"), ("U", "OE"), ("DJ", "J"), ("J", "DJ"), ("TJ", "C"), ("C", "TJ"),
          ("CH", "KH"), ("KH", "CH"), ("Y", "I"), ("I", "Y"), ("F", "V"), ("S", "Z"))  # fmt: skip
_TITLES = ("Bpk", "Ibu", "H.", "Hj.", "Pak", "Bu", "Alm.")
_KEYS = "qwertyuiopasdfghjklzxcvbnm"


def _spell(name: str, dice: random.Random) -> str:
    able = [(old, new) for old, new in _SWAPS if old in name]
    old, new = dice.choice(able) if able else ("", "")
    return name.replace(old, new, 1) if old else name


def _slip(name: str, dice: random.Random) -> str:
    """One letter wrong, missing, twice or changed with its neighbour."""
    place = dice.randrange(1, len(name) - 1)
    rest = name[place + 1 :]
    return dice.choice((
        name[:place] + dice.choice(_KEYS).upper() + rest,
        name[:place] + rest,
        name[:place] + name[place] * 2 + rest,
        name[:place] + name[place + 1] + name[place] + name[place + 2 :],
    ))  # fmt: skip


def _title(name: str, dice: random.Random) -> str:
    return f"{dice.choice(_TITLES)} {name}"


def _turn(name: str, dice: random.Random) -> str:
    words = name.split()
    dice.shuffle(words)
    return " ".join(words)


def _drop(name: str, dice: random.Random) -> str:
    """A word is left out of three or more."""
    words = name.split()
    if len(words) > 3:
        del words[dice.randrange(1, len(words) - 1)]
    return " ".join(words)


CHANGES: Sequence[Callable[[str, random.Random], str]] = (_spell, _slip, _title, _turn, _drop)


def queries(names: Sequence[str], count: int, seed: int = 7) -> Iterator[tuple[str, int]]:
    """What is typed, and the place of whoever is meant."""
    dice = random.Random(seed)
    for _ in range(count):
        place = dice.randrange(len(names))
        typed = names[place]
        for change in dice.sample(CHANGES, dice.choice((1, 1, 2))):
            typed = change(typed, dice)
        yield typed, place
