"""One Twilio account as its REST API shows it: messages, media, templates, both ways."""

import itertools
import threading
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from typing import Any

from bot.demo.chat import Chat, File, Json
from bot.demo.faults import Faults
from bot.demo.lanes import Lanes
from bot.demo.outside import Outside
from bot.demo.rates import Rates
from bot.demo.world import World

API = "/2010-04-01/Accounts"


class TwilioAccount:
    """The state behind one account SID with one WhatsApp sender."""

    def __init__(
        self,
        world: World,
        sid: str,
        auth_token: str,
        sender: str,
        rates: Rates | None = None,
    ) -> None:
        self.world, self.sid, self.auth_token, self.sender = world, sid, auth_token, sender
        self.messaging_service = "MG" + sid[2:]
        self.webhook = ""
        self.rates = rates or Rates(overall=80, private=0)
        self.faults = Faults()
        self.lanes, self.outside = Lanes(), Outside(auth_token)
        self.messages: dict[str, Json] = {}
        self.media: dict[str, dict[str, File]] = {}
        self.links: dict[str, File] = {}
        self.contents: dict[str, Json] = {}
        self.approvals: dict[str, Json] = {}
        self.callbacks: dict[str, str] = {}
        self.refusals: list[str] = []
        self.calls: list[tuple[str, Json]] = []
        self.unheard: list[str] = []
        self.lock = threading.RLock()
        self._numbers = itertools.count(1)

    def new_sid(self, prefix: str) -> str:
        """A fresh identifier of that kind."""
        with self.lock:
            return f"{prefix}{next(self._numbers):032x}"

    def chat(self, address: str) -> Chat | None:
        """The chat of a `whatsapp:+62...` address, or None if nobody has that number."""
        return self.world.chats.get("wa:" + address.removeprefix("whatsapp:"))

    def record(self, prefix: str, **fields: Any) -> Json:
        """Store a message as the REST API will show it."""
        sid = self.new_sid(prefix)
        stamp = rfc2822(self.world.now())
        shape: Json = {
            "account_sid": self.sid,
            "api_version": "2010-04-01",
            "body": "",
            "date_created": stamp,
            "date_sent": stamp,
            "date_updated": stamp,
            "direction": "inbound",
            "error_code": None,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": None,
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": "USD",
            "sid": sid,
            "status": "received",
            "subresource_uris": {"media": f"{API}/{self.sid}/Messages/{sid}/Media.json"},
            "to": self.sender,
            "uri": f"{API}/{self.sid}/Messages/{sid}.json",
        }
        with self.lock:
            self.messages[sid] = shape | fields
            return self.messages[sid]

    def attach(self, sid: str, file: File) -> str:
        """Hang a file on a message and return its media SID."""
        with self.lock:
            media = self.new_sid("ME")
            self.media.setdefault(sid, {})[media] = file
            return media

    def report(self, sid: str, status: str, code: int = 0, words: str = "") -> None:
        """Move a message to a new state and tell the program, if it asked to be told."""
        with self.lock:
            shape = self.messages[sid]
            shape["status"], shape["date_updated"] = status, rfc2822(self.world.now())
            shape["error_code"], shape["error_message"] = code or None, words or None
        if url := self.callbacks.get(sid):
            self.outside.post(url, status_params(shape, status, code))

    def later(self, lane: str, work: Callable[..., object], *args: Any) -> None:
        """Do that in the lane's order."""
        self.lanes.add(lane, partial(work, *args))

    def close(self) -> None:
        self.lanes.close()
        self.outside.close()


def rfc2822(moment: datetime) -> str:
    """A moment as Twilio's first API writes it."""
    return format_datetime(moment)


def status_params(shape: Json, status: str, code: int) -> dict[str, str]:
    """The form of a status callback."""
    params = {
        "ChannelPrefix": "whatsapp",
        "ApiVersion": "2010-04-01",
        "MessageStatus": status,
        "SmsStatus": status,
        "SmsSid": shape["sid"],
        "MessageSid": shape["sid"],
        "AccountSid": shape["account_sid"],
        "From": shape["from"],
        "To": shape["to"],
        "ChannelToAddress": shape["to"].removeprefix("whatsapp:"),
        "StructuredMessage": "false",
    }
    if status == "read":
        params["EventType"] = "READ"
    if shape["messaging_service_sid"]:
        params["MessagingServiceSid"] = shape["messaging_service_sid"]
    if code:
        params |= {"ErrorCode": str(code), "ErrorMessage": shape["error_message"] or ""}
        params["ChannelStatusMessage"] = shape["error_message"] or ""
    return params
