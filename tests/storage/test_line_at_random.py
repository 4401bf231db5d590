"""Whatever happens in whatever order: one message on its way per person, none overtaken."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime

import pytest

from flows.messages import Lane
from storage.database import Database
from storage.outbox import Claimed
from tests.storage.lines import Line

STEPS = 120


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_history_keeps_every_persons_order(
    database: Database, now: datetime, address: int, neighbour: int, seed: int
) -> None:
    chance = random.Random(seed)
    history = _History(Line(database, now))
    for _ in range(STEPS):
        history.line.later(chance.choice((0, 1, 5)))
        person, lane = chance.choice((address, neighbour)), chance.choice(list(Lane)[1:])
        match chance.choice(("put", "put", "claim", "claim", "sent", "refused", "paced", "died")):
            case "put":
                history.line.put("", person, lane)
            case "claim":
                history.claim(chance.randint(1, 3))
            case "died":
                history.line.release()
                history.flying.clear()
            case what if history.flying:
                history.record(what, chance.choice(sorted(history.flying)))

    assert history.sent
    assert all(ids == sorted(ids) for ids in history.sent.values())


class _History:
    """What was claimed and not recorded yet, and what was sent, by person and lane."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.flying: dict[int, Claimed] = {}
        self.sent: defaultdict[tuple[int | None, Lane], list[int]] = defaultdict(list)

    def claim(self, limit: int) -> None:
        # Unrecorded for a minute is another rule, with tests of its own.
        for claimed in [c for c in self.flying.values() if self._old(c)]:
            self.record("sent", claimed.id)
        for claimed in self.line.claimed(limit):
            assert claimed.address_id not in {c.address_id for c in self.flying.values()}
            self.flying[claimed.id] = claimed

    def record(self, what: str, outbox_id: int) -> None:
        claimed = self.flying.pop(outbox_id)
        if what == "refused":
            self.line.retry(outbox_id, 7)
        elif what == "paced":
            self.line.postpone(outbox_id, 3)
        else:
            self.line.sent(outbox_id)
            self.sent[claimed.address_id, claimed.lane].append(outbox_id)

    def _old(self, claimed: Claimed) -> bool:
        at = self.line.row(claimed.id).claimed_at
        return at is not None and (self.line.now - at).total_seconds() > 50
