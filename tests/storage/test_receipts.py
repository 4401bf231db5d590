"""What the provider says later, in any order."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import permutations

import pytest

from flows.messages import Channel
from storage import outbox, receipts
from storage.database import Database
from storage.receipts import Early
from tests.storage.lines import Line


@pytest.fixture
def line(database: Database, now: datetime) -> Line:
    return Line(database, now, Channel.WHATSAPP)


def _receive(line: Line, status: str, code: str = "", provider_id: str = "SM1") -> int | None:
    with line.database.write() as session:
        return receipts.record(session, line.channel, provider_id, status, code, line.now)


def test_a_receipt_moves_the_delivery_on(line: Line, address: int) -> None:
    sent = line.put("one", address)
    line.sent(sent, "SM1")

    assert _receive(line, "delivered") == sent
    assert line.row(sent).delivery == "delivered"


def test_the_same_receipt_again_changes_nothing(line: Line, address: int) -> None:
    line.sent(line.put("one", address), "SM1")
    _receive(line, "failed", "63016")

    assert _receive(line, "failed", "63016") is None


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read"])))
def test_the_order_of_receipts_does_not_matter(
    line: Line, address: int, order: tuple[str, ...]
) -> None:
    sent = line.put("one", address)
    line.sent(sent, "SM1")
    for status in order:
        _receive(line, status)

    assert line.row(sent).delivery == "read"


def test_a_failure_keeps_its_code(line: Line, address: int) -> None:
    sent = line.put("one", address)
    line.sent(sent, "SM1")

    assert _receive(line, "undelivered", "63024") == sent
    assert (line.row(sent).delivery, line.row(sent).reason) == ("undelivered", "63024")


def test_a_failure_after_it_was_read_is_no_news(line: Line, address: int) -> None:
    sent = line.put("one", address)
    line.sent(sent, "SM1")
    _receive(line, "read")

    assert _receive(line, "failed", "30008") is None
    assert (line.row(sent).delivery, line.row(sent).reason) == ("read", "")


def test_a_status_between_states_is_no_news(line: Line, address: int) -> None:
    sent = line.put("one", address)
    line.sent(sent, "SM1")

    assert _receive(line, "queued") is None
    assert line.row(sent).delivery == ""


def test_a_receipt_before_the_record_of_sending_is_picked_up(line: Line, address: int) -> None:
    sent = line.put("one", address)
    assert _receive(line, "failed", "63016") is None

    with line.database.write() as session:
        early = outbox.mark_sent(session, sent, "SM1", line.now)
    assert early == Early("failed", "63016")
    assert (line.row(sent).delivery, line.row(sent).reason) == ("failed", "63016")


def test_where_nobody_reports_nothing_is_looked_for(
    database: Database, now: datetime, address: int
) -> None:
    line = Line(database, now)
    sent = line.put("one", address)
    with database.write() as session:
        receipts.record(session, line.channel, "SM1", "failed", "63016", now)
        assert outbox.mark_sent(session, sent, "SM1", now) is None


def test_without_an_early_receipt_there_is_none(line: Line, address: int) -> None:
    sent = line.put("one", address)
    _receive(line, "delivered", provider_id="SM2")

    with line.database.write() as session:
        assert outbox.mark_sent(session, sent, "SM1", line.now) is None


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_receipt_during_the_record_of_sending_is_not_lost(line: Line, address: int) -> None:
    """Whoever comes second waits, so one of the two sees the other."""
    sent = line.put("one", address)
    with ThreadPoolExecutor(1) as pool:
        with line.database.write() as session:
            outbox.mark_sent(session, sent, "SM1", line.now)
            receipt = pool.submit(_receive, line, "delivered")
        assert receipt.result(5) == sent
    assert line.row(sent).delivery == "delivered"
