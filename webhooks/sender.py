"""The loop that empties the outbox of one channel: claim, send, record.

One sender at a time per channel identity (a lease), several messages in flight, one at most
per person. Threads speak to the provider; the loop alone speaks to the database, and records all
that was accepted since in the transaction that claims the next. What it cannot record is claimed
again: at least once, never lost.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import structlog

from flows.messages import Channel
from handlers import cards, delivery, repeating
from handlers.cards import CardParcel
from handlers.delivery import Accepted, Parcel
from handlers.house import House
from handlers.placing import place_of
from storage.database import DATABASE_FAILURES, is_transient
from storage.lease import Lease
from webhooks import outcomes
from webhooks.attachments import Attachments
from webhooks.courier import Courier
from webhooks.in_flight import InFlight
from webhooks.pacing import Pacing
from webhooks.sending import Door

log = structlog.get_logger()
POLL = timedelta(seconds=1)
"""Between looks when nobody rings: the net under the wake-ups."""
STANDBY = 2.0
"""Seconds between a standby's tries to take the lease."""
SILENT = timedelta(seconds=60)
"""A leader that did not look for its lease so long hangs or was stopped. What it had claimed is
free by then, and a standby takes over."""
IN_FLIGHT = 16


class Sender:
    """Sends what waits for one channel, in a thread of its own."""

    def __init__(self, house: House, door: Door, attachments: Attachments, rate: float) -> None:
        self._house = house
        self._door = door
        self._pacing = Pacing(rate)
        self._courier = Courier(house, door, attachments, self._pacing)
        self._worker = f"{socket.gethostname()}-{os.getpid()}"
        self._lease = Lease(house.database, f"sender-{door.channel}", silent=SILENT)
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._flight = InFlight(IN_FLIGHT)
        self._pool = ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix=f"send-{door.channel}")
        self._thread = threading.Thread(target=self._run, name=f"sender-{door.channel}")
        self.leading = False
        """Whether this process has the lease."""

    @property
    def channel(self) -> Channel:
        """Whose messages these are."""
        return self._door.channel

    def start(self) -> None:
        """Begin in the background."""
        self._thread.start()

    def ring(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    def stop(self) -> None:
        """Finish what is in flight, then end; another process may lead at once."""
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join()
        try:
            self.settle()
        except DATABASE_FAILURES as error:
            # What it accepted is claimed again by whoever leads next.
            log.warning("sender_waits", channel=self._door.channel, error=type(error).__name__)
        self._pool.shutdown(wait=True)
        self._lease.release()

    def settle(self) -> None:
        """Wait until everything that is in flight has landed, and record it."""
        self._flight.wait()
        while self._record():
            self._flight.wait()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._lead()
            except DATABASE_FAILURES as error:
                self.leading = False
                log.warning("sender_waits", channel=self._door.channel, error=type(error).__name__)
                self._stopping.wait(STANDBY)
            except Exception as error:  # noqa: BLE001  the loop: it goes on whatever happens
                log.error("sender_failed", channel=self._door.channel, error=place_of(error))
                self._stopping.wait(STANDBY)

    def _lead(self) -> None:
        """Send while the lease is ours; what a dead leader had claimed is free again at once."""
        if not self._lease.take():
            self.leading = False
            self._stopping.wait(STANDBY)
            return
        if not self.leading:
            delivery.take_over(self._house, self._door.channel)
            cards.take_over(self._house, self._door.channel)
            self.leading = True
        if not self.step():
            rest = self._pacing.rest(self._house.clock(), POLL)
            self._bell.wait(rest.total_seconds())
            self._bell.clear()

    def step(self) -> int:
        """Record what was accepted, and put as many messages into flight as there are places;
        how many there were."""
        accepted = self._flight.to_record()
        paused = self._pacing.paused(self._house.clock())
        free = 0 if paused else self._flight.free() + len(accepted)
        if not accepted and not free:
            return 0
        parcels = self._exchange(accepted, free)
        for parcel in parcels:
            self._fly(partial(self._courier.deliver, parcel))
        return len(parcels)

    def _exchange(self, accepted: Sequence[Accepted], free: int) -> list[Parcel | CardParcel]:
        """One transaction: what left is recorded, what is next is claimed. Cards have the
        places that are left."""
        channel = self._door.channel
        try:
            parcels, failed = delivery.exchange(self._house, channel, self._worker, free, accepted)
        except Exception as error:
            if is_transient(error):
                self._flight.again(accepted)
                raise
            # Our own mistake with one of them must not keep the others from being recorded.
            self._record_one_by_one(accepted)
            if not free:
                return []  # it was one of them, which is said; whoever is stopping goes on
            raise
        self._after_record(accepted, failed)
        left = free - len(parcels)
        shown = cards.claim(self._house, channel, self._may_show, left) if left else []
        return [*parcels, *shown]

    def _record(self) -> bool:
        """Record what was accepted, and claim nothing; whether there was anything."""
        accepted = self._flight.to_record()
        if accepted:
            self._exchange(accepted, 0)
        return bool(accepted)

    def _record_one_by_one(self, accepted: Sequence[Accepted]) -> None:
        for one in accepted:
            try:
                delivery.sent(self._house, one.parcel, one.provider_id)
            except Exception as error:  # noqa: BLE001  it is claimed again when its claim runs out
                log.error("sender_failed", channel=self._door.channel, error=place_of(error))
            self._flight.landed()

    def _after_record(self, accepted: Sequence[Accepted], failed: Mapping[int, str]) -> None:
        """Their places are free, but for those that something follows."""
        for one in accepted:
            self._flight.landed()
            code = failed.get(one.parcel.outbox_id)
            if code:
                self._fly(partial(self._failed_early, one.parcel, code))
            elif delivery.is_news(one.parcel):
                self._fly(partial(self._repeat_question, one.parcel))

    def _failed_early(self, parcel: Parcel, code: str) -> None:
        outcomes.failed_early(self._house, self._pacing, parcel, code)

    def _repeat_question(self, parcel: Parcel) -> None:
        repeating.after_news(self._house, parcel.outbox_id)

    def _may_show(self, chat: str) -> timedelta:
        return self._pacing.wait(self._house.clock(), group=chat)

    def _fly(self, way: Callable[[], Accepted | None]) -> None:
        """Do it in a thread of its own; it has a place until its end is recorded."""
        self._flight.depart()
        self._pool.submit(way).add_done_callback(self._landed)

    def _landed(self, done: Future[Accepted | None]) -> None:
        accepted = None
        if (error := done.exception()) is None:
            accepted = done.result()
        else:
            # Not recorded, so it is claimed again when its claim runs out.
            log.error("sender_failed", channel=self._door.channel, error=place_of(error))
        self._flight.landed(accepted)
        self._bell.set()
