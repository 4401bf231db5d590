"""Stories that go on until every planned kill has happened, and the count of what became of
them."""

from __future__ import annotations

import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select

from storage.jobs import open_jobs
from storage.tables import Card, Case, Inbox, Move, Outbox
from tests.kill.counting import Count, counted
from tests.kill.killing import POINTS, Killing, Plan
from tests.story import parts
from tests.story.town import PATIENCE, Town

VILLAGES = ("Wates", "Kedundung", "Mentikan", "Miji")
MOVES = ("open", "assign", "accept", "survey", "approve")
MOST_ROUNDS = 1000
T = TypeVar("T")
NUDGE = 23 * 3600 + 60
"""Seconds after which an unfinished talk is reminded of."""


@dataclass
class Trial:
    """What was done to the program and what came of it."""

    seed: int
    rounds: int
    talks: int
    count: Count
    hits: dict[str, int]
    missed: dict[str, int]
    """Points that were not hit as often as planned."""

    def table(self) -> str:
        """For people."""
        lines = [f"{point:<22}{self.hits.get(point, 0):>6}" for point in POINTS]
        count = self.count
        return "\n".join(
            (
                *lines,
                f"seed {self.seed}, {self.rounds} rounds, {self.talks} talks, "
                f"{sum(self.hits.values())} kills",
                f"messages in {count.incoming}, out {count.outgoing}",
                f"lost {len(count.lost)}, doubled {len(count.doubled)}, "
                f"out of order {len(count.disordered)}, repeated sends {len(count.repeated)}",
            )
        )


def trial(
    folder: Path,
    database_url: str,
    wanted: dict[str, int],
    seed: int,
    workers: int = 1,
    *,
    split: bool = False,
) -> Trial:
    """Play rounds of the story until every point has killed as often as wanted; `split` as
    `Killing` has it."""
    plan = Plan(wanted, seed)
    with Town(folder, database_url) as town:
        settings = town.settings.model_dump(mode="json")
        with Killing(settings, plan, folder / "child.log", workers, split=split) as killing:
            town.hire(*VILLAGES)
            killing.begin()
            tickets: list[str] = []
            rounds = 0
            try:
                while not plan.over and rounds < MOST_ROUNDS:
                    rounds += 1
                    tickets += _round(town, killing, plan, rounds)
                settle(town)
            except AssertionError as stuck:
                stuck.add_note(_scene(town, killing))
                raise
        count = counted(town, tickets, MOVES)
    missed = {point: n for point, n in plan.left.items() if n > 0}
    return Trial(seed, rounds, len(tickets), count, dict(plan.done), missed)


def _round(town: Town, killing: Killing, plan: Plan, number: int) -> list[str]:
    """Four residents, their facilitators and the supervisors; the last resident stops half way
    and, while the timers' point is still wanted, goes on only when reminded."""
    *swift, slow = VILLAGES
    for village in VILLAGES:
        _resident(town, number, village)
    with ThreadPoolExecutor(2 * len(VILLAGES)) as pool:
        halfway = pool.submit(_begin, town, number, slow)
        talks = [pool.submit(_complain, town, number, village) for village in swift]
        cases = [pool.submit(_handle, town, number, village) for village in swift]
        tickets = [_outcome(killing, one) for one in talks]
        for one in (*cases, halfway):
            _outcome(killing, one)
        if plan.left["before_timer_commit"] > 0:
            _remind(town, killing, _resident(town, number, slow))
        last = pool.submit(parts.tells, _resident(town, number, slow))
        case = pool.submit(_handle, town, number, slow)
        tickets.append(_outcome(killing, last))
        _outcome(killing, case)
    return tickets


def _resident(town: Town, number: int, village: str) -> parts.Resident:
    """Somebody new in each round, on WhatsApp and on Telegram by turns."""
    name = f"Warga {village} {number} Contoh"
    if VILLAGES.index(village) % 2:
        return town.platforms.telegram_person(name)
    return town.platforms.whatsapp_person(name)


