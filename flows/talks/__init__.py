"""The talks, one file each, as data."""

from __future__ import annotations

from flows.questions import Flow
from flows.talks.complaint import COMPLAINT

FLOWS: dict[str, Flow] = {flow.name: flow for flow in (COMPLAINT,)}
