"""Talks before the acts of facilitators and supervisors."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.script import Flow

TALKS: Mapping[Event, Flow] = {}
OTHERS: tuple[Flow, ...] = ()
