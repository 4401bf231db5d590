"""What all doors share when they read."""

from __future__ import annotations


class Unreadable(Exception):
    """A genuine update that we cannot read: it is parked, and the provider gets its 200.

    `error` is the class and place of what went wrong, never its words, which may hold
    what a person wrote.
    """

    def __init__(self, provider_id: str, error: str) -> None:
        super().__init__(error)
        self.provider_id = provider_id
        self.error = error
