"""What the handlers of presses and of finished talks look like."""

from __future__ import annotations

from collections.abc import Callable

from flows.cases.card import CasePress
from flows.cases.lifecycle import Actor
from flows.effects import Act
from handlers.here import Heard, Here
from storage.tables import Case

Press = Callable[[Heard, Case, Actor, CasePress], None]
"""Somebody pressed a button of a case, which is locked. Raises `NotAllowed`."""

ActDone = Callable[[Here, Case, Actor, Act], None]
"""The talk before an act is complete; the case is locked. Raises `NotAllowed`."""
