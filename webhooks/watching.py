"""What is asked by machines that watch this one: `/ready`, `/metrics`, `/health`.

`/ready` and `/health` say yes or no and may be public. `/metrics` tells how much a city is
asked, so it has a listener of its own, and a word that the asker must know when that listener
can be reached from elsewhere.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, Flask, Response, jsonify, request

from webhooks.app import HealthBook, WebApp, health_route, with_headers
from webhooks.sending import Health

Probe = Callable[[], Health]
_BEARER = "Bearer "


def ready_route(probe: Probe) -> Blueprint:
    """`GET /ready`: 200 when work may be given to this process, else 503 and why not."""
    routes = Blueprint("ready", __name__)

    @routes.get("/ready")
    def ready() -> tuple[Response, int]:
        found = probe()
        return jsonify(asdict(found)), 200 if found.ok else 503

    return routes


def metrics_route(text: Callable[[], bytes], content_type: str, token: str) -> Blueprint:
    """`GET /metrics`; 401 without the token, where one is set."""
    routes = Blueprint("metrics", __name__)

    @routes.get("/metrics")
    def metrics() -> Response:
        if token and not _knows(token):
            return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        return Response(text(), content_type=content_type)

    return routes


def _knows(token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"{_BEARER}{token}".encode())


def create_watch_app(book: HealthBook, *routes: Blueprint) -> Flask:
    """The application of the listener for watchers."""
    app = WebApp("sambung-watch", static_folder=None)
    app.after_request(with_headers)
    health_route(app, book)
    for one in routes:
        app.register_blueprint(one)
    return app
