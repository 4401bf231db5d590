"""Names in one spelling, so that old and new ways of writing one name meet.

Soekarno and Sukarno, Djoko and Joko, Tjahjono and Cahyono, Moch. and Mohammad: cards, lists and
people's own hands each keep another one. Folding is for finding only, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from flows.matching import vocabulary

_TITLES = vocabulary(
    "bapak bpk pak ibu bu sdr sdri sdra h hj haji hajjah almarhum almarhumah alm almh "
    "drs dra dr drg ir prof kh kyai nyai ustad ustadz st se sh spd ssos skm mm msi amd skep ners "
    "tn ny nn raden rr rm bin binti"
)
"""Stand before or behind a name and are written or left out at will."""
_MUHAMAD = vocabulary(
    "moh moch mohd muh mohamad mohammad muhammad muhammed mohammed mochamad mochammad "
    "muchamad muchammad mokhamad mukhamad"
)
_SHORT = {
    **dict.fromkeys(_MUHAMAD, "muhamad"),
    **dict.fromkeys(("abd", "abdl"), "abdul"),
    **dict.fromkeys(("ach", "achmad", "akhmad"), "ahmad"),
    **dict.fromkeys(("st", "sitti"), "siti"),
    **dict.fromkeys(("nr", "noer"), "nur"),
}
_OLD = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "kh"),
        ("kh", "h"), ("dh", "d"), ("th", "t"), ("bh", "b"), ("ph", "f"), ("v", "f"), ("q", "k"),
        ("x", "ks"), ("z", "s"), ("ie", "i"))  # fmt: skip
_TWICE = re.compile(r"(.)\1+")
_LONE_J = re.compile(r"(?<![dt])j(?=[aiueo])")
"""Not of `dj` and `tj`, which are `j` and `c` today."""
_WORDS = re.compile(r"[a-z]+")
MOST_KNOWN = 1 << 17


def fold(name: str) -> str:
    """The name's words in one spelling, in their order, without titles; empty where nothing is
    left."""
    words = _words(name)
    return " ".join(filter(None, map(_fold_word, words))) or " ".join(map(_fold_any, words))


def old_spelling(name: str) -> str:
    """The name where every lone `j` is read as today's `y`: in old spelling Jusuf is Yusuf, but
    Juli is Juli. Searching tries both."""
    return fold(" ".join(_LONE_J.sub("y", word) for word in _words(name)))


def in_order(folded: str) -> str:
    """The words sorted: people turn names around."""
    return " ".join(sorted(folded.split()))


def fold_in_order(name: str) -> str:
    """What `in_order(fold(name))` is, for a million names: most are made of known words."""
    try:
        return " ".join(sorted(map(_KNOWN.__getitem__, name.split())))
    except KeyError:
        return in_order(fold(name))


def _words(name: str) -> list[str]:
    lower = name.lower()
    words = lower.split()
    if lower.isascii() and "".join(words).isalpha():
        return words
    # Behind a comma stand degrees.
    lower = lower.partition(",")[0] or lower
    letters = unicodedata.normalize("NFKD", lower).replace("'", "").replace("`", "")
    return _WORDS.findall(letters.replace(".", " "))


@lru_cache(maxsize=1 << 17)
def _fold_word(word: str) -> str:
    """One word, empty for a title; names are made of few words, so most were folded before."""
    return "" if word in _TITLES else _fold_any(word)


def _fold_any(word: str) -> str:
    word = _SHORT.get(word, word)
    for old, new in _OLD:
        if old in word:
            word = word.replace(old, new)
    word = word.replace("y", "i") if len(word) > 1 else word
    return _TWICE.sub(r"\1", word)


class _Known(dict[str, str]):
    """Plain words as they were written, folded; no titles, and nothing with other signs."""

    def __missing__(self, word: str) -> str:
        folded = _fold_word(word.lower()) if word.isascii() and word.isalpha() else ""
        if not folded:
            raise KeyError(word)
        if len(self) < MOST_KNOWN:
            self[word] = folded
        return folded


_KNOWN = _Known()
