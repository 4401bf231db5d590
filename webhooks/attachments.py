"""Our sealed files on their way out: bytes for a channel that takes them, a link for one
that fetches."""

from __future__ import annotations

from flows.messages import Channel
from handlers.delivery import Parcel
from handlers.house import House
from storage.files import NoSuchFile
from webhooks.files import FileLinks
from webhooks.sending import Attachment, GiveUp, Then

_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf", "image/png": "png"}


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
