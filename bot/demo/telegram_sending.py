"""Bot API methods that put something into a chat or change it."""

import mimetypes
from typing import Any

import httpx

from bot.demo.chat import BOT, Chat, File, Json, Message
from bot.demo.pictures import keep_photo
from bot.demo.telegram_bot import METHOD, Call, TelegramBot
from bot.demo.telegram_fields import RefusedError, typed
from bot.demo.telegram_text import buttons_of, formatted

SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
ALBUM_FIELDS = {"type", "media", "caption", "parse_mode", "caption_entities", "has_spoiler"}


def send_message(call: Call) -> Json:
    words = read_text(call.fields)
    return put(call, kind="text", **words)


def read_text(fields: Json) -> Json:
    """A message's text, as long as it may be."""
    text, entities = formatted(
        fields.get("text", ""), fields.get("parse_mode", ""), fields.get("entities", [])
    )
    if not text:
        raise RefusedError(400, "Bad Request: message text is empty")
    if len(text) > 4096:
        raise RefusedError(400, "Bad Request: message is too long")
    return {"text": text, "entities": entities}


def read_caption(fields: Json) -> Json:
    """The words under a file, as long as they may be."""
    text, entities = formatted(
        fields.get("caption", ""),
        fields.get("parse_mode", ""),
        fields.get("caption_entities", []),
    )
    if len(text) > 1024:
        raise RefusedError(400, "Bad Request: message caption is too long")
    return {"text": text, "entities": entities}


def send_photo(call: Call) -> Json:
    words = read_caption(call.fields)
    file = incoming(call.bot, "photo", call.get("photo"), call.files)
    return put(call, kind="photo", file=file, **words)


def send_document(call: Call) -> Json:
    words = read_caption(call.fields)
    file = incoming(call.bot, "document", call.get("document"), call.files)
    return put(call, kind="document", file=file, **words)


def send_video(call: Call) -> Json:
    """A film; on the demo's phone it is a file to open."""
    words = read_caption(call.fields)
    name = call.get("video")
    file = incoming(call.bot, "document", name, {**call.files, "document": call.files.get("video")})
    return put(call, kind="document", file=file, **words)


def send_location(call: Call) -> Json:
    place = (float(call.fields["latitude"]), float(call.fields["longitude"]))
    return put(call, kind="location", place=place)


def send_media_group(call: Call) -> list[Json]:
    """An album: two to ten photos, or two to ten documents."""
    chat, album = call.chat(), call.get("media", [])
    if not 2 <= len(album) <= 10:
        raise RefusedError(400, "Bad Request: there must be from 2 to 10 messages to send")
    kinds = {item.get("type") for item in album}
    if kinds not in ({"photo"}, {"document"}):
        raise RefusedError(400, f"Bad Request: cannot send {sorted(map(str, kinds))} as one album")
    items = [album_item(call.bot, item, call.files) for item in album]
    call.bot.pace(chat, len(items))
    number = f"1{call.bot.world.last:016d}"
    return [
        call.bot.shape(call.bot.world.post(chat, BOT, album=number, tick="read", **item))
        for item in items
    ]


def album_item(bot: TelegramBot, item: Json, files: Json) -> Json:
    """One photo or document of an album."""
    if unknown := set(item) - ALBUM_FIELDS - {"show_caption_above_media", "thumbnail"}:
        raise RefusedError(400, f"Bad Request: album item has no field {sorted(unknown)}")
    kind = item["type"]
    return {"kind": kind, "file": incoming(bot, kind, item.get("media"), files)} | read_caption(
        item
    )


def incoming(bot: TelegramBot, kind: str, given: Any, files: Json) -> File:
    """The file a call sends: uploaded with it, named by id, or fetched from a link."""
    name = str(given or "").removeprefix("attach://")
    uploaded = files.get(name) or files.get(kind)
    if given is None and uploaded is None:
        raise RefusedError(400, f"Bad Request: there is no {kind} in the request")
    if uploaded is None:
        return known_or_fetched(bot, kind, str(given))
    return stored(bot, kind, uploaded[0], uploaded[1])


def known_or_fetched(bot: TelegramBot, kind: str, given: str) -> File:
    """A file the platform knows already, or one behind a link."""
    if given.startswith(("http://", "https://")):
        return fetched(bot, kind, given)
    if given not in bot.world.files:
        words = "wrong remote file identifier specified: Wrong padding in the string"
        raise RefusedError(400, f"Bad Request: {words}")
    return bot.world.files[given]


