"""Both platforms on a free port, a clock to hold, a program to receive, and the real clients."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask, Response, request
from telegram import Bot
from telegram.request import HTTPXRequest
from twilio.rest import Client  # type: ignore[import-untyped, unused-ignore]

from bot.demo.platforms import Platforms
from bot.demo.server import Server

PLAIN = {"trust_env": False, "verify": False}  # plain http: reading certificates costs time
BEGIN = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Received:
    """One request that reached the program."""

    path: str
    form: dict[str, str]
    json: dict[str, Any]
    headers: dict[str, str]


@dataclass
class Program:
    """A program that writes down what it receives and answers as it is told."""

    answers: list[tuple[int, str, str]] = field(default_factory=list)
    received: list[Received] = field(default_factory=list)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    changed: threading.Condition = field(default_factory=threading.Condition)
    url: str = ""

    def take(self, path: str) -> Response:
        """Receive one request, or hand out a file."""
        if request.method == "GET":
            content, mime = self.files.get(path, (b"", ""))
            return Response(content, 200 if content else 404, mimetype=mime or "text/plain")
        with self.changed:
            form, headers = request.form.to_dict(), dict(request.headers)
            body = request.get_json(silent=True) or {}
            self.received.append(Received(path, form, body, headers))
            self.changed.notify_all()
            status, text, mime = self.answers.pop(0) if self.answers else (200, "", "text/plain")
        return Response(text, status, mimetype=mime)

    def wait_for(self, count: int, path: str = "", timeout: float = 5.0) -> list[Received]:
        """The first requests to a path, once there are so many."""
        with self.changed:
            enough = self.changed.wait_for(lambda: len(self.at(path)) >= count, timeout)
            assert enough, f"{len(self.at(path))} of {count} requests came: {self.received}"
            return self.at(path)

    def at(self, path: str) -> list[Received]:
        return [r for r in self.received if not path or r.path == path]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def platforms(clock: Clock) -> Iterator[Platforms]:
    with Platforms(now=clock) as started:
        yield started


@pytest.fixture
def program() -> Iterator[Program]:
    told = Program()
    app = Flask("program")
    app.add_url_rule("/<path:path>", view_func=told.take, methods=["GET", "POST"])
    server = Server(app)
    told.url = f"http://127.0.0.1:{server.port}"
    yield told
    server.close()


Work = Callable[[Bot], Coroutine[Any, Any, Any]]


@pytest.fixture
def telegram(platforms: Platforms) -> Callable[[Work], Any]:
    """Runs some work with python-telegram-bot's own Bot against the fake."""

    def run(work: Work) -> Any:
        return asyncio.run(with_bot(platforms, work))

    return run


async def with_bot(platforms: Platforms, work: Work) -> Any:
    root = platforms.telegram_root
    bot = Bot(
        platforms.telegram_token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=HTTPXRequest(httpx_kwargs=PLAIN),
        get_updates_request=HTTPXRequest(httpx_kwargs=PLAIN),
    )
    async with bot:
        return await work(bot)


@pytest.fixture
def twilio(platforms: Platforms) -> Client:
    """The real twilio client, pointed at the fake."""
    client = Client(platforms.twilio_sid, platforms.twilio_auth_token)
    client.api.base_url = platforms.twilio_root
    client.content.base_url = platforms.twilio_root
    return client
