"""Logs: what is on the list comes out, and nothing that a person wrote ever does."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from io import StringIO
from typing import Any

import httpx
import pytest
import structlog

from bot.logs import ALLOWED, configure_logs

CANARY = "Kenari CONTOH 3576010508829990 +6281200009990 Jalan Kenari 9"


def fail(error: Exception) -> None:
    raise error


def lines(logged: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in logged.getvalue().splitlines()]


def test_ids_counts_and_places_come_out(logged: StringIO) -> None:
    structlog.get_logger().error("parked", inbox_id=7, error="ValueError at inbound.py:33")
    (line,) = lines(logged)
    assert (line["event"], line["inbox_id"], line["level"]) == ("parked", 7, "error")
    assert line["error"] == "ValueError at inbound.py:33"
    assert "withheld" not in line


@pytest.mark.parametrize("key", [*ALLOWED, "name", "text", "phone", "story", "nik", "event"])
def test_no_key_lets_a_persons_words_through(logged: StringIO, key: str) -> None:
    values = {key: CANARY} if key != "event" else {}
    structlog.get_logger().info(CANARY if key == "event" else "said", **values)
    assert "Kenari" not in logged.getvalue()
    assert "Jalan" not in logged.getvalue()


@pytest.mark.parametrize("key", sorted(ALLOWED.keys() - {"trace", "level", "at"}))
@pytest.mark.parametrize(
    "value", [3576010508829990, 6281200009990, "3576010508829990", "081200009990"]
)
def test_no_key_lets_a_number_of_a_person_through(
    logged: StringIO, key: str, value: int | str
) -> None:
    structlog.get_logger().info("said", **{key: value})
    (line,) = lines(logged)
    assert key not in line or key == "withheld"
    assert line["withheld"] == 1


@pytest.mark.parametrize("why", ["telegram:network", "twilio:63016", "window", "429", "http_503"])
def test_a_providers_code_comes_out(logged: StringIO, why: str) -> None:
    structlog.get_logger().info("not_sent", outbox_id=3, why=why)
    assert lines(logged)[0]["why"] == why


def test_words_formatted_into_the_event_are_withheld(logged: StringIO) -> None:
    structlog.get_logger().info("answer from %s", CANARY)
    assert lines(logged)[0]["event"] == "withheld"


def test_bound_context_is_filtered_too(logged: StringIO) -> None:
    with structlog.contextvars.bound_contextvars(story=CANARY, case_id=4):
        structlog.get_logger().info("moved")
    (line,) = lines(logged)
    assert (line["case_id"], line["withheld"]) == (4, 1)


def test_a_traceback_has_places_but_no_words(logged: StringIO) -> None:
    try:
        try:
            fail(KeyError(CANARY))
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError:
        structlog.get_logger().exception("broken")
    (line,) = lines(logged)
    assert "Kenari" not in logged.getvalue()
    assert [part for part in line["trace"] if " " not in part] == ["ValueError", "KeyError"]
    assert line["trace"][1].startswith("bot/test_logs.py:")


def test_a_group_of_errors_is_named_by_its_classes(logged: StringIO) -> None:
    try:
        fail(ExceptionGroup(CANARY, [OSError(CANARY)]))
    except ExceptionGroup:
        structlog.get_logger().exception("broken")
    assert lines(logged)[0]["trace"][-1] == "OSError"
    assert "Kenari" not in logged.getvalue()


def test_a_trace_of_ones_own_making_is_refused(logged: StringIO) -> None:
    structlog.get_logger().info("said", trace=[CANARY])
    assert "Kenari" not in logged.getvalue()


def test_the_id_of_a_message_and_a_route_come_out(logged: StringIO) -> None:
    given = {"id": "SM" + "0" * 32, "path": "/whatsapp/webhook", "status": 403}
    structlog.get_logger().warning("webhook_refused", **given)
    assert given.items() <= lines(logged)[0].items()


def test_a_library_is_heard_without_its_words(logged: StringIO) -> None:
    logging.getLogger("telegram.ext").warning("sent %s", CANARY, extra={"who": CANARY})
    (line,) = lines(logged)
    assert (line["event"], line["logger"], line["level"]) == ("library", "telegram.ext", "warning")
    assert line["place"].startswith("WARNING at bot/test_logs.py:")
    assert "Kenari" not in logged.getvalue()


def test_an_error_that_a_library_logs_has_no_words(logged: StringIO) -> None:
    try:
        fail(ValueError(CANARY))
    except ValueError:
        logging.getLogger("waitress").exception("Exception while serving %s", CANARY)
    assert lines(logged)[0]["error"] == "ValueError"
    assert "Kenari" not in logged.getvalue()


@pytest.mark.parametrize("name", ["httpx", "telegram", "twilio", "waitress", "sqlalchemy.engine"])
def test_what_libraries_chat_about_is_not_written(logged: StringIO, name: str) -> None:
    logging.getLogger(name).info("POST https://api.example/bot123456:token %s", CANARY)
    assert logged.getvalue() == ""


def test_requests_that_wait_for_a_thread_do_not_fill_the_log(logged: StringIO) -> None:
    logging.getLogger("waitress.queue").warning("Task queue depth is %d", 12)
    assert logged.getvalue() == ""


def test_a_real_request_of_httpx_writes_no_token(logged: StringIO) -> None:
    answer = httpx.MockTransport(lambda request: httpx.Response(200))
    with httpx.Client(transport=answer) as client:
        client.get("https://api.example/bot123456:token/getMe")
    assert logged.getvalue() == ""


def test_a_warning_of_python_has_no_words(logged: StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    assert lines(logged)[0]["logger"] == "py.warnings"
    assert "Kenari" not in logged.getvalue()


def test_what_nobody_caught_has_no_words(logged: StringIO) -> None:
    error = ValueError(CANARY)
    sys.excepthook(ValueError, error, None)
    threading.excepthook(threading.ExceptHookArgs((ValueError, error, None, None)))
    assert [line["event"] for line in lines(logged)] == ["uncaught", "uncaught_in_thread"]
    assert "Kenari" not in logged.getvalue()


def test_a_readable_log_withholds_the_same(logged: StringIO) -> None:
    configure_logs(logged, readable=True)
    structlog.get_logger().info("moved", case_id=4, story=CANARY)
    assert "case_id=4" in logged.getvalue()
    assert "Kenari" not in logged.getvalue()
