"""Wherever sealed files lie: a place that is away delays a photo and loses none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handlers.checking import CHECK
from handlers.house import House
from storage.files import Files
from storage.secrets import Keyring
from storage.tables import Document
from tests.handlers.people import Clock, Person
from tests.handlers.rows import ordered, rows, undone
from tests.photos.conftest import to_the_card
from tests.photos.darkroom import Darkroom, photo
from tests.storage import s3


@pytest.fixture
def endpoint() -> Iterator[str]:
    with s3.served() as started:
        s3.emptied(started)
        yield started


def in_bucket(darkroom: Darkroom, endpoint: str, keyring: Keyring) -> Darkroom:
    return replace(
        darkroom, house=replace(darkroom.house, files=Files(s3.bucket(endpoint), keyring))
    )


def test_a_photo_goes_its_whole_way_with_a_bucket(
    siti: Person, darkroom: Darkroom, endpoint: str, keyring: Keyring
) -> None:
    to_the_card(siti)
    remote = in_bucket(darkroom, endpoint, keyring)
    remote.sent(siti, photo("blurred"))
    remote.works()
    assert remote.photos() == [("fetched", "poor")]
    assert "agak buram" in siti.hears()[-1]
    sealed = s3.stored(endpoint, f"foto/{rows(remote.house, Document)[0].key}")
    assert not sealed.startswith(b"\xff\xd8")


def test_a_photo_waits_for_a_bucket_that_is_away(
    siti: Person, darkroom: Darkroom, endpoint: str, keyring: Keyring, clock: Clock
) -> None:
    to_the_card(siti)
    nowhere = in_bucket(darkroom, "http://127.0.0.1:9", keyring)
    nowhere.sent(siti, photo("sharp"))
    nowhere.works(wait=0)
    assert nowhere.photos() == [("pending", "")]
    assert nowhere.doors[siti.channel].forgotten == []
    clock.forward(minutes=1)
    there = in_bucket(nowhere, endpoint, keyring)
    there.works()
    assert there.photos() == [("fetched", "good")]
    assert there.doors[siti.channel].forgotten == ["ref-990001-0"]


def test_looking_waits_for_a_bucket_that_is_away(
    house: House, siti: Person, darkroom: Darkroom, keyring: Keyring, clock: Clock
) -> None:
    to_the_card(siti)
    darkroom.sent(siti, photo("sharp"))
    darkroom.works(wait=0)
    with house.database.write() as session:
        row = session.get_one(Document, 1)
        row.verdict = ""
    undone(house, CHECK)
    in_bucket(darkroom, "http://127.0.0.1:9", keyring).works(wait=0)
    assert (CHECK, 1, "waiting") in ordered(house)
