"""What was read on the photo of a card is offered, never taken: the question, and what a yes
answers. Numbers are shown masked, with what a person can check in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flows.cases.card_reading import CardReading, Kind, Member
from flows.cases.identity import Nik, Refused, read_family_card_no, read_nik
from flows.cases.likeness import same_name
from flows.cases.papers import NONE
from flows.identifying import SEEN, OrNik
from flows.masking import mask_numbers
from flows.matching import polite
from flows.questions import Answer, Miss, Option, Question, Reading, Scene
from flows.villages import village_named
from flows.words import Text, _, lines, literal

OFFER = "card_offer"
"""Key of the question whether what was read is right."""
CARD = "card_seen"
"""Under this key waits what was read, until its owner has decided."""
_MANY = 10
"""So many digits are meant to be a number."""
_LONGEST_LABEL = 24
_NO = Option(
    "no",
    _("Bukan, ketik sendiri"),
    polite("bukan", "salah", "tidak", "tidak benar", "ketik sendiri", "mboten", "lepat", "keliru",
           "klentu", "bukan itu"),
    sets=((CARD, None),),
)  # fmt: skip
_YES = polite(
    "ya", "benar", "ya benar", "betul", "ya betul", "leres", "nggih leres", "pas", "cocok"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOffer(OrNik):
    """Whether what was read is right, beside which the number itself may be typed."""

    def read(self, text: str, scene: Scene) -> Reading | None:
        """The number that was asked for, or what is wrong with it; other words are no answer."""
        if _seen(scene).get("do") != "kk":
            reading = OrNik.read(self, text, scene)
        elif sum(map(str.isdigit, text)) < _MANY:
            return None
        else:
            number = read_family_card_no(text, str(scene.answers.get("nik") or ""))
            if isinstance(number, Refused):
                return Miss(number.words)
            reading = Answer({"kk": number.digits})
        if isinstance(reading, Answer):
            return replace(reading, values={**reading.values, CARD: None})
        return reading


def card_question() -> Question:
    """Whether what was read on a photo is right; stands before what it may answer."""
    return CardOffer(
        key=OFFER, ask=_ask, when=lambda scene: CARD in scene.answers, options=_options
    )


def proposal(scene: Scene, standing: str, reading: CardReading) -> dict[str, Any] | None:
    """What may be offered of it: plain values, kept with the answers until it is decided."""
    answers = scene.answers
    if standing == "kk":
        return _number(reading) if answers.get("kk") in {None, NONE} else None
    if answers.get("nik") not in {None, NONE}:
        return None
    if reading.kind is Kind.KK:
        return _of_family(answers, reading)
    if not reading.nik or reading.agrees is False:
        return None
    return _person(scene, reading)


def _number(reading: CardReading) -> dict[str, Any] | None:
    return {"do": "kk", "kk": reading.kk, "name": reading.name} if reading.kk else None


def _person(scene: Scene, reading: CardReading) -> dict[str, Any]:
    """The owner of an identity card: what was not typed yet."""
    answers = scene.answers
    village = "" if answers.get("village") else village_named(reading.village, scene.facts.city)
    name = "" if answers.get("name") else reading.name
    return {"do": "person", "nik": reading.nik, "name": name, "village": village, "kk": ""}


def _of_family(answers: Mapping[str, Any], reading: CardReading) -> dict[str, Any] | None:
    """A family card holds the NIK of everybody: the one who was named, or whose it is is asked."""
    kk = "" if answers.get("kk") else reading.kk
    named = str(answers.get("name") or "")
    mine = [one for one in reading.members if named and same_name(one.name, named)]
    if not reading.members:
        return None
    if len(mine) == 1 or len(reading.members) == 1:
        one = mine[0] if mine else reading.members[0]
        return {"do": "person", "nik": one.nik, "name": "", "village": "", "kk": kk, "of": one.name}
    return {"do": "members", "members": [[m.name, m.nik] for m in reading.members], "kk": kk}


def _seen(scene: Scene) -> Mapping[str, Any]:
    seen: Mapping[str, Any] = scene.answers.get(CARD) or {}
    return seen


def _nik(scene: Scene) -> Nik | None:
    read_again = read_nik(str(_seen(scene).get("nik") or ""), scene.facts.today)
    return read_again if isinstance(read_again, Nik) else None


def _ask(scene: Scene) -> Text:
    seen = _seen(scene)
    if seen.get("do") == "members":
        return _("Pada foto KK itu ada beberapa orang. NIK siapa yang dipakai?")
    return lines(_("Dari foto itu terbaca:"), *_told(scene), _("Apakah ini benar semua?"))


def _told(scene: Scene) -> Iterator[Text]:
    """What was read, one line each; a number is never shown whole."""
    seen, nik = _seen(scene), _nik(scene)
    name = str(seen.get("name") or seen.get("of") or "")
    if seen.get("do") == "kk":
        yield _("Nomor KK: {kk}").format(kk=mask_numbers(str(seen["kk"])))
        if name:
            yield _("Kepala keluarga: {name}").format(name=name)
        return
    if name:
        yield _("Nama: {name}").format(name=name)
    if nik is not None:
        yield _("NIK: {nik}, {read}").format(nik=nik.masked, read=nik.read_back())
    village = scene.facts.city.village(str(seen.get("village") or ""))
    if village is not None:
        yield _("Kelurahan: {village}").format(village=village.name)


def _options(scene: Scene) -> tuple[Option, ...]:
    seen = _seen(scene)
    if seen.get("do") == "members":
        members = [Member(name, nik) for name, nik in seen["members"]]
        some = (_member(place, one, str(seen.get("kk"))) for place, one in enumerate(members))
        return (*some, _NO)
    return (Option("yes", _("Ya, benar"), _YES, says=_guardian(scene), sets=_taken(scene)), _NO)


def _member(place: int, one: Member, kk: str) -> Option:
    """One row; its NIK is read back before it counts."""
    name = one.name or mask_numbers(one.nik)
    label = name if len(name) <= _LONGEST_LABEL else name[: _LONGEST_LABEL - 1].rstrip() + "…"
    numbers = (("kk", kk),) if kk else ()
    sets = (("nik", one.nik), ("nik_ok", None), ("no_nik", None), (SEEN, None), (CARD, None))
    return Option(f"m{place}", literal(label), (name,), sets=(*sets, *numbers))


def _taken(scene: Scene) -> tuple[tuple[str, Any], ...]:
    """The answers that a yes gives."""
    seen = _seen(scene)
    found = {key: seen[key] for key in ("nik", "name", "kk", "village") if seen.get(key)}
    if seen.get("do") == "kk":
        found = {"kk": seen["kk"]}
    if "nik" in found:
        found |= {"nik_ok": "yes", "no_nik": None, SEEN: None}
    if "village" in found:
        found["district"] = next(
            d.code
            for d in scene.facts.city.districts
            if any(v.code == found["village"] for v in d.villages)
        )
    return (*found.items(), (CARD, None))


def _guardian(scene: Scene) -> Text | None:
    """Said of a child's NIK, as after typing it."""
    nik = _nik(scene)
    if nik is None or not nik.is_child(scene.facts.today):
        return None
    return _("Pemilik NIK ini masih anak, jadi orang tua atau walinya yang kami hubungi.")
