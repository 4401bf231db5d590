"""One row per refusal of Telegram: the answer on the wire, and what it means for us."""

from __future__ import annotations

from datetime import timedelta

import pytest
import urllib3.exceptions as wire
from telegram.error import NetworkError, TimedOut
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection

from flows.messages import Outgoing
from tests.webhooks.conftest import OpenTelegram
from tests.webhooks.wire import TelegramWire, no, ok
from webhooks.sending import GiveUp, Moved, Scope, SendError, Stopped, Then, TryLater

_POOL = HTTPConnectionPool("contoh.example")

GIVEN_UP = [
    (no(403, "Forbidden: user is deactivated"), Then.INVALID_ADDRESS),
    (no(403, "Forbidden: bot can't send messages to bots"), Then.INVALID_ADDRESS),
    (no(403, "Forbidden: something of next year"), Then.ALERT),
    (no(400, "Bad Request: chat not found"), Then.INVALID_ADDRESS),
    (no(400, "Bad Request: user not found"), Then.INVALID_ADDRESS),
    (no(400, "Bad Request: PEER_ID_INVALID"), Then.INVALID_ADDRESS),
    (no(400, "Bad Request: message to edit not found"), Then.GONE),
    (no(400, "Bad Request: message can't be edited"), Then.GONE),
    (no(400, "Bad Request: MESSAGE_ID_INVALID"), Then.GONE),
    (no(400, "Bad Request: there is no text in the message to edit"), Then.GONE),
    (no(400, "Bad Request: group chat was upgraded to a supergroup chat"), Then.GONE),
    (no(400, "Bad Request: query is too old and response timeout expired"), Then.GONE),
    (no(400, "Bad Request: message is too long"), Then.SPLIT),
    (no(400, "Bad Request: message caption is too long"), Then.SPLIT),
    (no(400, "Bad Request: MEDIA_CAPTION_TOO_LONG"), Then.SPLIT),
    (no(400, "Bad Request: file must be non-empty"), Then.AS_TEXT),
    (no(400, "Bad Request: wrong file identifier/HTTP URL specified"), Then.AS_TEXT),
    (no(400, "Bad Request: failed to get HTTP URL content"), Then.AS_TEXT),
    (no(400, "Bad Request: IMAGE_PROCESS_FAILED"), Then.AS_TEXT),
    (no(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), Then.AS_TEXT),
    (no(413, "Request Entity Too Large"), Then.AS_TEXT),
    (no(400, "Bad Request: BUTTON_DATA_INVALID"), Then.ALERT),
    (no(400, "Bad Request: not enough rights to send text messages to the chat"), Then.ALERT),
    (no(401, "Unauthorized"), Then.INCIDENT),
    (no(404, "Not Found"), Then.INCIDENT),
]
STOPPED = [
    no(403, "Forbidden: bot was blocked by the user"),
    no(403, "Forbidden: bot was kicked from the supergroup chat"),
    no(403, "Forbidden: bot is not a member of the supergroup chat"),
    no(403, "Forbidden: bot can't initiate conversation with a user"),
    no(400, "Bad Request: USER_IS_BLOCKED"),
]


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


LATER = [
    (no(429, "Too Many Requests: retry after 7", retry_after=7), 7, Scope.PERSON, False),
    (no(429, "Too Many Requests: retry after 9"), 9, Scope.PERSON, False),
    (no(409, "Conflict: terminated by other getUpdates request"), None, Scope.SENDER, False),
    (no(500, "Internal Server Error"), None, Scope.SENDER, True),
    ((502, b"<html>Bad Gateway</html>"), None, Scope.SENDER, True),
    ((200, b"<html>"), None, Scope.SENDER, True),
    (ok({"a yes": "of another shape"}), None, Scope.PERSON, True),
    (TimedOut(), None, Scope.SENDER, True),
    (caused(TimedOut(), wire.ReadTimeoutError(_POOL, "", "")), None, Scope.SENDER, True),
    (caused(TimedOut(), wire.ConnectTimeoutError()), None, Scope.SENDER, False),
    (caused(TimedOut(), wire.ConnectTimeoutError()), None, Scope.SENDER, False),
    (
        caused(NetworkError("x"), wire.NewConnectionError(HTTPConnection("contoh.example"), "")),
        None,
        Scope.SENDER,
        False,
    ),
    (caused(NetworkError("x"), wire.ProtocolError()), None, Scope.SENDER, True),
    (RuntimeError("something in the HTTP library"), None, Scope.SENDER, True),
]


def refusal(open_telegram: OpenTelegram, answer: tuple[int, bytes] | Exception) -> SendError:
    with pytest.raises(SendError) as caught:
        open_telegram(TelegramWire(answer)).send("700", Outgoing("RAHASIA"))
    assert "RAHASIA" not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(("answer", "then"), GIVEN_UP)
def test_given_up(open_telegram: OpenTelegram, answer: tuple[int, bytes], then: Then) -> None:
    error = refusal(open_telegram, answer)
    assert isinstance(error, GiveUp)
    assert error.then is then


@pytest.mark.parametrize("answer", STOPPED)
def test_stopped_by_a_block_which_is_no_opt_out(
    open_telegram: OpenTelegram, answer: tuple[int, bytes]
) -> None:
    error = refusal(open_telegram, answer)
    assert isinstance(error, Stopped)
    assert not error.opt_out


def test_a_migrated_group_tells_its_new_id(open_telegram: OpenTelegram) -> None:
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    error = refusal(open_telegram, no(400, words, migrate_to_chat_id=-1001234))
    assert isinstance(error, Moved)
    assert error.chat == "-1001234"


@pytest.mark.parametrize(("answer", "seconds", "scope", "unsure"), LATER)
def test_tried_later(
    open_telegram: OpenTelegram,
    answer: tuple[int, bytes] | Exception,
    seconds: int | None,
    scope: Scope,
    unsure: bool,
) -> None:
    error = refusal(open_telegram, answer)
    assert isinstance(error, TryLater)
    assert error.after == (None if seconds is None else timedelta(seconds=seconds))
    assert (error.scope, error.unsure) == (scope, unsure)
