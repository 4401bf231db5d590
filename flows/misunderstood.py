"""When an answer was not understood: say exactly what is accepted; after three, a person."""

from __future__ import annotations

from datetime import timedelta

from flows.effects import Say
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
    if _was_courtesy(stage, text):
        return
    if stage.returning():
        stage.ask(_("Kita lanjutkan."), again=True)
        return
    if not isinstance(reading, Miss):
        explain(stage, _or_else(stage, text, accepted(stage, question)))
        return
    if reading.keep and number_in(text) is None:
        stage.change(
            answers={**stage.conversation.answers, **reading.keep},
            wrote=question.key,
            wrote_at=stage.facts.now.isoformat(),
        )
    why = _or_else(stage, text, reading.why)
    explain(stage, why, hold=reading.hold, counts=reading.counts, reason=True)


def _was_courtesy(stage: Stage, text: str) -> bool:
    """Thanks or a greeting in any wording: answered, and no miss."""
    meaning = None if stage.staff else understand(text)
    if meaning is None or meaning.intent not in {"thanks", "greeting"}:
        return False
    stage.ask(
        _("Sama-sama; mari kita lanjutkan.") if meaning.intent == "thanks" else None, again=True
    )
    return True


_WORDS = {"officer": "PETUGAS", "check_ticket": "CEK", "language": "BAHASA", "cancel": "BATAL",
          "menu": "MENU", "help": "PETUGAS", "my_data": "DATA SAYA",
          "stop": "BERHENTI"}  # fmt: skip
"""The universal word that does what was asked for."""


def _or_else(stage: Stage, text: str, why: Text) -> Text:
    """With the word that does what seems to be wanted instead of an answer."""
    meaning = None if stage.staff else understand(text)
    word = _WORDS.get(meaning.intent) if meaning is not None else None
    # After three misses the way to an officer stands there anyway.
    if word is None or stage.conversation.misses + 1 >= PATIENCE:
        return why
    return lines(why, _("Bila ingin yang lain, ketik {word}.").format(word=word))


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


def unsay_warnings(stage: Stage) -> None:
    """They were said in Indonesian with the first words, before a language was chosen: once more
    only to who reads another one. The menu stands where nothing else was said."""
    if stage.facts.language != "id":
        return
    said = [one for one in stage.effects if isinstance(one, Say)]
    kept = [one for one in said if one.text not in (EMERGENCY, SCAM)]
    stage.effects[:] = [one for one in stage.effects if one not in said or one in kept]
    if len(kept) < len(said) and not any(one.choices for one in kept):
        stage.ask()


def at_menu(stage: Stage, menu: Question, text: str, *, goes_on: bool) -> None:
    """Nothing was asked for that we know; the beginning of a sentence waits for its end, and one
    that `goes_on` in a further short message is one miss."""
    few = len(plain(text).split()) <= FEW
    short = few and (goes_on or stage.conversation.misses + 1 < PATIENCE)
    hold = HOLD if short else None
    if only_courtesy(text):
        stage.ask(hold=hold)
    else:
        why = _("Baik, silakan pilih.") if denies(text) else accepted(stage, menu)
        explain(stage, why, hold=hold, counts=not (goes_on and few))


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
