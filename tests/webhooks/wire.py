"""The vendors' own seams: what leaves for Telegram or Twilio is written down and answered here."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from requests import PreparedRequest, RequestException
from requests import Response as WebResponse
from requests.adapters import BaseAdapter
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from twilio.http import HttpClient  # type: ignore[import-untyped, unused-ignore]
from twilio.http.response import Response  # type: ignore[import-untyped, unused-ignore]
from urllib3 import HTTPResponse

SENT = {
    "message_id": 41,
    "date": 1795417200,
    "chat": {"id": 700, "type": "private", "first_name": "CONTOH"},
    "text": "-",
}


def ok(result: Any) -> tuple[int, bytes]:
    """Telegram's yes."""
    return 200, json.dumps({"ok": True, "result": result}).encode()


def no(code: int, words: str, **parameters: int) -> tuple[int, bytes]:
    """Telegram's no."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": words}
    if parameters:
        body["parameters"] = parameters
    return code, json.dumps(body).encode()


@dataclass
class Call:
    """One request to the Bot API."""

    method: str
    fields: dict[str, Any]
    files: dict[str, tuple[str, bytes, str]]
    url: str


class TelegramWire(BaseRequest):
    """Stands for HTTP below python-telegram-bot."""

    def __init__(self, *answers: tuple[int, bytes] | TelegramError | Exception) -> None:
        self.answers = list(answers)
        self.calls: list[Call] = []
        self.open = False

    async def initialize(self) -> None:
        self.open = True

    async def shutdown(self) -> None:
        self.open = False

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        self.calls.append(_read(url, request_data))
        answer = self.answers.pop(0) if self.answers else ok(SENT)
        if isinstance(answer, Exception):
            raise answer
        return answer


def _read(url: str, data: RequestData | None) -> Call:
    fields: dict[str, Any] = {}
    for name, value in (data.json_parameters if data else {}).items():
        try:
            fields[name] = json.loads(value) if value[:1] in "[{" else value
        except ValueError:
            fields[name] = value
    files = dict(data.multipart_data or {}) if data else {}
    return Call(url.rpartition("/")[2].partition("?")[0], fields, files, url)  # type: ignore[arg-type]


@dataclass
class Asked:
    """One request to Twilio."""

    method: str
    uri: str
    data: dict[str, Any]
    params: dict[str, Any]
    auth: tuple[str, str]


class TwilioWire(HttpClient):  # type: ignore[misc, unused-ignore]
    """Stands for HTTP below the twilio library."""

    def __init__(self, *answers: tuple[int, Any] | Exception) -> None:
        super().__init__(logging.getLogger(__name__), is_async=False)
        self.answers = list(answers)
        self.asked: list[Asked] = []

    def request(self, method: str, uri: str, **rest: Any) -> Response:
        self.asked.append(
            Asked(method, uri, rest.get("data") or {}, rest.get("params") or {}, rest["auth"])
        )
        answer = self.answers.pop(0) if self.answers else (201, {"sid": "SM" + "1" * 32})
        if isinstance(answer, Exception):
            raise answer
        text = answer[1].decode() if isinstance(answer[1], bytes) else json.dumps(answer[1])
        return Response(answer[0], text)


def error(code: int | None, status: int = 400) -> tuple[int, dict[str, Any]]:
    """Twilio's no."""
    return status, {"code": code, "message": "planned by the test", "status": status}


@dataclass
class WebWire(BaseAdapter):
    """Stands for HTTP below requests: answers by address, in order."""

    answers: dict[str, list[tuple[int, dict[str, str], bytes] | RequestException]]
    asked: list[PreparedRequest] = field(default_factory=list)

    def send(self, request: PreparedRequest, *_: Any, **__: Any) -> WebResponse:
        self.asked.append(request)
        answer = self.answers[str(request.url)].pop(0)
        if isinstance(answer, RequestException):
            raise answer
        status, headers, body = answer
        response = WebResponse()
        response.status_code = status
        response.headers.update(headers)
        response.url, response.request = str(request.url), request
        response.raw = HTTPResponse(BytesIO(body), status=status, preload_content=False)
        return response

    def close(self) -> None:
        """Nothing is open."""
