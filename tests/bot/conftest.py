"""A clean environment for settings, and logs that are put back."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.environment import read_settings
from bot.logs import configure_logs
from bot.rules import Use
from bot.settings import Settings
from handlers.house import House
from storage.database import Database
from storage.files import Files
from storage.secrets import Keyring

KEY = "a-key-for-tests-of-at-least-32-characters"
DATABASE_KEY = "a secret that only the tests know about"
"""With which the tests' databases are sealed (tests/conftest.py)."""
TOKEN = "123456:an-invented-token-of-a-bot"
SECRET = "an-invented-secret-word"
TELEGRAM = {"SECRET_KEYS": KEY, "TELEGRAM_TOKEN": TOKEN}
WHATSAPP = {
    "SECRET_KEYS": KEY,
    "PUBLIC_URL": "https://slrt.example",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "an-invented-auth-token",
    "TWILIO_FROM": "whatsapp:+6281200009990",
}

Read = Callable[..., Settings]
Sambung = Callable[..., Result]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Sets exactly these SAMBUNG_ variables, in a folder without `.env`."""
    for name in [name for name in os.environ if name.startswith("SAMBUNG_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def put(**given: str) -> None:
        for name, text in given.items():
            monkeypatch.setenv(f"SAMBUNG_{name}", text)

    return put


@pytest.fixture
def read(environment: Callable[..., None]) -> Read:
    """Reads the settings from exactly these variables."""

    def reading(use: Use = Use.SERVE, **given: str) -> Settings:
        environment(**given)
        return read_settings(use)

    return reading


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the program's logs would say, as JSON lines."""
    root, hooks = logging.root, (sys.excepthook, sys.unraisablehook, threading.excepthook)
    handlers, level = root.handlers[:], root.level
    stream = StringIO()
    configure_logs(stream, readable=False)
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:], root.level = handlers, level
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
    structlog.reset_defaults()


@pytest.fixture
def house(database: Database, keyring: Keyring, tmp_path: Path, now: datetime) -> House:
    """A house on each database, where the time stands still."""
    return House(database, Files(tmp_path / "files", keyring), lambda: now, "35.76")


@pytest.fixture
def sambung(
    environment: Callable[..., None], database_url: str, tmp_path: Path, logged: StringIO
) -> Sambung:
    """Runs a command of `sambung` on a migrated, empty database, with nothing but the keys;
    `logged` puts the logs back that each command takes for itself."""
    environment(SECRET_KEYS=DATABASE_KEY, DATABASE_URL=database_url, DATA_DIR=str(tmp_path / "var"))

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), input=typed, catch_exceptions=False)

    return run
