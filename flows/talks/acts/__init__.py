"""The talks before an act on a case: which event asks something first, and with which talk.

An event that is not here needs no talk: a press does it at once. One file per desk; each has
`TALKS`, and a talk's `then` is `flows.talks.acting.act`.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.script import Flow
from flows.talks.acts import field, office, resident, screening

ACT_TALKS: Mapping[Event, Flow] = {
    **screening.TALKS,
    **field.TALKS,
    **office.TALKS,
    **resident.TALKS,
}
"""By event, whatever the state: where one event needs different talks in different states, its
press handler names the talk (`OTHERS`)."""

OTHERS: tuple[Flow, ...] = (
    *screening.OTHERS,
    *field.OTHERS,
    *office.OTHERS,
    *resident.OTHERS,
)
"""Talks about a case that a press handler begins by name."""
