"""The doors that the settings ask for."""

from __future__ import annotations

from collections.abc import Mapping

from bot.settings import Settings
from flows.messages import Channel
from webhooks.app import Doors
from webhooks.sending import Door
from webhooks.telegram import TelegramDoor
from webhooks.whatsapp import Account, WhatsAppDoor


def open_doors(settings: Settings) -> Doors:
    """A door for each configured channel; making one needs no network."""
    return Doors(
        open_telegram(settings) if Channel.TELEGRAM in settings.channels else None,
        _whatsapp(settings) if Channel.WHATSAPP in settings.channels else None,
    )


def open_telegram(settings: Settings) -> TelegramDoor:
    """Telegram's door, which the settings must ask for."""
    return TelegramDoor(
        settings.telegram_token, settings.telegram_secret, api_root=settings.telegram_api_url
    )


def _whatsapp(settings: Settings) -> WhatsAppDoor:
    return WhatsAppDoor(
        Account(
            sid=settings.twilio_account_sid,
            token=settings.twilio_auth_token,
            sender=settings.twilio_from,
            public_url=settings.public_url,
            api_root=settings.twilio_api_url,
            use_content=settings.twilio_content,
        )
    )


def by_channel(doors: Doors) -> Mapping[Channel, Door]:
    """The same doors, for the sender and the jobs, which treat them alike."""
    open_ones: tuple[Door | None, ...] = (doors.telegram, doors.whatsapp)
    return {door.channel: door for door in open_ones if door is not None}


def rate(settings: Settings, channel: Channel) -> float:
    """Messages a second that this channel's platform allows us."""
    return settings.telegram_rate if channel is Channel.TELEGRAM else settings.twilio_rate
