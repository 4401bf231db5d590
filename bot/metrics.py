"""What is counted, in the words of Prometheus: see docs/operations.md for what each means.

Counters and latencies are of this process; the queues are read from the database when somebody
asks, at most once in `FRESH` seconds, so that several watchers cost no more than one. No label
ever holds an id, a number or a word of a person.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from sqlalchemy.pool import QueuePool

from flows.messages import Lane
from handlers.meter import Meter, Slow, Step
from storage.database import DATABASE_FAILURES, Database
from storage.figures import Figures, figures

FRESH = 5.0
"""Seconds for which the numbers from the database are repeated."""
QUICK = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Seconds: a step of a turn takes a few milliseconds."""
SLOW = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
"""Seconds: a call over the network may take a minute and a half."""
CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class Metrics(Meter):
    """Counts for one process; `text` is what `/metrics` answers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        GCCollector(registry=self.registry)
        self._turns = self._counter("turns", "Messages taken in", "channel", "outcome")
        self._sends = self._counter("sends", "Tries to send", "channel", "result")
        self._known: dict[tuple[str, ...], Any] = {}
        self._jobs = self._counter("jobs", "Jobs worked", "kind", "result")
        self._timers = self._counter("timers", "Due timers handled", "kind", "result")
        self._steps = self._histogram("step_seconds", "Parts of a turn", QUICK, "step")
        self._slow = {
            Slow.SEND: self._histogram("send_seconds", "Calls that send", SLOW, "channel"),
            Slow.JOB: self._histogram("job_seconds", "Jobs", SLOW, "kind"),
            Slow.TIMER: self._histogram("timer_seconds", "Timers fired", QUICK, "kind"),
        }

    def turn(self, channel: str, outcome: str) -> None:
        """A message was taken in."""
        self._of(self._turns, channel, outcome).inc()

    def sent(self, channel: str, result: str) -> None:
        """A try to send."""
        self._sends.labels(channel, result).inc()

    def job(self, kind: str, result: str) -> None:
        """A job came to an end for now."""
        self._jobs.labels(kind, result).inc()

    def timer(self, kind: str, result: str) -> None:
        """A due timer."""
        self._timers.labels(kind, result).inc()

    def took(self, what: Step | Slow, kind: str, seconds: float) -> None:
        """How long a part of the work took."""
        if isinstance(what, Step):
            self._of(self._steps, what.value).observe(seconds)
        else:
            self._slow[what].labels(kind).observe(seconds)

    def _of(self, family: Counter | Histogram, *labels: str) -> Any:
        """The counter with these labels; looked up by the library only once."""
        found = self._known.get(labels)
        if found is None:
            found = self._known[labels] = family.labels(*labels)
        return found

    def watch(self, collector: Collector) -> None:
        """Ask this too whenever somebody looks."""
        self.registry.register(collector)

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(f"sambung_{name}", words, labels, registry=self.registry)

    def _histogram(
        self, name: str, words: str, buckets: tuple[float, ...], *labels: str
    ) -> Histogram:
        return Histogram(f"sambung_{name}", words, labels, buckets=buckets, registry=self.registry)


class Queues(Collector):
    """What waits in the database, and whether it answers."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._last: Figures | None = None
        self._seconds = 0.0

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand: describing must not ask the database."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """The figures, or only that the database does not answer."""
        found, seconds = self._look()
        yield _gauge("database_up", "Whether the database answers", float(found is not None))
        yield _gauge("figures_seconds", "What reading the queues took", seconds)
        yield from _pool(self._database)
        if found is not None:
            yield from _lines(found)
            yield from _work(found)

    def _look(self) -> tuple[Figures | None, float]:
        """One look at a time; who comes meanwhile gets its result."""
        with self._lock:
            began = self._monotonic()
            if began - self._read_at >= FRESH:
                self._last = self._read()
                self._read_at = self._monotonic()
                self._seconds = self._read_at - began
            return self._last, self._seconds

    def _read(self) -> Figures | None:
        try:
            with self._database.read() as session:
                return figures(session, self._clock())
        except DATABASE_FAILURES:
            return None


class Present(Collector):
    """What only this process knows: its release, and which channels it leads."""

    def __init__(self, leading: Callable[[], dict[str, bool]], ready: Callable[[], bool]) -> None:
        self._leading = leading
        self._ready = ready

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """As it is now."""
        yield InfoMetricFamily(
            "sambung_release", "What runs here", value={"version": version("sambung")}
        )
        yield _gauge("ready", "Whether /ready says yes", float(self._ready()))
        family = GaugeMetricFamily(
            "sambung_sender_leading", "Whether this process sends", labels=["channel"]
        )
        for channel, leads in self._leading().items():
            family.add_metric([channel], float(leads))
        yield family


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"sambung_{name}", words, value=value)


def _family(name: str, words: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"sambung_{name}", words, labels=labels)


def _lines(found: Figures) -> Iterator[Metric]:
    """The send queue, by lane."""
    waiting = _family("outbox_waiting", "Messages in line or on their way", "channel", "lane")
    oldest = _family("outbox_oldest_seconds", "Age of the oldest of them", "channel", "lane")
    for line in found.backlog:
        labels = [line.channel, Lane(line.lane).name.lower()]
        waiting.add_metric(labels, line.waiting)
        oldest.add_metric(labels, line.oldest.total_seconds())
    held = _family("outbox_held", "Messages that wait without a time", "channel", "reason")
    for one in found.held:
        held.add_metric([one.channel, one.reason], one.count)
    yield from (waiting, oldest, held)
    yield _gauge("cards_waiting", "Cards in groups that are out of date", found.cards)


def _work(found: Figures) -> Iterator[Metric]:
    """Everything else that waits."""
    yield _gauge("parked", "Messages that could not be handled", found.parked)
    yield _gauge("timers_late", "Timers due for more than 30 seconds", found.timers.late)
    lag = found.timers.lag.total_seconds()
    yield _gauge("timers_lag_seconds", "For how long the longest due timer is due", lag)
    waiting = _family("jobs_open", "Jobs that are not done", "kind", "status")
    oldest = _family("jobs_oldest_seconds", "Age of the oldest of them", "kind", "status")
    for one in found.jobs:
        waiting.add_metric([one.kind, one.status], one.count)
        oldest.add_metric([one.kind, one.status], one.oldest.total_seconds())
    yield from (waiting, oldest)


def _pool(database: Database) -> Iterator[Metric]:
    """Connections of this process."""
    pool = database.engine.pool
    if isinstance(pool, QueuePool):
        family = _family("database_connections", "Connections of this process", "state")
        family.add_metric(["in_use"], pool.checkedout())
        family.add_metric(["idle"], pool.checkedin())
        yield family
