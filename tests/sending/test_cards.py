"""Cards in staff groups: one message a case, edited to the present state, at the group's pace."""

from __future__ import annotations

from datetime import timedelta

from structlog.testing import capture_logs

from flows.cases.states import Role
from flows.messages import Channel
from handlers import cards
from handlers.house import House
from storage import cases
from storage.tables import Card, Case
from tests.handlers.people import Clock, Group, Person, staff
from tests.handlers.rows import rows
from tests.sending.conftest import Post
from webhooks.sending import GiveUp, Moved, Scope, Stopped, Then, TryLater


def changed(house: House, times: int = 1) -> None:
    """The case changed so often."""
    for _ in range(times):
        with house.database.write() as session:
            cases.refresh_cards(session, 1)


def posted(telegram: Post, group: Group) -> list[tuple[str, str]]:
    """What the group got: the id that was edited, the first line."""
    return [
        (one.edits, one.text.splitlines()[0]) for one in telegram.door.left if one.to == group.chat
    ]


def cards_of(telegram: Post, group: Group) -> list[tuple[str, str]]:
    return [one for one in posted(telegram, group) if one[1].startswith("Laporan")]


def waits(warga: Person, fasilitator: Person) -> str:
    """A case that waits for the supervisor; its card was not shown yet."""
    ticket = warga.complains()
    fasilitator.accepts()
    fasilitator.surveys()
    return ticket


def test_many_changes_make_one_message_and_one_edit(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    ticket = waits(warga, fasilitator)
    changed(house, 3)
    telegram.goes_out()
    clock.forward(minutes=1)
    changed(house, 5)
    telegram.goes_out()
    assert cards_of(telegram, group) == [
        ("", f"Laporan {ticket}"),
        (rows(house, Card)[0].message_id, f"Laporan {ticket}"),
    ]


def test_a_deleted_card_is_posted_anew(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    waits(warga, fasilitator)
    telegram.goes_out()
    first = rows(house, Card)[0].message_id
    clock.forward(minutes=1)
    changed(house)
    telegram.door.refuses(GiveUp("telegram:gone", Then.GONE), "Laporan")
    telegram.goes_out()
    assert rows(house, Card)[0].message_id != first
    assert [edits for edits, _ in cards_of(telegram, group)] == ["", ""]


def test_a_group_gets_at_most_twenty_a_minute(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    telegram.goes_out()
    clock.forward(minutes=5)
    waits(warga, fasilitator)
    before = len(posted(telegram, group))
    for _ in range(60):
        changed(house)
        telegram.goes_out()
        clock.forward(seconds=1)
    assert 15 <= len(posted(telegram, group)) - before <= 20


def test_a_busy_group_does_not_hold_up_another(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    waits(warga, fasilitator)
    for _ in range(10):
        changed(house)
        telegram.goes_out()
    changed(house)
    manager = staff(house, "Manajer Contoh", Role.MANAGER, "35.76", "880090")
    other = Group(house, "-100777").bound(manager)
    telegram.goes_out()
    assert cards_of(telegram, other)


def test_a_card_for_a_migrated_group_goes_to_its_new_id(
    telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    telegram.goes_out()
    ticket = waits(warga, fasilitator)
    telegram.door.refuses(Moved("-100999"), f"Laporan {ticket}\nKelurahan")
    telegram.goes_out()
    clock.forward(seconds=30)
    telegram.goes_out()
    assert [one for one in telegram.door.left if one.to == "-100999" and ticket in one.text]


def test_a_card_waits_while_we_are_not_in_the_group(
    house: House, telegram: Post, warga: Person, fasilitator: Person, supervisor: Person,
    group: Group, clock: Clock,
) -> None:  # fmt: skip
    telegram.goes_out()
    waits(warga, fasilitator)
    telegram.door.refuses(Stopped("telegram:kicked"), "Hasil survei")
    telegram.goes_out()
    clock.forward(minutes=5)
    assert telegram.goes_out() == []
    group.joined(supervisor)
    telegram.goes_out()
    assert cards_of(telegram, group)


def test_a_card_that_must_wait_is_shown_later(
    telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    telegram.goes_out()
    waits(warga, fasilitator)
    telegram.door.refuses(TryLater("telegram:429", timedelta(seconds=20)), "Hasil survei")
    telegram.goes_out()
    assert cards_of(telegram, group) == []
    clock.forward(seconds=20)
    telegram.goes_out()
    assert len(cards_of(telegram, group)) == 1


def test_a_card_that_is_told_to_wait_for_everybody_pauses_the_sender(
    telegram: Post, warga: Person, fasilitator: Person, group: Group, ana: Person
) -> None:
    telegram.goes_out()
    waits(warga, fasilitator)
    refusal = TryLater("telegram:409", timedelta(seconds=20), Scope.SENDER)
    telegram.door.refuses(refusal, "Hasil survei")
    telegram.goes_out()
    telegram.put(ana, "kabar")
    assert telegram.goes_out() == []


def test_a_card_that_cannot_be_shown_says_why_and_is_tried_at_the_next_change(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    telegram.goes_out()
    waits(warga, fasilitator)
    telegram.door.refuses(GiveUp("telegram:400", Then.ALERT), "Hasil survei")
    with capture_logs() as lines:
        telegram.goes_out()
    assert [line["event"] for line in lines if line["log_level"] != "info"] == ["card_not_shown"]
    assert rows(house, Card)[0].reason == "telegram:400"
    clock.forward(minutes=1)
    changed(house)
    telegram.goes_out()
    assert len(cards_of(telegram, group)) == 1


def test_a_card_that_cannot_be_drawn_does_not_stop_the_others(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, ana: Person,
    clock: Clock,
) -> None:  # fmt: skip
    telegram.goes_out()
    waits(warga, fasilitator)
    with house.database.write() as session:
        session.get_one(Case, 1).state = "of another release"
    ana.complains("Atap rumah saya rusak berat")
    fasilitator.accepts()
    fasilitator.surveys()
    clock.forward(minutes=1)
    with capture_logs() as lines:
        telegram.goes_out()
    assert [line["event"] for line in lines if line["log_level"] != "info"] == ["card_failed"]
    assert len(cards_of(telegram, group)) == 1


def test_a_card_whose_showing_nobody_recorded_is_shown_again(
    house: House, telegram: Post, warga: Person, fasilitator: Person, group: Group, clock: Clock
) -> None:
    telegram.goes_out()
    waits(warga, fasilitator)
    assert cards.claim(house, Channel.TELEGRAM, lambda _chat: timedelta(), 5)
    telegram.goes_out()
    assert cards_of(telegram, group) == []
    clock.forward(seconds=61)
    telegram.goes_out()
    assert len(cards_of(telegram, group)) == 1
