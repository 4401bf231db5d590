"""The listener for watchers: figures for those who know the word, yes or no for all."""

from __future__ import annotations

from flask.testing import FlaskClient

from webhooks.app import HealthBook
from webhooks.sending import Health
from webhooks.watching import create_watch_app, metrics_route, ready_route

TOKEN = "a-word-of-the-watchers"


def asked(token: str = "", *, ready: bool = True) -> FlaskClient:
    return create_watch_app(
        HealthBook(),
        ready_route(lambda: Health(ok=ready, why="" if ready else "stopping")),
        metrics_route(lambda: b"sambung_parked 0\n", "text/plain; version=0.0.4", token),
    ).test_client()


def test_figures_are_plain_text() -> None:
    answer = asked().get("/metrics")
    assert (answer.status_code, answer.data) == (200, b"sambung_parked 0\n")
    assert answer.content_type == "text/plain; version=0.0.4"


def test_figures_are_for_those_who_know_the_word() -> None:
    watcher = asked(TOKEN)
    assert watcher.get("/metrics").status_code == 401
    wrong = {"Authorization": f"Bearer {TOKEN}x"}
    assert watcher.get("/metrics", headers=wrong).status_code == 401
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert watcher.get("/metrics", headers=right).status_code == 200


def test_a_header_that_is_not_ascii_is_only_wrong() -> None:
    strange = {"Authorization": "Bearer kunc\u00ed"}
    assert asked(TOKEN).get("/metrics", headers=strange).status_code == 401


def test_ready_is_a_yes() -> None:
    assert asked().get("/ready").status_code == 200


def test_not_ready_says_why() -> None:
    answer = asked(ready=False).get("/ready")
    assert answer.status_code == 503
    assert answer.json == {"ok": False, "name": "", "why": "stopping"}


def test_health_is_there_too() -> None:
    assert asked().get("/health").json == {"status": "ok", "parts": {}}
