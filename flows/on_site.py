"""Questions for somebody who stands in a home with a phone: confirm what was told, tick off a
list in one line, a number, an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flows.asked import Note, Several
from flows.cases.papers import NONE
from flows.masking import mask_numbers
from flows.matching import match, number_in, plain, polite
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.rupiah import LARGEST, rupiah
from flows.words import Text, _staff, lines, literal
from flows.writing import quoted

TOLD = Option(
    "told", _staff("Sesuai laporan"), ("sesuai", "sama", "benar", "ya", "cocok", "sama saja")
)
LEAVE_OUT = Option(
    "skip", _staff("Lewati"), polite("lewati", "lewat", "skip", "tidak usah", "tidak perlu")
)
"""Without `lanjut`, by which somebody who lost the signal goes on."""
_GO_ON = frozenset({"lanjut", "lanjutkan", "teruskan", "terus", "halo"})
MOST_PEOPLE = 40
_SEPARATORS = re.compile(r"[,;/+&\n]|\b(?:dan|sama|sm|lan|karo|kalih)\b|\s+")


def told(key: str, scene: Scene) -> str:
    """What the report says of it already; empty where it says nothing."""
    return str((scene.subject.get("told") or {}).get(key) or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Note):
    """Words, or the confirmation that it is as the report says, which is then the answer."""

    shows: bool = True
    """The report's words stand below the question."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """Its words, with those of the report to compare."""
        words = Note.asks(self, scene, again=again)
        known = told(self.key, scene)
        if not known or not self.shows:
            return words
        return lines(words, _staff("Di laporan: {told}").format(told=quoted(mask_numbers(known))))

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """As told first, where something was told; leaving it out last."""
        first = (TOLD,) if told(self.key, scene) else ()
        return (*first, *self.quick, *(() if self.required else (LEAVE_OUT,)))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """What the report says becomes what was found."""
        if option is TOLD:
            return Answer({self.key: told(self.key, scene)})
        return Answer({self.key: ""}) if option is LEAVE_OUT else Note.chosen(self, option, scene)

    def read(self, text: str, scene: Scene) -> Reading:
        """The words, unless they only say that one goes on."""
        if plain(text) in _GO_ON:
            return Miss(_staff("Kita lanjutkan."), counts=False)
        return Note.read(self, text, scene)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Several):
    """Several choices: one by one, or all in one line by number or name."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """`1 3 4` or `ktp, kk`: every part must be a choice, else nothing is taken."""
        if scene.answers.get(self.key):
            return None
        options = Choose.offered(self, scene)
        numbered = [option.candidate(str(n)) for n, option in enumerate(options, 1)]
        parts = [part for part in _SEPARATORS.split(text.strip()) if part]
        values = [match(part, numbered, strict=True) for part in parts]
        named = list(dict.fromkeys(value for value in values if value not in {None, NONE}))
        if len(parts) < 2 or None in values or not named:
            return None
        return Answer({self.key: named, f"{self.key}.done": True})

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """After the first choice, what was chosen so far."""
        have = scene.answers.get(self.key)
        if not isinstance(have, list):
            return Choose.asks(self, scene, again=again)
        return _staff("{chosen}. Ada lagi? Bila tidak, tekan Selesai.").format(
            chosen=self.show(have, scene)
        )

    def show(self, answer: Any, scene: Scene) -> Text:
        """On one line."""
        wanted = answer if isinstance(answer, list) else [answer]
        options = Choose.offered(self, scene)
        found = [o.label.render("id") for o in options if o.value in wanted]
        return literal(", ".join(found) or "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ByNumber(Choose):
    """A choice that has a number in its name, which may be typed: `450`, `pln 900`."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """The choice whose code is that number."""
        found = re.search(r"\d+", text.replace(".", ""))
        values = {option.value for option in Choose.offered(self, scene)}
        return Answer({self.key: found[0]}) if found and found[0] in values else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Question):
    """How many people: a number from 1 to 40; as told, or left out. It has no choices, whose
    numbers could be taken for the answer."""

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """Its words, and what the report says."""
        words = Question.asks(self, scene, again=again)
        known = _number(told(self.key, scene))
        if not known:
            return words
        hint = _staff("Di laporan: {n} orang; ketik SESUAI bila sama.").format(n=known)
        return lines(words, hint)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A number, or 0 for left out."""
        del scene
        return isinstance(answer, int) and 0 <= answer <= MOST_PEOPLE

    def read(self, text: str, scene: Scene) -> Reading:
        """The number in the words; as told; or left out."""
        known = _number(told(self.key, scene))
        named = match(text, [TOLD.candidate(""), LEAVE_OUT.candidate("")])
        if named == LEAVE_OUT.value or (named == TOLD.value and known):
            return Answer({self.key: known if named == TOLD.value else 0})
        number = _number(text)
        if not 1 <= number <= MOST_PEOPLE:
            return Miss(_staff("Tulis jumlahnya dengan angka, misalnya 5, atau ketik LEWATI."))
        return Answer({self.key: number})

    def show(self, answer: Any, scene: Scene) -> Text:
        """`5 orang`."""
        del scene
        return _staff("{n} orang").format(n=int(answer)) if answer else literal("-")


def _number(text: str) -> int:
    """The first number in the words; 0 where there is none."""
    found = (number_in(word) for word in text.split())
    return next((int(number) for number in found if number), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Income(Choose):
    """A bracket, or an amount in rupiah as people type it."""

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A bracket's code or whole rupiah."""
        if isinstance(answer, int):
            return 0 <= answer <= LARGEST
        return Choose.accepts(self, answer, scene)

    def read(self, text: str, scene: Scene) -> Reading:
        """The amount in the words."""
        del scene
        amount = rupiah(text)
        if amount is None:
            return Miss(
                _staff("Pilih salah satu, atau tulis jumlahnya, misalnya 1,5jt atau 800rb.")
            )
        return Answer({self.key: amount})

    def show(self, answer: Any, scene: Scene) -> Text:
        """Rupiah with dots, or the bracket."""
        return money(answer) if isinstance(answer, int) else Choose.show(self, answer, scene)


def money(amount: int) -> Text:
    """`Rp 1.500.000`."""
    return literal("Rp " + f"{amount:,}".replace(",", "."))
