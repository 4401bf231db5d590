"""A resident asks whether somebody is listed.

    too often             -> locked for the day, and an officer is called
    nobody verified them  -> how that is done; the registry is not even looked into
    verified              -> what the registry says, or the operator is asked

Every answer leaves at the same moment after the question, and every look is on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flows.cases.identity import Nik, read_nik
from flows.cases.registry import Finding, adult, leads_to_proposal, over_the_limit, revealed
from flows.effects import Choice
from flows.talks.registry import FAMILY, NO_NIK, SELF
from flows.words import Text, _, lines
from handlers import officer
from handlers.here import Here
from handlers.registry import answering, operators, verifying
from storage import persons
from storage.registry import looking, verified
from storage.registry.packing import Entry
from storage.tables import Person, RegistryCheck

LOCKED = _(
    "Pemeriksaan dari nomor ini sudah terlalu sering, jadi kami tutup dulu. "
    "Petugas kami beri tahu dan akan membantu Anda pada jam kerja. Ketik MENU untuk yang lain."
)
UNKNOWN_MEMBER = _(
    "Orang itu tidak kami temukan dalam KK yang sama dengan Anda. "
    "Periksa lagi NIK-nya, atau bawa KK ke kantor kelurahan. Ketik MENU untuk yang lain."
)
NOTHING_LOADED = _("Data sedang tidak tersedia. Mohon coba lagi besok, atau ketik PETUGAS.")
MENU = _("Ketik MENU untuk pilihan lain, PETUGAS untuk bertanya.")
PROPOSE, PROPOSE_MEMBER = "k:p:0", "k:p:1"
WEEK = timedelta(days=7)


def check(here: Here, talk: int, answers: Mapping[str, Any]) -> None:
    """Answer the question that these answers ask."""
    me = verified.person_of(here.session, here.address.contact_id, here.now)
    about_me = me is not None and answers.get("whom") == SELF
    nik = _nik(here, str(answers.get("nik") or ""))
    key = me.nik_key if about_me and me else (nik and looking.key_of(here.session, nik.digits))
    if not key:
        answering.say(here, NO_NIK)
        return
    if too_often(here, key):
        answering.say(here, LOCKED)
        officer.call(here)
        return
    here.session.add(RegistryCheck(contact_id=here.address.contact_id, nik_key=key, at=here.now))
    answering.log_look(here, "registry_check", "contact", here.address.contact_id)
    if me is not None and about_me:
        _tell_of(here, me, member=False)
    elif me is not None and answers.get("whom") == FAMILY and nik is not None:
        _about_member(here, me, nik)
    elif nik is not None:
        verifying.ask(here, talk, nik, answers)


def _nik(here: Here, typed: str) -> Nik | None:
    read = read_nik(typed, answering.today(here)) if typed else None
    return read if isinstance(read, Nik) else None


def too_often(here: Here, key: str) -> bool:
    """Whether one more question would be too many: by the city's day, and by who was asked about
    in the last seven days."""
    midnight = datetime.combine(answering.today(here), time.min, here.house.zone).astimezone(UTC)
    contact = here.address.contact_id
    today = verified.checks_since(here.session, contact, midnight)
    week = verified.niks_since(here.session, contact, here.now - WEEK)
    return over_the_limit(here.house.registry, today, week, key)


def _about_member(here: Here, me: Person, nik: Nik) -> None:
    """Of the same family card by the registry itself; an adult must have agreed before an
    officer. Who is of another card and who is nowhere get the same words."""
    member = family_member(here, me, nik)
    if member is None:
        answering.say(here, UNKNOWN_MEMBER)
        return
    contact = here.address.contact_id
    agreed = verified.may_ask_about(here.session, contact, member.id, here.now)
    if adult(nik.birth, answering.today(here)) and not agreed:
        verifying.ask_for_member(here, member)
    else:
        _tell_of(here, member, member=True)


def family_member(here: Here, me: Person, nik: Nik) -> Person | None:
    """Who of the same family card has that NIK; none of another card, nor where nobody has it."""
    found = _of_same_card(here, me, nik)
    if found is None:
        return None
    return persons.meet(
        here.session, nik=nik.digits, kk="", name=found, birth=nik.birth, sex=nik.sex, now=here.now
    )


def _of_same_card(here: Here, me: Person, nik: Nik) -> str | None:
    """The member's name, where both stand on one family card."""
    own = _entry(here, me.nik_key)
    other = _entry(here, looking.key_of(here.session, nik.digits))
    if other is not None:
        card = own.kk if own is not None else me.kk
        return other.name if card and other.kk == card else None
    known = persons.by_nik(here.session, nik.digits)
    same = known is not None and me.kk_key is not None and known.kk_key == me.kk_key
    return known.name if known is not None and same else None


def _entry(here: Here, key: str | None) -> Entry | None:
    found = looking.look_up(here.session, key) if key else None
    return found.entry if found is not None else None


def _tell_of(here: Here, person: Person, *, member: bool) -> None:
    """What the registry says of a person whom this contact may ask about."""
    if here.house.registry.lookup == "operator":
        operators.ask(here, person, member=member)
        return
    found = looking.look_up(here.session, person.nik_key or "")
    if found is None:
        answering.say(here, NOTHING_LOADED)
        return
    answering.log_look(here, "registry_shown", "person", person.id)
    words, choices = told(here, answering.finding_of(here, found), member=member)
    answering.say(here, words, choices)


def told(here: Here, finding: Finding, *, member: bool) -> tuple[Text, tuple[Choice, ...]]:
    """A finding as a verified resident reads it, with the way on."""
    words = revealed(finding, member=member, tell_decile=here.house.registry.tell_decile)
    if not leads_to_proposal(finding):
        return lines(words, MENU), ()
    return words, (Choice(PROPOSE_MEMBER if member else PROPOSE, _("Ajukan usulan")),)
