"""Telegram's refusals in the words of `webhooks.sending`.

The Bot API has no numbered reasons, only an HTTP code and a sentence; the sentences below
are those its server has used for years (Bot API 10).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from webhooks.sending import GiveUp, Moved, Scope, SendError, Stopped, Then, TryLater
from webhooks.telegram_http import NEVER_LEFT

NOT_MODIFIED = "message is not modified"
TOO_OLD = ("query is too old", "query_id_invalid")

_Verdict = Callable[[str], SendError]


def _give_up(then: Then) -> _Verdict:
    return lambda why: GiveUp(why, then)


_FORBIDDEN: tuple[tuple[str, str, _Verdict], ...] = (
    ("blocked by the user", "blocked", Stopped),
    ("user is deactivated", "deactivated", _give_up(Then.INVALID_ADDRESS)),
    ("was kicked", "kicked", Stopped),
    ("is not a member", "not_a_member", Stopped),
    ("can't initiate conversation", "not_started", Stopped),
    ("can't send messages to bots", "a_bot", _give_up(Then.INVALID_ADDRESS)),
)
_REFUSED: tuple[tuple[str, str, _Verdict], ...] = (
    ("chat not found", "chat_not_found", _give_up(Then.INVALID_ADDRESS)),
    ("user not found", "user_not_found", _give_up(Then.INVALID_ADDRESS)),
    ("peer_id_invalid", "peer_id_invalid", _give_up(Then.INVALID_ADDRESS)),
    ("user_is_blocked", "blocked", Stopped),
    ("message thread not found", "no_topic", Stopped),
    ("topic_closed", "no_topic", Stopped),
    ("message to edit not found", "gone", _give_up(Then.GONE)),
    ("message can't be edited", "gone", _give_up(Then.GONE)),
    ("message_id_invalid", "gone", _give_up(Then.GONE)),
    ("there is no text in the message to edit", "gone", _give_up(Then.GONE)),
    ("upgraded to a supergroup", "gone", _give_up(Then.GONE)),
    (TOO_OLD[0], "too_old", _give_up(Then.GONE)),
    (TOO_OLD[1], "too_old", _give_up(Then.GONE)),
    ("message is too long", "too_long", _give_up(Then.SPLIT)),
    ("caption is too long", "too_long", _give_up(Then.SPLIT)),
    ("caption_too_long", "too_long", _give_up(Then.SPLIT)),
    ("file is too big", "file_too_big", _give_up(Then.AS_TEXT)),
    ("file must be non-empty", "file_empty", _give_up(Then.AS_TEXT)),
    ("wrong file", "file_refused", _give_up(Then.AS_TEXT)),
    ("wrong remote file", "file_refused", _give_up(Then.AS_TEXT)),
    ("wrong type of the web page content", "file_refused", _give_up(Then.AS_TEXT)),
    ("failed to get http url content", "file_refused", _give_up(Then.AS_TEXT)),
    ("image_process_failed", "file_refused", _give_up(Then.AS_TEXT)),
    ("photo_invalid_dimensions", "file_refused", _give_up(Then.AS_TEXT)),
)


def translate(error: TelegramError) -> SendError:
    """The refusal as one of the closed set; the provider's sentence is not kept."""
    match error:
        case ChatMigrated():
            verdict: SendError = Moved(str(error.new_chat_id))
        case RetryAfter():
            verdict = TryLater("telegram:429", _seconds(error.retry_after))
        case InvalidToken():
            verdict = GiveUp("telegram:token", Then.INCIDENT)
        case Forbidden():
            verdict = _by_sentence(error, _FORBIDDEN, "telegram:403")
        case BadRequest():
            verdict = _by_sentence(error, _REFUSED, "telegram:400")
        case Conflict():
            verdict = TryLater("telegram:409", scope=Scope.SENDER)
        case _:
            verdict = _of_the_network(error)
    return verdict


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether Telegram's sentence holds one of these phrases."""
    sentence = error.message.lower()
    return any(phrase in sentence for phrase in phrases)


def _by_sentence(
    error: TelegramError, rows: tuple[tuple[str, str, _Verdict], ...], otherwise: str
) -> SendError:
    for phrase, word, verdict in rows:
        if says(error, phrase):
            return verdict(f"telegram:{word}")
    return GiveUp(otherwise, Then.ALERT)


def _of_the_network(error: TelegramError) -> SendError:
    """No answer, or not Telegram's own: it may have been taken unless it never left us."""
    if says(error, "too many requests"):
        found = re.search(r"retry after (\d+)", error.message, re.IGNORECASE)
        return TryLater("telegram:429", _seconds(int(found[1])) if found else None)
    if says(error, "entity too large"):
        return GiveUp("telegram:413", Then.AS_TEXT)
    never_left = isinstance(error.__cause__, NEVER_LEFT)
    why = "telegram:network" if _is_silence(error) else "telegram:5xx"
    return TryLater(why, scope=Scope.SENDER, unsure=not never_left)


def _is_silence(error: TelegramError) -> bool:
    return isinstance(error, TimedOut) or (
        isinstance(error, NetworkError) and error.__cause__ is not None
    )


def _seconds(after: int | timedelta) -> timedelta:
    return after if isinstance(after, timedelta) else timedelta(seconds=after)
