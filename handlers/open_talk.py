"""Whether words answer a talk first: who stands in one speaks to it."""

from __future__ import annotations

from flows.talks import FLOWS
from handlers.here import Here
from storage import people


def is_talking(here: Here) -> bool:
    """Whether a talk or a question of the engine's own stands open."""
    talk = people.conversation(here.session, here.address.contact_id)
    return talk.flow in FLOWS or bool(talk.pending)
