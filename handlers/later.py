"""A job that cannot be done yet."""

from __future__ import annotations

from datetime import timedelta


class NotYet(Exception):
    """Try the job again; the argument is a code or a word, fit for the record."""

    def __init__(self, why: str, after: timedelta | None = None) -> None:
        """`after` is when; none leaves it to the runner, which grows slower with every try."""
        super().__init__(why)
        self.after = after
