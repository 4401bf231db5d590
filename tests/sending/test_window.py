"""WhatsApp's 24 hours: free text inside, a template outside, else the message waits."""

from __future__ import annotations

from flows.messages import Kind, Lane
from handlers import templates
from handlers.house import House
from tests.handlers.people import Clock, Group, Person
from tests.sending.conftest import Post

SID = f"HX{'a' * 32}"


def test_inside_the_window_people_get_free_text(
    house: House, whatsapp: Post, budi: Person, clock: Clock
) -> None:
    templates.set_template(house, "approved", "id", SID, house.clock())
    clock.forward(hours=23)
    whatsapp.put(budi, "disetujui", notice="approved")
    whatsapp.goes_out()
    assert whatsapp.door.left[-1].template == ""


def test_outside_the_window_the_template_is_filled(
    house: House, whatsapp: Post, warga: Person, supervisor: Person, group: Group,
    surveyed: str, clock: Clock,
) -> None:  # fmt: skip
    templates.set_template(house, "approved", "id", SID, house.clock())
    whatsapp.goes_out()
    clock.forward(hours=25)
    group.presses(supervisor, "Setujui")
    whatsapp.goes_out()
    left = whatsapp.door.left[-1]
    assert (left.template, left.values[0]) == (SID, surveyed)
    assert left.values[1].startswith("sekretariat SLRT, yang menentukan")


def test_outside_without_a_template_it_waits_and_says_why(
    whatsapp: Post, budi: Person, clock: Clock
) -> None:
    clock.forward(hours=25)
    whatsapp.put(budi, "kabar", notice="approved")
    assert whatsapp.goes_out() == []
    assert (whatsapp.row("kabar").status, whatsapp.row("kabar").reason) == ("held", "window")


def test_what_waited_goes_when_the_person_writes(
    whatsapp: Post, budi: Person, clock: Clock
) -> None:
    clock.forward(hours=25)
    whatsapp.put(budi, "kabar satu", "kabar dua")
    whatsapp.goes_out()
    budi.says("menu")
    sent = whatsapp.goes_out()
    assert sent[-2:] == ["kabar satu", "kabar dua"]
    assert len(sent) == 3


def test_an_old_message_that_comes_late_opens_the_window_from_its_own_time(
    whatsapp: Post, budi: Person, clock: Clock
) -> None:
    sent_at = clock()
    clock.forward(hours=25)
    budi.does(Kind.TEXT, text="menu", at=sent_at)
    assert whatsapp.goes_out() == []


def test_telegram_knows_no_window(telegram: Post, ana: Person, clock: Clock) -> None:
    clock.forward(days=40)
    telegram.put(ana, "kabar")
    assert telegram.goes_out() == ["kabar"]


def test_a_reply_held_for_a_better_one_is_replaced(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    ana.says("1", "1", "wates", "1", "KIS")
    telegram.goes_out()
    clock.forward(seconds=2)
    ana.says("mati sejak Mei kemarin")
    clock.forward(seconds=5)
    assert not any("terlalu pendek" in text for text in telegram.goes_out())


def test_an_answer_to_a_tap_is_dropped_after_ten_seconds(
    telegram: Post, ana: Person, clock: Clock
) -> None:
    telegram.put(ana, "Disetujui.", lane=Lane.CALLBACK, callback="cb1")
    clock.forward(seconds=11)
    assert telegram.goes_out() == []
    assert telegram.row("Disetujui.").status == "dropped"


def test_an_answer_to_a_tap_overtakes_everything(telegram: Post, ana: Person) -> None:
    telegram.put(ana, "kabar")
    telegram.put(ana, "Disetujui.", lane=Lane.CALLBACK, callback="cb1")
    telegram.once()
    assert telegram.door.texts()[-2:] in (["Disetujui.", "kabar"], ["kabar", "Disetujui."])
    assert telegram.row("Disetujui.").status == "sent"