def fetched(bot: TelegramBot, kind: str, url: str) -> File:
    """A file fetched from a public link."""
    try:
        reply = httpx.get(url, trust_env=False, timeout=10.0)
    except httpx.HTTPError as error:
        raise RefusedError(400, "Bad Request: failed to get HTTP URL content") from error
    if not reply.is_success:
        raise RefusedError(400, "Bad Request: failed to get HTTP URL content")
    return stored(bot, kind, url.rpartition("/")[2] or "file", reply.content)


def stored(bot: TelegramBot, kind: str, name: str, content: bytes) -> File:
    """Keep uploaded bytes as that kind of file."""
    if not content:
        raise RefusedError(400, "Bad Request: file must be non-empty")
    if len(content) > (LARGEST_PHOTO if kind == "photo" else LARGEST_UPLOAD):
        raise RefusedError(413, "Request Entity Too Large")
    if kind != "photo":
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return bot.world.keep(content, name, mime)
    try:
        return keep_photo(bot.world, content, name)
    except ValueError as error:
        raise RefusedError(400, "Bad Request: IMAGE_PROCESS_FAILED") from error


def put(call: Call, **content: Any) -> Json:
    """Place a message of the bot into its chat."""
    chat = call.chat()
    buttons, keyboard = buttons_of(call.get("reply_markup"))
    answered = answered_by(call, chat)
    call.bot.pace(chat)
    content |= {"buttons": buttons, "keyboard": keyboard, "reply_to": answered}
    return call.bot.shape(call.bot.world.post(chat, BOT, tick="read", **content))


def answered_by(call: Call, chat: Chat) -> int:
    """The number of the message that a new one answers, or 0."""
    asked = call.get("reply_parameters") or {}
    number: int = asked.get("message_id", 0)
    if number in chat.messages:
        return number
    if number and not asked.get("allow_sending_without_reply"):
        raise RefusedError(400, "Bad Request: message to be replied not found")
    return 0


def found(call: Call, purpose: str) -> tuple[Chat, Message]:
    """The bot's own message that a call wants to change."""
    chat = call.chat()
    message = chat.messages.get(call.get("message_id", 0))
    if message is None:
        raise RefusedError(400, f"Bad Request: message to {purpose} not found")
    if message.by != BOT:
        raise RefusedError(400, f"Bad Request: message can't be {purpose}ed")
    return chat, message


def edit_text(call: Call) -> Json:
    words = read_text(call.fields)
    chat, message = found(call, "edit")
    if message.kind != "text":
        raise RefusedError(400, "Bad Request: there is no text in the message to edit")
    return alter(call, chat, message, words)


def edit_caption(call: Call) -> Json:
    words = read_caption(call.fields)
    chat, message = found(call, "edit")
    if message.kind not in ("photo", "document"):
        raise RefusedError(400, "Bad Request: there is no caption in the message to edit")
    return alter(call, chat, message, words)


def edit_markup(call: Call) -> Json:
    chat, message = found(call, "edit")
    return alter(call, chat, message, {})


def alter(call: Call, chat: Chat, message: Message, words: Json) -> Json:
    """Change a message; buttons that are not given again disappear."""
    buttons, keyboard = buttons_of(call.get("reply_markup"))
    change = words | {"buttons": buttons, "keyboard": keyboard}
    if all(getattr(message, k) == v for k, v in change.items() if k != "keyboard"):
        raise RefusedError(400, SAME)
    call.bot.pace(chat)
    edited = call.bot.world.now() if words else message.edited
    return call.bot.shape(call.bot.world.change(message, "edit", edited=edited, **change))


def delete_message(call: Call) -> bool:
    chat = call.chat()
    message = chat.messages.get(call.get("message_id", 0))
    if message is None:
        raise RefusedError(400, "Bad Request: message to delete not found")
    if message.by != BOT and chat.kind != "private" and chat.bot != "administrator":
        raise RefusedError(400, "Bad Request: message can't be deleted")
    call.bot.world.remove(message)
    return True


def delete_messages(call: Call) -> bool:
    for number in call.get("message_ids", []):
        message = call.chat().messages.get(typed("message_id", "int", number))
        if message is not None:
            call.bot.world.remove(message)
    return True


METHOD |= {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVideo": send_video,
    "sendLocation": send_location,
    "sendMediaGroup": send_media_group,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
