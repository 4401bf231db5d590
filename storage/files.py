"""Photos and papers at rest: sealed files with random names, in a folder of our own.

The name is bound into the seal, so that a file put under another's name does not open.
"""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

import obstore
from obstore.store import LocalStore

from storage.secrets import Keyring

KEY = re.compile(r"[0-9a-f]{32}")


class NoSuchFile(LookupError):
    """Nothing is stored under that key."""


def new_key() -> str:
    """A name that says nothing and cannot be guessed: 32 hex digits."""
    return secrets.token_hex(16)


class Files:
    """The sealed files of one installation."""

    def __init__(self, folder: Path, keyring: Keyring) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Nobody but us looks into it, whatever the umask was when a file was written.
        folder.chmod(0o700)
        self._folder = folder
        self._keys = keyring
        self._store = LocalStore(folder)

    def put(self, key: str, content: bytes) -> None:
        """Store `content`; when this returns it is on the disk and survives a power cut."""
        sealed = self._keys.seal(content, _where(key))
        obstore.put(self._store, key, sealed)
        (self._folder / key).chmod(0o600)
        _to_disk(self._folder / key)
        _to_disk(self._folder)

    def get(self, key: str) -> bytes:
        """What was stored. Raises `NoSuchFile`, or `Unreadable` when it does not open."""
        try:
            sealed = obstore.get(self._store, key_of(key)).bytes()
        except FileNotFoundError:
            raise NoSuchFile(key) from None
        return self._keys.open(sealed.to_bytes(), _where(key))

    def delete(self, key: str) -> None:
        """Remove it; harmless when it is not there."""
        try:
            obstore.delete(self._store, key_of(key))
        except FileNotFoundError:
            return

    def exists(self, key: str) -> bool:
        """Whether something is stored under that key."""
        return (self._folder / key_of(key)).is_file()


def key_of(words: str) -> str:
    """`words` if it is a key of ours; `ValueError` for anything that could be a path."""
    if not KEY.fullmatch(words):
        raise ValueError("not a key of the file store")
    return words


def _where(key: str) -> str:
    return f"file {key_of(key)}"


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
