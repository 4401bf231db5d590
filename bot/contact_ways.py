"""How people write to this installation: our WhatsApp number and the bot's name."""

from __future__ import annotations

from bot.invitations import bot_name
from bot.settings import Settings
from flows.landing import Ways
from flows.messages import Channel
from webhooks.sending import Door


class ContactWays:
    """Says it when it is called; Telegram is asked for the bot's name until it answered once."""

    def __init__(self, settings: Settings, telegram: Door | None) -> None:
        self._whatsapp = _number(settings.twilio_from)
        self._telegram = telegram
        self._name = ""

    def __call__(self) -> Ways:
        """What is known now; a channel that is not there, or does not answer, is empty."""
        if not self._name and self._telegram is not None:
            health = self._telegram.check()
            self._name = health.name if health.ok else ""
        return Ways(self._whatsapp, self._name.removeprefix("@"))


def ways_now(settings: Settings) -> Ways:
    """For one command: the same, asked once."""
    asked = Channel.TELEGRAM in settings.channels
    name = bot_name(settings) if asked else ""
    return Ways(_number(settings.twilio_from), name.removeprefix("@"))


def _number(sender: str) -> str:
    """The digits of our number; a messaging service has none that people could write to."""
    digits = sender.removeprefix("whatsapp:+")
    return digits if digits.isdigit() else ""
