"""One row per error code, as an error of the REST API and as a late receipt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import requests

from flows.messages import Outgoing
from tests.webhooks.forms import ACCOUNT, SITI, status
from tests.webhooks.wire import TwilioWire, error
from webhooks.sending import GiveUp, Scope, SendError, Stopped, Then, TryLater
from webhooks.whatsapp import WhatsAppDoor
from webhooks.whatsapp_reading import read_status

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
GIVEN_UP = {
    Then.AS_TEMPLATE: (63016,),
    Then.OTHER_CHANNEL: (63032, 63049),
    Then.INVALID_ADDRESS: (63024, 63003, 21211, 21614, 30003),
    Then.AS_TEXT: (63034, 11751, 21623),
    Then.ALERT: (63005, 63013, 63021, 63026),
    Then.NEXT_LANGUAGE: (63027, 63028, 63040, 63041, 21655, 21656),
    Then.JOIN_SANDBOX: (63015,),
    Then.INCIDENT: (63007, 63001, 63008, 63020, 11200, 20003),
    Then.SPLIT: (21617,),
}
LATER = [
    (63018, 60, Scope.PERSON, 0, Then.NOTHING),
    (63017, None, Scope.SENDER, 0, Then.NOTHING),
    (20429, None, Scope.SENDER, 0, Then.NOTHING),
    (63019, None, Scope.PERSON, 3, Then.AS_TEXT),
    (63029, None, Scope.PERSON, 3, Then.AS_TEXT),
    (63037, None, Scope.PERSON, 3, Then.AS_TEXT),
    (21620, None, Scope.PERSON, 3, Then.AS_TEXT),
    (63038, 3600, Scope.BULK, 0, Then.NOTHING),
    (21611, 600, Scope.BULK, 0, Then.NOTHING),
    (63009, None, Scope.PERSON, 0, Then.NOTHING),
    (63010, None, Scope.PERSON, 0, Then.NOTHING),
    (63012, None, Scope.PERSON, 0, Then.NOTHING),
    (63023, None, Scope.PERSON, 0, Then.NOTHING),
    (30008, None, Scope.PERSON, 0, Then.NOTHING),
]


def at_once(answer: tuple[int, object] | Exception) -> SendError:
    with pytest.raises(SendError) as caught:
        WhatsAppDoor(ACCOUNT, http=TwilioWire(answer)).send(SITI, Outgoing("RAHASIA"))
    assert "RAHASIA" not in str(caught.value)
    assert "+62" not in str(caught.value)
    return caught.value


def both(code: int) -> list[SendError]:
    """The same code at once and in a receipt."""
    late = read_status(status("undelivered", ErrorCode=str(code)), NOW).failure
    assert late is not None
    return [at_once(error(code)), late]


@pytest.mark.parametrize(
    ("code", "then"), [(code, then) for then, codes in GIVEN_UP.items() for code in codes]
)
def test_given_up(code: int, then: Then) -> None:
    for failure in both(code):
        assert isinstance(failure, GiveUp)
        assert (failure.then, failure.why) == (then, f"twilio:{code}")


@pytest.mark.parametrize("row", LATER, ids=[str(row[0]) for row in LATER])
def test_tried_later(row: tuple[int, int | None, Scope, int, Then]) -> None:
    code, seconds, scope, tries, then = row
    for failure in both(code):
        assert isinstance(failure, TryLater)
        assert failure.after == (None if seconds is None else timedelta(seconds=seconds))
        assert (failure.scope, failure.tries, failure.then) == (scope, tries, then)
        assert not failure.unsure


@pytest.mark.parametrize(("code", "opt_out"), [(63014, False), (63033, False), (21610, True)])
def test_stopped(code: int, opt_out: bool) -> None:
    for failure in both(code):
        assert isinstance(failure, Stopped)
        assert failure.opt_out is opt_out


def test_an_unknown_receipt_code_is_only_recorded() -> None:
    failure = read_status(status("failed", ErrorCode="99999"), NOW).failure
    assert isinstance(failure, GiveUp)
    assert failure.then is Then.NOTHING


@pytest.mark.parametrize(
    ("http", "then"), [(400, Then.ALERT), (401, Then.INCIDENT), (403, Then.INCIDENT)]
)
def test_an_unknown_code_is_judged_by_its_http_status(http: int, then: Then) -> None:
    for code in (99999, None):
        failure = at_once(error(code, http))
        assert isinstance(failure, GiveUp)
        assert failure.then is then


def test_a_yes_that_cannot_be_read_is_tried_again_a_few_times_then_somebody_looks() -> None:
    failure = at_once((201, b"<html>"))
    assert isinstance(failure, TryLater)
    assert (failure.tries, failure.then, failure.unsure) == (5, Then.ALERT, True)


@pytest.mark.parametrize(
    ("answer", "unsure"),
    [
        (error(None, 429), False),
        (error(None, 500), True),
        (error(None, 503), True),
        (requests.ConnectTimeout(), False),
        (requests.ReadTimeout(), True),
        (requests.ConnectionError("reset by peer"), True),
        (requests.ConnectionError("NewConnectionError: refused"), False),
    ],
)
def test_trouble_on_the_way_pauses_the_sender(
    answer: tuple[int, object] | Exception, unsure: bool
) -> None:
    failure = at_once(answer)
    assert isinstance(failure, TryLater)
    assert (failure.scope, failure.unsure) == (Scope.SENDER, unsure)
