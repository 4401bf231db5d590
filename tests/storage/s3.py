"""A real S3 API on this machine: moto's server with one bucket in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import obstore
import requests
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from storage.shelves import Bucket

BUCKET = "contoh-sambung"


@contextmanager
def served() -> Iterator[str]:
    """The root of the service, while it runs."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


def bucket(endpoint: str, name: str = BUCKET, prefix: str = "foto") -> Bucket:
    """The bucket of the tests at that service."""
    return Bucket(name, "an access key of the tests", "a secret of the tests", prefix, endpoint)


def emptied(endpoint: str) -> None:
    """The service with our bucket and nothing in it."""
    requests.post(f"{endpoint}/moto-api/reset", timeout=10).raise_for_status()
    requests.put(f"{endpoint}/{BUCKET}", timeout=10).raise_for_status()


def stored(endpoint: str, path: str) -> bytes:
    """What lies in the bucket under that path, read by another program."""
    place = bucket(endpoint)
    store = S3Store(
        place.name,
        endpoint=endpoint,
        region=place.region,
        access_key_id=place.access_key,
        secret_access_key=place.secret_key,
        client_options={"allow_http": True},
    )
    return obstore.get(store, path).bytes().to_bytes()
