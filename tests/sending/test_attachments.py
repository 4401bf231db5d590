"""Our files on their way out: bytes where a channel takes them, a link where it fetches."""

from __future__ import annotations

import pytest

from flows.messages import Channel, Lane, Outgoing
from handlers.delivery import Parcel
from handlers.house import House
from webhooks.attachments import Attachments
from webhooks.files import FileLinks
from webhooks.sending import GiveUp, Then

KEY = "0" * 32


def parcel(file: str = KEY) -> Parcel:
    message = Outgoing(text="surat", file=file, mime="application/pdf" if file else "")
    return Parcel(1, "990001", message, 1, group=False, lane=Lane.REPLY)


def test_a_message_without_a_file_has_none(house: House) -> None:
    assert Attachments(house, Channel.TELEGRAM, None).of(parcel("")) is None


def test_telegram_gets_the_bytes(house: House) -> None:
    house.files.put(KEY, b"%PDF-1.7")
    found = Attachments(house, Channel.TELEGRAM, None).of(parcel())
    assert found is not None
    assert (found.content, found.name, found.link) == (b"%PDF-1.7", "sambung.pdf", "")


def test_whatsapp_gets_a_link(house: House) -> None:
    links = FileLinks(b"a secret", "https://slrt.example", house.clock)
    found = Attachments(house, Channel.WHATSAPP, links).of(parcel())
    assert found is not None
    assert found.content is None
    assert found.link.startswith("https://slrt.example/files/")


def test_a_file_that_is_gone_leaves_the_words(house: House) -> None:
    with pytest.raises(GiveUp) as refused:
        Attachments(house, Channel.TELEGRAM, None).of(parcel())
    assert refused.value.then is Then.AS_TEXT


def test_without_a_public_address_whatsapp_gets_the_words(house: House) -> None:
    with pytest.raises(GiveUp) as refused:
        Attachments(house, Channel.WHATSAPP, None).of(parcel())
    assert refused.value.then is Then.AS_TEXT
