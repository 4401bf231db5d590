"""Who runs it is told in one line how cards are read, and everything works without."""

from __future__ import annotations

from bot.doctor import _cards
from handlers.pictures.reading_room import HOW_TO_READ, can_read


def test_the_doctor_says_whether_cards_are_read_and_finds_no_fault() -> None:
    finding = _cards()
    assert finding.fine
    assert (finding.what == HOW_TO_READ) is not can_read()


def test_the_way_to_switch_it_on_is_one_line_with_the_command() -> None:
    assert "pip install -e '.[ocr]'" in HOW_TO_READ
    assert "\n" not in HOW_TO_READ
