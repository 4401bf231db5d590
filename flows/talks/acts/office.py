"""Talks before the acts of the secretariat, the signers and the programs."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import Event
from flows.script import Flow
from flows.talks.acts.office_delivery import DELIVER
from flows.talks.acts.office_drafts import ASK_MANAGER, REFER
from flows.talks.acts.office_notes import ANSWER_DIRECTLY, FORWARD, REJECT, SEND_BACK
from flows.talks.acts.office_referrals import (
    REFERRAL_GRANTED,
    REFERRAL_REJECTED,
    REFERRAL_WAITS,
)

TALKS: Mapping[Event, Flow] = {
    Event.FORWARD: FORWARD,
    Event.ANSWER_DIRECTLY: ANSWER_DIRECTLY,
    Event.ASK_MANAGER: ASK_MANAGER,
    Event.SEND_BACK: SEND_BACK,
    Event.REFER: REFER,
    Event.REJECT: REJECT,
    Event.ANSWER: DELIVER,
}
REFERRAL_TALKS: Mapping[Event, Flow] = {
    Event.WAIT: REFERRAL_WAITS,
    Event.GRANT: REFERRAL_GRANTED,
    Event.REJECT: REFERRAL_REJECTED,
}
"""The same for what a program answers to a referral."""
OTHERS: tuple[Flow, ...] = tuple(REFERRAL_TALKS.values())