def _complain(town: Town, number: int, village: str) -> str:
    return parts.complains(_resident(town, number, village), village)


def _begin(town: Town, number: int, village: str) -> None:
    resident = _resident(town, number, village)
    parts.begins(resident)
    parts.locates(resident, village)


def _handle(town: Town, number: int, village: str) -> None:
    """The survey, a supervisor's press, and the resident who hears of it."""
    resident = _resident(town, number, village)
    seen = resident.world.last
    ticket = parts.surveys(town.facilitators[village])
    parts.decides(town.supervisors[number % 2], town.group, ticket, "Setujui")
    _hears_of_it(resident, seen, ticket)


def _hears_of_it(resident: parts.Resident, seen: int, ticket: str) -> None:
    """Wait beside the resident's own thread, which listens for other words."""
    end = time.monotonic() + 4 * PATIENCE
    while left := max(0.0, end - time.monotonic()):
        for event in resident.world.after(seen, left):
            seen = event.seq
            words = event.message.text if event.message and event.chat == resident.chat.key else ""
            if ticket in words and "disetujui supervisor" in words:
                return
    raise AssertionError(f"the resident of {ticket} never heard of the approval")


def _remind(town: Town, killing: Killing, resident: parts.Resident) -> None:
    """A day later: nothing is on its way any more, and an unfinished talk is due."""
    settle(town)
    town.clock.forward(timedelta(seconds=NUDGE))
    killing.forward(NUDGE)
    resident.wait_for("belum dikirim", PATIENCE)


def settle(town: Town) -> None:
    """Wait until nothing is in line, on its way or being worked on."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        town.platforms.settle()
        if not _busy(town):
            return
        time.sleep(0.1)
    raise AssertionError(f"still in hand after {PATIENCE} s: {_busy(town)}")


def _busy(town: Town) -> str:
    with town.database.read() as session:
        rows = select(Outbox.id).where(Outbox.status.in_(("waiting", "sending")))
        due = select(Card.id).where(Card.wanted > Card.shown)
        found = {
            "outbox": session.scalars(rows).all(),
            "jobs": [one for one in open_jobs(session, town.clock()) if one.status != "failed"],
            "cards": session.scalars(due).all(),
        }
    return ", ".join(f"{name} {ids}" for name, ids in found.items() if ids)


def _scene(town: Town, killing: Killing) -> str:
    """Where everything stood when somebody waited in vain."""
    with town.database.read() as session:
        stored = [
            *(f"case {c.ticket} {c.state} v{c.version}" for c in session.scalars(select(Case))),
            *(f"move {m.case_id} {m.event} {m.at}" for m in session.scalars(select(Move))),
            *(
                f"outbox {o.id} {o.channel} {o.status} {o.reason} {o.notice} {o.attempts}"
                for o in session.scalars(select(Outbox).where(Outbox.status != "sent"))
            ),
            *(
                f"card {c.case_id} {c.wanted}>{c.shown} {c.not_before} {c.reason} {c.message_id}"
                for c in session.scalars(select(Card))
            ),
            *(
                f"inbox {i.provider_id} {i.status} {i.error}"
                for i in session.scalars(select(Inbox).where(Inbox.status != "done"))
            ),
        ]
    toasts = [f"{p.person.name}: {p.toasts}" for p in town.supervisors]
    refused = town.platforms.telegram.refusals + town.platforms.twilio.refusals
    waiting = f"updates {town.platforms.telegram.updates.pending}"
    now = f"now {town.clock()}"
    unheard = f"unheard {town.platforms.twilio.unheard}"
    log = (town.folder / "child.log").read_text(errors="replace").splitlines()[-30:]
    return "\n".join(
        [f"killed {killing.killed}", now, waiting, unheard, *stored, *toasts, *refused, *log]
    )


def _outcome(killing: Killing, one: Future[T]) -> T:
    """What came of a part; raises what the program died of, if it died by itself."""
    while True:
        try:
            return one.result(1)
        except TimeoutError:
            if killing.error is not None:
                raise killing.error from None
