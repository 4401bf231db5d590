"""Answers that leave in a webhook's response, over real HTTP and on both channels."""

from __future__ import annotations

import time

from sqlalchemy import select

from flows.messages import Outgoing
from storage.line import RESPONSE
from storage.tables import Outbox
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town


def rows(town: Town) -> list[Outbox]:
    """All messages, oldest first."""
    with town.database.read() as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def recorded(town: Town) -> list[Outbox]:
    """The same, once the first is known to have left and, on WhatsApp, under which name."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        first = rows(town)[:1]
        if (
            first
            and first[0].status == "sent"
            and (first[0].provider_id or first[0].channel != "whatsapp")
        ):
            break
        time.sleep(0.05)
    return rows(town)


def test_the_first_answer_on_whatsapp_leaves_as_twiml_and_its_receipt_names_the_row(
    town: Town,
) -> None:
    siti = town.platforms.whatsapp_person("Siti Contoh")
    with serving(town):
        siti.says("halo")
        siti.wait_for("Pilih bahasa", PATIENCE)
        (first,) = recorded(town)
    assert (first.status, first.claimed_by) == ("sent", RESPONSE)
    assert first.provider_id == next(m.sid for m in siti.messages if m.from_bot)


def test_the_first_answer_on_telegram_leaves_in_the_response(town: Town) -> None:
    budi = town.platforms.telegram_person("Budi Contoh")
    with serving(town) as program:
        budi.says("halo")
        budi.wait_for("Pilih bahasa", PATIENCE)
        (first,) = recorded(town)
        figures = program.metrics.text().decode()
    assert (first.status, first.claimed_by) == ("sent", RESPONSE)
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
