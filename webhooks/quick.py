"""Telegram's webhook without the framework: nearly every request of the program is one of these.

A well-formed, genuine call is answered here; whatever is wrong with one is left to the
application behind, which knows how to refuse. Plain WSGI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from handlers.inbound import Taken
from webhooks.telegram import SECRET_HEADER

PATH = "/telegram/webhook"
FAILED = "sambung.failed"
"""Where the application behind finds what was raised, so that it tells and answers as ever."""
_SECRET = "HTTP_" + SECRET_HEADER.upper().replace("-", "_")


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back, and whom to tell when it has left."""

    body: str = ""
    left: Callable[[], None] | None = None


Read = Callable[[str | None, bytes], dict[str, Any] | None]
Take = Callable[[dict[str, Any]], Taken | None]


class Quick:
    """In front of `behind`."""

    def __init__(
        self,
        behind: WSGIApplication,
        read: Read,
        take: Take,
        reply: Callable[[Taken | None], Reply],
        headers: Iterable[tuple[str, str]],
        largest: int,
    ) -> None:
        """`read` makes an update of our secret and a body, or none of what is not genuine;
        `take` handles it; `headers` go with every answer; `largest` in bytes."""
        self._behind, self._read, self._take, self._reply = behind, read, take, reply
        self._headers, self._largest = tuple(headers), largest

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """One request."""
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] != "POST":
            return self._behind(environ, start)
        update = self._update(environ)
        if update is None:
            return self._behind(environ, start)
        try:
            reply = self._reply(self._take(update))
        except Exception as error:  # noqa: BLE001  the application behind tells and answers
            environ[FAILED] = error
            return self._behind(environ, start)
        return self._said(reply, start)

    def _update(self, environ: WSGIEnvironment) -> dict[str, Any] | None:
        """A genuine update; none for anything else, which can then be read again."""
        length = environ.get("CONTENT_LENGTH") or ""
        if not length.isdigit() or not 0 < int(length) <= self._largest:
            return None
        body = environ["wsgi.input"].read(int(length))
        environ["wsgi.input"] = BytesIO(body)
        return self._read(environ.get(_SECRET), body)

    def _said(self, reply: Reply, start: StartResponse) -> Iterable[bytes]:
        body = reply.body.encode()
        kind = "application/json" if body else "text/html; charset=utf-8"
        own = [("Content-Type", kind), ("Content-Length", str(len(body)))]
        start("200 OK", [*own, *self._headers])
        return [body] if reply.left is None else _Leaving(body, reply.left)


class _Leaving:
    """A body, and what happens once the server is done with it."""

    def __init__(self, body: bytes, left: Callable[[], None]) -> None:
        self._body, self.close = body, left

    def __iter__(self) -> Iterator[bytes]:
        return iter((self._body,))

    def __len__(self) -> int:
        return 1
