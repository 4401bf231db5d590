"""Which fields each Bot API method takes, and of what type.

After the published method list (core.telegram.org/bots/api, version 10). The real server ignores
fields it does not know; this one refuses them, so that a slip is found here and not by a resident.
"""

import json
from collections.abc import Callable
from typing import Any

from bot.demo.chat import Json


class RefusedError(Exception):
    """The platform says no: an HTTP code, its words, and `parameters` for the caller."""

    def __init__(self, code: int, words: str, **parameters: Any) -> None:
        super().__init__(words)
        self.code, self.words, self.parameters = code, words, parameters

    def as_json(self) -> Json:
        """The body of the refusal."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.words}
        return body | ({"parameters": self.parameters} if self.parameters else {})


SENDING = {
    "chat_id": "chat",
    "message_thread_id": "int",
    "business_connection_id": "str",
    "direct_messages_topic_id": "int",
    "disable_notification": "bool",
    "protect_content": "bool",
    "allow_paid_broadcast": "bool",
    "message_effect_id": "str",
    "suggested_post_parameters": "object",
    "reply_parameters": "object",
    "reply_markup": "object",
}
CAPTION = {
    "caption": "str",
    "parse_mode": "str",
    "caption_entities": "list",
    "show_caption_above_media": "bool",
}
EDITING = {
    "business_connection_id": "str",
    "chat_id": "chat",
    "message_id": "int",
    "inline_message_id": "str",
    "reply_markup": "object",
}
IN_CHAT = {"chat_id": "chat"}

FIELDS: dict[str, dict[str, str]] = {
    "getMe": {},
    "logOut": {},
    "close": {},
    "setWebhook": {
        "url": "str",
        "certificate": "file",
        "ip_address": "str",
        "max_connections": "int",
        "allowed_updates": "list",
        "drop_pending_updates": "bool",
        "secret_token": "str",
    },
    "deleteWebhook": {"drop_pending_updates": "bool"},
    "getWebhookInfo": {},
    "getUpdates": {"offset": "int", "limit": "int", "timeout": "int", "allowed_updates": "list"},
    "sendMessage": SENDING
    | {
        "text": "str",
        "parse_mode": "str",
        "entities": "list",
        "link_preview_options": "object",
    },
    "sendPhoto": SENDING | CAPTION | {"photo": "file", "has_spoiler": "bool"},
    "sendDocument": SENDING
    | {
        "document": "file",
        "thumbnail": "file",
        "caption": "str",
        "parse_mode": "str",
        "caption_entities": "list",
        "disable_content_type_detection": "bool",
    },
    "sendVideo": SENDING
    | CAPTION
    | {
        "video": "file",
        "duration": "int",
        "width": "int",
        "height": "int",
        "thumbnail": "file",
        "cover": "file",
        "start_timestamp": "int",
        "has_spoiler": "bool",
        "supports_streaming": "bool",
    },
    "sendMediaGroup": {k: v for k, v in SENDING.items() if k != "reply_markup"} | {"media": "list"},
    "sendLocation": SENDING
    | {
        "latitude": "float",
        "longitude": "float",
        "horizontal_accuracy": "float",
        "live_period": "int",
        "heading": "int",
        "proximity_alert_radius": "int",
    },
    "editMessageText": EDITING
    | {"text": "str", "parse_mode": "str", "entities": "list", "link_preview_options": "object"},
    "editMessageCaption": EDITING | CAPTION,
    "editMessageReplyMarkup": EDITING,
    "deleteMessage": IN_CHAT | {"message_id": "int"},
    "deleteMessages": IN_CHAT | {"message_ids": "list"},
    "pinChatMessage": IN_CHAT
    | {"message_id": "int", "disable_notification": "bool", "business_connection_id": "str"},
    "unpinChatMessage": IN_CHAT | {"message_id": "int", "business_connection_id": "str"},
    "answerCallbackQuery": {
        "callback_query_id": "str",
        "text": "str",
        "show_alert": "bool",
        "url": "str",
        "cache_time": "int",
    },
    "sendChatAction": IN_CHAT
    | {"action": "str", "message_thread_id": "int", "business_connection_id": "str"},
    "getFile": {"file_id": "str"},
    "getChat": IN_CHAT,
    "getChatMember": IN_CHAT | {"user_id": "int"},
    "getChatMemberCount": IN_CHAT,
    "getChatAdministrators": IN_CHAT,
    "leaveChat": IN_CHAT,
    "setMyCommands": {"commands": "list", "scope": "object", "language_code": "str"},
    "getMyCommands": {"scope": "object", "language_code": "str"},
    "deleteMyCommands": {"scope": "object", "language_code": "str"},
    "setMyName": {"name": "str", "language_code": "str"},
    "setMyDescription": {"description": "str", "language_code": "str"},
    "setMyShortDescription": {"short_description": "str", "language_code": "str"},
    "getMyName": {"language_code": "str"},
    "getMyDescription": {"language_code": "str"},
    "getMyShortDescription": {"language_code": "str"},
    "setChatMenuButton": {"chat_id": "int", "menu_button": "object"},
}
METHODS = {name.lower(): name for name in FIELDS}


def checked(method: str, raw: Json) -> Json:
    """The fields as the types they must have. Raises RefusedError(400) on a field that is not."""
    fields = FIELDS[method]
    for name in raw:
        if name not in fields and not str(name).startswith("attached"):
            raise RefusedError(400, f'Bad Request: method {method} has no field "{name}"')
    return {name: typed(name, fields.get(name, "file"), value) for name, value in raw.items()}


def typed(name: str, kind: str, value: Any) -> Any:
    """One value as its type. Raises RefusedError(400) if it cannot be read so."""
    if kind == "file":
        return value
    if isinstance(value, str) and kind != "str":
        value = read_string(name, kind, value)
    if not RIGHT[kind](value):
        raise RefusedError(400, f'Bad Request: field "{name}" must be of type {kind}')
    return value


def read_string(name: str, kind: str, value: str) -> Any:
    """A form's string as JSON; a chat may also be a public name."""
    if kind == "chat" and value.startswith("@"):
        return value
    try:
        return json.loads(value)
    except ValueError as error:
        words = f'Bad Request: can\'t parse field "{name}": expected {kind}'
        raise RefusedError(400, words) from error


def is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


RIGHT: dict[str, Callable[[Any], bool]] = {
    "int": is_whole,
    "chat": lambda value: is_whole(value) or isinstance(value, str),
    "float": lambda value: is_whole(value) or isinstance(value, float),
    "bool": lambda value: isinstance(value, bool),
    "str": lambda value: isinstance(value, str),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
