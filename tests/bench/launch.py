"""The product as a load driver starts it: one office with staff, then `serve`.

    env SAMBUNG_...=... python -m tests.bench.launch

All settings are the product's own, from the environment. The database may be empty: it is
migrated, and a facilitator and a supervisor open their links first, so that a case has
somebody to go to, as it has in a city.
"""

from __future__ import annotations

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


def main() -> None:
    """Begin, and end when told to."""
    settings = settings_for(Use.SERVE)
    configure_logs()
    hire(settings)
    run.serve(settings)


if __name__ == "__main__":
    main()
