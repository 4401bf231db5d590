"""What to give to a new staff member, so that their chat becomes theirs."""

from __future__ import annotations

from urllib.parse import quote

from bot.settings import Settings
from flows.messages import Channel


def how_to_join(settings: Settings, token: str) -> list[str]:
    """One line a configured channel: a link where one is known, else the words to send.

    Asks Telegram for the bot's name; when it does not answer, the words do the same.
    """
    lines = []
    if Channel.TELEGRAM in settings.channels:
        lines.append(_telegram(bot_name(settings), token))
    if Channel.WHATSAPP in settings.channels:
        lines.append(_whatsapp(settings.twilio_from, token))
    if not lines:
        lines.append(f"In a private chat with the bot, send: /start {token}   or: KODE {token}")
    return lines


def bot_name(settings: Settings) -> str:
    """The bot's username, empty when Telegram does not answer."""
    from bot.doors import open_telegram

    door = open_telegram(settings)
    try:
        return door.check().name
    finally:
        door.close()


def _telegram(name: str, token: str) -> str:
    if name:
        return f"Telegram: https://t.me/{name}?start={token}"
    return f"Telegram: in a private chat with the bot, send: /start {token}"


def _whatsapp(sender: str, token: str) -> str:
    """`wa.me` opens the chat with the words already written; a messaging service has no number."""
    words = f"KODE {token}"
    number = sender.removeprefix("whatsapp:+")
    if number == sender:
        return f"WhatsApp: send to our number: {words}"
    return f"WhatsApp: https://wa.me/{number}?text={quote(words)}"
