"""What goes wrong outside our own code is one line; our own mistakes are not dressed up."""

from __future__ import annotations

import errno
import socket

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.opening import Complaint, plain_words
from handlers.house import Unavailable
from handlers.refused import Refused
from storage.database import Busy
from storage.jobs import WrongProcrastinate
from storage.secrets import Unreadable

CANARY = "Kenari CONTOH"


@pytest.mark.parametrize(
    ("error", "names"),
    [
        (Refused("There is no such thing."), "There is no such thing."),
        (WrongProcrastinate("Install the packages."), "Install the packages."),
        (OperationalError(CANARY, {}, Exception(CANARY)), "SAMBUNG_DATABASE_URL"),
        (Busy(CANARY), "the database does not answer"),
        (Unavailable(CANARY), "the database does not answer"),
        (Unreadable(CANARY), "SAMBUNG_SECRET_KEYS"),
        (OSError(errno.EADDRINUSE, CANARY), "SAMBUNG_PORT"),
        (socket.gaierror(8, CANARY), "SAMBUNG_HOST"),
    ],
)
def test_what_people_can_mend_is_said_in_one_line(error: Exception, names: str) -> None:
    with pytest.raises(Complaint) as said, plain_words():
        raise error
    assert names in said.value.message
    assert "\n" not in said.value.message
    assert CANARY not in said.value.message


@pytest.mark.parametrize(
    "error", [KeyError("x"), OSError(errno.ENOSPC, "x"), IntegrityError("x", {}, Exception("x"))]
)
def test_our_own_mistakes_keep_their_class(error: Exception) -> None:
    with pytest.raises(type(error)), plain_words():
        raise error
