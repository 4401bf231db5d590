"""The file that a Telegram message carries."""

from __future__ import annotations

import mimetypes

from telegram import Message, PhotoSize

from flows.messages import Media, MediaKind

_FILES = (
    # Telegram repeats an animation as a document, so it is looked for first.
    ("animation", MediaKind.VIDEO, "video/mp4"),
    ("voice", MediaKind.AUDIO, "audio/ogg"),
    ("audio", MediaKind.AUDIO, "audio/mpeg"),
    ("video", MediaKind.VIDEO, "video/mp4"),
    ("video_note", MediaKind.VIDEO, "video/mp4"),
)


def media_of(message: Message) -> tuple[Media, str] | None:
    """The file and what Telegram calls its kind.

    Of a photo's sizes only the largest is kept: it is the one an identity card can be read on.
    """
    if message.photo:
        return _photo(message.photo), "photo"
    for name, kind, usual in _FILES:
        if held := getattr(message, name):
            return _file(held, kind, usual), name
    if message.document:
        mime = message.document.mime_type or _guessed(message.document.file_name)
        return _file(message.document, _kind(mime), mime), "document"
    return None


def _photo(sizes: tuple[PhotoSize, ...]) -> Media:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return Media(MediaKind.IMAGE, largest.file_id, "image/jpeg", largest.file_size or 0)


def _file(held: object, kind: MediaKind, usual: str) -> Media:
    return Media(
        kind,
        ref=str(getattr(held, "file_id")),  # noqa: B009 - every kind of file has one
        mime=getattr(held, "mime_type", None) or usual,
        size=getattr(held, "file_size", None) or 0,
    )


def _guessed(name: str | None) -> str:
    return mimetypes.guess_type(name or "")[0] or ""


def _kind(mime: str) -> MediaKind:
    if mime == "application/pdf":
        return MediaKind.PDF
    family = mime.partition("/")[0]
    known = {"image": MediaKind.IMAGE, "audio": MediaKind.AUDIO, "video": MediaKind.VIDEO}
    return known.get(family, MediaKind.OTHER)
