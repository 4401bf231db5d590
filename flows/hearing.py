"""A text was typed. Which reading wins: a choice named exactly, a ticket number, a universal
word, a choice with a slip of the finger, then whatever the question itself can read.
"""

from __future__ import annotations

from flows import (
    asides,
    guessing,
    landings,
    misunderstood,
    office_asked,
    passed_on,
    pictures,
    universal,
)
from flows.choosing import choose, meant, meant_beneath, nearly
from flows.commands import command_in, ticket_in
from flows.guessing import BEGUN, EXPLAINED, LONGEST_BEGUN
from flows.intents import understand
from flows.intents.outright import denies
from flows.intents.table import SMALL
from flows.matching import match, number_in
from flows.messages import Incoming
from flows.questions import Answer, Question, Scene
from flows.seen import remember_nik
from flows.talks.menu import MENU, item
from flows.turning import Stage
from flows.words import _


def hear(stage: Stage, incoming: Incoming) -> None:
    """One typed message."""
    text = incoming.text.strip()
    if not passed_on.answered(stage, incoming) and not landings.land(stage, text):
        _hear(stage, text)


def _hear(stage: Stage, text: str) -> None:
    remember_nik(stage, text)
    question = stage.question()
    option = meant(stage, text, strict=True)
    if option is not None and stage.returning() and number_in(text) is not None:
        stage.ask(_("Kita lanjutkan."), again=True)
    elif option is not None and _at_nothing(stage, question, text):
        stage.ask()
    elif option is not None:
        choose(stage, question, option, text)
    elif not question.takes_ticket and (ticket := ticket_in(text, alone=stage.flow is not None)):
        universal.find(stage, ticket)
    elif command := command_in(text, forgiving=not question.takes_text):
        universal.obey(stage, command, text)
    elif office_asked.interrupt(stage, text):
        return
    elif question.key == "language" and stage.conversation.asked != "language":
        _first_words(stage, text)
    elif (question.recaps and asides.change_named(stage, text)) or _left_for(stage, text):
        return
    else:
        _in_own_words(stage, question, text)


def _left_for(stage: Stage, text: str) -> bool:
    """A line of the menu, named in a talk by whose end nothing is lost: it opens at once."""
    if stage.flow is None or not stage.flow.light or stage.conversation.pending:
        return False
    lines = {option.value: option for option in MENU.offered(stage.scene) if not option.does}
    named = [option.candidate("") for option in lines.values()]
    value = None if number_in(text) is not None else match(text, named, strict=True)
    if value is None or not item(value).opens:
        return False
    choose(stage, MENU, lines[value], text)
    return True


def _in_own_words(stage: Stage, question: Question, text: str) -> None:
    """No name of anything: what is wanted at the menu, or the answer."""
    if stage.conversation.pending == "guess" or (question is MENU and not _slips(stage, text)):
        _at_menu(stage, text)
    elif not _slipped(stage, question, text):
        _read(stage, _giving_way(stage, question, text), text)


def _at_nothing(stage: Stage, question: Question, text: str) -> bool:
    """A number where no choices stand, such as after a ticket was given: it means nothing yet,
    and must not open a talk."""
    after_a_talk = stage.conversation.talk > 0 and stage.conversation.asked != MENU.key
    return question is MENU and after_a_talk and number_in(text) is not None


def _slipped(stage: Stage, question: Question, text: str) -> bool:
    """A choice with a slip of the finger, or one of the question beneath an aside."""
    if not question.strict and not question.takes_text:
        option = nearly(stage, text) if question is MENU else meant(stage, text, strict=False)
        if option is not None:
            choose(stage, question, option, text)
            return True
    beneath = stage.flow_question()
    if stage.conversation.pending not in asides.SOFT or beneath is None:
        return False
    option = None if number_in(text) is not None else meant_beneath(stage, text, beneath)
    if option is not None:
        stage.change(pending="")
        choose(stage, beneath, option)
    return option is not None


def _slips(stage: Stage, text: str) -> bool:
    return nearly(stage, text) is not None


def _first_words(stage: Stage, text: str) -> None:
    """A newcomer's words wait until a language is chosen; what cannot wait is answered now."""
    if stage.flow is None and not stage.staff and text:
        stage.change(subject={asides.FIRST: text})
    misunderstood.warn(stage, text)
    stage.ask()


def take_up(stage: Stage) -> None:
    """A language was chosen: the words that came before it are heard."""
    first = str(stage.conversation.subject.get(asides.FIRST, ""))
    if first and stage.flow is None and stage.facts.language:
        stage.change(subject={}, asked=MENU.key)
        _hear(stage, first)
        misunderstood.unsay_warnings(stage)


def _at_menu(stage: Stage, text: str) -> None:
    """Words of one's own between talks: what they name is offered. Several short messages are
    one sentence."""
    before, told = _begun(stage), str(stage.conversation.subject.get(EXPLAINED, ""))
    stage.change(pending="", subject={}, page=0)
    if guessing.guess(stage, text):
        return
    # "bukan" behind it takes it back, and completes nothing.
    if before and not denies(text) and guessing.guess(stage, f"{before} {text}", told):
        return
    if misunderstood.warn(stage, text):
        stage.ask()
        return
    misunderstood.at_menu(stage, MENU, text, goes_on=bool(before))
    words = f"{before} {text}".strip()[:LONGEST_BEGUN]
    stage.change(subject={BEGUN: words, **({EXPLAINED: told} if told and before else {})})


def _begun(stage: Stage) -> str:
    """What was written a moment ago and not understood, or not yet agreed to."""
    subject, talk = stage.conversation.subject, stage.conversation
    soon = stage.since(talk.shown) <= pictures.JOINS
    return str(subject.get(BEGUN) or subject.get("said") or "") if soon else ""


def _giving_way(stage: Stage, question: Question, text: str) -> Question:
    """The question that free words answer: an aside gives way to one that asks for words."""
    beneath = stage.flow_question()
    soft = stage.conversation.pending in asides.SOFT and number_in(text) is None
    if soft and beneath is not None and beneath.takes_text:
        stage.change(pending="")
        return beneath
    return question


def _read(stage: Stage, question: Question, text: str) -> None:
    reading = question.read(text, _growing(stage, question))
    if isinstance(reading, Answer):
        if question.takes_text:
            stage.change(wrote=question.key, wrote_at=stage.facts.now.isoformat())
        stage.settle(reading)
    elif _leaves(stage, text):
        return
    elif reading is not None or not pictures.append_to_story(stage, question, text):
        misunderstood.miss(stage, question, reading, text)


def _leaves(stage: Stage, text: str) -> bool:
    """Words that answer nothing in a talk by whose end nothing is lost, and ask for something
    else: they are heard as at the menu."""
    light = stage.flow is not None and stage.flow.light and not stage.conversation.pending
    meaning = understand(text) if light and not stage.staff else None
    if meaning is None or meaning.intent in SMALL:
        return False
    stage.close(forget=True)
    _at_menu(stage, text)
    return True


def _growing(stage: Stage, question: Question) -> Scene:
    """The scene; a beginning of the answer that is long past is left out."""
    old = stage.since(stage.conversation.wrote_at) > misunderstood.GROWS
    if old or stage.conversation.wrote != question.key:
        answers = {k: v for k, v in stage.conversation.answers.items() if k != question.key}
        return Scene(stage.facts, answers, stage.conversation.subject)
    return stage.scene
