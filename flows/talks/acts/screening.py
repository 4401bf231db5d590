"""Talks before the acts of the desk that looks through the papers."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.script import Flow

TALKS: Mapping[Event, Flow] = {}
OTHERS: tuple[Flow, ...] = ()
