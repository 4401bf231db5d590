"""A topic of a forum group as an address of its own: `-100123/45` is topic 45 of chat -100123.

So a group with a topic for each district is several staff groups to everybody else. A thread
id outside a forum (a reply's) is no topic.
"""

from __future__ import annotations

from telegram import Message
from telegram.constants import ChatType


def address_of(message: Message) -> str:
    """Where a message was written, and where its answers go."""
    chat = str(message.chat.id)
    if message.chat.type == ChatType.PRIVATE or not message.is_topic_message:
        return chat
    return f"{chat}/{message.message_thread_id}" if message.message_thread_id else chat


def place_of_address(to: str) -> tuple[str, int | None]:
    """The chat and the topic of an address."""
    chat, _, topic = to.partition("/")
    return chat, int(topic) if topic else None


def chat_of(to: str) -> str:
    """The chat of an address: what Telegram counts messages for."""
    return to.partition("/")[0]
