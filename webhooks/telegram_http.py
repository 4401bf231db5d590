"""HTTP for python-telegram-bot, at the seam it offers (`BaseRequest`), for plain threads.

Its methods are coroutines, but all that ever waits in them is the request. With one that blocks
its own thread they never wait, so that `at_once` runs them without an event loop: no call has to
change threads twice, which costs more than the call itself when many talk at once.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Coroutine
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

T = TypeVar("T")
CONNECT, READ, UPLOAD = 5.0, 20.0, 60.0
"""Seconds."""
NEVER_LEFT = (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
"""What is raised when nothing of the request reached anybody."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class PlainRequest(BaseRequest):
    """Calls over kept connections, from any thread; each blocks its caller."""

    def __init__(self, root: str, connections: int, *, direct: bool) -> None:
        """`direct` never goes through a proxy of the environment."""
        self._pool = _pool(root, connections, direct=direct)

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return READ

    async def initialize(self) -> None:
        """Nothing: connections are made when they are needed."""

    async def shutdown(self) -> None:
        """Let go of the connections."""
        self._pool.clear()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call. Raises TimedOut and NetworkError, whose words never hold the address."""
        del read_timeout, write_timeout, connect_timeout, pool_timeout
        files = request_data.multipart_data if request_data else None
        try:
            answer = self._send(method, url, request_data, files)
        except urllib3.exceptions.TimeoutError as error:
            raise TimedOut from error
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NetworkError(type(error).__name__) from error
        return answer.status, answer.data

    def tell(self, url: str, values: dict[str, str]) -> int:
        """One call whose answer changes nothing; its status. Raises NetworkError."""
        timeout = urllib3.Timeout(connect=CONNECT, read=READ)
        headers = {**self._pool.headers, **_FORM}
        try:
            answer = self._pool.urlopen(
                "POST", url, body=urlencode(values), headers=headers, timeout=timeout, retries=False
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise NetworkError(type(error).__name__) from None
        return answer.status

    def _send(
        self, method: str, url: str, asked: RequestData | None, files: dict[str, Any] | None
    ) -> urllib3.BaseHTTPResponse:
        values = asked.json_parameters if asked else {}
        timeout = urllib3.Timeout(connect=CONNECT, read=UPLOAD if files else READ)
        if files:
            fields = {**values, **files}
            return self._pool.request(method, url, fields=fields, timeout=timeout, retries=False)
        body = urlencode(values) if values else None
        headers = {**self._pool.headers, **_FORM} if body else None
        return self._pool.urlopen(
            method, url, body=body, headers=headers, timeout=timeout, retries=False, redirect=False
        )


def at_once(work: Coroutine[Any, Any, T]) -> T:
    """The result of a coroutine that never waits. `RuntimeError` for one that does."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    work.close()
    raise RuntimeError("this call waits for an event loop")


def _pool(root: str, connections: int, *, direct: bool) -> urllib3.PoolManager:
    authorities = os.environ.get("SSL_CERT_FILE") or certifi.where()
    wanted: dict[str, Any] = {
        "maxsize": connections,
        "ssl_context": ssl.create_default_context(cafile=authorities),
        "headers": {"User-Agent": BaseRequest.USER_AGENT},
    }
    parts = urlsplit(root)
    proxy = getproxies().get(parts.scheme or "https")
    if direct or not proxy or proxy_bypass(parts.hostname or ""):
        return urllib3.PoolManager(**wanted)
    return urllib3.ProxyManager(proxy, **wanted)
