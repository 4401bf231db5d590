"""The building blocks of a talk: declarative questions and what can come of an answer.

A question knows what it asks, which choices it shows, how it reads typed words or files, and
whether a stored answer still counts. It knows nothing of the person's progress: the engine
asks the first question of the flow that still needs an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from flows.effects import Effect
from flows.facts import Facts
from flows.matching import Candidate
from flows.messages import Media, Place
from flows.words import Text, literal
from locales import LANGUAGES

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a question may look at. It never changes, so what was worked out is kept with it."""

    facts: Facts
    answers: Mapping[str, Any] = field(default_factory=dict)
    subject: Mapping[str, Any] = field(default_factory=dict)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` finds, which is asked only the first time."""
        if name not in self._found:
            self._found[name] = work_out()
        found: T = self._found[name]
        return found


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
    says: Text | None = None
    """Said before the next question."""
    sets: tuple[tuple[str, Any], ...] = ()
    """Other answers that it gives as well, or forgets (`None`)."""
    does: str = ""
    """Not an answer but an act of the engine: `back`, `cancel`, `edit`, `officer`, or what the
    second page of the menu (`others`) and the welcome (`about`) open."""

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
    takes_place: bool = False
    """A location pin is an answer, also before it is asked."""
    takes_ticket: bool = False
    """A report's number is its answer, and not a wish to see how that report stands."""
    again: Text | None = None
    """Shorter words, when it is asked once more."""
    hint: Text | None = None
    """What exactly is accepted; without one, the numbers of the choices."""
    brings: Callable[[Scene], tuple[Effect, ...]] | None = None
    """What is done when it is put before the person for the first time."""
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
        values = {self.key: option.value, **dict(option.sets)}
        return Answer(values, option.effects, option.says, option.ends)

    def also(self, option: Option, text: str, scene: Scene) -> Mapping[str, Any]:
        """What the words that named a choice answer besides."""
        del option, text, scene
        return {}

    def read(self, text: str, scene: Scene) -> Reading | None:
        """The answer in typed words that name no choice; none when there is none."""
        del text, scene
        return None

    def take(self, media: Sequence[Media], scene: Scene) -> Reading | None:
        """The answer in files; none when the question takes no files."""
        del media, scene
        return None

    def locate(self, place: Place, scene: Scene) -> Reading | None:
        """The answer in a location pin; none when the question takes none."""
        del place, scene
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
