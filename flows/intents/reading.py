"""A message as words of one spelling, with what separates its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from flows.intents import ambiguous
from flows.intents.spelling import COMMON, FILLERS, TOGETHER, WRITTEN
from flows.intents.table import GROUPS, PHRASES
from flows.matching import SPELLINGS, plain, squeezed, vocabulary

BREAK = "|"
"""Stands between two clauses."""
LONGEST = 80
"""Words that are looked at; a story tells what it is about before that."""
_MORE = (
    "masih: sik isih taksih msh tasih esih jik jek",
    "tidak bisa: gabisa gbs gakbisa gaiso gakiso gaisok",
    "tidak punya: gaduwe gakduwe ganduwe gapunya", "tidak ada: gaonok gakonok gaono gaada gakada",
    "tidak dapat: gaoleh gakoleh gadapet gadapat", "tidak tahu: gatau gaktau gatahu gangerti",
    "tidak usah: gausah gakusah", "tidak jadi: gajadi",
    "cocok: padan", "kutu: kutunya berkutu", "minum: ngombe", "mati: mti",
)  # fmt: skip
ADDRESS = "alamatweb"
"""Stands for a link that was typed or forwarded."""
_CLITICS = ("nipun", "ipun", "nya", "kah", "lah", "kan", "ane", "ne", "ku", "mu", "an", "e", "no")
_URL = re.compile(r"(?:https?://|www\.|wa\.me/|bit\.ly/|t\.me/)\S+|\b[\w-]+\.(?:top|xyz|apk)\b\S*")
_WHY = re.compile(r"\bopo['’]?o+\b")
"""Before repeats are squeezed: `opoo` asks why, `opo` what."""
_TWICE = re.compile(r"\b([^\W\d]{3,})2(?=[^\W\d]*\b)")
"""`metu2`, `syarat2nya`: the word is said twice, which changes nothing."""
_APART = re.compile(r"\bdi(?:pun)? (?=pasung|potong|tolak|coret|rawat|pukul|hapus|usir|buang)")
"""`di tolak`, `dipun pasung`: one word."""
_PLEASE = re.compile(
    r"\b(?:tolong|tulung|tlg|mohon|minta)\s+(?=(?:tolong\s+)?(?:di|mem|m)?bantu(?:in)?\b)"
)
"""`tolong dibantu` asks once; `tolong tolong` is a cry."""
_CLAUSE = re.compile(r"[,;!?\n]+|\.(?=\s|$)")
_AMBIGUOUS = vocabulary("wes lagi oleh dorong mati loro bantuan suwun tau masukan tangi")


def _pairs() -> Iterator[tuple[str, str]]:
    for to, forms in SPELLINGS.items():
        yield from ((squeezed(form), to) for form in (to, *forms.split()))
    for row in (*WRITTEN, *_MORE):
        to, _colon, forms = row.partition(":")
        yield squeezed(to), to.strip()
        yield from ((squeezed(form), to.strip()) for form in forms.split())


_FORMS: dict[str, str] = {}
for _form, _to in _pairs():
    if _form not in _AMBIGUOUS:
        _FORMS.setdefault(_form, _to)


def _said_in_table() -> Iterator[str]:
    for words in (*GROUPS.values(), *PHRASES.values(), FILLERS, COMMON):
        yield from (squeezed(w) for w in re.findall(r"[a-z]+", words))


_KNOWN = frozenset({*_FORMS, *_said_in_table(), *_AMBIGUOUS})


def _shortened(word: str) -> Iterator[str]:
    yield word
    yield from (word[:at] + word[at + 1 :] for at in range(len(word)))


def _index() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in _KNOWN:
        if len(word) >= _SLIPS_FROM:
            for short in _shortened(word):
                found.setdefault(short, []).append(word)
    return found


_SLIPS_FROM = 5
_TYPED_FROM = 6
"""Letters: a word of five is too near to too many others ("buntu", "bantu")."""
_SHORT = _index()
_BONES = re.compile(r"(?<=.)[aeiou]")


def _skeletons() -> dict[str, str]:
    """Words by their consonants, where these name one of them."""
    found: dict[str, set[str]] = {}
    for word in _KNOWN:
        bones = _BONES.sub("", word)
        if len(bones) >= 4 and len(word) >= _SLIPS_FROM:
            found.setdefault(bones, set()).add(word)
    return {bones: words.pop() for bones, words in found.items() if len(words) == 1}


_SKELETON = _skeletons()


def read(text: str) -> tuple[str, ...]:
    """The words of a message in one spelling, each with the meaning that its neighbours give."""
    said: list[str] = []
    for clause in _CLAUSE.split(_tidied(text.lower())):
        words = [w for raw in squeezed(plain(clause)).split() for w in _mapped(raw)]
        if words:
            said += [*([BREAK] if said else []), *words]
    return ambiguous.read(_together(said[:LONGEST]))


def _tidied(text: str) -> str:
    """Without what would be lost or taken apart word by word: links, `opoo`, `metu2`."""
    plainly = _WHY.sub("kenopo", _URL.sub(f" {ADDRESS} ", text))
    return _PLEASE.sub("", _APART.sub("di", _TWICE.sub(r"\1", plainly)))


def _mapped(raw: str) -> list[str]:
    return spelt(raw).split()


def spelt(raw: str) -> str:
    """The word that is meant: as it stands, without an ending, or with one slip of the finger."""
    if raw in _KNOWN:
        return _FORMS.get(raw, raw)
    for ending, stem in _stems(raw):
        if stem in _KNOWN:
            return "bantuannya" if stem == "bantuan" and ending == "nya" else _FORMS.get(stem, stem)
    if raw.isdecimal() or len(raw) < 4:
        return raw
    for shape in _of_krama(raw):
        if (word := spelt(shape)) != shape or shape in _KNOWN:
            return word
    near = _near(raw)
    return _FORMS.get(near, near) if near else raw


def _stems(raw: str) -> Iterator[tuple[str, str]]:
    """The word without an ending, longest first; a letter that both had is squeezed to one, which
    with `-ku` is the rule (`anakku`) and elsewhere seldom (`temannya`)."""
    found = [(e, raw.removesuffix(e)) for e in _CLITICS if raw.endswith(e)]
    found.sort(key=lambda pair: -len(pair[1]))
    doubled = [(e, f"{stem}{e[0]}") for e, stem in found if e[0] not in "aeiou"]
    mine = [pair for pair in doubled if pair[0] == "ku"]
    others = [pair for pair in doubled if pair[0] != "ku"]
    return (pair for pair in (*mine, *found, *others) if len(pair[1]) >= 3)


def _of_krama(raw: str) -> Iterator[str]:
    """The Indonesian shape of a krama word: `dipunproses`, `ngaktifaken`."""
    bare = f"di{raw.removeprefix('dipun')}" if raw.startswith("dipun") else raw
    root = bare.removesuffix("aken")
    shape = f"{root}kan" if root != bare else bare
    if shape != raw:
        yield from (shape, root, root.removeprefix("di"))


def _near(raw: str) -> str:
    """The one known word within a slip, or with the same consonants; none where several are."""
    if len(raw) >= _TYPED_FROM:
        found = {w for short in _shortened(raw) for w in _SHORT.get(short, ())}
        close = {w for w in found if OSA.distance(w, raw) <= 1}
        meant = {_FORMS.get(w, w) for w in close}
        if len(meant) == 1:
            return close.pop()
    bones = _BONES.sub("", raw)
    return _SKELETON.get(bones, "") if len(raw) - len(bones) <= 1 or len(raw) >= 7 else ""


@lru_cache(maxsize=1)
def _joined() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The wordings of several words by their first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in TOGETHER:
        to, _colon, forms = row.partition(":")
        for form in forms.split(","):
            words = tuple(w for raw in squeezed(plain(form)).split() for w in _mapped(raw))
            found.setdefault(words[0], []).append((words, to))
    for options in found.values():
        options.sort(key=lambda option: -len(option[0]))
    return found


def _together(words: list[str]) -> list[str]:
    said: list[str] = []
    at = 0
    while at < len(words):
        for wording, to in _joined().get(words[at], ()):
            if tuple(words[at : at + len(wording)]) == wording:
                said.append(to)
                at += len(wording)
                break
        else:
            said.append(words[at])
            at += 1
    return said
