"""HTTP for the twilio library, at the seam it offers (`HttpClient`).

One pool of connections for all its calls, with time limits; nothing of a request is logged
(the library's own client writes numbers and texts to the log). With a root of our own set,
every address of Twilio becomes one under that root.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from twilio.http import HttpClient  # type: ignore[import-untyped, unused-ignore]
from twilio.http.response import (  # type: ignore[import-untyped, unused-ignore]
    Response,
)

LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECT, READ = 5.0, 20.0
"""Seconds."""


class PooledHttpClient(HttpClient):  # type: ignore[misc, unused-ignore]
    """Calls over kept connections, from any thread. Raises requests' own exceptions."""

    def __init__(self, session: requests.Session) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False)
        self._session = session

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        """One call, as the library words it."""
        is_json = "json" in (headers or {}).get("Content-Type", "")
        answer = self._session.request(
            method,
            uri,
            params=params,  # type: ignore[arg-type]
            headers=headers,
            auth=auth,
            timeout=(CONNECT, timeout or READ),
            allow_redirects=allow_redirects,
            data=None if is_json else data,
            json=data if is_json else None,
        )
        return Response(answer.status_code, answer.text, answer.headers)


class RootedHttpClient(HttpClient):  # type: ignore[misc, unused-ignore]
    """Sends what is meant for a host of Twilio to another root."""

    def __init__(self, inner: HttpClient, root: str) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False)
        self._inner = inner
        self._root = root

    def request(self, method: str, uri: str, *args: Any, **kwargs: Any) -> Response:
        """The same call at our root."""
        return self._inner.request(method, rooted(uri, self._root), *args, **kwargs)


def rooted(address: str, root: str) -> str:
    """The address under `root`, when it is one of Twilio's and a root is set."""
    parts = urlsplit(address)
    if not root or not f".{parts.hostname or ''}".endswith(".twilio.com"):
        return address
    query = f"?{parts.query}" if parts.query else ""
    return f"{root}{parts.path}{query}"


def session_for(root: str) -> requests.Session:
    """A session with a pool for many threads; never through a proxy to this machine itself."""
    session = requests.Session()
    session.mount("https://", HTTPAdapter(pool_maxsize=32))
    session.mount("http://", HTTPAdapter(pool_maxsize=32))
    session.trust_env = not is_loopback(root)
    return session


def is_loopback(root: str) -> bool:
    """Whether the root is plain http on this machine, as in the demo."""
    parts = urlsplit(root)
    return parts.scheme == "http" and parts.hostname in LOOPBACK
