"""The clocks of a case as data: where each runs, where it rests, whom it warns, how it ends.

    A clock RUNS in some places and RESTS in others; everywhere else it has ended. At each WARN
    some people are told; when its LENGTH is over it may do something itself.

`flows.cases.clock_table` has the clocks. Nothing here knows a moment or a row: how long a clock
has run is handed in. The length of a running clock is what its row says, which is what was
promised when it was started.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto

from flows.cases.calendar import Counts
from flows.cases.profiles import Place
from flows.cases.rows import Tell
from flows.cases.states import Event, State
from flows.words import Text


class Kind(StrEnum):
    """A clock's name, as its row and its timer have it."""

    HANDLING = "handling"
    SCREENING = "screening"
    ACCEPT = "accept"
    VISIT = "visit"
    SUPERVISOR = "supervisor"
    SECRETARIAT = "secretariat"
    DELIVER = "deliver"
    DOCUMENTS = "documents"
    DECISION = "decision"
    OBJECTION = "objection"
    CLOSING = "closing"


class Want(Enum):
    """What a clock does in a place."""

    RUN = auto()
    GO_ON = auto()
    """It goes on where it ran before, and does not begin."""
    REST = auto()
    """It stands still where it ran before."""
    END = auto()


@dataclass(frozen=True, slots=True)
class Warn:
    """At this time of the clock these are told."""

    after: timedelta
    """Of the time that the clock has run."""
    tells: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """What goes on after the clock has run out, for as long as it stays in its places."""

    every: timedelta
    first: timedelta
    tells: tuple[Tell, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock."""

    kind: Kind
    task: Text
    """What is waited for, in the words of staff."""
    length: timedelta
    runs_in: frozenset[Place]
    warns: tuple[Warn, ...]
    """In their order; the last one is for the moment at which it runs out."""
    rests_in: frozenset[State] = frozenset()
    goes_on_in: frozenset[Place] = frozenset()
    restarts: frozenset[Event] = frozenset()
    """Events that begin it anew although it ran before."""
    ends_with: Event | None = None
    """What the system itself does when it runs out."""
    office: bool = True
    """Ours to keep: it counts office hours where the city counts these, and running out breaks
    it. The others are for the resident or a program: days of the calendar, and nothing broken."""
    again: Again | None = None
    stands_still_at_night: bool = False
    """Its time does not run in quiet hours: nobody loses a task while they are asleep."""

    def counts(self, city: Counts) -> Counts:
        """Which hours count for it in a city that keeps its promises in those hours."""
        if not self.office:
            return Counts.ALL
        return Counts.AWAKE if self.stands_still_at_night and city is Counts.ALL else city

    def want(self, place: Place) -> Want:
        """What it does there."""
        if place in self.runs_in:
            return Want.RUN
        if place in self.goes_on_in:
            return Want.GO_ON
        return Want.REST if place[0] in self.rests_in else Want.END

    def next_after(self, warned: timedelta, length: timedelta) -> Warn | None:
        """The next warning after that time of a clock of that length; none where all are over."""
        return next((one for one in self._timeline(length) if one.after > warned), None)

    def still_warns(self, warned: int, length: int) -> bool:
        """Whether a warning is left for a clock of that length, both in seconds."""
        return self.next_after(timedelta(seconds=warned), timedelta(seconds=length)) is not None

    def due(self, warned: timedelta, ran: timedelta, length: timedelta) -> Warn | None:
        """The highest warning that is due and was not given; lower ones are past and dropped."""
        highest = None
        for one in self._timeline(length):
            if one.after > ran:
                break
            highest = one if one.after > warned else None
        return highest

    def _timeline(self, length: timedelta) -> Iterator[Warn]:
        """Its warnings for a clock of that length, without end where it goes on."""
        *before, last = self.warns
        yield from (one for one in before if one.after < length)
        yield Warn(length, last.tells)
        if self.again is None:
            return
        late = length - self.length
        at = self.again.first + late
        while True:
            yield Warn(at, self.again.tells)
            at += self.again.every
