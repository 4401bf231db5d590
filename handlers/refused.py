"""What the office may not do, said in one line for people."""

from __future__ import annotations


class Refused(Exception):
    """The office asked for something that cannot be. The text says why and what to do; it holds
    ids and codes, nothing personal."""
