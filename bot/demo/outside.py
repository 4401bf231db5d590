"""Requests that the fakes make to the program; Twilio's are signed, timed and repeated.

A webhook URL may end in `#rc=5&rp=all`: how often to repeat, and upon what (ct: no connection,
rt: no answer in time, 4xx, 5xx, all). Without it Twilio repeats once, and only when no connection
could be made (Twilio's page on webhook connection overrides).
"""

import secrets
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

import httpx
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped, unused-ignore]

Params = Mapping[str, str]


@dataclass(frozen=True)
class Policy:
    """How often to repeat a request, and after which failures."""

    repeats: int = 1
    upon: frozenset[str] = frozenset({"ct"})

    def covers(self, failure: str) -> bool:
        return failure in self.upon or "all" in self.upon


@lru_cache
def certificates() -> ssl.SSLContext:
    """The known authorities, read once: that costs more than all the rest of a client."""
    return ssl.create_default_context()


def new_client(patience: float) -> httpx.Client:
    """A client that asks no proxy."""
    return httpx.Client(trust_env=False, timeout=patience, verify=certificates())


def split(url: str) -> tuple[str, Policy]:
    """A webhook URL without its fragment, and what the fragment asks for."""
    parts = urlsplit(url)
    wishes = parse_qs(parts.fragment)
    repeats = min(5, int(wishes.get("rc", ["1"])[0]))
    upon = frozenset(wishes.get("rp", ["ct"])[0].split(","))
    return parts._replace(fragment="").geturl(), Policy(repeats, upon)


class Outside:
    """The way from the fake to the program."""

    def __init__(self, auth_token: str, patience: float = 15.0) -> None:
        self.signer = RequestValidator(auth_token)
        self.client = new_client(patience)
        self.pause = 0.05

    def post(self, url: str, params: Params) -> httpx.Response | None:
        """Post a signed form until it is accepted or no repeat is left; None if it never was."""
        bare, policy = split(url)
        token = secrets.token_hex(16)
        for attempt in range(policy.repeats + 1):
            reply, failure = self._once(bare, params, token)
            if not failure:
                return reply
            if not policy.covers(failure):
                break
            time.sleep(self.pause * (attempt + 1))
        return None

    def _once(self, url: str, params: Params, token: str) -> tuple[httpx.Response | None, str]:
        headers = {
            "X-Twilio-Signature": self.signer.compute_signature(url, dict(params)),
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
        }
        try:
            reply = self.client.post(url, data=dict(params), headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            return None, "ct"
        except httpx.HTTPError:
            return None, "rt"
        if reply.is_success:
            return reply, ""
        return reply, "5xx" if reply.status_code >= 500 else "4xx"

    def fetch(self, url: str) -> httpx.Response | None:
        """The file behind a link of the program, or None if it cannot be had."""
        try:
            reply = self.client.get(url, follow_redirects=True)
        except (httpx.HTTPError, httpx.InvalidURL):
            return None
        return reply if reply.is_success else None

    def close(self) -> None:
        self.client.close()
