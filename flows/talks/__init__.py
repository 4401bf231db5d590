"""The talks, one file each, as data."""

from __future__ import annotations

from flows.script import Flow
from flows.talks.about import ABOUT
from flows.talks.acts import ACT_TALKS, OTHERS
from flows.talks.complaint import APPLICATION, COMPLAINT
from flows.talks.entitled_hints import ENTITLED_HINTS
from flows.talks.feedback import ANSWER as FEEDBACK_ANSWER
from flows.talks.feedback import FEEDBACK
from flows.talks.follow_up import FOLLOW_UP
from flows.talks.mismatch import DECLINE, MISMATCH
from flows.talks.my_data import DECLINE as DATA_DECLINE
from flows.talks.my_data import MY_DATA
from flows.talks.nearest import NEAREST
from flows.talks.notices import NOTICES
from flows.talks.number_change import NUMBER_CHANGE
from flows.talks.registry import CHECK
from flows.talks.requirements import REQUIREMENTS

FLOWS: dict[str, Flow] = {
    flow.name: flow
    for flow in (
        COMPLAINT,
        APPLICATION,
        REQUIREMENTS,
        ABOUT,
        ENTITLED_HINTS,
        NEAREST,
        CHECK,
        MISMATCH,
        DECLINE,
        MY_DATA,
        DATA_DECLINE,
        NUMBER_CHANGE,
        *ACT_TALKS.values(),
        FEEDBACK,
        FEEDBACK_ANSWER,
        *FOLLOW_UP,
        NOTICES,
        *OTHERS,
    )
}
