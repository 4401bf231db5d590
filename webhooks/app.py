"""The web application: what the platforms call, `/health`, and links to single files.

Answers: 401 wrong Telegram secret, 403 wrong Twilio signature, 404 channel not configured,
413 too large, 400 not parseable at all, 200 and parked for a genuine update that we cannot
read, 503 while the database is away. Plain WSGI; nothing of a request reaches the log but ids.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from pathlib import PurePath
from types import TracebackType
from typing import Any, NoReturn

import structlog
from flask import Flask, Response, abort, jsonify, request

from handlers.house import Unavailable
from handlers.inbound import Taken
from handlers.meter import Meter, Step
from webhooks.health import Pulse
from webhooks.intake import Gate, take_message, take_status, take_update
from webhooks.quick import FAILED, PATH, Quick
from webhooks.responses import Riding, to_telegram, to_twilio
from webhooks.sending import Health
from webhooks.telegram import SECRET_HEADER, TelegramDoor
from webhooks.whatsapp import ROW, STATUS_PATH, WhatsAppDoor
from webhooks.whatsapp_signature import SIGNATURE_HEADER

log = structlog.get_logger()
LARGEST = 1024 * 1024
"""Bytes of a webhook; both platforms stay far below."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_Probe = Callable[[], Health]


@dataclass(frozen=True, slots=True)
class Doors:
    """The channels that are configured; either may be absent."""

    telegram: TelegramDoor | None = None
    whatsapp: WhatsAppDoor | None = None

    def checks(self) -> dict[str, _Probe]:
        """How to ask each platform how it is."""
        doors = (self.telegram, self.whatsapp)
        return {door.channel.value: door.check for door in doors if door is not None}


@dataclass(frozen=True, slots=True)
class Probes:
    """What the program itself can say of its health, by name."""

    own: Mapping[str, _Probe] = field(default_factory=dict)
    """Parts without which we cannot work."""
    watched: Mapping[str, _Probe] = field(default_factory=dict)
    """Parts that make us no worse than degraded."""


@dataclass(frozen=True, slots=True)
class HealthBook:
    """What `/health` looks at."""

    own: Mapping[str, _Probe] = field(default_factory=dict)
    """Parts without which we cannot work (the database ...): not ok makes it a 503."""
    platforms: Pulse = field(default_factory=lambda: Pulse({}))
    """Parts that may be away or late while we go on."""


class WebApp(Flask):
    """Flask, but an exception's words (which may be a person's) never reach the log."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Class and place only."""
        frames = traceback.extract_tb(exc_info[2])
        at = f"{PurePath(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        kind = exc_info[0].__name__ if exc_info[0] else ""
        log.error("request_failed", path=str(request.url_rule), error=kind, at=at)


