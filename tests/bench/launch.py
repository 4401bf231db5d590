"""The product as a load driver starts it: one office with staff, then `serve`.

    env SAMBUNG_...=... python -m tests.bench.launch
    env SAMBUNG_...=... python -m tests.bench.launch --web 4     PostgreSQL: 4 `web`, one `work`

Several `web` processes listen on SAMBUNG_PORT and the ports after it.
All settings are the product's own, from the environment. The database may be empty: it is
migrated, and a facilitator and a supervisor open their links first, so that a case has
somebody to go to, as it has in a city.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys

from bot import run
from bot.clock import system_clock
from bot.logs import configure_logs
from bot.opening import open_database, open_house, settings_for
from bot.rules import Use
from bot.settings import Settings
from flows.cases.states import Role
from flows.messages import Channel, Incoming, Kind
from handlers import inbound, staffing
from storage.migrate import migrate

STAFF = (
    ("Fasilitator Contoh", Role.FACILITATOR, "35.76.02.1010", "7001"),
    ("Supervisor Contoh", Role.SUPERVISOR, "35.76", "7002"),
)
"""Name, role, area and Telegram chat."""


def hire(settings: Settings) -> None:
    """Add the staff and let each open their link; harmless when they are there."""
    database = open_database(settings)
    migrate(database)
    house = open_house(settings, database)
    for name, role, area, chat in STAFF:
        if inbound.knows(house, Channel.TELEGRAM, f"hired-{chat}"):
            continue
        now = system_clock()
        _, token = staffing.add_staff(house, name, ((role, area),), now)
        opened = Incoming(
            id=f"hired-{chat}",
            channel=Channel.TELEGRAM,
            sender=chat,
            chat=chat,
            kind=Kind.TEXT,
            at=now,
            text=f"/start {token}",
        )
        inbound.receive(house, opened)
    database.close()


def several(webs: int, port: int) -> None:
    """So many processes that take webhooks, and one that works; all end with this one."""
    here = [sys.executable, "-m", "bot"]
    ports = (str(port + n) for n in range(webs))
    running = [
        subprocess.Popen([*here, "web"], env={**os.environ, "SAMBUNG_PORT": one}) for one in ports
    ]
    running.append(subprocess.Popen([*here, "work"]))

    def end(_number: int, _frame: object) -> None:
        for one in running:
            one.terminate()

    signal.signal(signal.SIGTERM, end)
    for one in running:
        one.wait()


def main() -> None:
    """Begin, and end when told to."""
    parser = argparse.ArgumentParser(description="The product as a load driver starts it.")
    parser.add_argument("--web", type=int, default=0, help="so many web processes")
    webs = parser.parse_args().web
    settings = settings_for(Use.SERVE)
    configure_logs()
    hire(settings)
    if webs:
        several(webs, settings.port)
    else:
        run.serve(settings)


if __name__ == "__main__":
    main()
