"""Kantor terdekat: the Puskesos of a kelurahan, or the one nearest to a location pin; when it is
open, whether a facilitator works there today, and where the secretariat is.

Nothing personal is asked or stored: it works without consent, and nothing is lost by leaving it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flows.cases.catalogue import reaches
from flows.cases.offices import Office, Point, distance, nearest, of_village, opening
from flows.cases.opening_hours import spoken
from flows.facts import Facts, Village
from flows.messages import Place
from flows.moments import Moment, TimeOfDay
from flows.questions import Answer, Choose, Miss, Option, Question, Reading, Scene
from flows.script import Flow
from flows.talks.requirements import ENOUGH
from flows.villages import Area, districts_of, villages_of
from flows.words import Text, _, lines, literal

NAME = "nearest"
DISTRICT, VILLAGE, PIN, TOLD = "district", "village", "pin", "told"
OWN = "own_"
"""Before the code of a kelurahan that the person reported from, as a choice."""
MAP = "https://maps.google.com/?q={:.5f},{:.5f}"
MOST_OWN = 2
_GAP = literal("")
"""An empty line: the answer is looked at rather than read."""


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
        office, own = _office_of(village, scene)
        told = (*_answer(village, office, scene, own=own), _GAP, *_secretariat(office, scene))
        return lines(*told, _("Mau apa sekarang?"))

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


def _answer(village: Village, office: Office | None, scene: Scene, *, own: bool) -> Iterator[Text]:
    if office is None:
        words = _(
            "Kami belum mencatat Puskesos di dekat Kelurahan {village}; "
            "silakan ke sekretariat SLRT."
        )
        yield words.format(village=village.name)
    else:
        if not own:
            words = _("Kami belum mencatat Puskesos di Kelurahan {village}; ini yang terdekat.")
            yield words.format(village=village.name)
        yield from _described(office, scene)
    yield from _duty(village, scene)


def _office_of(village: Village, scene: Scene) -> tuple[Office | None, bool]:
    """The office of a kelurahan, and whether it is its own; with a pin, the nearest of all."""
    offices = scene.facts.catalogue.places
    own = of_village(offices, village.code)
    if own is not None:
        return own, True
    pin = scene.answers.get(PIN)
    here: Point | None = (float(pin[0]), float(pin[1])) if pin else village.centre
    return (nearest(offices, here, lambda code: _middle(code, scene)) if here else None), False


def _described(office: Office, scene: Scene) -> Iterator[Text]:
    village = scene.facts.city.village(office.village)
    place = village.name if village else office.village
    yield office.name.text()
    if office.address:
        yield _("Alamat: {address}").format(address=literal(office.address))
    else:
        yield _("Tempat: kantor Kelurahan {village}").format(village=place)
    if office.phone:
        yield _("Telepon: {phone}").format(phone=literal(office.phone))
    yield from _hours(office, scene)
    if office.point is not None:
        yield _("Peta: {link}").format(link=literal(MAP.format(*office.point)))
    elif (middle := _middle(office.village, scene)) is not None:
        yield _("Peta (tengah kelurahan, bukan titik kantornya): {link}").format(
            link=literal(MAP.format(*middle))
        )
    if office.note:
        yield office.note.text()


def _hours(office: Office | None, scene: Scene) -> Iterator[Text]:
    hours = scene.facts.secretariat.hours_of(office)
    yield _("Jam buka: {hours}").format(hours=spoken(hours.week))
    found = opening(hours, scene.facts.now)
    if found is None:
        return
    is_open, at = found
    zone = scene.facts.city.zone
    today = at.astimezone(ZoneInfo(zone)).date() == scene.facts.today
    when = TimeOfDay(at, zone) if today else Moment(at, zone)
    words = _("Sekarang buka sampai {until}.") if is_open else _("Sekarang tutup; buka {until}.")
    yield words.format(until=when)


def _duty(village: Village, scene: Scene) -> Iterator[Text]:
    """Whether somebody works in that kelurahan today; never who."""
    areas = scene.facts.duty
    if areas is None:
        return
    if not any(reaches(area, village.code) for area in areas if area):
        words = _("Kelurahan {village} belum punya fasilitator; laporan tetap diurus supervisor.")
    elif scene.facts.secretariat.calendar.is_day_off(scene.facts.today):
        words = _("Fasilitator Kelurahan {village} bertugas lagi pada hari kerja.")
    else:
        words = _("Hari ini ada fasilitator yang bertugas di Kelurahan {village}.")
    yield words.format(village=village.name)


def _secretariat(office: Office | None, scene: Scene) -> Iterator[Text]:
    """Its hours are told where they are not those of the desk above."""
    head, city = scene.facts.secretariat, scene.facts.city.name
    yield _("Sekretariat SLRT {city}").format(city=city)
    if head.address:
        yield _("Alamat: {address}").format(address=literal(head.address))
    else:
        yield _("Tempat: kantor Dinas Sosial {city}").format(city=city)
    if head.phone:
        yield _("Telepon: {phone}").format(phone=literal(head.phone))
    if office is None:
        yield from _hours(None, scene)
    elif office.week not in (None, head.calendar.week):
        yield _("Jam buka: {hours}").format(hours=spoken(head.calendar.week))


def _villages(scene: Scene) -> Iterator[Village]:
    return (village for district in scene.facts.city.districts for village in district.villages)


def _middle(code: str, scene: Scene) -> Point | None:
    village = scene.facts.city.village(code)
    return village.centre if village is not None else None


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
