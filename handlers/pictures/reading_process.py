"""The process that reads cards: `python -m handlers.pictures.reading_process`.

Pictures come on its standard input, each behind its length in four bytes; lines of print leave on
its standard output in the same way, as JSON. It holds no key, opens no connection and writes no
file; it ends when its input ends, so it never outlives the program.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import IO, Any

NICE = 5
"""Turns of people go first."""
MOST_MEMORY = 4 * 1024**3
"""Bytes of address space, of which about a fifth is ever used: a picture that asks for more ends
this process and not the machine."""
HEADER = struct.Struct(">I")


def send(pipe: IO[bytes], content: bytes) -> None:
    """One piece behind its length."""
    pipe.write(HEADER.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next piece, or none where the other side has ended."""
    head = pipe.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    content = pipe.read(HEADER.unpack(head)[0])
    return content if len(content) == HEADER.unpack(head)[0] else None


def main() -> None:
    """Serve until the input ends."""
    ours = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    with contextlib.suppress(OSError, ValueError):
        os.nice(NICE)
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    from handlers.pictures.reading_engine import Engine

    engine = Engine()
    send(ours, b"{}")  # ready
    while (content := receive(sys.stdin.buffer)) is not None:
        send(ours, json.dumps(_answer(engine, content)).encode())


def _answer(engine: Any, content: bytes) -> dict[str, Any]:
    """The lines, or the class of what went wrong; never a text, which may hold what was read."""
    try:
        return {"lines": [asdict(line) for line in engine.lines(content)]}
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": type(error).__name__}


if __name__ == "__main__":
    main()
