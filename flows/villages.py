"""Where somebody lives: picked from two short lists, or typed, a little misspelt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flows.facts import City, District, Village
from flows.matching import Candidate, match, vocabulary, words_of
from flows.neighbours import neighbour_in
from flows.questions import Answer, Choose, Miss, Option, Reading, Scene
from flows.words import Text, _, literal

_VILLAGE_WORDS = frozenset({"kelurahan", "kel", "desa", "ds", "kl", "lurah"})
_DISTRICT_WORDS = frozenset({"kecamatan", "kec", "kc"})
_FILL = vocabulary(
    "di ing ning nang ndek wonten saya rumah omah griya dalem alamat tinggal kota daerah"
)
UNKNOWN = ""
"""Kept for an area that nobody knows: no code, so that a case has none."""
_UNKNOWN = Option(
    "unknown",
    _("Tidak tahu"),
    ("lewati", "lewat", "skip", "tidak tau", "gak tau", "mboten ngertos", "langkungi"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Choose):
    """The kecamatan or the kelurahan; a typed kelurahan answers both questions at once."""

    required: bool = True
    district_key: str = "district"
    village_key: str = "village"

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The names; where nobody need know it, also that one does not."""
        return (*Choose.offered(self, scene), *(() if self.required else (_UNKNOWN,)))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """Not knowing one answers both."""
        if option is _UNKNOWN:
            return Answer({self.district_key: UNKNOWN, self.village_key: UNKNOWN})
        return Choose.chosen(self, option, scene)

    def accepts(self, answer: Any, scene: Scene) -> bool:
        """A code of this city; a kelurahan must lie in the kecamatan that was chosen."""
        if answer == UNKNOWN:
            return not self.required
        if self.key == self.district_key:
            return any(d.code == answer for d in scene.facts.city.districts)
        chosen = scene.answers.get(self.district_key)
        return any(v.code == answer for v in _villages(scene.facts.city, chosen))

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A kelurahan or kecamatan by name, a neighbouring city, or the city itself."""
        city = scene.facts.city
        words = words_of(text)
        rest = " ".join(w for w in words if w not in _VILLAGE_WORDS | _DISTRICT_WORDS | _FILL)
        named = set(words)
        only_district = bool(_DISTRICT_WORDS & named) and not _VILLAGE_WORDS & named
        if not only_district and (code := _village(rest or text, city)):
            return Answer({self.district_key: _district_of(code, city), self.village_key: code})
        if not _VILLAGE_WORDS & named and (code := _district(rest or text, city)):
            return Answer({self.district_key: code})
        if other := neighbour_in(text, city.name):
            return Miss(wrong_city(city.name, other), counts=False)
        if words_of(city.name)[-1] in words:
            return Miss(_("Tinggal di kelurahan mana di {city}?").format(city=city.name))
        return None

    def show(self, answer: Any, scene: Scene) -> Text:
        """The name of the place."""
        if answer == UNKNOWN:
            return _UNKNOWN.label
        village = scene.facts.city.village(str(answer))
        return literal(village.name) if village else Choose.show(self, answer, scene)


def wrong_city(city: str, other: str) -> Text:
    """We serve one city; who lives elsewhere is told whom to ask."""
    return _(
        "Layanan ini hanya untuk warga {city}; warga {other} silakan hubungi Dinas Sosial {other}."
    ).format(city=city, other=other)


def districts_of(scene: Scene) -> tuple[Option, ...]:
    """The kecamatan of the city."""
    return tuple(_option(d) for d in scene.facts.city.districts)


def villages_of(scene: Scene) -> tuple[Option, ...]:
    """The kelurahan of the chosen kecamatan."""
    return tuple(_option(v) for v in _villages(scene.facts.city, scene.answers.get("district")))


def village_named(name: str, city: City) -> str:
    """The code of the kelurahan with that name, perhaps misspelt; empty where there is none."""
    return (name and _village(name, city)) or ""


def _option(area: District | Village) -> Option:
    return Option(area.code, literal(area.name), area.aliases)


def _villages(city: City, district: Any) -> tuple[Village, ...]:
    return next((d.villages for d in city.districts if d.code == district), ())


def _candidates(areas: Iterable[District | Village]) -> list[Candidate]:
    return [Candidate(a.code, "", (a.name, *a.aliases), (a.name, *a.aliases)) for a in areas]


def _village(text: str, city: City) -> str | None:
    """A kelurahan; of "Wates, Magersari" the one whose name is not a kecamatan's."""
    villages = _candidates(v for d in city.districts for v in d.villages)
    found = match(text, villages)
    if found is not None:
        return found
    kecamatan = {d.name for d in city.districts}
    return match(text, [c for c in villages if c.names[0] not in kecamatan])


def _district(text: str, city: City) -> str | None:
    return match(text, _candidates(city.districts))


def _district_of(village: str, city: City) -> str:
    return next(d.code for d in city.districts if any(v.code == village for v in d.villages))
