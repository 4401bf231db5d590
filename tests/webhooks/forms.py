"""Twilio's WhatsApp forms after the published shapes, with invented people."""

from __future__ import annotations

from webhooks.whatsapp import Account

SID = "AC" + "a" * 32
TOKEN = "0123456789abcdef0123456789abcdef"
CITY = "whatsapp:+6285000000001"
SITI = "whatsapp:+6285011100001"
MESSAGE = "SM" + "b" * 32
ACCOUNT = Account(SID, TOKEN, CITY, public_url="https://sambung.example")


def form(**changes: str) -> dict[str, str]:
    """An inbound message of Siti's with everything that Twilio adds."""
    usual = {
        "SmsMessageSid": MESSAGE,
        "NumMedia": "0",
        "ProfileName": "CONTOH Siti",
        "MessageType": "text",
        "SmsSid": MESSAGE,
        "WaId": "6285011100001",
        "SmsStatus": "received",
        "Body": "",
        "To": CITY,
        "NumSegments": "1",
        "ReferralNumMedia": "0",
        "MessageSid": MESSAGE,
        "AccountSid": SID,
        "From": SITI,
        "ApiVersion": "2010-04-01",
    }
    return usual | changes


def media_url(number: int = 0, message: str = MESSAGE, root: str = "https://api.twilio.com") -> str:
    """Where Twilio keeps a file of a message."""
    return f"{root}/2010-04-01/Accounts/{SID}/Messages/{message}/Media/ME{number:032x}"


def with_files(*mimes: str, **changes: str) -> dict[str, str]:
    """A message with files of these types."""
    files = {"NumMedia": str(len(mimes))}
    for number, mime in enumerate(mimes):
        files |= {f"MediaUrl{number}": media_url(number), f"MediaContentType{number}": mime}
    return form(**files, **changes)


def status(value: str, **changes: str) -> dict[str, str]:
    """A status callback."""
    usual = {
        "ChannelPrefix": "whatsapp",
        "ApiVersion": "2010-04-01",
        "MessageStatus": value,
        "SmsStatus": value,
        "SmsSid": MESSAGE,
        "MessageSid": MESSAGE,
        "AccountSid": SID,
        "From": CITY,
        "To": SITI,
        "ChannelToAddress": "+6285011100001",
    }
    return usual | changes
