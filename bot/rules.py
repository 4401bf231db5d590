"""Rules between settings: what belongs together, and what each command needs.

They look at which settings are given, so that they can speak even while a value is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.reading import HERE
from bot.settings import variable

TELEGRAM_PORTS = {443, 80, 88, 8443}
"""Where Telegram calls a webhook (Bot API, setWebhook)."""
_NEW_KEY = "Make one with: openssl rand -hex 32"
_FILES = ("files_url", "files_key", "files_secret")
_TWILIO = ("twilio_account_sid", "twilio_auth_token", "twilio_from")


class Use(StrEnum):
    """What the settings are read for; each needs something else."""

    SERVE = "serve"
    WEB = "web"
    WORK = "work"
    OFFICE = "office"
    """Commands that only open the database: migrate, staff, templates, parked ..."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One line for people: the variable's name, what is wrong (never its value), what to do."""

    name: str
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what} {self.to_do}"


def broken(given: Mapping[str, str], use: Use) -> list[Problem]:
    """Every rule that the given settings (field, text) break for that use."""
    return [
        *_keys(given),
        *_files(given),
        *_telegram(given),
        *_twilio(given),
        *_no_channel(given, use),
        *_scale(given, use),
        *_watched(given),
    ]


def _missing(field: str, why: str, to_do: str) -> Problem:
    return Problem(variable(field), f"it is missing; {why}.", to_do)


def _keys(given: Mapping[str, str]) -> Iterator[Problem]:
    if "secret_keys" not in given:
        yield _missing("secret_keys", "personal words are sealed with it", f"{_NEW_KEY} (keep it).")


def _files(given: Mapping[str, str]) -> Iterator[Problem]:
    if any(part in given for part in _FILES):
        for part in _FILES:
            if part not in given:
                yield _missing(
                    part, "the bucket is half set", "Add it, or remove the other FILES settings."
                )


def _telegram(given: Mapping[str, str]) -> Iterator[Problem]:
    if "telegram_token" not in given:
        if "telegram_secret" in given:
            yield _missing(
                "telegram_token", "Telegram is half set", "Add it, or remove the Telegram settings."
            )
        return
    if "public_url" not in given:
        return
    if "telegram_secret" not in given:
        yield _missing("telegram_secret", "with a public URL anybody could call us", f"{_NEW_KEY}.")
    if _odd_port(given["public_url"]):
        yield Problem(
            variable("public_url"),
            "Telegram calls only ports 443, 80, 88 and 8443.",
            "Use one of these ports.",
        )


def _odd_port(url: str) -> bool:
    """A URL that cannot be read at all has its own line already."""
    try:
        host, port = urlsplit(url).hostname, urlsplit(url).port
    except ValueError:
        return False
    return host not in HERE and (port or 443) not in TELEGRAM_PORTS


def _twilio(given: Mapping[str, str]) -> Iterator[Problem]:
    if not any(part in given for part in _TWILIO):
        return
    for part in _TWILIO:
        if part not in given:
            yield _missing(
                part, "WhatsApp is half set", "Add it, or remove the other Twilio settings."
            )
    if "public_url" not in given:
        yield _missing(
            "public_url", "Twilio can only call us", "Add our https:// address, or remove Twilio."
        )


def _no_channel(given: Mapping[str, str], use: Use) -> Iterator[Problem]:
    some = {"telegram_token", "telegram_secret", *_TWILIO}
    if use is not Use.OFFICE and not given.keys() & some:
        yield _missing(
            "telegram_token",
            "there is neither Telegram nor WhatsApp",
            "Set it, or the three SAMBUNG_TWILIO_ settings.",
        )


def _scale(given: Mapping[str, str], use: Use) -> Iterator[Problem]:
    """`web` and `work` are for several processes."""
    if use not in {Use.WEB, Use.WORK}:
        return
    if given.get("database_url", "sqlite").strip().startswith("sqlite"):
        yield Problem(
            variable("database_url"),
            f"`sambung {use}` needs PostgreSQL.",
            "Set a postgresql:// address, or run `sambung serve`.",
        )
    if use is Use.WEB and "public_url" not in given:
        yield _missing("public_url", "`sambung web` waits to be called", "Add it, or run `serve`.")


def _watched(given: Mapping[str, str]) -> Iterator[Problem]:
    """Figures that can be read from elsewhere need a word that only the watcher knows."""
    if given.get("metrics_host", HERE[0]).strip() not in HERE and "metrics_token" not in given:
        yield _missing("metrics_token", "others could read the figures", f"{_NEW_KEY}.")
    port = given.get("metrics_port", "0").strip()
    if port != "0" and port == given.get("port", "8080").strip():
        yield Problem(
            variable("metrics_port"), "it is the public port.", "Use another one, like 9464."
        )
