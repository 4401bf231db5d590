"""What a provider says later: in any order, any number of times, even before our own record."""

from __future__ import annotations

from structlog.testing import capture_logs

from flows.messages import Channel, Kind
from handlers import delivery, templates
from handlers.house import House
from storage.tables import Address, Receipt
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows
from tests.handlers.threads import at_once
from tests.sending.conftest import Post
from webhooks import whatsapp_codes
from webhooks.gate import HouseGate
from webhooks.sending import StatusUpdate

SID = f"HX{'a' * 32}"


def says(house: House, number: str, status: str, code: int = 0) -> None:
    """Twilio calls back."""
    failure = whatsapp_codes.reported(code) if code else None
    update = StatusUpdate(
        Channel.WHATSAPP, number, status, str(code) if code else "", house.clock(), failure
    )
    HouseGate(house).record_receipt(update)


def test_a_delivery_is_recorded(house: House, whatsapp: Post, budi: Person) -> None:
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    number = whatsapp.row("kabar").provider_id or ""
    says(house, number, "delivered")
    assert whatsapp.row("kabar").delivery == "delivered"


def test_a_late_failure_sends_the_template(house: House, whatsapp: Post, budi: Person) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    whatsapp.put(budi, "disetujui", notice="approved")
    whatsapp.goes_out()
    says(house, whatsapp.row("disetujui").provider_id or "", "failed", 63016)
    assert whatsapp.goes_out() == ["disetujui"]
    assert whatsapp.door.left[-1].template == SID


def test_a_late_failure_goes_by_the_other_channel(
    house: House, telegram: Post, whatsapp: Post, ana: Person, budi: Person
) -> None:
    ana.does(Kind.CONTACT, phone="+628990000001")
    for post in (telegram, whatsapp):
        post.goes_out()
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    says(house, whatsapp.row("kabar").provider_id or "", "undelivered", 63049)
    assert telegram.goes_out() == ["kabar"]


def test_a_late_failure_without_another_way_waits_for_the_person(
    house: House, whatsapp: Post, budi: Person
) -> None:
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    says(house, whatsapp.row("kabar").provider_id or "", "failed", 63016)
    assert whatsapp.row("kabar").status == "held"
    budi.says("menu")
    assert "kabar" in whatsapp.goes_out()


def test_the_same_failure_ten_times_is_handled_once(
    house: House, whatsapp: Post, budi: Person
) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    whatsapp.put(budi, "disetujui", notice="approved")
    whatsapp.goes_out()
    number = whatsapp.row("disetujui").provider_id or ""
    at_once(*[lambda: says(house, number, "failed", 63016)] * 10)
    assert whatsapp.goes_out() == ["disetujui"]
    assert len(rows(house, Receipt)) == 1


def test_a_second_failure_of_the_second_try_is_handled_too(
    house: House, whatsapp: Post, budi: Person
) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    whatsapp.put(budi, "disetujui", notice="approved")
    whatsapp.goes_out()
    says(house, whatsapp.row("disetujui").provider_id or "", "failed", 63016)
    whatsapp.goes_out()
    with capture_logs():
        says(house, whatsapp.row("disetujui").provider_id or "", "failed", 63013)
    assert whatsapp.row("disetujui").status == "failed"


def test_a_failure_that_was_quicker_than_our_record_is_not_lost(
    house: House, whatsapp: Post, budi: Person
) -> None:
    whatsapp.door.before_accepting = lambda number: says(house, number, "failed", 63016)
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    row = whatsapp.row("kabar")
    assert (row.status, row.reason) == ("held", "twilio:63016")


def test_a_delivery_that_was_quicker_than_our_record_is_kept(
    house: House, whatsapp: Post, budi: Person
) -> None:
    whatsapp.door.before_accepting = lambda number: says(house, number, "delivered")
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    assert (whatsapp.row("kabar").status, whatsapp.row("kabar").delivery) == ("sent", "delivered")


def test_what_arrived_is_not_sent_again_by_an_older_receipt(
    house: House, whatsapp: Post, budi: Person
) -> None:
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    number = whatsapp.row("kabar").provider_id or ""
    says(house, number, "delivered")
    says(house, number, "failed", 63016)
    assert (whatsapp.row("kabar").status, whatsapp.goes_out()) == ("sent", [])


def test_a_receipt_for_nothing_of_ours_is_harmless(house: House) -> None:
    says(house, "SM-unknown", "failed", 63016)
    assert len(rows(house, Receipt)) == 1


def test_a_number_that_is_gone_is_marked_by_its_receipt(
    house: House, whatsapp: Post, budi: Person
) -> None:
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    says(house, whatsapp.row("kabar").provider_id or "", "undelivered", 63024)
    assert rows(house, Address)[0].invalid_at is not None


def test_a_worker_that_dies_after_a_late_failure_leaves_the_message_to_the_next(
    house: House, whatsapp: Post, budi: Person, clock: Clock
) -> None:
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    number = whatsapp.row("kabar").provider_id or ""
    delivery.receipt(house, Channel.WHATSAPP, number, "failed", "63016", clock())
    assert whatsapp.goes_out() == []
    clock.forward(seconds=61)
    assert whatsapp.goes_out() == ["kabar"]
