"""Answers that leave in a webhook's response, over real HTTP and on both channels."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy import select

from bot.demo.speakers import TelegramPerson, WhatsAppPerson
from flows.messages import Outgoing
from storage.line import RESPONSE
from storage.tables import Outbox
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town

Person = TypeVar("Person", TelegramPerson, WhatsAppPerson)


def rows(town: Town) -> list[Outbox]:
    """All messages, oldest first."""
    with town.database.read() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def recorded(town: Town, number: int) -> Outbox:
    """The message of that number, once it is known to have left and, on WhatsApp, under which
    name."""
    end = time.monotonic() + PATIENCE
    while True:
        row = rows(town)[number]
        named = row.provider_id or row.channel != "whatsapp"
        if (row.status == "sent" and named) or time.monotonic() > end:
            return row
        time.sleep(0.05)


def ridden(town: Town, person: Callable[[str], Person]) -> tuple[Person, Outbox]:
    """The first person whose answer left in the response, and the answer: where the machine was
    held up for a second it goes by a call."""
    for number in range(5):
        somebody = person(f"Warga {number} Contoh")
        somebody.says("halo")
        somebody.wait_for("Pilih bahasa", PATIENCE)
        row = recorded(town, number)
        if row.claimed_by == RESPONSE:
            return somebody, row
    pytest.fail("no answer left in a response")


def test_the_first_answer_on_whatsapp_leaves_as_twiml_and_its_receipt_names_the_row(
    town: Town,
) -> None:
    with serving(town):
        siti, first = ridden(town, town.platforms.whatsapp_person)
    assert first.status == "sent"
    assert first.provider_id == next(m.sid for m in siti.messages if m.from_bot)


def test_the_first_answer_on_telegram_leaves_in_the_response(town: Town) -> None:
    with serving(town) as program:
        budi, first = ridden(town, town.platforms.telegram_person)
        figures = program.metrics.text().decode()
    assert first.status == "sent"
    assert 'sambung_sends_total{channel="telegram",result="in_response"} 1.0' in figures
    assert [m.text for m in budi.messages if m.from_bot] == [Outgoing.from_json(first.content).text]


def test_above_the_rate_answers_go_by_calls_and_none_is_lost(town: Town) -> None:
    slow = town.settings.model_copy(update={"telegram_rate": 1.0})
    town.settings = slow
    people = [town.platforms.telegram_person(f"Warga {n} Contoh") for n in range(3)]
    with serving(town):
        for one in people:
            one.says("halo")
        for one in people:
            one.wait_for("Pilih bahasa", PATIENCE)
    assert {row.status for row in rows(town)} <= {"sent", "sending"}
    assert any(row.claimed_by != RESPONSE for row in rows(town))
