"""What proves a visit: a photo of the house and where it stands, each with a reason instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.masking import mask_numbers
from flows.messages import Place
from flows.photos import Photos
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.words import Text, _staff, literal
from flows.writing import quoted

LONGEST_REASON = 300
SHORTEST_REASON = 8
"""Letters."""


def _reason(text: str) -> str:
    """Words long enough to be a reason; empty otherwise."""
    words = " ".join(text.split())
    letters = sum(sign.isalpha() for sign in words)
    return words[:LONGEST_REASON] if letters >= SHORTEST_REASON else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePhoto(Photos):
    """A photo of the house, or why there is none: a choice or words."""

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Photos, a choice, or a reason in words."""
        return Photos.accepts(self, answer, scene) or bool(_written(answer, self.instead))

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A reason, while no photo came."""
        if self.count(scene):
            return None
        reason = _reason(text)
        if not reason:
            return Miss(_staff("Kirim fotonya, atau tulis alasan mengapa tidak ada foto."))
        return Answer({self.key: reason})

    def show(self, answer: Any, scene: Scene) -> Text:
        """How many, or why none."""
        if isinstance(answer, str) and (words := _written(answer, self.instead)):
            return _no_photo(quoted(mask_numbers(words)))
        if isinstance(answer, str):
            return _no_photo(Photos.show(self, answer, scene))
        return Photos.show(self, answer, scene)


def _no_photo(why: Text) -> Text:
    return _staff("tidak ada: {why}").format(why=why)


def _written(answer: Any, instead: tuple[Option, ...]) -> str:
    """An answer in words of one's own; empty for a code or a number."""
    if not isinstance(answer, str) or any(o.value == answer for o in instead):
        return ""
    return _reason(answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Question):
    """Where the house stands, as a location pin inside the city; or why there is none."""

    takes_place: bool = True
    instead: tuple[Option, ...] = ()

    @property
    def far(self) -> str:
        """Under this key stands a pin outside the city, which needs a reason."""
        return f"{self.key}.far"

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """Reasons for having none."""
        del scene
        return self.instead

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """Two numbers, a choice, or a reason."""
        del scene
        if isinstance(answer, list):
            return len(answer) == 2
        return any(o.value == answer for o in self.instead) or bool(_written(answer, self.instead))

    def locate(self, place: Place, scene: Scene) -> Reading:
        """A pin that came; one outside the city is kept until the reason is told."""
        point = [round(place.latitude, 5), round(place.longitude, 5)]
        bounds = scene.facts.city.bounds
        if bounds is None or bounds.hold(place.latitude, place.longitude):
            return Answer({self.key: point, self.far: None})
        words = _staff(
            "Lokasi itu di luar {city}. Kirim lagi dari rumah warga, atau tulis alasannya."
        )
        why = words.format(city=scene.facts.city.name)
        return Miss(why, keep={self.far: point})

    def read(self, text: str, scene: Scene) -> Reading:
        """A reason; the pin outside the city stands beside it."""
        reason = _reason(text)
        if not reason:
            return Miss(_staff("Kirim lokasi lewat tombol lampiran, atau tulis alasannya."))
        far = scene.answers.get(self.far)
        return Answer({self.key: f"{reason} ({shown(far)})" if far else reason})

    def show(self, answer: Any, scene: Scene) -> Text:
        """The point, or why there is none."""
        del scene
        if isinstance(answer, list):
            return literal(shown(answer))
        label = next((o.label for o in self.instead if o.value == answer), None)
        return label or quoted(mask_numbers(str(answer)))


def shown(point: Sequence[float]) -> str:
    """Degrees as maps take them."""
    latitude, longitude = point
    return f"{latitude:.5f}, {longitude:.5f}"
