"""How people type an answer: by number, by name, in chat spelling, with a slip of the finger.

Two rules keep this safe. A small typo is forgiven only inside a word: a negation or an
extra word is never stepped over ("gak setuju" is not "setuju"). And where an answer has
weight (consent, send, delete) only exact names count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

SPELLINGS = {
    "tidak": "gak ga g nggak ngga enggak engga kagak tdk ndak gk ora ra mboten boten ogak",
    "belum": "blm blom belom blum durung dhurung urung gung dereng",
    "sudah": "sdh udh udah dah wes wis uwes mpun sampun",
    "ya": "y iya iyo yo nggih inggih enggeh heeh ok oke okay oce yes yap siap sip",
    "dan": "lan",
    "saya": "sy aku kulo kula",
    "yang": "yg sing ingkang",
    "bukan": "dudu dede bkn",
    "jangan": "ojo ojok jgn jngn ampun",
}
DENIALS = frozenset({"bukan", "sanes", "jangan"})
LONGEST_HINT = 12
"""Words; in a longer text a telling word may be there by chance."""
NEGATIONS = frozenset({"tidak", "belum", "bukan", "sanes", "jangan", "tanpa"})


def vocabulary(words: str) -> frozenset[str]:
    """A set of words, written as one line."""
    return frozenset(words.split())


_HAVING = vocabulary("ada punya pernah onok ono duwe due wonten gadhah kagungan")
_ADDRESS = vocabulary(
    "pak bapak bu ibu mas mbak kak kakak min admin gan bos dong deh sih aja saja mawon kemawon"
)
_WHOM = ("pak", "bu", "min", "mas", "mbak", "kak", "admin")
_POINTERS = vocabulary("no nomor nomer pilihan pilih milih angka opsi jawab jawaban ke yang")
_NUMBERS = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
    "nol siji loro telu papat limo enem pitu wolu songo sepuluh",
    "nol setunggal kalih tiga sekawan gangsal enem pitu wolu sanga sedasa",
    "nol pertama kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh",
    "nol kapisan kaping kaping kaping kaping kaping kaping kaping kaping kaping",
)


_ENDINGS = ("nya", "ne", "e", "ku", "mu", "ipun", "nipun")
_TWICE = re.compile(r"([^\W\d])\1+")


def squeezed(words: str) -> str:
    """`bangettt` and `banget` are one word; digits stay as they are."""
    return _TWICE.sub(r"\1", words)


_CANON = {squeezed(w): to for to, words in SPELLINGS.items() for w in words.split()}
_COUNT = {
    squeezed(word): str(n)
    for row in _NUMBERS
    for n, word in enumerate(row.split())
    if word != "kaping"
}


def plain(text: str) -> str:
    """Lower case, without emoji, accents and punctuation; one space between words."""
    letters = unicodedata.normalize("NFKC", text).lower().replace("'", "").replace("’", "")
    letters = "".join(c if c.isalnum() else " " for c in letters)
    return " ".join(letters.split())


def words_of(text: str) -> tuple[str, ...]:
    """The words in one spelling: repeats squeezed, chat and Javanese forms mapped."""
    return tuple(_CANON.get(word, word) for word in squeezed(plain(text)).split())


@lru_cache(maxsize=4096)
def named(name: str) -> tuple[str, ...]:
    """`words_of` one of our own names; never call it with a person's words, it remembers them."""
    return words_of(name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that may be meant."""

    value: str
    number: str = ""
    names: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    """Words that give it away inside a short sentence."""


def polite(*names: str) -> tuple[str, ...]:
    """The names, also with a polite address behind them, which changes nothing."""
    return (*names, *(f"{name} {whom}" for name in names for whom in _WHOM))


def number_in(text: str) -> str | None:
    """The number that is the whole answer: `1`, `no 1`, `siji`, `yg pertama`; else none."""
    words = [w for w in words_of(text) if w not in _POINTERS]
    kept = [w for w in words if w not in _ADDRESS] or words
    if len(kept) != 1:
        return None
    word = kept[0]
    return str(int(word)) if word.isdecimal() and len(word) < 4 else _COUNT.get(word)


def match(text: str, candidates: Sequence[Candidate], *, strict: bool = False) -> str | None:
    """The value that is meant, or none when nothing or more than one thing could be."""
    number = number_in(text)
    if number is not None:
        return next((c.value for c in candidates if c.number == number), None)
    words = words_of(text)
    if not words:
        return None
    exact = _exact(words, candidates)
    if exact is not None or strict:
        return exact
    without = tuple(w for w in words if w not in _ADDRESS)
    if without and without != words and (polite := _exact(without, candidates)) is not None:
        return polite
    return _near(without or words, candidates) or _hinted(words, candidates)


def _exact(words: tuple[str, ...], candidates: Iterable[Candidate]) -> str | None:
    """By name, by name without its spaces, or by number and name together (`1. Setuju`)."""
    for candidate in candidates:
        for name in candidate.names:
            meant = named(name)
            if words in {meant, (candidate.number, *meant)} or "".join(words) == "".join(meant):
                return candidate.value
    return None


def _near(words: tuple[str, ...], candidates: Iterable[Candidate]) -> str | None:
    """The one candidate within a small typo; a tie is no answer."""
    found: dict[str, int] = {}
    for candidate in candidates:
        for name in candidate.names:
            slips = _slips(words, named(name))
            if slips is not None:
                found[candidate.value] = min(slips, found.get(candidate.value, slips))
    best = [v for v, slips in found.items() if slips == min(found.values())]
    return best[0] if len(best) == 1 else None


def _slips(words: tuple[str, ...], name: tuple[str, ...]) -> int | None:
    """How many slips lie between two wordings, or none when they are different things."""
    if _negations(words) != _negations(name):
        return None
    if len(words) != len(name):
        if min(map(len, (*words, *name))) < 4:
            return None
        slips = OSA.distance("".join(words), "".join(name))
        return slips if slips <= 1 else None
    total = 0
    for said, meant in zip(words, name, strict=True):
        slips = OSA.distance(said, meant)
        if slips > _allowed(min(len(said), len(meant))):
            return None
        total += slips
    return total


def _allowed(length: int) -> int:
    """Short words are too close to each other to forgive anything."""
    if length < 4:
        return 0
    return 1 if length < 7 else 2


def _negations(words: Iterable[str]) -> list[str]:
    return [w for w in words if w in NEGATIONS]


def _hinted(words: tuple[str, ...], candidates: Iterable[Candidate]) -> str | None:
    """A sentence with the telling words of exactly one candidate; of words within words the longer
    tell ("yatim piatu" is not "yatim").

    Who writes "PKH belum cair" speaks of PKH; "bukan" denies the topic itself, and so does a
    negation right before the telling word ("tidak sakit").
    """
    if len(words) > LONGEST_HINT or DENIALS & set(words):
        return None
    told = {
        c.value: max((len(named(hint)) for hint in c.hints if _tells(words, hint)), default=0)
        for c in candidates
    }
    most = max(told.values(), default=0)
    best = [value for value, length in told.items() if length == most]
    return best[0] if most and len(best) == 1 else None


def _tells(words: Sequence[str], hint: str) -> bool:
    """Whether the hint stands there, also with an ending ("berasnya"), and nobody denies it."""
    wanted = named(hint)
    span = len(wanted)
    return any(
        all(said in _forms(meant) for said, meant in zip(there, wanted, strict=True))
        and (wanted[0] in NEGATIONS or not _denied(words[:first]))
        for first in range(len(words) - span + 1)
        if (there := words[first : first + span])
    )


def _denied(before: Sequence[str]) -> bool:
    """Whether what follows is denied: "tidak sakit", "tidak ada anak"."""
    if before and before[-1] in _HAVING:
        before = before[:-1]
    return bool(before) and before[-1] in NEGATIONS


@cache
def _forms(word: str) -> frozenset[str]:
    """One of our own words, also with whose it is: `berasnya`, `kartune`, `anakku`."""
    endings = _ENDINGS if len(word) > 2 else ()
    return frozenset({word, *(squeezed(word + ending) for ending in endings)})


def has_phrase(words: Sequence[str], phrase: str) -> bool:
    """Whether the phrase's words stand next to each other in `words`."""
    wanted = named(phrase)
    span = len(wanted)
    # Most phrases are not there at all, which their first word tells at once.
    if not span or wanted[0] not in words:
        return not span
    return any(tuple(words[i : i + span]) == wanted for i in range(len(words) - span + 1))
