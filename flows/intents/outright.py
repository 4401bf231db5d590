"""Whole messages that ask for nothing but another language or a person, in any wording.

They count in the middle of a talk as well, so every word must belong to that wish: "petugas tidak
datang" is a story.
"""

from __future__ import annotations

from itertools import pairwise

from flows.intents.phrases import DENYING
from flows.intents.reading import BREAK, read
from flows.intents.spelling import FILLERS
from flows.matching import squeezed, vocabulary

LONGEST = 8
"""Words."""
_COURTESY = vocabulary(squeezed(FILLERS)) | vocabulary(
    f"mau bisa tolong minta makasih hallo apa ya {BREAK} dulu langsung butuh"
)
_LANGUAGES = {"jawa": "jv", "indonesia": "id"}
_OF_LANGUAGE = vocabulary("bahasa bicara pakai ganti tulis jawab ke")
_PERSON = vocabulary("petugas")
_OF_PERSON = vocabulary("bicara telepon tanya ketemu hubungi")


def language_in(text: str) -> str:
    """The one language that the words ask for; empty where they name none, both, or deny one."""
    words = set(read(text))
    named = {to for word, to in _LANGUAGES.items() if word in words}
    denied = DENYING & words or "tidak" in _before_the_last(text)
    return named.pop() if len(named) == 1 and not denied else ""


def asks_language(text: str) -> str | None:
    """The language that is all the message asks for; empty where it only asks for another one."""
    words = _telling(text)
    if _refuses_language(text):
        return ""
    if not words or not set(words) <= {*_OF_LANGUAGE, *_LANGUAGES} or "tidak" in words:
        return None
    named = set(words) & set(_LANGUAGES)
    if named and set(words) & {"bahasa", "bicara", "pakai", "ganti"}:
        return language_in(text)
    return "" if words and set(words) >= {"bahasa", "ganti"} else None


def _refuses_language(text: str) -> bool:
    """ "Ojo boso kromo, gak paham": nothing else is said, and one language is denied."""
    words = set(_telling(text))
    named = words & set(_LANGUAGES)
    around = {*_OF_LANGUAGE, *_LANGUAGES, "tidak", "jangan", "paham"}
    return len(named) == 1 and bool(words & {"tidak", "jangan"}) and words <= around


def asks_person(text: str) -> bool:
    """Whether the message asks for nothing but a person to talk with."""
    words = set(_telling(text))
    return bool(words & _PERSON) and bool(words & _OF_PERSON) and words <= _PERSON | _OF_PERSON


def only_courtesy(text: str) -> bool:
    """Whether the message only turns to us: "pak", "mau tanya"."""
    words = read(text)
    return bool(words) and set(words) <= _COURTESY | {"tanya"}


def denies(text: str) -> bool:
    """Whether the message only says what is not meant or not wanted: "gak usah lapor"."""
    words = read(text)
    return bool(DENYING & set(words)) or ("tidak", "usah") in pairwise(words)


def _telling(text: str) -> list[str]:
    """The words without courtesy, and without a "not" that only asks; none in a longer text."""
    if len(text.split()) > LONGEST:
        return []
    words = read(text)
    if words[-1:] == ("tidak",):
        words = words[:-1]
    return [word for word in words if word not in _COURTESY]


def _before_the_last(text: str) -> tuple[str, ...]:
    return read(text)[:-1]
