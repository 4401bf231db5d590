"""One turn while it is being worked out: the conversation as it changes, and what must be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from flows.effects import (
    Choice,
    Conversation,
    Effect,
    Forget,
    Remind,
    Say,
    Turn,
    Unremind,
)
from flows.questions import Answer, Choose, Question, Scene
from flows.saying import MOST_SENTENCES, in_breaths, sentences
from flows.script import Flow
from flows.standing import Standing
from flows.talks import FLOWS
from flows.talks.menu import Menu
from flows.talks.recap import recapped
from flows.words import Text, _, lines

T = TypeVar("T")
EXPIRES = timedelta(hours=72)
NUDGES = timedelta(hours=23)
"""Just inside WhatsApp's 24-hour window, so that the reminder may be written freely."""
MANY, SHORT = 4, 17
"""So many buttons with labels of at most so many characters stand in two columns."""
LONGEST_PRESS = 64
"""Bytes of a button's data (Telegram)."""


@dataclass(slots=True)
class Stage(Standing):
    """What a turn works on. It never leaves the engine."""

    effects: list[Effect] = field(default_factory=list)
    was_open: bool = False

    def __post_init__(self) -> None:
        """Remember whether timers may be running."""
        self.was_open = bool(self.conversation.flow)

    def change(self, **values: Any) -> None:
        """The conversation with other values."""
        self.conversation = replace(self.conversation, **values)

    def say(
        self, text: Text, choices: tuple[Choice, ...] = (), hold: timedelta | None = None
    ) -> None:
        """One message to the person."""
        *first, last = in_breaths(text)
        self.effects.extend(Say(words, hold=hold) for words in first)
        self.effects.append(Say(last, choices, hold=hold))

    def ask(
        self,
        notice: Text | None = None,
        hold: timedelta | None = None,
        *,
        again: bool = False,
        echo: Text | None = None,
    ) -> None:
        """Show the standing question, below a notice; a long one stands in its own message.

        `echo` is what was just understood, on a line above; a last look shows it anyway.
        """
        question = self.question()
        text = self._counted(question, self._words(question, again=again))
        if notice is not None and self._apart(question, notice, text, again=again):
            self.say(notice, hold=hold)
            notice = None
        if question.recaps and self.flow is not None:
            text = recapped(text, self._told(self.flow))
        elif echo is not None:
            text = lines(echo, text)
        if self.conversation.asked != question.key:
            self.change(page=0)
        choices = tuple(
            Choice(self._press(question.key, option.value), option.label, number)
            for number, option in self.shown()
        )
        self.change(asked=question.key, shown=self.facts.now.isoformat())
        whole = lines(notice, text) if notice else text
        *first, last = in_breaths(whole)
        self.effects.extend(Say(words, hold=hold) for words in first)
        self.effects.append(Say(last, choices, self._columns(choices), hold))
        if question.brings is not None and not again:
            self.effects.extend(question.brings(self.scene))

    def _words(self, question: Question, *, again: bool) -> Text:
        if isinstance(question, Menu) and self._page_number(question):
            return question.further
        return question.asks(self.scene, again=again)

    def _apart(self, question: Question, notice: Text, text: Text, *, again: bool) -> bool:
        """Whether a notice stands in a message of its own."""
        if not again and question.again is not None:
            return True
        return sentences(notice) + sentences(text) > MOST_SENTENCES

    def _counted(self, question: Question, text: Text) -> Text:
        """With how far one has come, where a number answers and the way is known."""
        if self.flow is None or question.key != self._talk_key():
            return text
        if question.title is None or not (isinstance(question, Choose) or self.flow.staff):
            return text
        step = self.flow.step(question, self.scene)
        if step is None:
            return text
        return _("({n} dari {m}) {question}").format(n=step[0], m=step[1], question=text)

    def settle(self, answer: Answer) -> None:
        """Take an answer and go on."""
        merged = {**self.conversation.answers, **answer.values}
        kept = {key: value for key, value in merged.items() if value is not None}
        self.change(answers=kept, misses=0, pending="")
        self.effects.extend(answer.effects)
        if answer.notice is not None:
            self.say(answer.notice)
        if answer.ends is not None:
            self.close(forget=True)
            self.say(answer.ends)
            if "MENU" not in answer.ends.render("id"):
                self.say(_("Ketik MENU untuk pilihan lain."))
        else:
            self.proceed(echo=self._understood(answer))

    def _understood(self, answer: Answer) -> Text | None:
        """The choice that was taken, in words: a number or a button leaves no trace to read."""
        scene = self.scene
        asked = (self.flow.question(key) for key in answer.values) if self.flow else ()
        told = [
            Text("{title}: {answer}").format(
                title=question.title, answer=question.show(value, scene)
            )
            for question in asked
            if isinstance(question, Choose) and question.title is not None
            if (value := answer.values[question.key]) is not None
        ]
        # Who names a sub-type has named its kind as well.
        return lines(*(told[1:] if len(told) > 2 else told)) if told else None

    def proceed(
        self,
        notice: Text | None = None,
        hold: timedelta | None = None,
        echo: Text | None = None,
    ) -> None:
        """Ask what is still open, or finish the talk."""
        flow = self.flow
        if flow is None or flow.open(self.scene):
            self._look_again()
            self.ask(notice, hold, echo=echo)
            return
        settled = Scene(self.facts, flow.settled(self.scene), self.conversation.subject)
        self.effects.extend(flow.then(settled))
        leads = flow.leads(settled) if flow.leads is not None else None
        self.close(forget=False)
        if leads is not None:
            self.start(leads[0], {}, leads[1])

    def _look_again(self) -> None:
        """A last look counts only when nothing was asked after it."""
        if self.flow is not None:
            self.forget(self.flow.questions[-1].key)

    def forget(self, *keys: str) -> None:
        """Drop answers."""
        kept = {k: v for k, v in self.conversation.answers.items() if k not in keys}
        self.change(answers=kept)

    def start(
        self,
        name: str,
        subject: Mapping[str, Any],
        answers: Mapping[str, Any] | None = None,
        *,
        hurry: bool = False,
        again: bool = False,
    ) -> None:
        """Open a talk; an empty one that stood open is dropped. With `answers` of an earlier
        time it begins where something is still open, or at the last look, where each can be
        changed. In a `hurry` nothing is said about what to have ready; what stands before it
        (the language) is asked in short where it was asked `again`.
        """
        if self.conversation.flow:
            self.close(forget=True)
        flow = FLOWS[name]
        known = flow.begins(self.facts) if flow.begins is not None else {}
        self.conversation = Conversation(
            flow=name,
            talk=self.conversation.talk + 1,
            subject={**known, **subject},
            answers=dict(answers or {}),
        )
        if flow.opening is not None and not hurry:
            self.say(flow.opening)
        self.ask(flow.correcting if answers else None, again=again)

    def close(self, *, forget: bool) -> None:
        """The talk is over; `forget` purges what it stored."""
        if forget:
            self.effects.append(Forget())
        self.conversation = Conversation(talk=self.conversation.talk)

    def turn(self, *, remind: bool = True) -> Turn:
        """The outcome, with the talk's timers set anew or dropped."""
        if self.flow is None and self.was_open:
            # First: what follows from the end of this talk may begin another one.
            self.effects[:0] = (Unremind("nudge"), Unremind("expire"))
        elif self.flow is not None and self.flow.light:
            self.effects.extend((Unremind("nudge"), Unremind("expire")))
        elif self.flow is not None and remind:
            self.effects.extend((Remind("nudge", NUDGES), Remind("expire", EXPIRES)))
        return Turn(self.conversation, tuple(self.effects))

    def _columns(self, choices: tuple[Choice, ...]) -> int:
        """Two buttons beside each other where there are many and their words are short."""
        longest = max(
            (len(c.label.render(self.facts.language or "id")) for c in choices), default=0
        )
        return 2 if len(choices) >= MANY and longest <= SHORT else 1

    def _press(self, key: str, value: str) -> str:
        data = f"a:{self.conversation.talk}:{key}:{value}"
        if len(data.encode()) > LONGEST_PRESS:
            raise ValueError(f"the press of {key} is longer than {LONGEST_PRESS} bytes")
        return data

    def _told(self, flow: Flow) -> tuple[tuple[Text, Text], ...]:
        scene = self.scene
        return tuple(
            (q.title, q.show(scene.answers[q.key], scene))
            for q in flow.answered(scene)
            if q.title is not None
        )
