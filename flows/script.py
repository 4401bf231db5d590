"""A talk as data: its questions in the order they are asked, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows.effects import Effect
from flows.facts import Facts
from flows.questions import Question, Scene
from flows.words import Text


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
    correcting: Text | None = None
    """Said above the answers when it is opened again with those of an earlier time."""
    opening: Text | None = None
    """Said before the first question."""
    staff: bool = False
    build: Callable[[Scene], tuple[Question, ...]] | None = None
    """Makes the questions from the answers so far, where they depend on the catalogue."""

    light: bool = False
    """Nothing is lost by leaving it: no reminder, and no question whether to go on."""

    leads: Callable[[Scene], tuple[str, Mapping[str, Any]] | None] | None = None
    """The talk that opens when this one is over, with what is answered there already."""

    begins: Callable[[Facts], Mapping[str, Any]] | None = None
    """What it is about when it opens, from what is known of the person then."""

    early: str = "photo"
    """Key of the question that photos belong to which come before one is asked for."""

    known: Callable[[Scene], bool] | None = None
    """Whether it is settled what the talk is about, so that its length can be told."""

    def at(self, scene: Scene) -> Flow:
        """The talk as it stands after these answers."""
        return self if self.build is None else replace(self, questions=self.build(scene))

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
        return self._sorted(scene)[1]

    def answered(self, scene: Scene) -> tuple[Question, ...]:
        """The questions whose answers count, in order."""
        return self._sorted(scene)[2]

    def _sorted(self, scene: Scene) -> tuple[Flow, tuple[Question, ...], tuple[Question, ...]]:
        """The questions of this scene, open and answered: a turn asks for them many times."""
        # The talk itself is kept with them, so that its id is nobody else's meanwhile.
        return scene.once((Flow, id(self)), lambda: (self, *self._sort(scene)))

    def _sort(self, scene: Scene) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        asked = [q for q in self.questions if q.applies(scene)]
        done = {q.key for q in asked if self._answered(q, scene)}
        return (
            tuple(q for q in asked if q.key not in done),
            tuple(q for q in asked if q.key in done),
        )

    def _answered(self, question: Question, scene: Scene) -> bool:
        answer = scene.answers.get(question.key)
        return answer is not None and question.accepts(answer, scene)

    def step(self, question: Question, scene: Scene) -> tuple[int, int] | None:
        """Which of how many questions it is, once the answers say what the talk is about."""
        if self.known is None or not self.known(scene):
            return None
        titled = [q.key for q in self.questions if q.title is not None and q.applies(scene)]
        return titled.index(question.key) + 1, len(titled)

    def settled(self, scene: Scene) -> dict[str, Any]:
        """The answers that count, in the order of the script."""
        return {q.key: scene.answers[q.key] for q in self.answered(scene)}
