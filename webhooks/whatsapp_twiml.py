"""TwiML: what the response to WhatsApp's webhook may say."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

_XML = '<?xml version="1.0" encoding="UTF-8"?>'
NOTHING = f"{_XML}<Response></Response>"
"""Nothing to say; an empty body Twilio reports as an error."""


def one_message(words: str, receipts_to: str) -> str:
    """Send these words; receipts go to that address, to none where it is empty."""
    back = f" statusCallback={quoteattr(receipts_to)}" if receipts_to else ""
    return f"{_XML}<Response><Message{back}><Body>{escape(words)}</Body></Message></Response>"
