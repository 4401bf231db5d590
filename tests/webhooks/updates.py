"""Telegram updates after the published Bot API shapes, with invented people."""

from __future__ import annotations

from typing import Any

TOKEN = "7000000001:not-a-real-token-of-any-bot-CONTOH"
SITI = {"id": 700, "is_bot": False, "first_name": "CONTOH Siti", "language_code": "id"}
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Sambung", "username": "sambung_bot"}
PRIVATE = {"id": 700, "type": "private", "first_name": "CONTOH Siti"}
GROUP = {"id": -1001234, "type": "supergroup", "title": "Magersari"}
AT = 1795417200
"""2026-11-23 07:00 UTC."""


def message(**content: Any) -> dict[str, Any]:
    """A message of Siti's in her private chat, unless the content says otherwise."""
    base = {"message_id": 55, "date": AT, "from": SITI, "chat": PRIVATE}
    return {"update_id": 9001, "message": {**base, **content}}


def in_group(text: str = "", **content: Any) -> dict[str, Any]:
    """A message of Siti's in the staff group, with its commands and mentions marked."""
    words = {"text": text, "entities": entities(text)} if text else {}
    return message(**{"chat": GROUP, **words, **content})


def entities(text: str) -> list[dict[str, Any]]:
    """Marks as Telegram sets them for /commands and @names."""
    found, at = [], 0
    for word in text.split(" "):
        kind = {"/": "bot_command", "@": "mention"}.get(word[:1])
        if kind:
            found.append({"type": kind, "offset": at, "length": len(word)})
        at += len(word) + 1
    return found


def press(**changes: Any) -> dict[str, Any]:
    """A tap on a button under a message of ours."""
    query = {
        "id": "4382bfdwdsb323b2d9",
        "from": SITI,
        "message": {"message_id": 31, "date": AT, "from": BOT, "chat": PRIVATE, "text": "?"},
        "chat_instance": "-3",
        "data": "a:1:consent:yes",
    }
    return {"update_id": 9001, "callback_query": {**query, **changes}}


def membership(chat: dict[str, Any], was: str, now: str) -> dict[str, Any]:
    """Our own standing in a chat changed."""
    rights = dict.fromkeys(
        (
            "can_be_edited",
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
        ),
        False,
    )
    more: dict[str, dict[str, Any]] = {"kicked": {"until_date": 0}, "administrator": rights}
    old = {"user": BOT, "status": was, **more.get(was, {})}
    new = {"user": BOT, "status": now, **more.get(now, {})}
    return {
        "update_id": 9001,
        "my_chat_member": {
            "chat": chat,
            "from": SITI,
            "date": AT,
            "old_chat_member": old,
            "new_chat_member": new,
        },
    }


def photo(file_id: str, side: int, size: int) -> dict[str, Any]:
    """One size of a photo."""
    return {
        "file_id": file_id,
        "file_unique_id": f"u{file_id}",
        "width": side,
        "height": side,
        "file_size": size,
    }


def file(file_id: str, **more: Any) -> dict[str, Any]:
    """A file of another kind."""
    return {"file_id": file_id, "file_unique_id": f"u{file_id}", "file_size": 1234, **more}
