"""Every page can be printed: it fits, is the same each time, and its codes lead where they say."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from flows.cases import explaining
from flows.landing import Ways
from handlers.paper import making, typeset
from locales import LANGUAGES
from tests.paper.racks import CHANGED, DESK, catalogue, leaflet

CODES = tuple(entry.code for entry in catalogue().entries)
PAGES = (
    ("brochure", 0, "id"),
    ("brochure", 0, "jv"),
    ("poster", 0, "jv"),
    ("share", making.SQUARE, "jv"),
    ("share", making.TALL, "jv"),
)
"""Krama is the wordier language."""


@pytest.mark.parametrize(("page", "height", "language"), PAGES)
def test_every_entry_fits_its_page(page: str, height: int, language: str) -> None:
    too_long = [
        code
        for code in CODES
        if typeset.overflows(page, making.facts_of(leaflet(code, language)) | {"height": height})
    ]

    assert len(CODES) >= 60
    assert too_long == []


def test_words_that_are_too_long_are_noticed() -> None:
    facts = making.facts_of(leaflet("PKH"))

    assert typeset.overflows("brochure", {**facts, "target": "Panjang sekali. " * 300})


@pytest.mark.parametrize("page", ["brochure", "poster"])
@pytest.mark.parametrize("code", ["BKS_LKS", "PKH", "RASTRA", "MJK_ODGJ"])
def test_a_sheet_is_one_page(page: str, code: str) -> None:
    assert len(typeset.pictures(page, making.facts_of(leaflet(code)), 20)) == 1


@pytest.mark.parametrize("page", ["brochure", "poster"])
def test_the_same_words_give_the_same_bytes(page: str) -> None:
    facts = making.facts_of(leaflet("MJK_BECAK", "jv"))

    assert typeset.pdf(page, facts) == typeset.pdf(page, facts)
    assert typeset.pictures(page, facts, 50) == typeset.pictures(page, facts, 50)


def test_other_words_give_another_name_and_version() -> None:
    one, other = leaflet("PKH"), leaflet("PKH", "jv")

    assert one.version != other.version
    assert making.brochure(one).digest != making.brochure(other).digest


@pytest.mark.parametrize("colours", ["RGB", "1"])
def test_the_codes_of_a_brochure_lead_to_its_service_also_from_a_photocopy(colours: str) -> None:
    made = leaflet("MJK_UHC")
    (page,) = typeset.pictures("brochure", making.facts_of(made), 150)

    picture = Image.open(io.BytesIO(page)).convert(colours).convert("RGB")
    found = {code.text for code in zxingcpp.read_barcodes(picture)}

    assert found == {made.whatsapp, made.telegram}
    assert made.telegram == "https://t.me/SambungContohBot?start=s-MJK_UHC"
    assert made.whatsapp.endswith("?text=Syarat%20BPJS%20dibayar%20kota%20%28UHC%29%20%23MJK_UHC")


def test_every_link_fits_what_telegram_takes() -> None:
    starts = [leaflet(code).telegram.partition("start=")[2] for code in CODES]

    assert max(map(len, starts)) <= 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explainer_takes_between_half_a_minute_and_a_minute(language: str) -> None:
    facts = explaining.explainer(DESK, language, CHANGED)
    slides = making.slides(facts)()

    assert len(slides) == len(facts["slides"])
    assert 30 <= len(slides) * explaining.SECONDS_A_SLIDE <= 60


def test_the_last_slide_says_where_to_write_and_its_codes_can_be_scanned() -> None:
    facts = explaining.explainer(DESK, "id", CHANGED)
    found = _codes(making.slides(facts)()[-1])

    assert found == {"https://wa.me/620000000000?text=MENU", "https://t.me/SambungContohBot"}
    assert facts["reach"] == "WhatsApp +62 000-0000-000\nTelegram @SambungContohBot"


def test_without_a_known_number_the_last_slide_speaks_of_the_chat_it_came_in() -> None:
    facts = explaining.explainer(replace(DESK, ways=Ways()), "id", CHANGED)

    assert facts["slides"][-1]["words"] == "Kirim pesan MENU ke nomor ini."
    assert _codes(making.slides(facts)()[-1]) == set()


def _codes(page: bytes) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_speaking_sheet_is_one_page(language: str) -> None:
    facts = explaining.speaking_sheet(DESK, language, CHANGED)

    assert not typeset.overflows("sheet", facts)
    assert len(typeset.pictures("sheet", facts, 20)) == 1


def test_a_picture_to_share_has_the_size_of_a_status() -> None:
    picture = Image.open(io.BytesIO(making.share(leaflet("PKH"), making.TALL)))

    assert picture.size == (1080, 1920)


def test_a_brochure_for_a_chat_stays_within_the_platforms_limits() -> None:
    picture, page = making.brochure(leaflet("BKS_LKS")).make()

    assert (picture.mime, page.mime) == (making.PNG, making.PDF)
    assert len(picture.content) < 5 * 1024 * 1024
    assert len(page.content) < 1024 * 1024


def test_without_a_number_no_code_is_printed() -> None:
    assert typeset.square("") == ""


def test_a_post_says_its_version_and_where_to_ask() -> None:
    words = explaining.post_of(leaflet("KUR"))

    assert "PINJAMAN" in words
    assert "start=s-KUR" in words
    assert leaflet("KUR").version in words


def test_an_ended_program_says_what_there_is_now() -> None:
    made = leaflet("RASTRA")

    assert made.ended
    assert made.papers == ()
    assert "Program Sembako (dulu BPNT)" in made.instead
