"""The loop that empties the outbox of one channel: claim, send, record.

One sender at a time per channel identity (a lease), several messages in flight, one at most
per person. What the sender cannot record is claimed again: at least once, never lost.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

import structlog

from flows.messages import Channel, Lane, Outgoing
from handlers import cards, delivery, migrating
from handlers.cards import CardParcel
from handlers.delivery import Parcel
from handlers.following import following
from handlers.house import House
from handlers.meter import Slow
from handlers.placing import place_of
from storage.database import DATABASE_FAILURES
from storage.lease import Lease
from webhooks import outcomes
from webhooks.attachments import Attachments
from webhooks.pacing import Pacing
from webhooks.sending import (
    Attachment,
    Door,
    GiveUp,
    Moved,
    SendError,
    Sent,
    Stopped,
    Then,
    TryLater,
)

log = structlog.get_logger()
POLL = 1.0
"""Seconds between looks when nobody rings: the net under the wake-ups."""
STANDBY = 2.0
"""Seconds between a standby's tries to take the lease."""
IN_FLIGHT = 16
RESULTS: Mapping[type[SendError], str] = {
    TryLater: "later",
    GiveUp: "gave_up",
    Stopped: "stopped",
    Moved: "moved",
}
"""The closed set of refusals, as they are counted."""
T = TypeVar("T")


class Sender:
    """Sends what waits for one channel, in a thread of its own."""

    def __init__(self, house: House, door: Door, attachments: Attachments, rate: float) -> None:
        self._house = house
        self._door = door
        self._attachments = attachments
        self._pacing = Pacing(rate)
        self._worker = f"{socket.gethostname()}-{os.getpid()}"
        self._lease = Lease(house.database, f"sender-{door.channel}")
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._slots = threading.Semaphore(IN_FLIGHT)
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
        self._pool.shutdown(wait=True)
        self._lease.release()

    def settle(self) -> None:
        """Wait until everything that is in flight has landed."""
        for _ in range(IN_FLIGHT):
            self._slots.acquire()
        self._slots.release(IN_FLIGHT)

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
            self._bell.wait(POLL)
            self._bell.clear()

    def step(self) -> int:
        """Put as many messages into flight as there are free slots; how many there were."""
        if self._pacing.paused(self._house.clock()):
            return 0
        free = 0
        while free < IN_FLIGHT and self._slots.acquire(blocking=False):
            free += 1
        parcels: list[Parcel | CardParcel] = []
        try:
            parcels = self._claim(free) if free else []
        finally:
            # Also where the database failed: a slot that is not given back is gone for good.
            for _ in range(free - len(parcels)):
                self._slots.release()
        for parcel in parcels:
            self._pool.submit(self._deliver, parcel).add_done_callback(self._landed)
        return len(parcels)

    def _claim(self, free: int) -> list[Parcel | CardParcel]:
        """Messages first, then cards in the places that are left."""
        channel = self._door.channel
        parcels = delivery.claim(self._house, channel, self._worker, free)
        left = free - len(parcels)
        shown = cards.claim(self._house, channel, self._may_show, left) if left else []
        return [*parcels, *shown]

    def _may_show(self, chat: str) -> timedelta:
        return self._pacing.wait(self._house.clock(), group=chat)

    def _landed(self, done: Future[None]) -> None:
        if (error := done.exception()) is not None:
            # Not recorded, so it is claimed again when its claim runs out.
            log.error("sender_failed", channel=self._door.channel, error=place_of(error))
        self._slots.release()
        self._bell.set()

    def _deliver(self, parcel: Parcel | CardParcel) -> None:
        if isinstance(parcel, CardParcel):
            with following(
                channel=self._door.channel, card_id=parcel.card_id, case_id=parcel.case_id
            ):
                self._show(parcel)
            return
        wait = self._pacing.wait(
            self._house.clock(),
            group=parcel.to if parcel.group else "",
            bulk=parcel.lane == Lane.BULK,
        )
        if wait:
            delivery.postponed(self._house, parcel, wait)
            return
        with following(
            channel=self._door.channel,
            outbox_id=parcel.outbox_id,
            address_id=parcel.address_id,
            case_id=parcel.case_id,
            lane=Lane(parcel.lane).name.lower(),
        ):
            self._send(parcel)

    def _measured(self, call: Callable[[], T]) -> T:
        """Speak to the provider; how long it took, and what came of it."""
        meter, channel = self._house.meter, self._door.channel
        result = "raised"
        try:
            with meter.timed(Slow.SEND, channel):
                answer = call()
            result = "sent"
            self._pacing.worked()
            return answer
        except SendError as error:
            result = RESULTS.get(type(error), result)
            raise
        finally:
            meter.sent(channel, result)

    def _send(self, parcel: Parcel) -> None:
        try:
            attachment = self._attachments.of(parcel)
            message = self._attachments.linked(parcel.message)
            accepted = self._measured(partial(self._sent_or_edited, parcel, message, attachment))
        except SendError as error:
            outcomes.failed(self._house, self._pacing, parcel, error)
            return
        code = delivery.sent(self._house, parcel, accepted.provider_id)
        log.info("sent", attempts=parcel.attempts)
        if code:
            outcomes.failed_early(self._house, self._pacing, parcel, code)

    def _sent_or_edited(
        self, parcel: Parcel, message: Outgoing, attachment: Attachment | None
    ) -> Sent:
        """A message that replaces an earlier one; where that is gone, it is posted."""
        if message.edits:
            try:
                self._door.edit(parcel.to, message.edits, message)
            except GiveUp as error:
                if error.then is not Then.GONE:
                    raise
            else:
                return Sent(message.edits)
        return self._door.send(parcel.to, message, attachment)

    def _show(self, parcel: CardParcel) -> None:
        """Show a card's present state: edit it, or post it anew when it is not there."""
        try:
            if parcel.message_id:
                edit = partial(self._door.edit, parcel.to, parcel.message_id, parcel.message)
                self._measured(edit)
                message_id = parcel.message_id
            else:
                post = partial(self._door.send, parcel.to, parcel.message)
                message_id = self._measured(post).provider_id
        except SendError as error:
            self._not_shown(parcel, error)
            return
        cards.shown(self._house, parcel, message_id)
        log.info("card_shown", attempts=parcel.attempts)

    def _not_shown(self, parcel: CardParcel, error: SendError) -> None:
        match error:
            case Moved():
                migrating.moved(self._house, parcel.to, error.chat)
                cards.later(self._house, parcel, timedelta())
            case GiveUp() if error.then is Then.GONE and parcel.message_id:
                cards.post_anew(self._house, parcel)
            case TryLater():
                wait = error.after or outcomes.backoff(parcel.attempts)
                outcomes.pause(self._house, self._pacing, error, wait)
                cards.later(self._house, parcel, wait)
            case Stopped():
                cards.hidden(self._house, parcel, error.why, left=True)
            case _:
                log.error("card_not_shown", case_id=parcel.case_id, why=error.why)
                cards.hidden(self._house, parcel, error.why)
