"""A photo comes home by a job: fetched, cleaned, sealed, and deleted at the provider."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from structlog.testing import capture_logs

from flows.messages import Channel
from handlers.house import House
from storage.tables import Document
from tests.handlers.people import Person
from tests.handlers.rows import documents, rows
from tests.handlers.threads import at_once
from tests.sending.door import TestDoor
from webhooks.fetching import NotYet, fetch
from webhooks.sending import GiveUp, TryLater


@pytest.fixture
def door(siti: Person) -> TestDoor:
    """A photo waits at this door."""
    siti.says("halo", "1", "1", "1", "wates", "1", "Kartu KIS anak saya mati")
    siti.sends_photo("ref-1")
    siti.hears()
    return TestDoor(Channel.TELEGRAM, files={"ref-1": picture()})


def picture() -> bytes:
    found = BytesIO()
    Image.new("RGB", (40, 30), "red").save(found, "JPEG")
    return found.getvalue()


def bring(house: House, door: TestDoor) -> None:
    fetch(house, {Channel.TELEGRAM: door}, 1)


def test_a_photo_is_sealed_at_home_and_deleted_there(house: House, door: TestDoor) -> None:
    bring(house, door)
    (row,) = rows(house, Document)
    assert (row.status, row.mime, row.size > 0) == ("fetched", "image/jpeg", True)
    assert house.files.get(row.key).startswith(b"\xff\xd8")
    assert door.forgotten == ["ref-1"]


def test_a_photo_is_fetched_once(house: House, door: TestDoor) -> None:
    bring(house, door)
    key = rows(house, Document)[0].key
    bring(house, door)
    assert rows(house, Document)[0].key == key


def test_two_workers_keep_one_file(house: House, door: TestDoor) -> None:
    at_once(*[lambda: bring(house, door)] * 2)
    assert documents(house) == [("fetched", None)]
    folder = rows(house, Document)[0].key
    assert house.files.exists(folder)


def test_a_provider_that_is_busy_is_asked_again(house: House, door: TestDoor) -> None:
    door.files["ref-1"] = TryLater("telegram:5xx")
    with pytest.raises(NotYet, match="telegram:5xx"):
        bring(house, door)
    assert documents(house) == [("pending", None)]


def test_a_channel_that_is_switched_off_is_waited_for(house: House, door: TestDoor) -> None:
    with pytest.raises(NotYet):
        fetch(house, {}, 1)


def test_a_photo_that_is_gone_is_asked_for_again(
    house: House, door: TestDoor, siti: Person
) -> None:
    door.files["ref-1"] = GiveUp("telegram:400")
    bring(house, door)
    assert documents(house) == [("failed", None)]
    assert "kirim lagi fotonya" in siti.hears()[0]


def test_what_is_no_picture_is_refused(house: House, door: TestDoor, siti: Person) -> None:
    door.files["ref-1"] = b"MZ this is a program"
    bring(house, door)
    assert documents(house) == [("failed", None)]
    assert "Kirim foto atau PDF" in siti.hears()[0]


def test_a_copy_that_cannot_be_deleted_is_a_line_and_no_failure(
    house: House, door: TestDoor
) -> None:
    door.keeps = GiveUp("twilio:20404")
    with capture_logs() as lines:
        bring(house, door)
    assert documents(house) == [("fetched", None)]
    assert [line["event"] for line in lines] == ["media_not_deleted"]
