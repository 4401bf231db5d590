"""A question that is answered in words of the person's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flows.masking import mask_numbers
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.words import Text, _, literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Write(Question):
    """Words of the person's own; several messages make one text."""

    at_least: int
    """Letters: a bare number, dots and emoji tell nothing."""
    at_most: int = 6000
    joint: str = "\n"
    """Stands between the messages of one text."""
    quick: tuple[Option, ...] = ()
    """Ready-made texts; the label is the answer."""
    alarm: Callable[[str], Text | None] = lambda _text: None
    """What must be said at once because of what was written."""
    too_short: Text = field(
        default=_("Tulisannya masih terlalu pendek; mohon ditulis lebih lengkap.")
    )
    takes_text: bool = True
    grows: bool = True
    """Words shortly afterwards, where nothing asks for words, are added to it."""

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The ready-made texts."""
        del scene
        return self.quick

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Long enough, and not longer than a case can hold."""
        del scene
        return isinstance(answer, str) and self.enough(answer) and len(answer) <= self.at_most

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """A ready-made text is stored as it reads."""
        del scene
        return Answer({self.key: option.label.render("id")})

    def read(self, text: str, scene: Scene) -> Reading:
        """The text so far together with the new words."""
        before = str(scene.answers.get(self.key) or "")
        whole = f"{before}{self.joint}{text}".strip()
        if len(whole) > self.at_most:
            return Miss(_("Tulisannya terlalu panjang; mohon ditulis lebih ringkas."))
        if not self.enough(whole):
            return Miss(self.too_short, timedelta(seconds=3), {self.key: whole})
        alarm = None if before and self.alarm(before) else self.alarm(whole)
        return Answer({self.key: whole}, notice=alarm)

    def show(self, answer: Any, scene: Scene) -> Text:
        """The beginning of the text, without full identity numbers."""
        del scene
        words = mask_numbers(" ".join(str(answer).split()))
        return quoted(words if len(words) <= 200 else words[:199].rstrip() + "…")

    def enough(self, words: str) -> bool:
        """Whether that is an answer."""
        return sum(letter.isalpha() for letter in words) >= self.at_least


def quoted(words: str) -> Text:
    """A person's own words in quotes; theirs inside become single ones."""
    return literal("“" + words.replace("“", "‘").replace("”", "’") + "”")
