"""`sambung demo`: the whole thing on this machine, with invented people."""

from __future__ import annotations

import click

from bot.logs import configure_logs


@click.command()
@click.option("--port", default=8080, show_default=True, help="Port of the page with the phones.")
def demo(port: int) -> None:
    """Play the whole story on this machine. Needs no setting, account or network.

    It starts the real program on an empty database beside imitations of WhatsApp and Telegram,
    and a page with phones. All people are invented. Stop it with Ctrl-C.
    """
    configure_logs()
    from bot.demo.run import demo as play

    play(port)
