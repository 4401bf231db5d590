"""What is told of the offices for a kelurahan: the Puskesos, who is on duty, the secretariat."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from flows.cases.calendar import Calendar
from flows.cases.catalogue import reaches
from flows.cases.offices import Office, Point, nearest, of_village, opening
from flows.cases.opening_hours import spoken
from flows.facts import Facts, Village
from flows.moments import Moment, TimeOfDay
from flows.questions import Scene
from flows.words import Text, _, literal

PIN = "pin"
"""Where the person stands, when they sent a location."""
MAP = "https://maps.google.com/?q={:.5f},{:.5f}"
GAP = literal("")
"""An empty line: the answer is looked at rather than read."""


def told(village: Village, scene: Scene) -> Iterator[Text]:
    """Line by line; facts stand without full stops."""
    office, own = _office_of(village, scene)
    yield from _answer(village, office, scene, own=own)
    yield GAP
    yield from _secretariat(office, scene)


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
    now = open_now(hours, scene.facts)
    if now is not None:
        yield now


def open_now(hours: Calendar, facts: Facts) -> Text | None:
    """Until when a desk is open, or when it opens; none where it never does."""
    found = opening(hours, facts.now)
    if found is None:
        return None
    is_open, at = found
    zone = facts.city.zone
    today = at.astimezone(ZoneInfo(zone)).date() == facts.today
    when = TimeOfDay(at, zone) if today else Moment(at, zone)
    words = _("Sekarang buka sampai {until}.") if is_open else _("Sekarang tutup; buka {until}.")
    return words.format(until=when)


def _duty(village: Village, scene: Scene) -> Iterator[Text]:
    """Whether somebody works in that kelurahan today; never who."""
    areas = scene.facts.duty
    if areas is None:
        return
    if not _covered(areas, village) and _covered(scene.facts.on_leave, village):
        words = _("Fasilitator Kelurahan {village} sedang cuti; laporan tetap diurus supervisor.")
    elif not _covered(areas, village):
        words = _("Kelurahan {village} belum punya fasilitator; laporan tetap diurus supervisor.")
    elif scene.facts.secretariat.calendar.is_day_off(scene.facts.today):
        words = _("Fasilitator Kelurahan {village} bertugas lagi pada hari kerja.")
    else:
        words = _("Hari ini ada fasilitator yang bertugas di Kelurahan {village}.")
    yield words.format(village=village.name)


def of_secretariat(scene: Scene) -> Iterator[Text]:
    """The secretariat alone, with its hours, where no kelurahan is known."""
    yield from _secretariat(None, scene)


def _covered(areas: frozenset[str], village: Village) -> bool:
    return any(reaches(area, village.code) for area in areas if area)


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


def _middle(code: str, scene: Scene) -> Point | None:
    village = scene.facts.city.village(code)
    return village.centre if village is not None else None
