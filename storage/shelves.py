"""Where sealed files lie: a folder of this machine, or a bucket of an S3 service.

    NoSuchFile    nothing is stored there
    StoreAway     the place does not answer or does not let us in now: try again later

Both shelves do the same four things and pass the same tests; what they are given is sealed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import LocalStore, S3Store

if TYPE_CHECKING:
    from obstore.store import S3Config

ONE_TRY = timedelta(seconds=20)
"""For one request; whoever asked may have a person waiting."""
ALL_TRIES = timedelta(seconds=30)
TRIES = 2
"""Repetitions of one request within the call; jobs try again by themselves."""


class NoSuchFile(LookupError):
    """Nothing is stored under that key."""


class StoreAway(Exception):
    """The place cannot be used now; the argument is a class name, fit for a log."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A place at an S3 service."""

    name: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    prefix: str = ""
    endpoint: str = ""
    """Root of the service; empty for Amazon's own."""
    region: str = "us-east-1"
    """Other services ignore it, but it is part of the signature."""


class FolderShelf:
    """A folder that only this user may look into."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Nobody but us looks into it, whatever the umask was when a file was written.
        folder.chmod(0o700)
        self._folder = folder
        self._store = LocalStore(folder)

    def put(self, key: str, sealed: bytes) -> None:
        """Write it, on the disk and no longer only in memory."""
        with _plainly(StoreAway("NoSuchFolder")):
            obstore.put(self._store, key, sealed)
            (self._folder / key).chmod(0o600)
            _to_disk(self._folder / key)
            _to_disk(self._folder)

    def get(self, key: str) -> bytes:
        """What was written. Raises NoSuchFile."""
        with _plainly(NoSuchFile(key)):
            return obstore.get(self._store, key).bytes().to_bytes()

    def delete(self, key: str) -> None:
        """Remove it."""
        with suppress(NoSuchFile), _plainly(NoSuchFile(key)):
            obstore.delete(self._store, key)

    def exists(self, key: str) -> bool:
        """Whether it is there."""
        return (self._folder / key).is_file()


class BucketShelf:
    """A bucket, or a part of one."""

    def __init__(self, bucket: Bucket) -> None:
        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            config=_config(bucket),
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=5),
                "timeout": ONE_TRY,
            },
            retry_config={"max_retries": TRIES, "retry_timeout": ALL_TRIES},
        )

    def put(self, key: str, sealed: bytes) -> None:
        """Upload it; the service has it when this returns."""
        with _plainly(StoreAway("NoSuchBucket")):
            obstore.put(self._store, key, sealed)

    def get(self, key: str) -> bytes:
        """What was uploaded. Raises NoSuchFile."""
        with _plainly(NoSuchFile(key)):
            return obstore.get(self._store, key).bytes().to_bytes()

    def delete(self, key: str) -> None:
        """Remove it."""
        with suppress(NoSuchFile), _plainly(NoSuchFile(key)):
            obstore.delete(self._store, key)

    def exists(self, key: str) -> bool:
        """Whether it is there."""
        try:
            with _plainly(NoSuchFile(key)):
                obstore.head(self._store, key)
        except NoSuchFile:
            return False
        return True


def _config(bucket: Bucket) -> S3Config:
    config: S3Config = {
        "region": bucket.region,
        "access_key_id": bucket.access_key,
        "secret_access_key": bucket.secret_key,
        "virtual_hosted_style_request": False,
    }
    if bucket.endpoint:
        config["endpoint"] = bucket.endpoint
    return config


@contextmanager
def _plainly(missing: Exception) -> Iterator[None]:
    """The library's many errors in our two; `missing` is raised where nothing is found. Its own
    texts name paths and hosts: they stay here."""
    try:
        yield
    except (NotFoundError, FileNotFoundError):
        raise missing from None
    except (BaseError, OSError) as error:
        raise StoreAway(type(error).__name__) from None


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
