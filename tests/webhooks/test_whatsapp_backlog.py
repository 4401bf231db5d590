"""What came while our webhook was away."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest

from flows.messages import Kind, Media, MediaKind
from tests.webhooks.forms import ACCOUNT, CITY, SID, SITI, media_url
from tests.webhooks.wire import TwilioWire, error
from webhooks.sending import TryLater
from webhooks.whatsapp import WhatsAppDoor

LIST = f"/2010-04-01/Accounts/{SID}/Messages.json"
SINCE = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def sid(number: int) -> str:
    return f"SM{number:032x}"


def record(number: int, minute: int, **changes: Any) -> dict[str, Any]:
    """A message in Twilio's list, so many minutes after 07.00 UTC."""
    at = format_datetime(datetime(2026, 11, 23, 7, minute, tzinfo=UTC))
    usual = {
        "sid": sid(number),
        "direction": "inbound",
        "from": SITI,
        "to": CITY,
        "body": f"pesan {number}",
        "num_media": "0",
        "date_sent": at,
        "date_created": at,
    }
    return usual | changes


def page(*records: dict[str, Any], more: str | None = None) -> tuple[int, dict[str, Any]]:
    return 200, {"messages": list(records), "next_page_uri": more, "page_size": 200}


def listed(*answers: Any) -> tuple[list[Any], TwilioWire]:
    wire = TwilioWire(*answers)
    return list(WhatsAppDoor(ACCOUNT, http=wire).list_since(SINCE)), wire


def test_the_oldest_comes_first_over_all_pages() -> None:
    found, wire = listed(
        page(record(3, 3), record(2, 2), more=f"{LIST}?Page=1"), page(record(1, 1))
    )
    assert [m.id for m in found] == [sid(1), sid(2), sid(3)]
    assert [a.uri for a in wire.asked] == [
        f"https://api.twilio.com{LIST}",
        f"https://api.twilio.com{LIST}?Page=1",
    ]


def test_a_message_reads_as_if_it_had_come_to_us() -> None:
    (message,) = listed(page(record(1, 5)))[0]
    assert (message.kind, message.text) == (Kind.TEXT, "pesan 1")
    assert (message.chat, message.sender) == (SITI, SITI)
    assert message.at == datetime(2026, 11, 23, 7, 5, tzinfo=UTC)


def test_the_list_is_asked_for_our_number_since_then() -> None:
    asked = listed(page())[1].asked[0]
    assert asked.params["To"] == CITY
    assert asked.params["DateSent>"] == "2026-11-23T07:00:00Z"


def test_what_we_said_ourselves_is_left_out() -> None:
    found, _ = listed(page(record(2, 2, direction="outbound-api", **{"from": CITY}), record(1, 1)))
    assert [m.id for m in found] == [sid(1)]


def test_the_first_older_message_ends_the_search() -> None:
    older = record(1, 0, date_sent=format_datetime(datetime(2026, 11, 23, 6, 59, tzinfo=UTC)))
    found, wire = listed(page(record(2, 2), older, more=f"{LIST}?Page=1"))
    assert [m.id for m in found] == [sid(2)]
    assert len(wire.asked) == 1


def test_files_come_with_their_message() -> None:
    files = {
        "media_list": [
            {
                "sid": f"ME{0:032x}",
                "content_type": "image/jpeg",
                "uri": media_url(message=sid(1), root="") + ".json",
            }
        ]
    }
    found, _ = listed(page(record(1, 1, num_media="1", body="KTP")), (200, files))
    assert (found[0].kind, found[0].text) == (Kind.MEDIA, "KTP")
    assert found[0].media == (Media(MediaKind.IMAGE, media_url(message=sid(1)), "image/jpeg"),)


def test_what_is_known_costs_no_further_request() -> None:
    wire = TwilioWire(page(record(2, 2), record(1, 1, num_media="3")))
    found = WhatsAppDoor(ACCOUNT, http=wire).list_since(SINCE, lambda number: number == sid(1))
    assert [m.id for m in found] == [sid(2)]
    assert len(wire.asked) == 1


def test_what_the_list_does_not_tell_is_answered_kindly() -> None:
    (message,) = listed(page(record(1, 1, body="")))[0]
    assert (message.kind, message.note) == (Kind.OTHER, "unknown")


@pytest.mark.parametrize(
    "answers", [(error(None, 500),), (page(record(2, 2), more=LIST), (503, {}))]
)
def test_a_list_that_breaks_off_is_tried_later(answers: tuple[Any, ...]) -> None:
    with pytest.raises(TryLater):
        listed(*answers)
