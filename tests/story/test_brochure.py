"""A brochure over real HTTP: asked for on one phone, scanned on the other, and there as files."""

import time

from tests.story import parts
from tests.story.serving import serving
from tests.story.town import PATIENCE, Town


def test_a_brochure_comes_to_both_platforms_after_its_words(town: Town) -> None:
    with serving(town):
        siti = town.platforms.whatsapp_person("Siti Contoh")
        budi = town.platforms.telegram_person("Budi Contoh")
        _scans(siti, "Syarat PKH #PKH")
        _scans(budi, "/start s-PKH")
        for person in (siti, budi):
            parts.answers(person, "Kirim brosur")
            person.wait_for("Brosur PKH", PATIENCE)
            assert _files(person, 2) == ["image", "pdf"]


def _scans(person: parts.Resident, code: str) -> None:
    person.says(code)
    person.wait_for("Pilih bahasa", PATIENCE)
    person.says("1")
    person.wait_for("Program Keluarga Harapan", PATIENCE)


def _files(person: parts.Resident, count: int) -> list[str]:
    """What came as files, once so many are there; a fake re-encodes pictures as a phone does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and len(_came(person)) < count:
        time.sleep(0.1)
    return ["image" if mime.startswith("image/") else mime[-3:] for mime in _came(person)]


def _came(person: parts.Resident) -> list[str]:
    return [message.file.mime for message in person.messages if message.file]
