"""`sambung demo`: a fresh folder, the play, and a page to open."""

from __future__ import annotations

import signal
import tempfile
import threading
from pathlib import Path

import click

from bot.demo.play import Play
from handlers.pictures.reading_room import HOW_TO_READ, can_read


def demo(port: int) -> None:
    """Play until Ctrl-C; what was said is deleted with the folder."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ended.set())
    click.echo("Sambung: setting the stage, a few seconds ...")
    with tempfile.TemporaryDirectory(prefix="sambung-demo-") as folder:
        with Play(Path(folder), port) as play:
            click.echo(f"Open {play.url} and play. Everybody is invented. Ctrl-C ends it.")
            if not can_read():
                click.echo(HOW_TO_READ)
            ended.wait()
        click.echo("Ended; nothing was kept.")
