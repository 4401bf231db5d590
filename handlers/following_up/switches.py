"""Which messages somebody wants that they did not ask for. What they say is kept word by word with
its time and channel; a provider that cannot deliver says nothing about what a person wants."""

from __future__ import annotations

from sqlalchemy.orm import Session

from flows.talks.notices import CAMPAIGN, CAMPAIGN_CONSENT, CONSENTS
from flows.words import agreed_to, fingerprint
from handlers.here import Here
from storage import people
from storage.tables import Consent, Contact


def stop(here: Here, switch: str) -> None:
    """No more messages of that kind, from this moment."""
    purpose, words = CONSENTS[switch]
    here.session.add(
        Consent(
            contact_id=here.address.contact_id,
            purpose=purpose,
            given=False,
            text_hash=fingerprint(words, here.language),
            language=here.language,
            channel=here.address.channel,
            at=here.now,
        )
    )
    if switch == CAMPAIGN:
        here.contact.campaigns_stopped_at = here.now
    else:
        here.contact.notices_stopped_at = here.now


def resume(here: Here, switch: str) -> None:
    """They want them again; the consent itself is recorded by the talk that asked for it."""
    if switch == CAMPAIGN:
        here.contact.campaigns_stopped_at = None
    else:
        here.contact.notices_stopped_at = None


def news_on(contact: Contact) -> bool:
    """Whether they want news of their own reports: unless they stopped it."""
    return contact.notices_stopped_at is None


def agreed(consents: frozenset[str]) -> bool:
    """Whether these consents hold the one to general messages, in either language."""
    return agreed_to(CAMPAIGN_CONSENT, consents)


def campaigns_on(session: Session, contact: Contact) -> bool:
    """Whether general messages may be sent: only to who agreed, and did not stop them since."""
    agreed = people.agreed(session, contact.id, CAMPAIGN)
    return agreed and contact.campaigns_stopped_at is None
