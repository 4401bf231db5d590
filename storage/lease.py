"""Who may send, or ask for news: one process per channel identity; a standby takes over.

PostgreSQL: a session advisory lock on a connection of its own; it ends with the process,
however it dies, within seconds when its whole machine is gone, and after a while when it was
stopped without being ended. SQLite: a lock on a file beside the database, for two processes
started by mistake on one folder.
"""

from __future__ import annotations

import fcntl
import time
import zlib
from datetime import timedelta
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from storage.database import Database

ALIVE = {"tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3"}
"""Seconds of silence, then seconds between knocks, and how many go unanswered, until PostgreSQL
lets go of a machine that vanished. Its own default is two hours."""

TRUSTED = 1.0
"""Seconds for which a connection that answered is believed to be there: a sender asks before each
of its rounds, many times a second."""


class Lease:
    """A named right: at most one process has it alone, or any number share it."""

    def __init__(
        self,
        database: Database,
        name: str,
        *,
        shared: bool = False,
        silent: timedelta | None = None,
    ) -> None:
        """Who has not asked for as long as `silent` has lost it (PostgreSQL 14 or newer)."""
        self._database = database
        self._silent = silent
        self._name = name
        self._shared = shared
        self._connection: Connection | None = None
        self._file: IO[str] | None = None
        self._asked = 0.0

    def take(self) -> bool:
        """Take it, or keep it if it is ours; `False` while another process is in the way."""
        if self._database.is_sqlite:
            return self._take_file()
        if self._connection is not None:
            return self._still_ours()
        return self._take_advisory()

    def release(self) -> None:
        """Give it back at once."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take_advisory(self) -> bool:
        connection = self._database.apart()  # closing must end the session, and the lock with it
        key = zlib.crc32(self._name.encode()) - 2**31
        ask = "pg_try_advisory_lock_shared" if self._shared else "pg_try_advisory_lock"
        taken = connection.scalar(text(f"select {ask}(1935, :key)"), {"key": key})
        if not taken:
            connection.close()
            return False
        for name, value in {**ALIVE, **self._ends(connection)}.items():
            connection.execute(select(func.set_config(name, value, False)))
        self._connection = connection
        return True

    def _ends(self, connection: Connection) -> dict[str, str]:
        """What makes PostgreSQL end the session of a process that hangs or was stopped."""
        version = connection.dialect.server_version_info or (0,)
        if self._silent is None or version < (14,):
            return {}
        return {"idle_session_timeout": str(int(self._silent.total_seconds() * 1000))}

    def _still_ours(self) -> bool:
        """A lost connection has lost the lock with it."""
        assert self._connection is not None
        if time.monotonic() - self._asked < TRUSTED:
            return True
        try:
            self._connection.execute(text("select 1"))
            self._asked = time.monotonic()
        except DBAPIError:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
            return False
        return True

    def _take_file(self) -> bool:
        if self._file is not None:
            return True
        path = self._database.engine.url.database
        if not path or path == ":memory:":
            return True
        file = Path(f"{path}.{self._name}.lock").open("w")  # noqa: SIM115 - held open as long as the lease
        try:
            kind = fcntl.LOCK_SH if self._shared else fcntl.LOCK_EX
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return False
        self._file = file
        return True
