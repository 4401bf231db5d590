"""The building blocks of a talk: declarative questions and what can come of an answer.

A question knows what it asks, which choices it shows, how it reads typed words or files, and
whether a stored answer still counts. It knows nothing of the person's progress: the engine
asks the first question of the flow that still needs an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flows.effects import Effect
from flows.facts import Facts
from flows.masking import mask_numbers
from flows.matching import Candidate, plain
from flows.messages import Media, MediaKind
from flows.words import Text, _, literal
from locales import LANGUAGES

MOST_PHOTOS = 10
LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; WhatsApp carries at most 16 MB, Telegram lets a bot fetch 20 MB."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question may look at."""

    facts: Facts
    answers: Mapping[str, Any] = field(default_factory=dict)
    subject: Mapping[str, Any] = field(default_factory=dict)


Words = Text | Callable[[Scene], Text]
When = Callable[[Scene], bool]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question."""

    value: str
    label: Text
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    """Words that give this choice away inside a short sentence."""
    effects: tuple[Effect, ...] = ()
    ends: Text | None = None
    """This choice ends the talk with these words; what was stored is purged."""
    does: str = ""
    """Not an answer but an act of the engine: `back`, `cancel`, `edit`, `officer`."""

    def candidate(self, number: str) -> Candidate:
        """What may be typed for it: its number, its label in either language, a synonym."""
        labels = tuple(self.label.render(language) for language in LANGUAGES)
        return Candidate(self.value, number, (*labels, *self.synonyms), self.hints)


@dataclass(frozen=True, slots=True)
class Answer:
    """Something was understood; it may answer more than the question that was asked."""

    values: Mapping[str, Any]
    effects: tuple[Effect, ...] = ()
    notice: Text | None = None
    """Said before the next question, in a message of its own."""
    ends: Text | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """Nothing was understood, and why; never a number without a reason."""

    why: Text
    hold: timedelta | None = None
    """Say it only if the person falls silent for so long."""
    keep: Mapping[str, Any] = field(default_factory=dict)
    """The beginning of an answer that more words may complete."""
    counts: bool = True
    """Three that count bring the offer of an officer."""


Reading = Answer | Miss


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every kind of question has. A key is a promise: a new meaning needs a new key."""

    key: str
    ask: Words
    title: Text | None = None
    """Its name in the recap and in the list of answers to change; none hides it there."""
    when: When | None = None
    along: tuple[str, ...] = ()
    """Keys of other answers that are forgotten together with this one when it is changed."""
    strict: bool = False
    """Only exact names count (consent, send, delete); no step back is offered beside them."""
    takes_text: bool = False
    again: Text | None = None
    """Shorter words, when it is asked once more."""
    hint: Text | None = None
    """What exactly is accepted; without one, the numbers of the choices."""
    recaps: bool = False
    """Shows all answers of the talk below its words."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """The words of the question."""
        if again and self.again is not None:
            return self.again
        return self.ask if isinstance(self.ask, Text) else self.ask(scene)

    def applies(self, scene: Scene) -> bool:
        """Whether it is asked at all."""
        return self.when is None or self.when(scene)

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The choices, in the order of their numbers."""
        del scene
        return ()

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Whether a stored answer counts."""
        return any(o.value == answer for o in self.offered(scene))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """The answer that a choice is."""
        del scene
        return Answer({self.key: option.value}, option.effects, ends=option.ends)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """The answer in typed words that name no choice; none when there is none."""
        del text, scene
        return None

    def take(self, media: Sequence[Media], scene: Scene) -> Reading | None:
        """The answer in files; none when the question takes no files."""
        del media, scene
        return None

    def show(self, answer: Any, scene: Scene) -> Text:
        """The answer as the recap shows it."""
        return next((o.label for o in self.offered(scene) if o.value == answer), literal("-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Question):
    """One of several choices."""

    options: tuple[Option, ...] | Callable[[Scene], tuple[Option, ...]]

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The choices of this scene."""
        return self.options if isinstance(self.options, tuple) else self.options(scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Question):
    """Words of the person's own; several messages make one text."""

    at_least: int
    """Letters and digits, so that dots and emoji do not count."""
    at_most: int = 6000
    joint: str = "\n"
    """Stands between the messages of one text."""
    quick: tuple[Option, ...] = ()
    """Ready-made texts; the label is the answer."""
    alarm: Callable[[str], Text | None] = lambda _text: None
    """What must be said at once because of what was written."""
    too_short: Text = field(
        default=_("Tulisannya masih terlalu pendek. Mohon ditulis sedikit lebih lengkap.")
    )
    takes_text: bool = True

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The ready-made texts."""
        del scene
        return self.quick

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Long enough, and not longer than a case can hold."""
        del scene
        return isinstance(answer, str) and self._enough(answer) and len(answer) <= self.at_most

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """A ready-made text is stored as it reads."""
        del scene
        return Answer({self.key: option.label.render("id")})

    def read(self, text: str, scene: Scene) -> Reading:
        """The text so far together with the new words."""
        before = str(scene.answers.get(self.key) or "")
        whole = f"{before}{self.joint}{text}".strip()
        if len(whole) > self.at_most:
            return Miss(_("Tulisannya terlalu panjang. Mohon ditulis lebih ringkas."))
        if not self._enough(whole):
            return Miss(self.too_short, timedelta(seconds=3), {self.key: whole})
        alarm = None if before and self.alarm(before) else self.alarm(whole)
        return Answer({self.key: whole}, notice=alarm)

    def show(self, answer: Any, scene: Scene) -> Text:
        """The beginning of the text, without full identity numbers."""
        del scene
        words = mask_numbers(" ".join(str(answer).split()))
        return literal(f"“{words if len(words) <= 200 else words[:199].rstrip() + '…'}”")

    def _enough(self, words: str) -> bool:
        return len(plain(words).replace(" ", "")) >= self.at_least


