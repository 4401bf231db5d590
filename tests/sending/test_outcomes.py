"""What each member of the closed set of send errors does to a message and to its person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from flows.messages import Channel, Kind, Lane
from handlers import delivery, templates
from handlers.house import House
from storage.tables import Address, Consent, Contact
from tests.handlers.people import Clock, Group, Person
from tests.handlers.rows import rows
from tests.sending.conftest import Post
from webhooks import outcomes
from webhooks.pacing import Pacing
from webhooks.sending import GiveUp, Moved, Scope, SendError, Stopped, Then, TryLater

SID, OTHER_SID = f"HX{'a' * 32}", f"HX{'b' * 32}"


def test_later_means_as_long_as_the_provider_asks(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(TryLater("telegram:429", timedelta(seconds=7)))
    telegram.put(ana, "satu")
    assert telegram.goes_out() == []
    clock.forward(seconds=6)
    assert telegram.goes_out() == []
    clock.forward(seconds=1)
    assert telegram.goes_out() == ["satu"]


def test_later_without_a_time_backs_off(telegram: Post, ana: Person, clock: Clock) -> None:
    telegram.door.refuses(TryLater("telegram:5xx"), times=2)
    telegram.put(ana, "satu")
    for seconds, expected in ((0, []), (0.5, []), (1, []), (1, ["satu"])):
        clock.forward(seconds=seconds)
        assert telegram.goes_out() == expected


def test_the_sender_looks_again_as_soon_as_the_message_may_go(
    house: House, telegram: Post, ana: Person
) -> None:
    telegram.put(ana, "satu")
    (parcel,), _ = delivery.exchange(house, Channel.TELEGRAM, "one", 1, [])
    pacing = Pacing(30)
    outcomes.failed(house, pacing, parcel, TryLater("telegram:5xx"))
    assert pacing.rest(house.clock(), timedelta(seconds=1)) == timedelta(seconds=0.5)


def test_a_persons_messages_stay_in_order_under_retries(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(TryLater("telegram:5xx"), "dua", times=3)
    telegram.put(ana, "satu", "dua", "tiga")
    for _ in range(60):
        telegram.goes_out()
        clock.forward(seconds=1)
    assert telegram.door.texts(ana.id)[-3:] == ["satu", "dua", "tiga"]


def test_one_person_who_waits_does_not_hold_up_another(
    house: House, telegram: Post, ana: Person
) -> None:
    other = Person(house, Channel.TELEGRAM, "990002")
    other.says("halo")
    telegram.goes_out()
    telegram.door.refuses(TryLater("telegram:429", timedelta(seconds=60)), "satu")
    telegram.put(ana, "satu")
    telegram.put(other, "dua")
    assert telegram.goes_out() == ["dua"]


def test_a_sender_that_is_told_to_wait_keeps_everybody_waiting(
    house: House, telegram: Post, ana: Person, clock: Clock
) -> None:
    other = Person(house, Channel.TELEGRAM, "990002")
    other.says("halo")
    telegram.goes_out()
    telegram.door.refuses(TryLater("telegram:409", timedelta(seconds=9), Scope.SENDER))
    telegram.put(ana, "satu")
    telegram.goes_out()
    telegram.put(other, "dua")
    assert telegram.goes_out() == []
    clock.forward(seconds=10)
    assert sorted(telegram.goes_out()) == ["dua", "satu"]


def test_a_limit_on_campaigns_leaves_notices_alone(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(TryLater("twilio:63038", timedelta(hours=1), Scope.BULK), "acara")
    telegram.put(ana, "acara satu", lane=Lane.BULK)
    telegram.goes_out()
    telegram.put(ana, "acara dua", lane=Lane.BULK)
    telegram.put(ana, "kabar")
    assert telegram.goes_out() == ["kabar"]
    clock.forward(minutes=61)
    assert telegram.goes_out() == ["acara satu", "acara dua"]


def test_after_its_tries_something_else_is_done(whatsapp: Post, budi: Person, clock: Clock) -> None:
    refusal = TryLater("twilio:63019", tries=2, then=Then.AS_TEXT)
    whatsapp.door.refuses(refusal, times=2)
    whatsapp.put(budi, "suratnya")
    for _ in range(10):
        whatsapp.goes_out()
        clock.forward(seconds=5)
    assert (whatsapp.row("suratnya").status, whatsapp.row("suratnya").attempts) == ("failed", 2)


def test_who_blocked_us_is_left_alone_until_they_write(
    house: House, telegram: Post, ana: Person
) -> None:
    telegram.door.refuses(Stopped("telegram:blocked"))
    telegram.put(ana, "satu", "dua")
    assert telegram.goes_out() == []
    assert rows(house, Address)[0].stopped_at is not None
    assert [telegram.row(t).status for t in ("satu", "dua")] == ["failed", "failed"]
    ana.says("menu")
    assert len(telegram.goes_out()) == 1


@pytest.mark.parametrize(
    "refusal",
    [
        Stopped("telegram:blocked"),
        GiveUp("twilio:63024", Then.INVALID_ADDRESS),
        GiveUp("twilio:63016"),
    ],
)
def test_what_a_provider_refuses_says_nothing_of_what_a_person_wants(
    house: House, telegram: Post, ana: Person, refusal: SendError
) -> None:
    telegram.door.refuses(refusal)
    telegram.put(ana, "satu")
    telegram.goes_out()
    assert telegram.row("satu").status == "failed"
    (contact,) = rows(house, Contact)
    assert (contact.notices_stopped_at, contact.campaigns_stopped_at) == (None, None)
    assert rows(house, Consent) == []


def test_a_notice_for_who_blocked_us_goes_by_the_other_channel(
    telegram: Post, whatsapp: Post, ana: Person, budi: Person
) -> None:
    ana.does(Kind.CONTACT, phone="+628990000001")
    telegram.goes_out()
    whatsapp.goes_out()
    telegram.door.refuses(Stopped("telegram:blocked"))
    telegram.put(ana, "kabar")
    assert telegram.goes_out() == []
    assert whatsapp.goes_out() == ["kabar"]


def test_the_facilitator_hears_that_a_resident_cannot_be_reached(
    telegram: Post, whatsapp: Post, surveyed: str, supervisor: Person, group: Group,
    fasilitator: Person,
) -> None:  # fmt: skip
    for post in (telegram, whatsapp):
        post.goes_out()
    group.presses(supervisor, "Setujui")
    whatsapp.door.refuses(GiveUp("twilio:63024", Then.INVALID_ADDRESS))
    whatsapp.goes_out()
    assert f"Warga laporan {surveyed} tidak bisa kami hubungi" in fasilitator.hears()[-1]


def test_the_supervisors_hear_that_a_facilitator_shut_the_chat(
    telegram: Post, warga: Person, fasilitator: Person, supervisor: Person
) -> None:
    telegram.goes_out()
    telegram.door.refuses(Stopped("telegram:blocked"), "Tugas survei")
    ticket = warga.complains()
    telegram.goes_out()
    assert f"Fasilitator laporan {ticket} menutup chat" in supervisor.hears()[-1]


def test_a_line_for_a_migrated_group_goes_to_its_new_id(
    telegram: Post, warga: Person, group: Group
) -> None:
    telegram.goes_out()
    telegram.door.refuses(Moved("-100999"))
    warga.says("halo", "1", "petugas")
    telegram.goes_out()
    assert telegram.door.left[-1].to == "-100999"


def test_what_will_never_go_is_recorded_and_the_next_goes_on(telegram: Post, ana: Person) -> None:
    telegram.door.refuses(GiveUp("telegram:400"), "satu")
    telegram.put(ana, "satu", "dua")
    assert telegram.goes_out() == ["dua"]
    row = telegram.row("satu")
    assert (row.status, row.reason) == ("failed", "telegram:400")


def test_free_text_that_is_refused_becomes_its_template(
    house: House, whatsapp: Post, budi: Person
) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    whatsapp.door.refuses(GiveUp("twilio:63016", Then.AS_TEMPLATE))
    whatsapp.put(budi, "disetujui", notice="approved", values={"1": "26-000001-5"})  # type: ignore[arg-type]
    assert whatsapp.goes_out() == ["disetujui"]
    assert (whatsapp.door.left[-1].template, whatsapp.door.left[-1].values) == (
        SID,
        ("26-000001-5",),
    )


def test_free_text_without_a_template_waits_for_the_person(whatsapp: Post, budi: Person) -> None:
    whatsapp.door.refuses(GiveUp("twilio:63016", Then.AS_TEMPLATE))
    whatsapp.put(budi, "satu")
    assert whatsapp.goes_out() == []
    assert (whatsapp.row("satu").status, whatsapp.row("satu").reason) == ("held", "twilio:63016")
    budi.says("menu")
    assert "satu" in whatsapp.goes_out()


def test_a_template_that_is_missing_is_tried_in_indonesian(
    house: House, whatsapp: Post, budi: Person, clock: Clock
) -> None:
    for language, sid in (("jv", SID), ("id", OTHER_SID)):
        templates.set_template(house, "approved", language, sid, house.clock())
    clock.forward(hours=25)
    whatsapp.door.refuses(GiveUp("twilio:63027", Then.NEXT_LANGUAGE))
    whatsapp.put(budi, "disetujui", notice="approved", language="jv")
    with capture_logs() as lines:
        whatsapp.goes_out()
    assert whatsapp.door.left[-1].template == OTHER_SID
    assert "needs_a_person" in [line["event"] for line in lines]


def test_when_no_template_is_left_the_message_waits(
    house: House, whatsapp: Post, budi: Person, clock: Clock
) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    clock.forward(hours=25)
    whatsapp.door.refuses(GiveUp("twilio:63027", Then.NEXT_LANGUAGE), times=5)
    whatsapp.put(budi, "disetujui", notice="approved")
    whatsapp.goes_out()
    assert whatsapp.row("disetujui").status == "held"


def test_a_limit_on_this_person_sends_by_the_other_channel(
    telegram: Post, whatsapp: Post, ana: Person, budi: Person
) -> None:
    ana.does(Kind.CONTACT, phone="+628990000001")
    for post in (telegram, whatsapp):
        post.goes_out()
    whatsapp.door.refuses(GiveUp("twilio:63049", Then.OTHER_CHANNEL))
    whatsapp.put(budi, "kabar")
    whatsapp.goes_out()
    assert telegram.goes_out() == ["kabar"]


def test_a_file_that_cannot_go_leaves_its_words(house: House, telegram: Post, ana: Person) -> None:
    key = "0" * 32
    house.files.put(key, b"a file")
    telegram.door.refuses(GiveUp("telegram:file_refused", Then.AS_TEXT))
    telegram.put(ana, "suratnya", file=key, mime="application/pdf")
    assert telegram.goes_out() == ["suratnya"]
    assert telegram.door.left[-1].attachment is None


def test_an_address_nobody_has_is_marked(house: House, whatsapp: Post, budi: Person) -> None:
    whatsapp.door.refuses(GiveUp("twilio:63024", Then.INVALID_ADDRESS))
    whatsapp.put(budi, "satu")
    whatsapp.goes_out()
    assert rows(house, Address)[0].invalid_at is not None


def test_an_incident_pauses_the_channel_and_loses_nothing(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.door.refuses(GiveUp("telegram:token", Then.INCIDENT))
    telegram.put(ana, "satu", "dua")
    with capture_logs() as lines:
        assert telegram.goes_out() == []
    assert "needs_a_person" in [line["event"] for line in lines]
    clock.forward(minutes=6)
    assert telegram.goes_out() == ["satu", "dua"]


@pytest.mark.parametrize("then", [Then.ALERT, Then.SPLIT, Then.JOIN_SANDBOX])
def test_what_needs_a_person_is_said_once_and_given_up(
    telegram: Post, ana: Person, then: Then
) -> None:
    telegram.door.refuses(GiveUp("twilio:63013", then))
    telegram.put(ana, "CONTOH rahasia")
    with capture_logs() as lines:
        telegram.goes_out()
    assert [line["event"] for line in lines].count("needs_a_person") == 1
    assert "rahasia" not in str(lines)
    assert telegram.row("CONTOH rahasia").status == "failed"


def test_an_error_nobody_thought_of_is_recorded(telegram: Post, ana: Person) -> None:
    telegram.door.refuses(SendError("odd"))
    telegram.put(ana, "satu")
    telegram.goes_out()
    assert (telegram.row("satu").status, telegram.row("satu").reason) == ("failed", "odd")


def test_a_gone_message_without_a_card_is_forgotten(telegram: Post, ana: Person) -> None:
    telegram.door.refuses(GiveUp("telegram:too_old", Then.GONE))
    telegram.put(ana, "satu")
    assert telegram.goes_out() == []
    assert telegram.row("satu").status == "failed"


def test_a_message_that_never_goes_does_not_silence_the_others(
    house: House, telegram: Post, ana: Person, clock: Clock
) -> None:
    other = Person(house, Channel.TELEGRAM, "990002")
    other.says("halo")
    telegram.goes_out()
    telegram.door.refuses(TryLater("telegram:5xx", scope=Scope.SENDER), "racun", times=99)
    telegram.put(ana, "racun")
    for number in range(8):
        telegram.goes_out()
        telegram.put(other, f"kabar {number}")
        clock.forward(seconds=5)
        assert telegram.goes_out() == [f"kabar {number}"]
        clock.forward(minutes=5)
