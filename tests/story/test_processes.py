"""Several processes share one PostgreSQL; each can be ended, restarted or killed."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from storage.tables import Case, Inbox, Outbox
from tests.kill.counting import counted
from tests.kill.trial import settle
from tests.story import parts
from tests.story.forwarding import forwarding
from tests.story.serving import awake, process
from tests.story.town import PATIENCE, Town, free_port

pytestmark = [
    pytest.mark.kill,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]
TAKEN_OVER = 15.0
"""Seconds in which a standby must send; it takes two or three on an idle machine."""


@pytest.fixture
def waiting_town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    with Town(tmp_path, database_url) as town:
        yield town


def test_a_standby_sends_when_the_leading_worker_is_killed(
    waiting_town: Town, record_property: Callable[[str, object], None]
) -> None:
    town = waiting_town
    siti = town.platforms.whatsapp_person("Siti Contoh")
    with process(town, "web"), process(town, "work") as leader:
        siti.says("halo")
        siti.wait_for("Pilih bahasa", PATIENCE)
        with process(town, "work"):
            _stands_by(town)
            leader.send_signal(signal.SIGKILL)
            killed = time.monotonic()
            siti.says("1")
            siti.wait_for("Ada yang bisa", PATIENCE)
    took = time.monotonic() - killed
    record_property("told", f"a standby sent {took:.1f} s after the leader was killed")
    assert took < TAKEN_OVER


def _stands_by(town: Town) -> None:
    """Wait until a second worker has connected, and has looked at the lease."""
    seen = "SELECT count(*) FROM procrastinate_workers"
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with town.database.read() as session:
            if session.connection().exec_driver_sql(seen).scalar_one() >= 2:
                return
        time.sleep(0.1)
    raise AssertionError("the second worker never began")


def test_one_update_that_reaches_two_processes_at_once_counts_once(waiting_town: Town) -> None:
    town = waiting_town
    ports = town.port, free_port()
    person = {"id": 990099, "is_bot": False, "first_name": "Budi Contoh"}
    chat = {"id": 990099, "type": "private", "first_name": "Budi Contoh"}
    message = {"message_id": 7, "date": 1_700_000_000, "chat": chat, "from": person, "text": "halo"}
    headers = {"X-Telegram-Bot-Api-Secret-Token": town.settings.telegram_secret}

    def call(number: int) -> int:
        address = f"http://127.0.0.1:{ports[number % 2]}/telegram/webhook"
        update = {"update_id": 4711, "message": message}
        return httpx.post(address, json=update, headers=headers, timeout=30).status_code

    with process(town, "web", ports[0]), process(town, "web", ports[1]):
        for port in ports:
            awake(port)
        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(call, range(10)))
    assert set(answers) == {200}
    with town.database.read() as session:
        assert len(session.scalars(select(Inbox)).all()) == 1
        assert len(session.scalars(select(Outbox)).all()) == 1


def test_a_rolling_restart_loses_no_message(waiting_town: Town) -> None:
    town = waiting_town
    ports = [free_port() for _ in range(4)]
    behind: list[int] = []
    people: list[parts.Resident] = [
        *(town.platforms.telegram_person(f"Warga {n} Contoh") for n in range(2)),
        *(town.platforms.whatsapp_person(f"Warga {n} Contoh") for n in range(2, 4)),
    ]
    with (
        forwarding(town.port, behind),
        process(town, "work"),
        ExitStack() as running,
        ThreadPoolExecutor(len(people)) as pool,
    ):
        web = running.enter_context(process(town, "web", ports[0]))
        awake(ports[0])
        behind.append(ports[0])
        talks = [pool.submit(parts.complains, person, "Wates") for person in people]
        restarts = 0
        while not all(talk.done() for talk in talks) and restarts < len(ports) - 1:
            restarts += 1
            port = ports[restarts]
            later = running.enter_context(process(town, "web", port))
            awake(port)
            behind.insert(0, port)
            web.terminate()
            assert web.wait(PATIENCE) == 0
            behind.remove(ports[restarts - 1])
            web = later
        tickets = [talk.result(PATIENCE) for talk in talks]
        settle(town)
    assert restarts
    assert len(set(tickets)) == len(people)
    with town.database.read() as session:
        assert sorted(session.scalars(select(Case.ticket))) == sorted(tickets)
    assert counted(town, tickets, ("open", "screened")).faults == []
