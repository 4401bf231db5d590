"""The talks, one file each, as data."""

from __future__ import annotations

from flows.script import Flow
from flows.talks.acts import ACT_TALKS, OTHERS
from flows.talks.complaint import APPLICATION, COMPLAINT

FLOWS: dict[str, Flow] = {
    flow.name: flow for flow in (COMPLAINT, APPLICATION, *ACT_TALKS.values(), *OTHERS)
}
