"""What the desk that looks through the papers does with a case, beyond a move and a line."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.words import Text
from handlers.acts.shapes import ActDone, Press

PRESSES: Mapping[Event, Press] = {}
ACTS: Mapping[Event, ActDone] = {}
DONE: Mapping[Event, Text] = {}
