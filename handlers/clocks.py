"""The clocks of a case follow its moves."""

from __future__ import annotations

from flows.cases.states import Event, State
from handlers.here import Here
from storage.tables import Case


def follow(here: Here, case: Case, origin: State, event: Event) -> None:
    """Start, pause, resume and stop what the move from `origin` asks for."""
