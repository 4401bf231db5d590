"""A Telegram update in our words (Bot API 10).

In a private talk everything is meant for us. In a group only: a press on our buttons, a
/command without a name or with ours, a reply to a message of ours, a mention. Channel posts,
service notes and kinds of update that we did not ask for are ignored on purpose.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType, MessageEntityType, MessageType

from flows.messages import Channel, Incoming, Kind, Place, Press
from webhooks.reading import Unreadable
from webhooks.telegram_media import media_of
from webhooks.telegram_plain import read_plainly
from webhooks.telegram_topics import address_of

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""

_ANSWERED = (
    MessageType.STICKER,
    MessageType.POLL,
    MessageType.DICE,
    MessageType.GAME,
    MessageType.STORY,
    MessageType.CHECKLIST,
    MessageType.PAID_MEDIA,
    MessageType.INVOICE,
)
_MALFORMED = (TypeError, ValueError, KeyError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Me:
    """Who we are on Telegram."""

    id: int
    username: str = ""
    """Without @; empty until Telegram was reached once, then any named command is taken."""


def read(data: Mapping[str, Any], me: Me, now: datetime) -> tuple[Incoming, ...]:
    """What happened; nothing when it is ignored on purpose. Raises Unreadable.

    `data["update_id"]` must be there. `now` stands for the moment of a press, which
    Telegram does not tell.
    """
    if plain := read_plainly(data, now, named=bool(me.username)):
        return (plain,)
    number = str(data["update_id"])
    try:
        happened = _happened(Update.de_json(dict(data), None), me, now)
    except _MALFORMED as error:
        raise Unreadable(number, _place(error)) from None
    return (replace(happened, id=number),) if happened else ()


def _place(error: BaseException) -> str:
    """Class and place: the words of the error may hold a person's."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {PurePath(last.filename).name}:{last.lineno}"


def _happened(update: Update, me: Me, now: datetime) -> Incoming | None:
    if update.callback_query:
        return _press(update.callback_query, now)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.message:
        return _message(update.message, me)
    if update.edited_message:
        return _edit(update.edited_message, me)
    return None


def _press(query: CallbackQuery, now: datetime) -> Incoming | None:
    """A tap; none for a game or for a message sent in another bot's name."""
    if query.message is None or query.data is None:
        return None
    chat = query.message.chat
    press = Press(query.data, str(query.message.message_id), query.id)
    heard = _incoming(chat, str(query.from_user.id), now, Kind.PRESS, press=press)
    if isinstance(query.message, Message):
        heard = replace(heard, chat=address_of(query.message))
    return heard


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    """They blocked us or let us in again; we were put into a group or out of it."""
    was, now = _is_in(change.old_chat_member), _is_in(change.new_chat_member)
    if change.chat.type == ChatType.CHANNEL or was == now:
        return None
    if change.chat.type == ChatType.PRIVATE:
        kind = Kind.STARTED if now else Kind.STOPPED
    else:
        kind = Kind.JOINED if now else Kind.LEFT
    return _incoming(change.chat, str(change.from_user.id), change.date, kind)


def _is_in(member: ChatMember) -> bool:
    if member.status == ChatMemberStatus.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


def _message(message: Message, me: Me) -> Incoming | None:
    sender = message.from_user or message.sender_chat
    if message.chat.type == ChatType.CHANNEL or sender is None or message.is_automatic_forward:
        return None
    base = _incoming(message.chat, str(sender.id), message.date, Kind.OTHER)
    if message.migrate_to_chat_id:
        return replace(base, kind=Kind.MIGRATED, note=str(message.migrate_to_chat_id))
    if not (base.private or _meant_for_us(message, me)):
        return None
    return _said(message, replace(base, chat=address_of(message)), me)


def _edit(message: Message, me: Me) -> Incoming | None:
    """Corrected words; a moved live location and other edits are nobody's answer."""
    said = _message(message, me)
    if said is None or not said.text:
        return None
    return replace(said, kind=Kind.EDIT, note=str(message.message_id))


def _said(message: Message, base: Incoming, me: Me) -> Incoming | None:
    """What the message holds; none for a service note (pinned, title changed ...)."""
    replied = message.reply_to_message
    base = replace(
        base,
        text=_words(message, me),
        reply_to=str(replied.message_id) if replied else "",
        forwarded=message.forward_origin is not None,
    )
    if message.text is not None:
        return replace(base, kind=Kind.TEXT)
    if message.location:
        place = Place(message.location.latitude, message.location.longitude)
        title = message.venue.title if message.venue else ""
        return replace(base, kind=Kind.PLACE, place=place, text=title)
    if message.contact:
        return replace(base, kind=Kind.CONTACT, phone=_own_phone(message))
    if found := media_of(message):
        media, note = found
        album = message.media_group_id or ""
        return replace(base, kind=Kind.MEDIA, media=(media,), album=album, note=note)
    note = _other(message)
    return replace(base, note=note) if note else None


def _other(message: Message) -> str:
    """The name of something we answer kindly; empty for a service note."""
    held = next((kind.value for kind in _ANSWERED if getattr(message, kind.value)), "")
    is_service_note = any(getattr(message, kind.value, None) for kind in MessageType)
    return held or ("" if is_service_note else "unknown")


def _own_phone(message: Message) -> str:
    """The shared number, when Telegram says that it is the sender's own."""
    contact, sender = message.contact, message.from_user
    if contact is None or sender is None or contact.user_id != sender.id:
        return ""
    digits = "".join(c for c in contact.phone_number if c.isdigit())
    return f"+{digits}" if digits else ""


def _meant_for_us(message: Message, me: Me) -> bool:
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    return any(
        _names_us(entity.type, words, me) or _is_us(entity, me)
        for entity, words in _entities(message).items()
    )


def _names_us(kind: str, words: str, me: Me) -> bool:
    if kind == MessageEntityType.BOT_COMMAND:
        _command, at, name = words.partition("@")
        return not at or not me.username or name.lower() == me.username.lower()
    return kind == MessageEntityType.MENTION and words.lower() == f"@{me.username}".lower()


def _is_us(entity: Any, me: Me) -> bool:
    return entity.user is not None and entity.user.id == me.id


def _entities(message: Message) -> dict[Any, str]:
    return message.parse_entities() if message.text else message.parse_caption_entities()


def _words(message: Message, me: Me) -> str:
    """Text or caption, without our own name: `/ikat@sambung_bot x` reads `/ikat x`."""
    words = message.text or message.caption or ""
    if not me.username:
        return words
    for entity, named in _entities(message).items():
        if entity.type == MessageEntityType.BOT_COMMAND and _names_us(entity.type, named, me):
            words = words.replace(named, named.partition("@")[0], 1)
        elif entity.type == MessageEntityType.MENTION and _names_us(entity.type, named, me):
            words = words.replace(named, "", 1)
    return words.strip() if words else ""


def _incoming(
    chat: Chat, sender: str, at: datetime, kind: Kind, press: Press | None = None
) -> Incoming:
    return Incoming(
        channel=Channel.TELEGRAM,
        id="",
        chat=str(chat.id),
        sender=sender,
        at=at.astimezone(UTC),
        kind=kind,
        private=chat.type == ChatType.PRIVATE,
        press=press,
    )