@dataclass(frozen=True, slots=True, kw_only=True)
class Photos(Question):
    """Pictures or PDF files; the answer is their number, or the choice that replaces them."""

    instead: tuple[Option, ...] = ()

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """What may be chosen when there is no photo."""
        del scene
        return self.instead

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """At least one photo, or a choice without one."""
        if isinstance(answer, int):
            return answer > 0
        return any(o.value == answer for o in self.offered(scene))

    def take(self, media: Sequence[Media], scene: Scene) -> Reading:
        """Pictures and PDF files; anything else is explained."""
        wrong = unfit(media)
        if wrong is not None:
            return Miss(wrong)
        before = scene.answers.get(self.key)
        have = before if isinstance(before, int) else 0
        if have + len(media) > MOST_PHOTOS:
            return Miss(_("Fotonya sudah cukup. Silakan lanjutkan."), counts=False)
        return Answer({self.key: have + len(media)})

    def show(self, answer: Any, scene: Scene) -> Text:
        """How many there are."""
        if isinstance(answer, int):
            return _("{count} foto").format(count=answer)
        return next((o.label for o in self.offered(scene) if o.value == answer), literal("-"))


def unfit(media: Sequence[Media]) -> Text | None:
    """Why these files cannot be taken, or none when they can."""
    kinds = {m.kind for m in media}
    if MediaKind.AUDIO in kinds:
        return _("Maaf, kami belum bisa mendengarkan pesan suara. Mohon ditulis saja.")
    if MediaKind.VIDEO in kinds:
        return _("Maaf, kami belum bisa menerima video. Mohon kirim foto.")
    if kinds - {MediaKind.IMAGE, MediaKind.PDF}:
        return _("Maaf, berkas itu tidak bisa kami buka. Mohon kirim foto atau PDF.")
    if any(m.size > LARGEST_FILE for m in media):
        return _("Maaf, berkasnya terlalu besar. Mohon kirim foto yang lebih kecil.")
    return None


@dataclass(frozen=True, slots=True)
class Flow:
    """A talk: its questions in the order they are asked, and what follows."""

    name: str
    questions: tuple[Question, ...]
    then: Callable[[Scene], tuple[Effect, ...]]
    called: Text
    """What the person makes here, in the middle of a sentence: a report, a survey."""
    expired: Text
    """Said when the talk was left unfinished for too long."""
    waiting: Text
    """Said to remind that it is unfinished."""
    opening: Text | None = None
    """Said before the first question."""
    staff: bool = False

    def __post_init__(self) -> None:
        """A key names one question."""
        keys = [q.key for q in self.questions]
        if len(keys) != len(set(keys)):
            raise ValueError(f"{self.name} asks two questions under one key")

    def question(self, key: str) -> Question | None:
        """The question of that key, or none (a later or earlier release had it)."""
        return next((q for q in self.questions if q.key == key), None)

    def open(self, scene: Scene) -> tuple[Question, ...]:
        """The questions that still need an answer, in order; the first is asked next."""
        return tuple(q for q in self.questions if q.applies(scene) and not self._answered(q, scene))

    def answered(self, scene: Scene) -> tuple[Question, ...]:
        """The questions whose answers count, in order."""
        return tuple(q for q in self.questions if q.applies(scene) and self._answered(q, scene))

    def _answered(self, question: Question, scene: Scene) -> bool:
        answer = scene.answers.get(question.key)
        return answer is not None and question.accepts(answer, scene)

    def settled(self, scene: Scene) -> dict[str, Any]:
        """The answers that count, in the order of the script."""
        return {q.key: scene.answers[q.key] for q in self.answered(scene)}


def said(key: str, *values: Any) -> When:
    """A question applies when another one got one of these answers."""
    return lambda scene: scene.answers.get(key) in values
