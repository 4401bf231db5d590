"""How well free words are understood, per intent: `python -m tests.intents.table`.

The utterances are split by where they come from and not at random: the words of one row of the
field notes (how people say "not yet", "get", "dropped" ...) stand in one half only. `tune` is the
half that the table of words may be corrected with; `apart` is only measured.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.commands import Command, command_in, ticket_in
from flows.intents import understand
from flows.intents.table import EMERGENCIES
from flows.matching import number_in

HERE = Path(__file__).parent
PARTS = ("tune", "apart")
NOTHING = "none"
EMERGENCY_INTENTS = EMERGENCIES
_COMMANDS = {
    Command.MENU: "menu", Command.CANCEL: "cancel", Command.BACK: "menu",
    Command.LANGUAGE: "language", Command.INDONESIAN: "language", Command.JAVANESE: "language",
    Command.OFFICER: "officer", Command.DATA: "my_data", Command.HELP: "help", Command.STOP: "stop",
    Command.CHECK: "check_ticket", Command.START: "menu", Command.OBJECT: "complain",
    Command.NEWS: "notices", Command.GREET: "greeting", Command.THANK: "thanks",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody wrote, and what they wanted."""

    text: str
    intent: str
    row: str
    part: str


@dataclass(frozen=True, slots=True)
class Score:
    """How one intent is found."""

    intent: str
    right: int
    said: int
    """So often it was guessed."""
    meant: int

    @property
    def precision(self) -> float:
        """Of the guesses, how many were right."""
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        """Of those who meant it, how many were understood."""
        return self.right / self.meant if self.meant else 1.0


@cache
def utterances() -> tuple[Utterance, ...]:
    """All that is written down."""
    with (HERE / "utterances.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Utterance(**row) for row in csv.DictReader(file))


def guessed(text: str) -> str:
    """What we take the words for at the menu: a number, a universal word, then free words."""
    if number_in(text) is not None:
        return NOTHING
    if ticket_in(text):
        return "check_ticket"
    command = command_in(text)
    if command is not None:
        return _COMMANDS[command]
    meaning = understand(text)
    return meaning.intent if meaning is not None else NOTHING


def scores(part: str) -> list[Score]:
    """Each intent of that half, most frequent first."""
    pairs = [(u.intent, guessed(u.text)) for u in utterances() if u.part == part]
    meant, said = Counter(a for a, _b in pairs), Counter(b for _a, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    names = sorted({*meant, *said}, key=lambda name: (-meant[name], name))
    return [Score(name, right[name], said[name], meant[name]) for name in names]


def accuracy(found: Iterable[Score]) -> float:
    """The share of all utterances that were taken for what they are."""
    listed = list(found)
    return sum(s.right for s in listed) / sum(s.meant for s in listed)


def missed(part: str) -> Iterator[tuple[Utterance, str]]:
    """What was taken for something else."""
    for one in utterances():
        if one.part == part and (found := guessed(one.text)) != one.intent:
            yield one, found


def printed() -> Iterator[str]:
    """The table as Markdown."""
    tables = {part: {s.intent: s for s in scores(part)} for part in PARTS}
    yield "| intent | tune: n | precision | recall | apart: n | precision | recall |"
    yield "|---|---|---|---|---|---|---|"
    for name in sorted({*tables["tune"], *tables["apart"]}):
        cells = [name]
        for part in PARTS:
            one = tables[part].get(name, Score(name, 0, 0, 0))
            cells += [str(one.meant), f"{one.precision:.2f}", f"{one.recall:.2f}"]
        yield f"| {' | '.join(cells)} |"
    for part in PARTS:
        found = list(tables[part].values())
        yield f"\n{part}: {sum(s.meant for s in found)} utterances, {accuracy(found):.1%} right"


def main() -> None:
    """The command. `--missed` lists the errors of the half for tuning only."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--missed", action="store_true")
    given = reader.parse_args()
    print("\n".join(printed()))
    if given.missed:
        for one, found in missed("tune"):
            print(f"{one.intent:20} {found:20} {one.text}")


if __name__ == "__main__":
    main()
