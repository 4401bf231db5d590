"""When an answer was not understood: say exactly what is accepted; after three, a person."""

from __future__ import annotations

from datetime import timedelta

from flows.intents import alarming, understand
from flows.intents.outright import denies, only_courtesy
from flows.matching import number_in, plain
from flows.questions import Miss, Question, Reading
from flows.standing import PATIENCE
from flows.talks.danger import EMERGENCY, SCAM, alarm
from flows.turning import Stage
from flows.words import Text, _, lines

HOLD = timedelta(seconds=3)
FEW = 3
"""Words that may be only the beginning of a sentence."""
GROWS = timedelta(minutes=10)
"""So long a beginning waits for the rest of the sentence."""


def miss(stage: Stage, question: Question, reading: Reading | None, text: str) -> None:
    """Explain, count, and ask again; somebody who comes back after a pause is only reminded."""
    warn(stage, text)
    if stage.returning():
        stage.ask(_("Kita lanjutkan."), again=True)
        return
    if not isinstance(reading, Miss):
        explain(stage, accepted(stage, question))
        return
    if reading.keep and number_in(text) is None:
        stage.change(
            answers={**stage.conversation.answers, **reading.keep},
            wrote=question.key,
            wrote_at=stage.facts.now.isoformat(),
        )
    explain(stage, reading.why, hold=reading.hold, counts=reading.counts, reason=True)


def warn(stage: Stage, text: str) -> bool:
    """The emergency numbers, or a word of caution; whether either was said."""
    if alarm(text) is not None or alarming(text):
        stage.say(EMERGENCY)
        return True
    meaning = understand(text)
    if meaning is not None and meaning.intent == "scam_check":
        stage.say(SCAM)
        return True
    return False


def at_menu(stage: Stage, menu: Question, text: str) -> None:
    """Nothing was asked for that we know; the beginning of a sentence waits for its end."""
    short = len(plain(text).split()) <= FEW and stage.conversation.misses + 1 < PATIENCE
    hold = HOLD if short else None
    if only_courtesy(text):
        stage.ask(hold=hold)
    else:
        why = _("Baik, silakan pilih.") if denies(text) else accepted(stage, menu)
        explain(stage, why, hold=hold)


def explain(
    stage: Stage,
    why: Text,
    *,
    hold: timedelta | None = None,
    counts: bool = True,
    reason: bool = False,
) -> None:
    """Ask again with the reason above; the third time the way to an officer stands there, and a
    real `reason` still beside it."""
    stage.change(misses=stage.conversation.misses + counts)
    if stage.conversation.misses >= PATIENCE and counts and not stage.staff:
        offer = _("Maaf, kami belum paham; ketik PETUGAS bila ingin dibantu petugas.")
        why = lines(why, _("Bila sulit, ketik PETUGAS.")) if reason else offer
        hold = None
    stage.ask(why, hold, again=True)


def accepted(stage: Stage, question: Question) -> Text:
    """What exactly the standing question takes. Nothing is said of numbers: one channel shows
    buttons, the other puts the numbers and how to answer below the question."""
    if question.hint is not None:
        return question.hint
    if all(number == "0" for number, _option in stage.shown()):
        return _("Maaf, kami belum paham.")
    return _("Maaf, kami belum paham; pilih salah satu jawaban di bawah ini.")
