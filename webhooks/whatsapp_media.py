"""Fetching what somebody sent by WhatsApp from Twilio, without giving our key to anybody else.

The address comes in a (signed) webhook, so it is checked once more: our account's own media
path at Twilio's own host. Twilio answers with a redirect to where the bytes are; that host
gets no credentials. A file is often not there yet in the first second.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import requests

from webhooks.sending import Fetched, GiveUp, Scope, Then, TryLater
from webhooks.whatsapp_http import is_loopback, rooted

HOST = "https://api.twilio.com"
LARGEST = 16 * 1024 * 1024
"""Bytes; Twilio's own limit for WhatsApp."""
PAUSES = (1.0, 3.0)
"""Seconds before the second and third try after a 404."""
_REDIRECTS = 3
_CHUNK = 64 * 1024


class MediaShelf:
    """The files of one Twilio account."""

    def __init__(
        self,
        account: tuple[str, str],
        root: str,
        session: requests.Session,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`account` is SID and auth token; `root` replaces Twilio's host when not empty."""
        self._account = account
        self._root = root
        self._session = session
        self._sleep = sleep
        sid = re.escape(account[0])
        self._path = re.compile(
            rf"/2010-04-01/Accounts/{sid}/Messages/([A-Z]{{2}}\w{{32}})/Media/(ME\w{{32}})",
            re.ASCII,
        )

    def names(self, ref: str) -> tuple[str, str]:
        """Message SID and media SID of an address. Raises GiveUp when it is not ours."""
        for origin in (HOST, self._root):
            found = self._path.fullmatch(ref, len(origin)) if origin else None
            if found and ref.startswith(origin):
                return found[1], found[2]
        raise GiveUp("media:foreign")

    def fetch(self, ref: str, mime: str) -> Fetched:
        """The file. Raises TryLater, or GiveUp when it cannot be had."""
        self.names(ref)
        address = rooted(ref, self._root)
        try:
            return self._patiently(address, mime)
        except requests.RequestException:
            raise TryLater("media:network") from None

    def _patiently(self, address: str, mime: str) -> Fetched:
        for pause in (*PAUSES, None):
            with self._opened(address) as answer:
                if answer.status_code != 404:
                    return _content(answer, mime)
            if pause is not None:
                self._sleep(pause)
        raise GiveUp("media:404")

    def _opened(self, address: str) -> requests.Response:
        """The answer after all redirects; only Twilio itself sees our credentials."""
        answer = self._get(address, self._account)
        for _ in range(_REDIRECTS):
            if not answer.is_redirect:
                return answer
            address = urljoin(address, answer.headers["Location"])
            answer.close()
            if not self._may_follow(address):
                raise GiveUp("media:unsafe_redirect", Then.ALERT)
            answer = self._get(address, None)
        answer.close()
        raise GiveUp("media:redirects")

    def _get(self, address: str, account: tuple[str, str] | None) -> requests.Response:
        return self._session.get(
            address,
            auth=account or _nobody,
            stream=True,
            allow_redirects=False,
            timeout=(5, 30),
        )

    def _may_follow(self, address: str) -> bool:
        return urlsplit(address).scheme == "https" or (
            is_loopback(self._root) and is_loopback(address)
        )


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No credentials, not even those that requests would find in a .netrc file."""
    return request


def _content(answer: requests.Response, mime: str) -> Fetched:
    status = answer.status_code
    if status == 429 or status >= 500:
        raise TryLater(f"media:{status}", scope=Scope.SENDER)
    if status != 200:
        raise GiveUp(f"media:{status}", Then.INCIDENT if status in (401, 403) else Then.NOTHING)
    if int(answer.headers.get("Content-Length") or 0) > LARGEST:
        raise GiveUp("media:too_large")
    content = bytearray()
    for chunk in answer.iter_content(_CHUNK):
        content += chunk
        if len(content) > LARGEST:
            raise GiveUp("media:too_large")
    said = answer.headers.get("Content-Type", "").partition(";")[0].strip()
    return Fetched(bytes(content), said or mime)
