"""Twilio's error codes in the words of `webhooks.sending`.

The same numbers come back at once (an error of the REST API) and later (ErrorCode of a status
callback). Meanings from Twilio's error pages, read in 2026; how long to wait is our choice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from webhooks.sending import GiveUp, Scope, SendError, Stopped, Then, TryLater

_Verdict = Callable[[str], SendError]


def _later(
    seconds: int | None = None,
    scope: Scope = Scope.PERSON,
    tries: int = 0,
    then: Then = Then.NOTHING,
) -> _Verdict:
    after = None if seconds is None else timedelta(seconds=seconds)
    return lambda why: TryLater(why, after, scope, tries=tries, then=then)


def _give_up(then: Then) -> _Verdict:
    return lambda why: GiveUp(why, then)


def _opted_out(why: str) -> SendError:
    return Stopped(why, opt_out=True)


_ROWS: tuple[tuple[tuple[int, ...], _Verdict], ...] = (
    # Free text outside the 24-hour window.
    ((63016,), _give_up(Then.AS_TEMPLATE)),
    # Too fast: this pair or sender; the channel as a whole; the REST API.
    ((63018,), _later(60)),
    ((63017, 20429), _later(scope=Scope.SENDER)),
    # They blocked us; they said STOP.
    ((63014, 63033), Stopped),
    ((21610,), _opted_out),
    # WhatsApp limits what this person gets, for days.
    ((63032, 63049), _give_up(Then.OTHER_CHANNEL)),
    # Nobody can be reached there.
    ((63024, 63003, 21211, 21614, 30003, 21604, 63031), _give_up(Then.INVALID_ADDRESS)),
    # The file or template could not be fetched or uploaded, perhaps for a moment: again twice.
    ((63019, 63029, 63037, 21620), _later(tries=3, then=Then.AS_TEXT)),
    # The file is too large, or there are too many.
    ((63034, 11751, 21623), _give_up(Then.AS_TEXT)),
    # Content or policy.
    ((63005, 63013, 63021, 63026, 21619), _give_up(Then.ALERT)),
    # The template: missing in this language, wrong blanks, not submitted, paused, unknown.
    (
        (63027, 63028, 63040, 63041, 21654, 21655, 21656, 92005, 92007),
        _give_up(Then.NEXT_LANGUAGE),
    ),
    ((63015,), _give_up(Then.JOIN_SANDBOX)),
    # The day's limit of new conversations; Twilio's own queue is full.
    ((63038,), _later(3600, Scope.BULK)),
    ((21611,), _later(600, Scope.BULK)),
    # Sender or account are set up wrongly, or shut.
    (
        (63007, 63001, 63008, 63020, 63022, 63051, 20003, 20005, 20404, 21212, 21603, 21606, 21705),
        _give_up(Then.INCIDENT),
    ),
    # Inside Twilio or WhatsApp.
    ((63009, 63010, 63012, 63023, 30008, 20500, 20503), _later()),
    # Above 1600 characters: we should have split it.
    ((21617,), _give_up(Then.SPLIT)),
    # Twilio could not reach our webhook.
    ((11200,), _give_up(Then.INCIDENT)),
)
_VERDICTS = {code: verdict for codes, verdict in _ROWS for code in codes}


def verdict_of(code: int) -> SendError | None:
    """What that code means for us; none when we do not know it."""
    verdict = _VERDICTS.get(code)
    return verdict(f"twilio:{code}") if verdict else None


def reported(code: int) -> SendError:
    """What a status callback with that code means: without knowing more, only a record."""
    return verdict_of(code) or GiveUp(f"twilio:{code}")


def refused(status: int, code: int | None) -> SendError:
    """What an error of the REST API means; `status` is HTTP's, for codes that we do not know."""
    known = verdict_of(code) if code else None
    if known is not None:
        return known
    why = f"twilio:{code or f'http_{status}'}"
    if status == 429:
        return TryLater(why, scope=Scope.SENDER)
    if status >= 500:
        # The message may have been taken before the answer broke.
        return TryLater(why, scope=Scope.SENDER, unsure=True)
    return GiveUp(why, Then.INCIDENT if status in (401, 403) else Then.ALERT)
