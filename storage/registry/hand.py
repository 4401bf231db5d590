"""A process that checks portions of a registry file: `python -m storage.registry.hand`.

It is started by `storage.registry.crew` and reads from it a task, then portions; it writes what
became of each. It ends when nobody writes to it any more, also when the importer was killed. It
loads no more than it needs, and never sees the database.
"""

from __future__ import annotations

import pickle
from contextlib import suppress

from storage.registry.portions import Worker


def main() -> None:
    """Check what comes, until nothing comes."""
    # Our own: with PYTHONUNBUFFERED, Python's writes a part of it and says nothing.
    with suppress(EOFError, BrokenPipeError), open(0, "rb") as taken, open(1, "wb") as given:
        worker = Worker(pickle.load(taken))  # noqa: S301  our own importer
        while True:
            sheaf = worker.check(pickle.load(taken))  # noqa: S301
            pickle.dump(sheaf, given, pickle.HIGHEST_PROTOCOL)
            given.flush()


if __name__ == "__main__":
    main()
