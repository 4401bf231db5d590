"""The talks, one file each, as data."""

from __future__ import annotations

from flows.script import Flow
from flows.talks.acts import ACT_TALKS, OTHERS
from flows.talks.complaint import APPLICATION, COMPLAINT
from flows.talks.mismatch import DECLINE, MISMATCH
from flows.talks.registry import CHECK
from flows.talks.requirements import REQUIREMENTS

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        COMPLAINT,
        APPLICATION,
        REQUIREMENTS,
        CHECK,
        MISMATCH,
        DECLINE,
        *ACT_TALKS.values(),
        *OTHERS,
    )
}
