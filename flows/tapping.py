"""A button was tapped. Its data say which talk, which question and which choice it meant:
`a:<talk>:<key>:<value>`, at most 64 bytes. A button stays on the screen for ever, so most of
the work is to be kind about old ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows import asides, universal
from flows.choosing import choose
from flows.commands import Command
from flows.messages import Incoming
from flows.questions import Question
from flows.standing import OFFICER
from flows.talks.menu import MENU
from flows.turning import Stage
from flows.words import _
from locales import LANGUAGES


@dataclass(frozen=True, slots=True)
class Tap:
    """What a button's data say."""

    talk: str
    key: str
    value: str


def tap_in(data: str) -> Tap | None:
    """The tap, or none when the data are not a talk's."""
    head, *rest = data.split(":", 3)
    return Tap(*rest) if head == "a" and len(rest) == 3 else None


def hear(stage: Stage, incoming: Incoming) -> None:
    """Take the tap if its question still stands; otherwise say so and ask again."""
    tap = tap_in(incoming.press.data) if incoming.press is not None else None
    if tap is None:
        stage.ask(_("Tombol itu sudah tidak berlaku."), again=True)
        return
    question = _standing(stage, tap)
    offered = {option.value: option for _number, option in stage.offered()}
    if question is not None and tap.value in offered:
        choose(stage, question, offered[tap.value])
    elif tap.key == "language" and tap.value in LANGUAGES and not stage.staff:
        asides.set_language(stage, tap.value)
    elif tap.value == OFFICER.value:
        universal.obey(stage, Command.OFFICER, "")
    else:
        _stale(stage, tap)


def _standing(stage: Stage, tap: Tap) -> Question | None:
    """The question that the tap answers, if it still stands; an aside in front of it gives way.

    The menu of an old talk is still the menu.
    """
    same_talk = tap.talk == str(stage.conversation.talk)
    question = stage.question()
    if question.key == tap.key:
        return question if same_talk or question is MENU else None
    beneath = stage.flow_question() or MENU
    if not stage.conversation.pending or beneath.key != tap.key:
        return None
    if not same_talk and beneath is not MENU:
        return None
    stage.change(pending="")
    now = stage.question()
    return now if now.key == beneath.key else None


def _stale(stage: Stage, tap: Tap) -> None:
    """A button of another talk, or of a question that is already answered."""
    same_talk = tap.talk == str(stage.conversation.talk)
    if same_talk and tap.key in stage.conversation.answers:
        words = _("Pertanyaan itu sudah dijawab; ketik KEMBALI untuk mengubahnya.")
        if stage.question().recaps:
            words = _("Pertanyaan itu sudah dijawab; pilih Ubah untuk menggantinya.")
    else:
        words = _("Tombol itu sudah tidak berlaku.")
    stage.ask(words, again=True)
