"""A choice was named or tapped: which one, and what follows."""

from __future__ import annotations

from dataclasses import replace

from flows import asides, granting, universal
from flows.matching import match, vocabulary, words_of
from flows.questions import Option, Question
from flows.talks.menu import MENU, item
from flows.turning import Stage
from flows.wishes import answered_at_menu
from flows.words import _

_COURTESY = vocabulary("saya mau ingin pengen pengin arep kate badhe tolong mohon bisa pak bu min")


def meant(stage: Stage, text: str, *, strict: bool) -> Option | None:
    """The choice of the standing question that these words name."""
    offered = stage.offered()
    value = match(text, [o.candidate(number) for number, o in offered], strict=strict)
    return next((o for _number, o in offered if o.value == value), None)


def nearly(stage: Stage, text: str) -> Option | None:
    """The choice whose name these words are, perhaps with a slip of the finger or courtesy in
    front of it ("saya mau mengadu"); a telling word inside a sentence is not enough."""
    offered = stage.offered()
    names = [replace(o.candidate(n), hints=()) for n, o in offered]
    bare = " ".join(word for word in words_of(text) if word not in _COURTESY)
    value = match(text, names) or (match(bare, names, strict=True) if bare else None)
    return next((o for _number, o in offered if o.value == value), None)


def meant_beneath(stage: Stage, text: str, beneath: Question) -> Option | None:
    """The choice of the talk's own question, by name, while an aside stands in front of it."""
    offered = beneath.offered(stage.scene)
    value = match(text, [o.candidate("") for o in offered], strict=beneath.strict)
    return next((o for o in offered if o.value == value), None)


def choose(stage: Stage, question: Question, option: Option, text: str = "") -> None:
    """Carry out a choice: an act of the engine, an aside's answer, the menu, or an answer.
    `text` is what was typed, which may tell more."""
    if option.does:
        universal.act(stage, option.does)
    elif question.key == "language":
        asides.set_language(stage, option.value)
    elif stage.conversation.pending == "guess":
        _guessed(stage, option.value)
    elif stage.conversation.pending:
        asides.answer(stage, stage.conversation.pending, option.value)
    elif question is MENU:
        _open(stage, option.value, text)
    else:
        answer = question.chosen(option, stage.scene)
        more = question.also(option, text, stage.scene) if text else {}
        stage.settle(replace(answer, values={**more, **answer.values}))


def _guessed(stage: Stage, value: str) -> None:
    """The talk that was offered, or the menu."""
    stage.change(pending="", misses=0)
    if value == "yes":
        granting.accept(stage)
        return
    stage.change(subject={})
    stage.ask(_("Baik, silakan pilih."))


def _open(stage: Stage, value: str, text: str) -> None:
    """What a line of the menu stands for."""
    stage.change(misses=0)
    chosen = item(value)
    if chosen.opens:
        stage.start(chosen.opens, {}, answered_at_menu(chosen.opens, text))
    elif chosen.does is not None:
        universal.obey(stage, chosen.does, "")
    elif chosen.effect is not None:
        stage.effects.append(chosen.effect)
