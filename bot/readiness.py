"""Whether work may be given to this process now, for `/ready`."""

from __future__ import annotations

import threading

from sqlalchemy.exc import SQLAlchemyError

from storage.database import Busy, Database
from storage.migrate import newest, revision
from webhooks.sending import Health

STOPPING, OLDER, AWAY = "stopping", "database not of this release", "database away"


class Readiness:
    """Ready when the database answers, has this release's schema, and nobody told us to end."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wanted = newest()
        self._stopping = threading.Event()

    def end(self) -> None:
        """From now on the answer is no; what is in hand is still finished."""
        self._stopping.set()

    def look(self) -> Health:
        """Yes, or no and why."""
        if self._stopping.is_set():
            return Health(ok=False, why=STOPPING)
        try:
            found = revision(self._database)
        except (SQLAlchemyError, Busy):
            return Health(ok=False, why=AWAY)
        if found != self._wanted:
            return Health(ok=False, why=OLDER)
        return Health(ok=True)
