"""What `/metrics` says, in the words of Prometheus."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.contextvars import get_contextvars

from bot.measuring import measured
from bot.metrics import FRESH, Metrics, Present, Queues
from flows.messages import Lane
from handlers.later import NotYet
from handlers.meter import Slow, Step
from storage.database import Database, connect
from storage.secrets import Keyring
from tests.storage.conftest import address, contact  # noqa: F401  somebody to write to
from tests.storage.lines import Line


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """One sample of what is shown."""
    for family in text_string_to_metric_families(metrics.text().decode()):
        for sample in family.samples:
            if sample.name == name and sample.labels == labels:
                return float(sample.value)
    return None


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def test_turns_and_sends_are_counted_by_channel_and_result(metrics: Metrics) -> None:
    metrics.turn("whatsapp", "done")
    metrics.turn("whatsapp", "done")
    metrics.sent("telegram", "later")
    done = value(metrics, "sambung_turns_total", channel="whatsapp", outcome="done")
    assert done == 2
    assert value(metrics, "sambung_sends_total", channel="telegram", result="later") == 1


def test_what_took_time_is_in_a_histogram(metrics: Metrics) -> None:
    metrics.took(Step.DECIDE, "", 0.003)
    with metrics.timed(Slow.SEND, "telegram"):
        pass
    assert value(metrics, "sambung_step_seconds_count", step="decide") == 1
    assert value(metrics, "sambung_step_seconds_bucket", step="decide", le="0.002") == 0
    assert value(metrics, "sambung_send_seconds_count", channel="telegram") == 1


def test_the_queues_are_read_when_somebody_looks(
    metrics: Metrics,
    database: Database,
    address: int,  # noqa: F811
    now: datetime,
) -> None:
    line = Line(database, now)
    line.put("halo", address, Lane.REPLY)
    metrics.watch(Queues(database, lambda: now + timedelta(seconds=90)))
    labels = {"channel": "telegram", "lane": "reply"}
    assert value(metrics, "sambung_outbox_waiting", **labels) == 1
    assert value(metrics, "sambung_outbox_oldest_seconds", **labels) == 90
    assert value(metrics, "sambung_database_up") == 1
    assert value(metrics, "sambung_parked") == 0


def test_many_watchers_cost_no_more_than_one(
    metrics: Metrics,
    database: Database,
    address: int,  # noqa: F811
    now: datetime,
) -> None:
    tick = [0.0]
    metrics.watch(Queues(database, lambda: now, lambda: tick[0]))
    line, labels = Line(database, now), {"channel": "telegram", "lane": "reply"}
    assert value(metrics, "sambung_outbox_waiting", **labels) is None
    line.put("halo", address)
    assert value(metrics, "sambung_outbox_waiting", **labels) is None
    tick[0] += FRESH
    assert value(metrics, "sambung_outbox_waiting", **labels) == 1


def test_a_database_that_is_away_is_a_zero_and_no_error(
    metrics: Metrics, keyring: Keyring, now: datetime
) -> None:
    away = connect("postgresql://nobody@127.0.0.1:1/nothing", keyring)
    metrics.watch(Queues(away, lambda: now))
    assert value(metrics, "sambung_database_up") == 0
    assert value(metrics, "sambung_parked") is None
    away.close()


def test_who_sends_is_shown_by_channel(metrics: Metrics) -> None:
    metrics.watch(Present(lambda: {"telegram": True, "whatsapp": False}, lambda: True))
    assert value(metrics, "sambung_sender_leading", channel="telegram") == 1
    assert value(metrics, "sambung_sender_leading", channel="whatsapp") == 0
    assert value(metrics, "sambung_ready") == 1


def _later(_: int) -> None:
    raise NotYet("store away")


def _broken(_: int) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("work", "raised", "result"),
    [(_later, NotYet, "later"), (_broken, ZeroDivisionError, "failed")],
)
def test_a_job_that_did_not_work_out_is_counted_as_that(
    metrics: Metrics, work: object, raised: type[Exception], result: str
) -> None:
    with pytest.raises(raised):
        measured(metrics, {"fetch": work})["fetch"](1)  # type: ignore[dict-item]
    assert value(metrics, "sambung_jobs_total", kind="fetch", result=result) == 1
    assert value(metrics, "sambung_job_seconds_count", kind="fetch") == 1


@pytest.mark.parametrize(
    ("kind", "called"),
    [("fetch", "document_id"), ("look_alikes", "case_id"), ("data_copy", "subject_id")],
)
def test_the_log_calls_what_a_job_is_about_by_its_name(
    metrics: Metrics, kind: str, called: str
) -> None:
    told: dict[str, object] = {}
    work = measured(metrics, {kind: lambda _: told.update(get_contextvars())})
    work[kind](7)
    assert told == {"kind": kind, called: 7}


def test_no_label_is_an_id(metrics: Metrics, database: Database, now: datetime) -> None:
    metrics.watch(Queues(database, lambda: now))
    names = set(re.findall(r"[{,](\w+)=", metrics.text().decode()))
    assert not {name for name in names if name.endswith("id")}
