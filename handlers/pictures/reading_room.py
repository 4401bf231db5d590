"""Who reads cards: one process beside the program, one card at a time, with bounded memory.

It is started by the first card, ends after a time without one (0.8 GB are given back), and is
started anew when it died, hung, or grew too large. Whoever comes while it reads is told so and
comes again: a thread that waits in line would be missing where photos are fetched.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import structlog

from handlers.pictures.reading_lines import Line
from handlers.pictures.reading_process import HEADER, send

log = structlog.get_logger()
LIBRARIES = ("rapidocr", "onnxruntime")
"""The extra `ocr`."""
HOW_TO_READ = (
    "Photos of KTP and KK are not read here; everything works by typing. "
    "To switch it on: .venv/bin/pip install -e '.[ocr]', then start again."
)
ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "handlers.pictures.reading_process")
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
"""Of the environment; our secrets are none of its business."""
START, PATIENCE = 60.0, 20.0
"""Seconds to load the models, and for one card; then the process counts as hung."""
IDLE = 600.0
"""Seconds without a card after which the process is ended."""
LARGEST = 1_400
"""Megabytes that it may hold between two cards; usual are 600 to 800."""


class Busy(Exception):
    """A card is being read."""


class Broke(Exception):
    """The process died or hung; the argument is a word."""


class CardReader(Protocol):
    """Whoever finds the print on the photo of a card."""

    def warm(self) -> None:
        """A card is on its way: get ready, in the background."""

    def lines(self, content: bytes, wait: float = 0.0) -> list[Line]:
        """The print in a picture; `wait` so many seconds for one's turn. Raises Busy, Broke."""

    def close(self) -> None:
        """End."""


def can_read() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(find_spec(name) is not None for name in LIBRARIES)


def reader() -> CardReader | None:
    """Who reads cards here; none without the extra."""
    return ReadingRoom() if can_read() else None


class ReadingRoom:
    """The process, and the one place at its table."""

    def __init__(self, program: tuple[str, ...] = PROGRAM, *, patience: float = PATIENCE) -> None:
        self._program = program
        self._patience = patience
        self._place = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._used = 0.0
        self._closed = False
        self._warming = False

    def warm(self) -> None:
        """Load the models now, unless they are loaded or somebody does."""
        if self._process is None and not self._warming:
            self._warming = True
            threading.Thread(target=self._warm, name="cards", daemon=True).start()

    def _warm(self) -> None:
        try:
            if self._place.acquire(blocking=False):
                try:
                    self._running()
                finally:
                    self._place.release()
        except Broke as broke:
            log.warning("card_reader_not_started", why=str(broke))
        finally:
            self._warming = False

    def lines(self, content: bytes, wait: float = 0.0) -> list[Line]:
        """The print in a picture; `wait` so many seconds for one's turn. Raises Busy, Broke."""
        if not self._place.acquire(timeout=max(wait, START if self._warming else 0.0)):
            raise Busy
        try:
            return self._lines(content)
        finally:
            self._place.release()

    def megabytes(self) -> float:
        """What the process holds now; 0 while there is none."""
        process = self._process
        return megabytes_of(process.pid) if process is not None else 0.0

    def pid(self) -> int:
        """The process's number; 0 while there is none."""
        return self._process.pid if self._process is not None else 0

    def close(self) -> None:
        """End the process, at once: a card in hand is read again another time."""
        self._closed = True
        process = self._process
        if process is not None:
            _end(process)

    def _lines(self, content: bytes) -> list[Line]:
        process = self._running()
        try:
            assert process.stdin is not None
            send(process.stdin, content)
            answer = _answer(process, self._patience)
        except (OSError, Broke) as error:
            self._drop(process)
            raise error if isinstance(error, Broke) else Broke("died") from None
        self._used = monotonic()
        if megabytes_of(process.pid) > LARGEST:
            log.info("card_reader_ended", why="grown")
            self._drop(process)
        if "error" in answer:
            raise Broke(str(answer["error"]))
        return [Line(**{**row, "left": tuple(row["left"]), "right": tuple(row["right"])})
                for row in answer["lines"]]  # fmt: skip

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started where it is not. Raises Broke."""
        if self._closed:
            raise Broke("closed")
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self._process = process = _started(self._program)
        self._used = monotonic()
        try:
            _answer(process, START)
        except Broke:
            self._drop(process)
            raise
        threading.Thread(
            target=self._watch, args=(process,), name="cards-idle", daemon=True
        ).start()
        return process

    def _drop(self, process: subprocess.Popen[bytes]) -> None:
        _end(process)
        if self._process is process:
            self._process = None

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """End it when nobody has needed it for long."""
        while process.poll() is None and self._process is process:
            left = self._used + IDLE - monotonic()
            if left > 0:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(left)
            elif self._place.acquire(blocking=False):
                try:
                    self._drop(process)
                finally:
                    self._place.release()


def _started(program: tuple[str, ...]) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
    try:
        return subprocess.Popen(
            program,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C at the terminal is for the program alone
        )
    except OSError:
        raise Broke("not started") from None


def _answer(process: subprocess.Popen[bytes], patience: float) -> dict[str, Any]:
    """What it answers within so many seconds. Raises Broke."""
    until = monotonic() + patience
    size = HEADER.unpack(_exactly(process, HEADER.size, until))[0]
    answer: dict[str, Any] = json.loads(_exactly(process, size, until))
    return answer


def _exactly(process: subprocess.Popen[bytes], size: int, until: float) -> bytes:
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    content = b""
    while len(content) < size:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - monotonic()))
        if not ready:
            raise Broke("hung")
        piece = os.read(pipe, size - len(content))
        if not piece:
            raise Broke("died")
        content += piece
    return content


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def megabytes_of(pid: int) -> float:
    """What a process holds; 0 where that is not told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
