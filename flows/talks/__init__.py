"""The talks, one file each, as data."""

from __future__ import annotations

from flows.script import Flow
from flows.talks.acts import ACT_TALKS, OTHERS
from flows.talks.complaint import APPLICATION, COMPLAINT
from flows.talks.return_reason import RETURN_REASON
from flows.talks.survey import SURVEY

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (COMPLAINT, APPLICATION, SURVEY, RETURN_REASON, *ACT_TALKS.values(), *OTHERS)
}
