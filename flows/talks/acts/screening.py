"""Talks before the acts of the desk that looks through the papers."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.script import Flow
from flows.talks.desk import ELSEWHERE, LISTED, MERGE, NOT_LISTED, SKIP_VISIT
from flows.talks.local_help import HELP
from flows.talks.wanted_papers import LACKING, REQUEST

TALKS: Mapping[Event, Flow] = {
    Event.SKIP_VISIT: SKIP_VISIT,
    Event.LISTED: LISTED,
    Event.NOT_LISTED: NOT_LISTED,
    Event.REQUEST_DOCUMENTS: REQUEST,
    Event.MARK_DUPLICATE: MERGE,
    Event.PUT_ELSEWHERE: ELSEWHERE,
    Event.OFFER_HELP: HELP,
}
OTHERS: tuple[Flow, ...] = (LACKING,)
