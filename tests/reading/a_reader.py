"""Stands in for the process with the models: answers with its own environment and number, dies
when it is told so, or hangs. `python -m tests.reading.a_reader`."""

from __future__ import annotations

import json
import os
import sys
import time

from handlers.pictures.reading_process import receive, send


def answer(content: bytes) -> None:
    """One picture, whose bytes say what to do."""
    if content == b"die":
        os._exit(1)
    if content == b"hang":
        time.sleep(60)
    if content == b"slow":
        time.sleep(0.5)
    if content == b"broken":
        send(sys.stdout.buffer, b'{"error": "OSError"}')
        return
    words = f"{os.getpid()} {' '.join(sorted(os.environ))}"
    line = {"text": words, "score": 1.0, "left": [0, 0], "right": [9, 0], "height": 5}
    send(sys.stdout.buffer, json.dumps({"lines": [line]}).encode())


if __name__ == "__main__":
    send(sys.stdout.buffer, b"{}")
    while (picture := receive(sys.stdin.buffer)) is not None:
        answer(picture)
