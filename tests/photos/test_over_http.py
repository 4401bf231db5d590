"""A blurred identity card on each platform, over HTTP, with the real program in between."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cases.catalogue_reading import Piece
from storage import catalogue
from storage.tables import Document
from tests.handlers.people import EXAMPLE
from tests.handlers.rows import rows
from tests.photos.conftest import ASKS
from tests.photos.darkroom import photo
from tests.story.parts import Resident
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town

SECONDS = 10.0
"""Within so long the advice must be there; it takes about three."""


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    with Town(tmp_path, database_url) as made:
        with made.database.write() as session:
            piece = Piece(EXAMPLE.kind, EXAMPLE.code, {**EXAMPLE.content, **ASKS})
            catalogue.change(session, piece, made.clock())
        yield made


def to_the_card(person: Resident) -> None:
    """From the first word to the question for the identity card."""
    steps = (
        ("halo", "Pilih bahasa"),
        ("1", "Ada yang bisa"),
        ("1", "setuju"),
        ("setuju", "tentang apa"),
        ("1", "Contoh keluhan"),
        ("1", "tinggal"),
        ("wates", "Ceritakan"),
        ("Kartu KIS anak saya mati sejak Mei", "Kirim foto KTP"),
    )
    for words, answer in steps:
        person.says(words)
        person.wait_for(answer, PATIENCE)


def advised(person: Resident, *photos: bytes) -> float:
    """Send photos; seconds until the advice came."""
    begun = time.monotonic()
    person.sends_photos(*photos)
    person.wait_for("agak buram", PATIENCE)
    return time.monotonic() - begun


@pytest.mark.parametrize("platform", ["telegram", "whatsapp"])
def test_a_blurred_card_is_asked_for_again_and_the_second_is_taken(
    town: Town, platform: str
) -> None:
    with serving(town):
        person = getattr(town.platforms, f"{platform}_person")("Siti Contoh")
        to_the_card(person)
        first = advised(person, photo("blurred"))
        assert first < SECONDS
        advised(person, photo("blurred", 2))
        person.presses("Pakai foto ini")
        person.wait_for("Kartu Keluarga", PATIENCE)
        verdicts = [row.verdict for row in rows(town.house, Document)]
    assert verdicts == ["accepted_poor"] * 2


def test_an_album_with_one_poor_photo_is_answered_once(town: Town) -> None:
    with serving(town):
        person = town.platforms.telegram_person("Budi Contoh")
        to_the_card(person)
        advised(person, photo("sharp"), photo("blurred"), photo("sharp", 2))
        person.says("selesai")
        person.wait_for("Kartu Keluarga", PATIENCE)
        told = [m for m in person.messages if m.from_bot and "agak buram" in m.text]
    assert len(told) == 1
