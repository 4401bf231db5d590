"""Officers look for somebody by name: in chat `CARI nama` within their own area, at the computer
in one kelurahan. What they see is masked, and that they looked is on record.

In chat a job does it, because no name is searched for in a transaction that writes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from flows.cases.states import Role
from flows.facts import City
from flows.masking import mask_numbers
from flows.words import Text, _staff, lines, literal
from handlers.here import Heard, Here
from handlers.house import House
from handlers.refused import Refused
from handlers.registry import answering
from handlers.staffing import StaffMember, staff_of_contact
from storage import areas, jobs, persons, staff
from storage.registry import looking, searching
from storage.registry.searching import Hit
from storage.tables import Address, RegistrySearch

FIND = "registry_find"
"""Kind of the job."""
MAY_FIND = frozenset(
    {
        Role.PUSKESOS_OFFICER,
        Role.PUSKESOS_COORDINATOR,
        Role.FRONT_OFFICE,
        Role.BACK_OFFICE,
        Role.REGISTRY_OPERATOR,
    }
)
SHOWN = 5
_ASKED = re.compile(r"\s*/?cari\s+(?P<name>\S.*?)(?:\s+(?:di|kel|kelurahan)\s+(?P<where>.+))?\s*",
                    re.IGNORECASE | re.DOTALL)  # fmt: skip
_ALONE = re.compile(r"\s*/?cari[\s.?!]*", re.IGNORECASE)
HOW = _staff("Tulis namanya juga. Contoh: CARI Siti Contoh di Wates")
NOT_ALLOWED = _staff("Mencari di data hanya untuk Puskesos, front office, dan back office.")
NO_VILLAGE = _staff("Kelurahan itu tidak ada di wilayah Anda. Contoh: CARI Siti Contoh di Wates")
LOOKING = _staff("Sebentar, kami cari. Pencarian ini dicatat.")
NOBODY = _staff("Tidak ada nama yang mirip. Coba ejaan lain, atau tulis kelurahannya.")


def is_asked(text: str) -> bool:
    """Whether a message of an officer is a search."""
    return (_ASKED.fullmatch(text) or _ALONE.fullmatch(text)) is not None


def ask(here: Heard) -> None:
    """Order the search."""
    found = _ASKED.fullmatch(here.incoming.text)
    if here.staff is None or not _scopes(here.staff):
        here.say(NOT_ALLOWED)
        return
    if found is None:
        here.say(HOW)
        return
    if not villages_for(here.city, _scopes(here.staff), found["where"] or ""):
        here.say(NO_VILLAGE)
        return
    search = RegistrySearch(
        staff_id=here.staff.id,
        address_id=here.address.id,
        words="\n".join((found["name"], found["where"] or "")),
        asked_at=here.now,
    )
    here.session.add(search)
    here.session.flush()
    answering.log_look(here, "registry_searched", "registry_search", search.id)
    jobs.order(here.session, FIND, search.id, here.now)
    here.say(LOOKING)


def _scopes(member: StaffMember) -> tuple[str, ...]:
    return tuple(area for role, area in member.roles if role in MAY_FIND)


def villages_for(city: City, scopes: Collection[str], named: str) -> tuple[str, ...]:
    """Codes of the kelurahan of these areas; of one name, where one was given."""
    mine = [
        village
        for district in city.districts
        for village in district.villages
        if any(areas.covers(scope, village.code) for scope in scopes)
    ]
    wanted = " ".join(named.casefold().split())
    return tuple(
        v.code
        for v in mine
        if not wanted or wanted in {name.casefold() for name in (v.name, *v.aliases)}
    )


def work(house: House, search_id: int) -> None:
    """The job: search without writing, then answer."""
    with house.database.read() as session:
        search = session.get(RegistrySearch, search_id)
        if search is None or search.done_at is not None:
            return
        name, _line, where = search.words.partition("\n")
        address = session.get_one(Address, search.address_id)
        member = staff_of_contact(session, address.contact_id)
        scopes = _scopes(member) if member is not None else ()
        codes = villages_for(areas.city(session, house.city_code), scopes, where)
        found = searching.search(session, name, codes, SHOWN) if codes else ()
        hits = without_frozen(session, found)
    with house.database.write() as session:
        _answer(house, session, search_id, hits)
    house.wake()


def without_frozen(session: Session, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Without who asked that nobody look into their data for now."""
    keys = {hit.row: looking.key_of(session, hit.entry.nik) for hit in hits}
    shut = persons.frozen(session, keys.values())
    return tuple(hit for hit in hits if keys[hit.row] not in shut)


def _answer(house: House, session: Session, search_id: int, hits: Sequence[Hit]) -> None:
    search = session.get_one(RegistrySearch, search_id, with_for_update=True)
    if search.done_at is not None:
        return
    here = Here(house, session, session.get_one(Address, search.address_id), house.clock())
    search.done_at, search.found = here.now, len(hits)
    here.say(listing(here.city, hits))


def listing(city: City, hits: Sequence[Hit]) -> Text:
    """Who was found, masked."""
    if not hits:
        return NOBODY
    head = _staff("{count} yang paling mirip:").format(count=len(hits))
    return lines(head, *(_line(city, n, hit) for n, hit in enumerate(hits, 1)))


def _line(city: City, number: int, hit: Hit) -> Text:
    one = hit.entry
    village = city.village(one.village)
    decile = f", desil {one.decile}" if one.decile else ""
    return literal(
        f"{number}. {one.name}, NIK {mask_numbers(one.nik)}, "
        f"{village.name if village else '-'} RT {one.rt or '-'}/RW {one.rw or '-'}{decile}"
    )


def find_from_desk(house: House, name: str, village: str) -> tuple[Hit, ...]:
    """The same at the computer; every kelurahan where none is named. Raises Refused."""
    with house.database.read() as session:
        if village and areas.city(session, house.city_code).village(village) is None:
            raise Refused(f"There is no kelurahan {village}. See `sambung staff areas`.")
        found = searching.search(session, name, (village,) if village else ())
        hits = without_frozen(session, found)
    with house.database.write() as session:
        staff.note(session, "registry_searched", "registry", len(hits), house.clock())
    return hits
