"""What the load driver is told of our product: how it is started, and on which database.

The driver lies outside of this repository (`tests.bench.beside` is given its folder); nothing
here needs it, and nothing of the product is imported: the driver's own interpreter runs this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
TALKS = {"short": HERE / "talk_short.json", "whole": HERE / "talk.json"}
SECRET = "secret-of-the-load-driver"
PATHS = {"telegram": "telegram", "twilio": "whatsapp"}
RATE = "10000"
"""Messages a second; the real platforms take 30 and 80, and a load driver more."""


@dataclass(frozen=True, slots=True)
class System:
    """One thing that is measured."""

    spec: dict[str, Any]
    """In the driver's words."""
    talk: Path | None = None
    """None plays the driver's own."""
    database: str = ""
    """PostgreSQL: made empty before each measurement."""
    webs: int = 1
    """Processes that take webhooks, on ports one after the other."""

    @property
    def name(self) -> str:
        """In the tables."""
        return str(self.spec["name"])


def ours(python: Path, postgres: str) -> Iterator[System]:
    """Both databases (the second where a server is named), both channels, both talks."""
    for kind in ("SQLite", "PostgreSQL") if postgres else ("SQLite",):
        for channel in ("telegram", "twilio"):
            for talk in TALKS:
                name = f"ours-{kind.lower()}-{PATHS[channel]}-{talk}"
                state = f"{kind} commit each turn"
                yield _system(name, state, python, channel, talk, postgres * (kind != "SQLite"))
    yield _riding(python)


def _riding(python: Path) -> System:
    """With answers in the responses: a platform may drop those, and nobody hears of it."""
    state = "SQLite commit each turn; answers ride in the responses"
    system = _system("ours-sqlite-telegram-short-rides", state, python, "telegram", "short", "")
    system.spec["env"]["SAMBUNG_ANSWER_IN_WEBHOOK"] = "on"
    return system


def several(python: Path, postgres: str, webs: int, talk: str) -> System:
    """So many `web` and one `work` on one PostgreSQL."""
    name, state = f"ours-{webs}-web-{talk}", f"{webs} web, 1 work, PostgreSQL commit each turn"
    return _system(name, state, python, "telegram", talk, postgres, webs)


def _system(
    name: str, state: str, python: Path, channel: str, talk: str, postgres: str, webs: int = 0
) -> System:
    more = ["--web", str(webs)] if webs else []
    database = f"{postgres.rstrip('/')}/{name.replace('-', '_')}" if postgres else ""
    spec = {
        "name": name,
        "state": state,
        "channel": channel,
        "cwd": str(REPOSITORY),
        "cmd": [str(python), "-m", "tests.bench.launch", *more],
        "env": _settings(database),
        "webhook": f"http://127.0.0.1:{{port}}/{PATHS[channel]}/webhook",
    }
    return System(spec, TALKS[talk], database, webs or 1)


def _settings(database: str) -> dict[str, str]:
    """Words in braces are filled in by the driver."""
    settings = {
        "SAMBUNG_SECRET_KEYS": "k" * 40,
        "SAMBUNG_DATA_DIR": "{data}/ours",
        "SAMBUNG_PORT": "{port}",
        "SAMBUNG_PUBLIC_URL": "http://127.0.0.1:{port}",
        "SAMBUNG_TELEGRAM_TOKEN": "{token}",
        "SAMBUNG_TELEGRAM_SECRET": "{secret}",
        "SAMBUNG_TELEGRAM_API_URL": "{api}",
        "SAMBUNG_TELEGRAM_RATE": RATE,
        "SAMBUNG_TWILIO_ACCOUNT_SID": "{sid}",
        "SAMBUNG_TWILIO_AUTH_TOKEN": "{auth}",
        "SAMBUNG_TWILIO_FROM": "whatsapp:+14155238886",
        "SAMBUNG_TWILIO_API_URL": "{api}",
        "SAMBUNG_TWILIO_RATE": RATE,
    }
    return {**settings, **({"SAMBUNG_DATABASE_URL": database} if database else {})}
