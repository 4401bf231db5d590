"""Whether a request of WhatsApp's webhooks is Twilio's."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from twilio.request_validator import (  # type: ignore[import-untyped, unused-ignore]
    RequestValidator,
    add_port,
    remove_port,
)

SIGNATURE_HEADER = "X-Twilio-Signature"
RETRIES = "#rc=5&rp=all"
"""Asks Twilio to repeat a webhook five times, whatever went wrong (its default is once)."""


class Signatures:
    """Made with the account's token, over the address at which Twilio reaches us."""

    def __init__(self, token: str, public_url: str) -> None:
        """Without an address nothing is genuine."""
        self._validator = RequestValidator(token)
        self._public = public_url

    def genuine(
        self, path: str, query: str, form: Mapping[str, str], signature: str | None
    ) -> bool:
        """Whether Twilio signed this, over our configured address and all parameters.

        `path` and `query` are the request's own, raw; scheme, host and port never are, so that
        no proxy matters. Twilio signs sometimes with the port and sometimes without, and says
        nowhere whether what follows the `#` is part of it: that never reaches us either way.
        """
        if not signature or not self._public:
            return False
        address = urlsplit(f"{self._public}{path}" + (f"?{query}" if query else ""))
        expected = [
            self._validator.compute_signature(one + retries, form).encode()
            for one in (remove_port(address), add_port(address))
            for retries in ("", RETRIES)
        ]
        given = signature.encode()
        # Added up, so that both are compared each time and time tells nothing.
        return sum(hmac.compare_digest(given, one) for one in expected) > 0
