"""Kantor terdekat: the Puskesos of a kelurahan, or the one nearest to a location pin; when it is
open, whether a facilitator works there today, and where the secretariat is.

Nothing personal is asked or stored: it works without consent, and nothing is lost by leaving it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.cases.offices import distance
from flows.facts import Facts, Village
from flows.messages import Place
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.saying import MOST_SENTENCES, sentences
from flows.script import Flow
from flows.talks.nearest_told import GAP, PIN, told
from flows.talks.requirements import ENOUGH
from flows.villages import Area, districts_of, villages_of
from flows.words import Text, _, lines, literal

NAME = "nearest"
DISTRICT, VILLAGE, TOLD = "district", "village", "told"
OWN = "own_"
"""Before the code of a kelurahan that the person reported from, as a choice."""
MOST_OWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Where(Area):
    """The kecamatan or the kelurahan, typed or chosen; a pin answers both."""

    takes_place: bool = True

    def offered(self, scene: Scene) -> tuple[Option, ...]:
        """The kelurahan of their own reports stand first."""
        own = _own_options(scene) if self.key == DISTRICT else ()
        return (*own, *Area.offered(self, scene))

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """One of their own answers both questions."""
        if not option.value.startswith(OWN):
            return Area.chosen(self, option, scene)
        return _at(option.value.removeprefix(OWN), scene)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """A kelurahan by its name takes the place of a pin."""
        reading = Area.read(self, text, scene)
        if isinstance(reading, Answer):
            return Answer({**reading.values, PIN: None, TOLD: None})
        return reading

    def locate(self, place: Place, scene: Scene) -> Reading:
        """The kelurahan whose middle is nearest; a pin outside the city is said to be so."""
        city = scene.facts.city
        if city.bounds is not None and not city.bounds.hold(place.latitude, place.longitude):
            return Miss(
                _("Lokasi itu di luar {city}. Pilih kecamatan, atau tulis kelurahannya.").format(
                    city=city.name
                ),
                counts=False,
            )
        here = (place.latitude, place.longitude)
        middles = [(distance(here, v.centre), v.code) for v in _villages(scene) if v.centre]
        if not middles:
            return Miss(_("Pilih kecamatan Anda, atau tulis nama kelurahannya."), counts=False)
        pin = [round(degrees, 4) for degrees in here]
        return _at(min(middles)[1], scene, pin)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown(Choose):
    """The answer, and what one may do from there."""

    takes_place: bool = True

    def asks(self, scene: Scene, *, again: bool = False) -> Text:
        """The whole answer once; afterwards only whether there is more."""
        village = scene.facts.city.village(str(scene.answers.get(VILLAGE) or ""))
        if village is None or again or scene.answers.get(TOLD) == village.code:
            return _("Mau apa sekarang?")
        answer, question = lines(*told(village, scene)), _("Mau apa sekarang?")
        apart = sentences(answer) + sentences(question) > MOST_SENTENCES
        return lines(answer, question) if apart else lines(answer, GAP, question)

    def chosen(self, option: Option, scene: Scene) -> Answer:
        """Another kelurahan, or on into a complaint."""
        if option is OTHER:
            return Answer({DISTRICT: None, VILLAGE: None, PIN: None, TOLD: None})
        return Choose.chosen(self, option, scene)

    def read(self, text: str, scene: Scene) -> Reading | None:
        """Another kelurahan by its name."""
        return _WHERE.read(text, scene)

    def locate(self, place: Place, scene: Scene) -> Reading:
        """Another pin."""
        return _WHERE.locate(place, scene)


def _villages(scene: Scene) -> Iterator[Village]:
    return (village for district in scene.facts.city.districts for village in district.villages)


def _at(code: str, scene: Scene, pin: list[float] | None = None) -> Answer:
    """That kelurahan, with its kecamatan."""
    districts = scene.facts.city.districts
    district = next(d.code for d in districts if any(v.code == code for v in d.villages))
    return Answer({DISTRICT: district, VILLAGE: code, PIN: pin, TOLD: None})


def _own_options(scene: Scene) -> tuple[Option, ...]:
    codes = scene.subject.get("own") or ()
    known = (scene.facts.city.village(str(code)) for code in codes)
    return tuple(Option(f"{OWN}{v.code}", literal(v.name)) for v in known if v is not None)


def _begins(facts: Facts) -> Mapping[str, Any]:
    """The kelurahan of their own reports, the newest first, where those were loaded."""
    named = [standing.village for standing in reversed(facts.standings or ()) if standing.village]
    codes = {v.name: v.code for d in facts.city.districts for v in d.villages}
    own = dict.fromkeys(codes[name] for name in named if name in codes)
    return {"own": list(own)[:MOST_OWN]} if own else {}


def newest_own(facts: Facts) -> str:
    """Code of the kelurahan of their newest report, where those were loaded; empty without one."""
    return next(iter(_begins(facts).get("own", ())), "")


def where(text: str, scene: Scene) -> Reading | None:
    """The kelurahan or kecamatan that these words name, or that it is another city's."""
    return _WHERE.read(text, scene)


def _leads(scene: Scene) -> tuple[str, Mapping[str, Any]] | None:
    return ("complaint", {}) if scene.answers.get("next") == COMPLAINT.value else None


def _next(scene: Scene) -> tuple[Option, ...]:
    return (OTHER, *(() if scene.facts.staff_roles else (COMPLAINT,)), ENOUGH)


OTHER = Option(
    "other",
    _("Kelurahan lain"),
    ("lain", "lainnya", "yang lain", "tempat lain", "cari lagi", "kelurahan sanes"),
)
COMPLAINT = Option("complaint", _("Sampaikan keluhan"), ("keluhan", "lapor", "mau lapor"))
_WHERE = Where(
    key=DISTRICT,
    ask=_("Anda di kecamatan mana? Boleh tulis nama kelurahan, atau kirim lokasi Anda."),
    options=districts_of,
    along=(PIN, TOLD),
    hint=_("Maaf, kami belum paham; pilih kecamatan, tulis kelurahan, atau kirim lokasi Anda."),
)
QUESTIONS: tuple[Question, ...] = (
    _WHERE,
    Where(
        key=VILLAGE,
        ask=_("Kelurahan mana?"),
        options=villages_of,
        along=(DISTRICT, PIN, TOLD),
    ),
    Shown(key="next", ask=_("Mau apa sekarang?"), options=_next),
)

NEAREST = Flow(
    NAME,
    QUESTIONS,
    then=lambda _scene: (),
    called=_("pertanyaan"),
    waiting=_("Ada yang ingin ditanyakan lagi?"),
    expired=_("Ketik MENU bila ingin bertanya lagi."),
    light=True,
    leads=_leads,
    begins=_begins,
)