def create_app(
    doors: Doors,
    gate: Gate,
    clock: Callable[[], datetime],
    probes: Probes | None = None,
    meter: Meter | None = None,
    riding: Riding | None = None,
) -> Flask:
    """The application; further routes (`file_routes` ...) are registered by the caller. With
    `riding`, responses carry answers."""
    probes = probes or Probes()
    app = WebApp("sambung", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST
    app.after_request(with_headers)
    app.register_error_handler(Unavailable, _come_again)
    meter = meter or Meter()
    app.after_request(partial(_count_refusal, meter))
    _telegram_route(app, doors.telegram, gate, clock, meter, riding)
    _whatsapp_routes(app, doors.whatsapp, gate, clock, meter, riding)
    health_route(app, HealthBook(probes.own, Pulse({**doors.checks(), **probes.watched})))
    return app


def _telegram_route(
    app: Flask,
    door: TelegramDoor | None,
    gate: Gate,
    clock: Callable[[], datetime],
    meter: Meter,
    riding: Riding | None,
) -> None:
    room = riding.room(door) if riding is not None and door is not None else None

    def take(update: dict[str, Any]) -> Taken | None:
        assert door is not None
        return take_update(door, gate, update, clock(), meter, room)

    if door is not None:
        answer = partial(to_telegram, door, riding=riding)
        read = partial(_read_update, door, meter)
        app.wsgi_app = Quick(  # type: ignore[assignment]
            app.wsgi_app, read, take, answer, _HEADERS.items(), LARGEST
        )

    @app.post(PATH)
    def telegram_webhook() -> Response:
        """Only for what `Quick` did not answer."""
        if (failed := request.environ.get(FAILED)) is not None:
            raise failed
        if door is None:
            abort(404)
        secret, body = request.headers.get(SECRET_HEADER), request.get_data(cache=False)
        update = _read_update(door, meter, secret, body)
        if update is None:
            _refuse("telegram", 400 if door.genuine(secret) else 401)
        reply = to_telegram(door, take(update), riding)
        response = Response(reply.body, mimetype="application/json")
        if reply.left is not None:
            response.call_on_close(reply.left)
        return response


def _read_update(
    door: TelegramDoor, meter: Meter, secret: str | None, body: bytes
) -> dict[str, Any] | None:
    """A genuine update; none for anything else."""
    with meter.timed(Step.VERIFY):
        if not door.genuine(secret):
            return None
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return None
    known = isinstance(update, dict) and isinstance(update.get("update_id"), int)
    return update if known else None


def _whatsapp_routes(
    app: Flask,
    door: WhatsAppDoor | None,
    gate: Gate,
    clock: Callable[[], datetime],
    meter: Meter,
    riding: Riding | None,
) -> None:
    room = riding.room(door) if riding is not None and door is not None else None

    @app.post("/whatsapp/webhook")
    def whatsapp_webhook() -> Response:
        if door is None:
            abort(404)
        with meter.timed(Step.VERIFY):
            form = _signed_form(door)
        taken = take_message(door, gate, form, clock(), meter, room)
        return to_twilio(door, taken, riding)

    @app.post(STATUS_PATH)
    def whatsapp_status() -> Response:
        if door is None:
            abort(404)
        take_status(door, gate, _signed_form(door), clock(), request.args.get(ROW, type=int))
        return Response(status=200)


def _signed_form(door: WhatsAppDoor) -> dict[str, str]:
    """All parameters of a form that Twilio signed."""
    query = request.query_string.decode("latin-1")
    signature = request.headers.get(SIGNATURE_HEADER)
    if not door.genuine(request.path, query, request.form, signature):
        _refuse("whatsapp", 403)
    if not request.form:
        _refuse("whatsapp", 400)
    return request.form.to_dict()


def health_route(app: Flask, book: HealthBook) -> None:
    """`GET /health`: how everything is that this process needs."""

    @app.get("/health")
    def health() -> tuple[Response, int]:
        own = {name: probe() for name, probe in book.own.items()}
        platforms = book.platforms.look()
        works = all(part.ok for part in own.values())
        well = works and all(part.ok for part in platforms.values())
        status = "ok" if well else "degraded" if works else "down"
        parts = {name: asdict(part) for name, part in {**own, **platforms}.items()}
        return jsonify(status=status, parts=parts), 200 if works else 503


def with_headers(response: Response) -> Response:
    """Nothing of ours is kept, framed or run by a browser."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def _count_refusal(meter: Meter, response: Response) -> Response:
    """A call of a platform's address that was not taken in, whoever made it."""
    if request.url_rule and 400 <= response.status_code < 500:
        channel, _, rest = request.url_rule.rule.strip("/").partition("/")
        if rest == "webhook":
            meter.turn(channel, "refused")
    return response


def _come_again(_error: Unavailable) -> Response:
    log.warning("webhook_postponed", path=str(request.url_rule))
    return Response(status=503, headers={"Retry-After": "5"})


def _refuse(channel: str, status: int) -> NoReturn:
    log.warning("webhook_refused", channel=channel, status=status)
    abort(status)
