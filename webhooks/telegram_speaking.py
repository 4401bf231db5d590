"""What we say on Telegram, as calls of its Bot API (10.x).

Everything is plain text: nothing to escape, nothing that a person typed can become markup. The
one exception is the way to a person's chat, which Telegram opens only from an entity.
"""

from __future__ import annotations

import re
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageEntity,
)

from flows.layout import TELEGRAM_TEXT, units
from flows.messages import Button, Outgoing
from webhooks.sending import Attachment, GiveUp, Then
from webhooks.telegram_topics import chat_of, place_of_address

CALLBACK_DATA = 64
"""Bytes of `callback_data`; more is not refused by the library but by Telegram."""
PHOTO_BYTES = 10 * 1024 * 1024
_PHOTOS = ("image/jpeg", "image/png", "image/webp")
_PERSON = re.compile(r"tg://user\?id=[0-9]{1,16}")
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_text(bot: Bot, to: str, message: Outgoing) -> Message:
    """A text with its buttons. Raises TelegramError, GiveUp."""
    chat, topic = place_of_address(to)
    return await bot.send_message(
        chat,
        message.text,
        message_thread_id=topic,
        entities=ways_to_people(message.text) or None,
        reply_markup=keyboard(message),
        link_preview_options=_NO_PREVIEW,
    )


def fits_response(message: Outgoing) -> bool:
    """Whether `as_fields` says all of it, in a form that Telegram takes."""
    if message.file or message.callback or message.template or message.edits:
        return False
    if not message.text.strip():
        return False
    if units(message.text) > TELEGRAM_TEXT or _PERSON.search(message.text):
        return False
    return all(
        not b.url and b.label.strip() and 1 <= len(b.data.encode()) <= CALLBACK_DATA
        for b in message.buttons
    )


def as_fields(to: str, message: Outgoing) -> dict[str, Any]:
    """The fields of `sendMessage` for a text with its buttons."""
    fields: dict[str, Any] = {
        "chat_id": int(to),
        "text": message.text,
        "link_preview_options": {"is_disabled": True},
    }
    if message.buttons:
        keys = [{"text": b.label, "callback_data": b.data} for b in message.buttons]
        width = max(message.columns, 1)
        rows = [keys[i : i + width] for i in range(0, len(keys), width)]
        fields["reply_markup"] = {"inline_keyboard": rows}
    return fields


def ways_to_people(text: str) -> list[MessageEntity]:
    """`tg://user?id=...` in a text, made to open that person's chat; counted in UTF-16 units."""
    return [
        MessageEntity(
            MessageEntity.TEXT_LINK,
            offset=units(text[: found.start()]),
            length=len(found.group()),
            url=found.group(),
        )
        for found in _PERSON.finditer(text)
    ]


async def send_file(bot: Bot, to: str, message: Outgoing, file: Attachment) -> Message:
    """A picture people see at once, or a document. Raises TelegramError, GiveUp."""
    content = file.link if file.content is None else file.content
    if not content:
        raise GiveUp("telegram:no_file", Then.AS_TEXT)
    chat, topic = place_of_address(to)
    caption, markup = message.text or None, keyboard(message)
    if file.mime in _PHOTOS and len(file.content or b"") <= PHOTO_BYTES:
        return await bot.send_photo(
            chat,
            content,
            caption=caption,
            reply_markup=markup,
            filename=file.name,
            message_thread_id=topic,
        )
    if file.mime == "video/mp4":
        return await bot.send_video(
            chat,
            content,
            caption=caption,
            reply_markup=markup,
            filename=file.name,
            message_thread_id=topic,
            supports_streaming=True,
        )
    return await bot.send_document(
        chat,
        content,
        caption=caption,
        reply_markup=markup,
        filename=file.name,
        message_thread_id=topic,
    )


async def edit(bot: Bot, to: str, message_id: int, message: Outgoing) -> None:
    """Other words and buttons for a message of ours; no buttons takes them away."""
    chat, markup = chat_of(to), keyboard(message)
    if message.file:
        await bot.edit_message_caption(chat, message_id, caption=message.text, reply_markup=markup)
        return
    await bot.edit_message_text(
        message.text,
        chat_id=chat,
        message_id=message_id,
        reply_markup=markup,
        link_preview_options=_NO_PREVIEW,
    )


def keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """The buttons in rows of `columns`. Raises GiveUp for one that Telegram would refuse."""
    if not message.buttons:
        return None
    keys = [_key(button) for button in message.buttons]
    width = max(message.columns, 1)
    return InlineKeyboardMarkup([keys[i : i + width] for i in range(0, len(keys), width)])


def _key(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    if not 1 <= len(button.data.encode()) <= CALLBACK_DATA:
        raise GiveUp("telegram:callback_data", Then.ALERT)
    return InlineKeyboardButton(button.label, callback_data=button.data)
