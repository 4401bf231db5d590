"""What stands before a person: the talk, its question, what may be chosen, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from flows.effects import Conversation
from flows.facts import Facts
from flows.questions import Choose, Option, Question, Scene
from flows.script import Flow
from flows.talks import FLOWS
from flows.talks.menu import MENU, Menu
from flows.talks.welcome import LANGUAGE
from flows.words import _

T = TypeVar("T")
PAUSE = timedelta(hours=6)
"""After so long a person may have forgotten what was asked."""
PATIENCE = 3
"""So many misses in a row bring the offer of an officer."""

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
class Standing:
    """What can be seen of a conversation as it is; nothing here changes it."""

    conversation: Conversation
    facts: Facts
    asides: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    """The engine's own questions by name; a function of this makes each."""
    _scene: Scene | None = field(default=None, kw_only=True)
    _stands: tuple[Conversation, Facts, dict[str, Any]] | None = field(default=None, kw_only=True)
    """What was worked out, as long as the conversation is as it was."""

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
