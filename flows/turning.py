"""One turn while it is being worked out: the conversation as it changes, what must be done,
and which question stands before the person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from flows.facts import Facts
from flows.questions import Answer, Choose, Option, Question, Scene
from flows.saying import MOST_SENTENCES, in_breaths, sentences
from flows.script import Flow
from flows.talks import FLOWS
from flows.talks.menu import MENU, Menu
from flows.talks.recap import recapped
from flows.talks.welcome import LANGUAGE
from flows.words import Text, _, lines

T = TypeVar("T")
EXPIRES = timedelta(hours=72)
NUDGES = timedelta(hours=23)
"""Just inside WhatsApp's 24-hour window, so that the reminder may be written freely."""
PAUSE = timedelta(hours=6)
"""After so long a person may have forgotten what was asked."""
PATIENCE = 3
"""So many misses in a row bring the offer of an officer."""
MANY, SHORT = 4, 17
"""So many buttons with labels of at most so many characters stand in two columns."""
LONGEST_PRESS = 64
"""Bytes of a button's data (Telegram)."""

LIST_ROWS = 10
"""So many choices WhatsApp shows as a list; more are shown page by page."""

MORE = Option(
    "_more",
    _("Pilihan lain"),
    ("pilihan lainnya", "berikutnya", "selanjutnya", "lihat yang lain", "salajengipun", "more"),
    does="more",
)
BACK = Option("_back", _("Kembali"), ("kembali", "wangsul"), does="back")
CANCEL = Option("_cancel", _("Batal"), ("batal", "mboten sios"), does="cancel")
OFFICER = Option("_officer", _("Hubungi petugas"), ("petugas",), does="officer")


@dataclass(slots=True)
class Stage:
    """What a turn works on. It never leaves the engine."""

    conversation: Conversation
    facts: Facts
    effects: list[Effect] = field(default_factory=list)
    asides: Mapping[str, Any] = field(default_factory=dict)
    """The engine's own questions by name; a function of the stage makes each."""
    was_open: bool = False
    _scene: Scene | None = None
    _stands: tuple[Conversation, Facts, dict[str, Any]] | None = None
    """What was worked out, as long as the conversation is as it was."""

    def __post_init__(self) -> None:
        """Remember whether timers may be running."""
        self.was_open = bool(self.conversation.flow)

    @property
    def flow(self) -> Flow | None:
        """The open talk; one that this release no longer has counts as none."""
        return self._once("flow", self._built)

    def _built(self) -> Flow | None:
        flow, scene = FLOWS.get(self.conversation.flow), self.scene
        return scene.once(("flow", flow.name), lambda: flow.at(scene)) if flow is not None else None

    @property
    def scene(self) -> Scene:
        """What questions may look at; the same one until an answer changes."""
        scene, talk = self._scene, self.conversation
        if (
            scene is None
            or scene.answers is not talk.answers
            or scene.subject is not talk.subject
            or scene.facts is not self.facts
        ):
            self._scene = scene = Scene(self.facts, talk.answers, talk.subject)
        return scene

    def _once(self, name: str, work_out: Callable[[], T]) -> T:
        """What `work_out` finds, asked once as long as the conversation is as it was."""
        stands = self._stands
        if stands is None or stands[0] is not self.conversation or stands[1] is not self.facts:
            self._stands = stands = (self.conversation, self.facts, {})
        if name not in stands[2]:
            stands[2][name] = work_out()
        found: T = stands[2][name]
        return found

    @property
    def staff(self) -> bool:
        """Whether a staff member is talking."""
        return bool(self.facts.staff_roles)

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

    def question(self) -> Question:
        """What stands before the person: an aside, the language, the talk, or the menu."""
        return self._once("question", self._standing)

    def _standing(self) -> Question:
        if self.conversation.pending in self.asides:
            aside: Choose = self.asides[self.conversation.pending](self)
            return aside
        if not self.facts.language and not self.staff:
            return LANGUAGE
        return self.flow_question() or MENU

    def flow_question(self) -> Question | None:
        """The first question of the open talk that still needs an answer.

        When a new release put a question before the one that the person saw, what they
        saw is answered first.
        """
        return self._once("flow_question", self._first_open)

    def _first_open(self) -> Question | None:
        if self.flow is None:
            return None
        waiting = self.flow.open(self.scene) or self.flow.questions[-1:]
        seen = (q for q in waiting[:-1] if q.key == self.conversation.asked)
        return next(seen, waiting[0])

    def offered(self) -> tuple[tuple[str, Option], ...]:
        """The choices of the standing question and the ways out, with the numbers they have on
        the page that is shown; what stands on another page has none and may be named."""
        return self._once("offered", self._offers)

    def _offers(self) -> tuple[tuple[str, Option], ...]:
        question = self.question()
        if isinstance(question, Menu):
            return question.numbered(self.scene, self._page_number(question))
        own = question.offered(self.scene)
        unsure = self.conversation.misses >= PATIENCE and not self.staff
        officer = [OFFICER] if unsure else []
        back = question.key == self._talk_key() and not question.strict
        more = [MORE] if len(own) + len(officer) + back > LIST_ROWS else []
        page = self._page(question, own, LIST_ROWS - len(officer) - back - 1) if more else own
        numbered = [(str(n), o) for n, o in enumerate((*page, *more, *officer), 1)]
        if back:
            numbered.append(("0", BACK if self.previous() else CANCEL))
        return (*numbered, *(("", o) for o in own if o not in page))

    def shown(self) -> tuple[tuple[str, Option], ...]:
        """Those of the choices that stand on this page."""
        return tuple(pair for pair in self.offered() if pair[0])

    def _page(self, question: Question, own: tuple[Option, ...], size: int) -> tuple[Option, ...]:
        first = self._page_number(question) % -(-len(own) // size) * size
        return own[first : first + size]

    def _page_number(self, question: Question) -> int:
        return self.conversation.page if self.conversation.asked == question.key else 0

    def _talk_key(self) -> str:
        question = self.flow_question()
        before = self.conversation.pending in self.asides
        return question.key if question is not None and not before else ""

    def previous(self) -> Question | None:
        """The answered question before the standing one; consent is not taken back by a step."""
        return self._once("previous", self._previous)

    def _previous(self) -> Question | None:
        standing = self.flow_question()
        if self.flow is None or standing is None:
            return None
        keys = [q.key for q in self.flow.questions]
        here = keys.index(standing.key)
        before = [q for q in self.flow.answered(self.scene) if keys.index(q.key) < here]
        return next((q for q in reversed(before) if not q.strict), None)

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

    def answered_something(self) -> bool:
        """Whether something would be lost by dropping the talk."""
        if self.flow is not None and self.flow.light:
            return False
        return bool(self.flow) and any(key != "consent" for key in self.conversation.answers)

    def since(self, moment: str) -> timedelta:
        """How long ago that stored moment was; endless when there is none."""
        if not moment:
            return timedelta.max
        return self.facts.now - datetime.fromisoformat(moment)

    def returning(self) -> bool:
        """Whether the person comes back to an open talk after a long pause."""
        return self.flow is not None and self.since(self.conversation.shown) > PAUSE

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
