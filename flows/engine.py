"""The conversation engine: *the next question is the first one that still needs an answer*.

There is no pointer into a graph, so back = forget the previous answer, edit = forget that
answer, cancel = forget all, resume = nothing to do, and a new release in the middle of a talk
keeps what was answered. Everything here is pure: a conversation, a message and facts go in;
a conversation and effects come out.

Which reading of a typed message wins: a choice named exactly, a ticket number, a universal
word, a choice with a slip of the finger, then whatever the question itself can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows import asides, misunderstood, pictures, universal
from flows.commands import Command, command_in, ticket_in
from flows.effects import Conversation, Turn
from flows.facts import Facts
from flows.matching import match, number_in, plain
from flows.messages import Incoming, Kind
from flows.questions import Answer, Option, Question, Scene
from flows.talks import FLOWS
from flows.talks.menu import ITEMS, MENU, item
from flows.turning import Stage
from flows.words import Text, _

_SILENT = frozenset({Kind.STOPPED, Kind.MIGRATED, Kind.JOINED, Kind.LEFT})


def advance(conversation: Conversation, incoming: Incoming, facts: Facts) -> Turn:
    """What one message of a private chat does. Groups are not talked with here."""
    if not incoming.private or incoming.kind in _SILENT:
        return Turn(conversation)
    stage = Stage(conversation, facts, asides=asides.ASIDES)
    _HEAR[incoming.kind](stage, incoming)
    return stage.turn()


def begin(
    flow_name: str, subject: Mapping[str, Any], conversation: Conversation, facts: Facts
) -> Turn:
    """Open a talk that somebody else's act calls for. An unfinished one is not thrown away:
    the same one goes on where it was, another must be finished or cancelled first.
    """
    stage = Stage(conversation, facts, asides=asides.ASIDES)
    same = conversation.flow == flow_name and dict(conversation.subject) == dict(subject)
    if stage.flow is not None and same:
        stage.change(pending="")
        stage.ask(_("Kita lanjutkan."))
    elif stage.flow is not None and stage.answered_something():
        stage.change(pending="")
        stage.ask(_("Selesaikan ini dulu, atau ketik BATAL."))
    else:
        stage.start(flow_name, subject)
    return stage.turn()


def wanted(conversation: Conversation, incoming: Incoming) -> frozenset[str]:
    """Names what must be loaded into `Facts` for this turn: `cases`, or nothing."""
    if incoming.kind is Kind.PRESS and incoming.press is not None:
        named = incoming.press.data.endswith(":menu:reports")
        return frozenset({"cases"}) if named else frozenset()
    text = incoming.text
    asked = ticket_in(text) or command_in(text, forgiving=True) is Command.CHECK
    if not asked and FLOWS.get(conversation.flow) is None:
        numbered = enumerate((i.option for i in ITEMS), 1)
        asked = match(text, [o.candidate(str(n)) for n, o in numbered]) == "reports"
    return frozenset({"cases"}) if asked else frozenset()


def expire(conversation: Conversation, kind: str, facts: Facts) -> Turn:
    """What a timer of the conversation does; one that has become stale does nothing."""
    stage = Stage(conversation, facts, asides=asides.ASIDES)
    flow = stage.flow
    if flow is None:
        return Turn(conversation)
    if kind == "nudge":
        stage.change(pending="")
        stage.ask(flow.waiting, again=True)
        return stage.turn(remind=False)
    stage.close(forget=True)
    stage.say(flow.expired)
    return stage.turn()


def language_of(facts: Facts) -> str:
    """The language in which a person is answered; staff read Indonesian."""
    return "id" if facts.staff_roles else facts.language or "id"


def _text(stage: Stage, incoming: Incoming) -> None:
    text = incoming.text.strip()
    question = stage.question()
    option = _meant(stage, text, strict=True)
    if option is not None and stage.returning() and number_in(text) is not None:
        stage.ask(_("Kita lanjutkan."), again=True)
    elif option is not None:
        _choose(stage, question, option)
    elif ticket := ticket_in(text):
        universal.check(stage, ticket)
    elif command := command_in(text, forgiving=not question.takes_text):
        universal.obey(stage, command, text)
    elif question.key == "language" and stage.conversation.asked != "language":
        stage.ask()
    else:
        _free(stage, question, text)


def _free(stage: Stage, question: Question, text: str) -> None:
    """Words that are neither a choice's exact name nor a universal word."""
    if not question.strict and not question.takes_text:
        option = _meant(stage, text, strict=False)
        if option is not None:
            _choose(stage, question, option)
            return
    beneath = stage.flow_question()
    if stage.conversation.pending in asides.SOFT and beneath is not None and beneath.takes_text:
        stage.change(pending="")
        question = beneath
    reading = question.read(text, _growing(stage, question))
    if isinstance(reading, Answer):
        _take(stage, question, reading)
    elif not pictures.append_to_story(stage, question, text):
        misunderstood.miss(stage, question, reading, text)


