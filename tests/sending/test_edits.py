"""A message that takes the place of an earlier one in the chat."""

from __future__ import annotations

from tests.handlers.people import Person
from tests.sending.conftest import Post
from webhooks.sending import GiveUp, Then


def test_it_is_edited_where_it_stands(telegram: Post, siti: Person) -> None:
    siti.says("halo")
    telegram.goes_out()
    telegram.put(siti, "sudah diambil", edits="telegram-1")
    telegram.goes_out()
    assert (telegram.door.left[-1].edits, telegram.row("sudah diambil").status) == (
        "telegram-1",
        "sent",
    )


def test_it_is_posted_where_the_earlier_one_is_gone(telegram: Post, siti: Person) -> None:
    siti.says("halo")
    telegram.goes_out()
    telegram.door.refuses(GiveUp("telegram:gone", Then.GONE), "sudah diambil")
    telegram.put(siti, "sudah diambil", edits="telegram-1")
    assert telegram.goes_out() == ["sudah diambil"]
    assert telegram.door.left[-1].edits == ""
