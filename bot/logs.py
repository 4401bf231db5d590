"""Logs that cannot tell on anybody.

Only what is on the list below comes out: ids, counts, durations, class names, words of our
own. Whatever else is handed to a logger is withheld and counted. A library's message is never
written, since its URLs hold tokens and phone numbers: its name, level and place stand for it.
A traceback is class, file, line and function; no message, no values.

To log something, use an event in `lower_case_words` and these keys; to add a key, add it here.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import PurePath
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor

QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "twilio",
    "urllib3",
    "waitress",
    "werkzeug",
    "sqlalchemy",
    "alembic",
    "apscheduler",
    "asyncio",
    "PIL",
    "procrastinate",
    "psycopg",
)
"""Libraries that are heard from WARNING upwards only."""
MUTE = ("waitress.queue",)
"""Heard from ERROR upwards only: one line for each request that waits for a thread would fill the
log just when much is going on. How long requests wait stands in the metrics."""

_LARGEST_ID = 10**9
"""A NIK has 16 digits and a phone number 10 or more: neither passes for an id."""
_LARGEST_COUNT = 10**10
EVENT = re.compile(r"[a-z]+(_[a-z]+){0,7}")
_WORD = re.compile(r"[a-z][a-z_]{0,39}")
_CODE = re.compile(r"([a-z_]{1,30}:)?[a-z_]{0,40}\d{0,6}")
_NAME = re.compile(r"[A-Za-z_][\w.]{0,80}")
_PLACE = re.compile(r"([a-z]+ )?[A-Za-z_][\w.]{0,80}( at [\w./-]{1,80}:\d{1,6}( [\w<>]{1,80})?)?")
_PROVIDER_ID = re.compile(r"[1-9]\d{0,9}|[SM]M[0-9a-f]{32}")
"""Telegram's update_id or Twilio's MessageSid; a phone number is longer or begins with 0 or +."""
_ROUTE = re.compile(r"(/[a-z_]{0,20}|/<[a-z_:]{1,30}>){1,5}")
"""A route's pattern, as Flask knows it; never the address that was asked for."""
_ORIGIN = re.compile(r"https?://(127\.0\.0\.1|localhost|0\.0\.0\.0)(:\d{1,5})?/?")


def _id(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < _LARGEST_ID


def _number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < _LARGEST_COUNT


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


_word, _code, _name = _matches(_WORD), _matches(_CODE), _matches(_NAME)

ALLOWED: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        (
            "address_id",
            "card_id",
            "case_id",
            "contact_id",
            "document_id",
            "feedback_id",
            "group_id",
            "inbox_id",
            "job_id",
            "outbox_id",
            "pid",
            "staff_id",
            "subject_id",
            "timer_id",
            "wish_id",
        ),
        _id,
    ),
    **dict.fromkeys(
        (
            "after",
            "attempt",
            "attempts",
            "bytes",
            "count",
            "due",
            "failed",
            "found",
            "held",
            "lag",
            "milliseconds",
            "port",
            "rate",
            "seconds",
            "seed",
            "sent",
            "sequence",
            "status_code",
            "version",
            "waiting",
            "withheld",
        ),
        _number,
    ),
    **dict.fromkeys(
        (
            "channel",
            "door",
            "kind",
            "lane",
            "notice",
            "role",
            "scope",
            "state",
            "target",
            "then",
            "what",
        ),
        _word,
    ),
    **dict.fromkeys(("code", "reason", "status", "why"), lambda value: _code(value) or _id(value)),
    "id": _matches(_PROVIDER_ID),
    "path": _matches(_ROUTE),
    **dict.fromkeys(("logger", "function"), _name),
    **dict.fromkeys(("error", "place"), _matches(_PLACE)),
    "url": _matches(_ORIGIN),
    "level": _word,
    "at": _matches(re.compile(r"[\dT:.+Z-]{19,35}")),
    "trace": lambda value: isinstance(value, list),
}
"""Key, and what its value must be. `trace` is made by `_shorten` below, nowhere else."""


def _only_allowed(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Drop what is not on the list; say how much it was, never what."""
    name = event.pop("event", None)
    kept = {key: value for key, value in event.items() if _passes(key, value)}
    said = isinstance(name, str) and EVENT.fullmatch(name) is not None
    first: dict[str, Any] = {key: kept.pop(key) for key in ("at", "level") if key in kept}
    result: dict[str, Any] = {**first, "event": name if said else "withheld", **kept}
    withheld = len(event) - len(kept) - len(first) + (not said)
    if withheld:
        result["withheld"] = withheld
    return result


def _passes(key: str, value: object) -> bool:
    return key in ALLOWED and (value is None or ALLOWED[key](value))


def _shorten(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Turn an exception into class, place and frames. Nobody else can hand in a `trace`."""
    event.pop("trace", None)
    event.pop("stack_info", None)
    caught = event.pop("exc_info", None)
    if caught is True:
        caught = sys.exc_info()[1]
    elif isinstance(caught, tuple):
        caught = caught[1]
    if isinstance(caught, BaseException):
        event.setdefault("error", type(caught).__name__)
        event["trace"] = list(trace_of(caught))
    return event


def trace_of(error: BaseException) -> Iterator[str]:
    """An error and what caused it: class, then `file:line function` of each frame, outermost
    first. Neither its message nor any value, for both may hold what a person wrote."""
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield type(one).__name__
        for frame, line in traceback.walk_tb(one.__traceback__):
            yield f"{_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        if isinstance(one, BaseExceptionGroup):
            yield from (type(inner).__name__ for inner in one.exceptions)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _file(path: str) -> str:
    """The last two parts: enough to find the place, without anybody's home folder."""
    return "/".join(PurePath(path).parts[-2:])


class _Library(logging.Handler):
    """A library's record, without its message."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write name, level and place; `record.msg` and `record.args` are not looked at."""
        structlog.get_logger().log(
            max(record.levelno, logging.DEBUG),
            "library",
            logger=record.name,
            place=f"{record.levelname} at {_file(record.pathname)}:{record.lineno}",
            exc_info=record.exc_info,
        )


def configure_logs(stream: TextIO | None = None, *, readable: bool | None = None) -> None:
    """Send all logs of this process to `stream` (stderr), one line each: JSON, or `readable`
    for a person at a terminal. Also catches what nobody caught, in the main and other threads.
    """
    to = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _shorten,
            _only_allowed,
            _renderer(to.isatty() if readable is None else readable),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=to),
        cache_logger_on_first_use=False,
    )
    logging.root.handlers[:] = [_Library()]
    logging.root.setLevel(logging.WARNING)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in MUTE:
        logging.getLogger(name).setLevel(logging.ERROR)
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _uncaught_in_thread


def _renderer(readable: bool) -> Processor:
    if readable:
        return structlog.dev.ConsoleRenderer(colors=False, timestamp_key="at")
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _uncaught(
    _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
) -> None:
    if not isinstance(error, KeyboardInterrupt):
        structlog.get_logger().error("uncaught", exc_info=error)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if not isinstance(args.exc_value, SystemExit | None):
        structlog.get_logger().error("uncaught_in_thread", exc_info=args.exc_value)


def _unraisable(caught: sys.UnraisableHookArgs) -> None:
    structlog.get_logger().error("unraisable", exc_info=caught.exc_value)
