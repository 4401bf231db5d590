"""The web server: Waitress in a thread of its own, ended without cutting an answer off."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer, create_server
from waitress.task import WSGITask

from handlers.riding import WAITED

THREADS, FEW = 8, 4
"""Requests that are answered at a time: many where they wait for a server's database, few where
all wait for one file, and would only take the interpreter from each other."""
CONNECTIONS = 1000
"""Open at the same time. A platform keeps its connections; one more than the server takes would
wait until another is closed, and its message with it."""
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes; the application itself refuses less than that by name."""
PATIENCE = 30.0
"""Seconds for the answers in hand when it ends."""


class _Request(HTTPRequestParser):
    """Knows when its first byte came."""

    def __init__(self, adj: Any) -> None:
        super().__init__(adj)
        self.since = time.monotonic()


class _Task(WSGITask):
    """Says how long the request waited for one of our threads."""

    def get_environment(self) -> Any:
        """In the thread that answers, just before it does."""
        request: Any = self.request
        WAITED.set(timedelta(seconds=time.monotonic() - request.since))
        return super().get_environment()


class _Channel(HTTPChannel):
    parser_class = _Request
    task_class = _Task


class Listener:
    """Listens from the moment it is made, answers from `start` until `stop`."""

    def __init__(self, app: Flask, host: str, port: int, threads: int = THREADS) -> None:
        """Raises OSError when the port is taken; port 0 takes a free one."""
        self._sockets: dict[int, Any] = {}
        self._server: Any = create_server(
            app,
            map=self._sockets,
            host=host,
            port=port,
            threads=threads,
            connection_limit=CONNECTIONS,
            asyncore_use_poll=True,  # select() knows no more than 1024 files
            max_request_body_size=LARGEST_BODY,
            ident="",
        )
        for server in self._servers():
            server.channel_class = _Channel
        self._thread = threading.Thread(target=self._server.run, name="web")

    @property
    def port(self) -> int:
        """Where it listens."""
        first: Any = next(s for s in self._sockets.values() if isinstance(s, BaseWSGIServer))
        return int(first.effective_port)

    def start(self) -> None:
        """Answer in the background."""
        self._thread.start()

    def stop(self) -> None:
        """Let nobody else in, finish the answers in hand, then close every connection."""
        servers = self._servers()
        # In the server's own thread: a socket closed under its feet would be an error there.
        own_thread = servers[0].trigger
        own_thread.pull_trigger(lambda: _shut(servers))
        self._server.task_dispatcher.shutdown(cancel_pending=False, timeout=PATIENCE)
        with suppress(OSError):  # its loop has ended already, with everything closed
            own_thread.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join(PATIENCE)

    def _servers(self) -> list[Any]:
        return [s for s in self._sockets.values() if isinstance(s, BaseWSGIServer)]


def _shut(servers: list[Any]) -> None:
    """The doors only: the answers in hand still need the server's trigger."""
    for one in servers:
        wasyncore.dispatcher.close(one)
