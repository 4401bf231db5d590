"""Photos and papers at rest: sealed files with random names, in a place of our own.

The place is a folder of this machine or a bucket of an S3 service (`storage.shelves`); it is
given sealed bytes only. The name is bound into the seal, so that a file put under another's
name does not open.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from storage.secrets import Keyring
from storage.shelves import Bucket, BucketShelf, FolderShelf, NoSuchFile, StoreAway

__all__ = ["Bucket", "Files", "NoSuchFile", "StoreAway", "key_of", "new_key"]

KEY = re.compile(r"[0-9a-f]{32}")


def new_key() -> str:
    """A name that says nothing and cannot be guessed: 32 hex digits."""
    return secrets.token_hex(16)


class Files:
    """The sealed files of one installation. Every method raises `StoreAway` while the place
    does not answer; whoever asked tries again later."""

    def __init__(self, place: Path | Bucket, keyring: Keyring) -> None:
        self._keys = keyring
        self._shelf = FolderShelf(place) if isinstance(place, Path) else BucketShelf(place)

    def put(self, key: str, content: bytes) -> None:
        """Store `content`; when this returns it is there for good and survives a power cut."""
        self._shelf.put(key_of(key), self._keys.seal(content, _where(key)))

    def get(self, key: str) -> bytes:
        """What was stored. Raises `NoSuchFile`, or `Unreadable` when it does not open."""
        return self._keys.open(self._shelf.get(key_of(key)), _where(key))

    def delete(self, key: str) -> None:
        """Remove it; harmless when it is not there."""
        self._shelf.delete(key_of(key))

    def exists(self, key: str) -> bool:
        """Whether something is stored under that key."""
        return self._shelf.exists(key_of(key))


def key_of(words: str) -> str:
    """`words` if it is a key of ours; `ValueError` for anything that could be a path."""
    if not KEY.fullmatch(words):
        raise ValueError("not a key of the file store")
    return words


def _where(key: str) -> str:
    return f"file {key_of(key)}"