def _take(stage: Stage, question: Question, reading: Answer) -> None:
    now = stage.facts.now.isoformat()
    if question.takes_text:
        stage.change(wrote=question.key, wrote_at=now)
    stage.settle(reading)


def _growing(stage: Stage, question: Question) -> Scene:
    """The scene; a beginning of the answer that is long past is left out."""
    old = stage.since(stage.conversation.wrote_at) > misunderstood.GROWS
    if old or stage.conversation.wrote != question.key:
        answers = {k: v for k, v in stage.conversation.answers.items() if k != question.key}
        return Scene(stage.facts, answers, stage.conversation.subject)
    return stage.scene


def _meant(stage: Stage, text: str, *, strict: bool) -> Option | None:
    """The choice that these words name."""
    offered = stage.offered()
    value = match(text, [o.candidate(number) for number, o in offered], strict=strict)
    return next((o for _number, o in offered if o.value == value), None)


def _choose(stage: Stage, question: Question, option: Option) -> None:
    """Carry out a choice: an act of the engine, an aside's answer, the menu, or an answer."""
    if option.does:
        universal.act(stage, option.does)
    elif question.key == "language":
        asides.set_language(stage, option.value)
    elif stage.conversation.pending:
        asides.answer(stage, stage.conversation.pending, option.value)
    elif question is MENU:
        _open(stage, option.value)
    else:
        stage.settle(question.chosen(option, stage.scene))


def _open(stage: Stage, value: str) -> None:
    """What a line of the menu stands for."""
    stage.change(misses=0)
    chosen = item(value)
    if chosen.opens:
        stage.start(chosen.opens, {})
    elif chosen.does is not None:
        universal.obey(stage, chosen.does, "")


def _press(stage: Stage, incoming: Incoming) -> None:
    data = incoming.press.data if incoming.press is not None else ""
    head, _colon, rest = data.partition(":")
    talk, _colon, named = rest.partition(":")
    key, _colon, value = named.partition(":")
    question = stage.question()
    if key == "menu" and stage.flow is None and question.key != "language":
        stage.change(pending="")
        question = MENU
    live = head == "a" and key == question.key
    here = talk == str(stage.conversation.talk) or question is MENU or key == "language"
    option = next((o for _n, o in stage.offered() if o.value == value), None)
    if live and here and option is not None:
        _choose(stage, question, option)
    elif head == "a" and key == "language" and value in {"id", "jv"}:
        asides.set_language(stage, value)
    elif head == "a" and value == "_officer":
        universal.obey(stage, Command.OFFICER, "")
    else:
        _stale(stage, key, same_talk=talk == str(stage.conversation.talk))


def _stale(stage: Stage, key: str, *, same_talk: bool) -> None:
    """A button of another talk, or of a question that is already answered."""
    answered = same_talk and key in stage.conversation.answers
    words = (
        _("Pertanyaan itu sudah dijawab; ketik KEMBALI untuk mengubahnya.")
        if answered
        else _("Tombol itu sudah tidak berlaku.")
    )
    stage.ask(words, again=True)


def _odd(words: Text) -> Callable[[Stage, Incoming], None]:
    """A kind that answers no question: said so, and asked again."""

    def hear(stage: Stage, incoming: Incoming) -> None:
        del incoming
        misunderstood.explain(stage, words)

    return hear


def _edited(stage: Stage, incoming: Incoming) -> None:
    """We have acted on the first wording; say how to correct an answer."""
    if plain(incoming.text) and stage.flow is not None:
        stage.ask(
            _("Pesan yang diedit tidak mengubah jawaban; ketik KEMBALI untuk memperbaiki."),
            again=True,
        )
    elif stage.flow is None:
        stage.say(_("Pesan yang diedit tidak kami baca lagi. Ketik MENU bila perlu."))


def _place(stage: Stage, incoming: Incoming) -> None:
    del incoming
    misunderstood.explain(stage, _("Maaf, kami belum bisa membaca lokasi di peta."))


_HEAR: Mapping[Kind, Callable[[Stage, Incoming], None]] = {
    Kind.TEXT: _text,
    Kind.PRESS: _press,
    Kind.MEDIA: pictures.hear,
    Kind.PLACE: _place,
    Kind.CONTACT: _odd(_("Kami tidak perlu nomor kontak, terima kasih.")),
    Kind.EDIT: _edited,
    Kind.OTHER: _odd(_("Maaf, kami hanya bisa membaca tulisan dan foto.")),
    Kind.STARTED: lambda stage, _incoming: universal.obey(stage, Command.START, ""),
}
