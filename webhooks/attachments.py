"""Our sealed files on their way out: bytes for a channel that takes them, a link for one
that fetches."""

from __future__ import annotations

from dataclasses import replace

from flows.messages import Button, Channel, Outgoing
from handlers.delivery import Parcel
from handlers.house import House
from handlers.showing import LINK
from storage.files import NoSuchFile, StoreAway
from webhooks.files import FileLinks
from webhooks.sending import Attachment, GiveUp, Then, TryLater

_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf", "image/png": "png", "video/mp4": "mp4"}


class Attachments:
    """Finds the file that goes with a message."""

    def __init__(self, house: House, channel: Channel, links: FileLinks | None) -> None:
        self._house = house
        self._channel = channel
        self._links = links

    def of(self, parcel: Parcel) -> Attachment | None:
        """The file of that message, if it has one. Raises GiveUp when the file is gone."""
        key, mime = parcel.message.file, parcel.message.mime
        if not key:
            return None
        name = f"sambung.{_ENDINGS.get(mime, 'bin')}"
        if self._channel is Channel.WHATSAPP:
            if self._links is None:
                raise GiveUp("no public address", Then.AS_TEXT)
            return Attachment(name, mime, link=self._links.link(key, mime, parcel.to))
        try:
            return Attachment(name, mime, content=self._house.files.get(key))
        except NoSuchFile:
            raise GiveUp("file gone", Then.AS_TEXT) from None
        except StoreAway as away:
            raise TryLater(f"store {away}") from None

    def linked(self, message: Outgoing) -> Outgoing:
        """The message with the addresses of the photos that it only names."""
        if not any(button.url.startswith(LINK) for button in message.buttons):
            return message
        if self._links is None:
            raise GiveUp("no public address", Then.ALERT)
        made = (self._with_address(button, self._links) for button in message.buttons)
        return replace(message, buttons=tuple(made))

    @staticmethod
    def _with_address(button: Button, links: FileLinks) -> Button:
        if not button.url.startswith(LINK):
            return button
        document, staff = button.url.removeprefix(LINK).split("/")
        return replace(button, url=links.photo(int(document), int(staff)))
