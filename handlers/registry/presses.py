"""Buttons about the registry: `k:<what>:<id>[:<answer>[:<more>]]`."""

from __future__ import annotations

import re

from flows.words import _
from handlers import resident
from handlers.here import Heard
from handlers.registry import mismatches, operators, verifying
from storage.registry import verified

_DATA = re.compile(r"k:([a-z]):(\d{1,18})(?::([a-z0-9]{1,2}))?(?::(\d{1,2}))?")
ONLY_VERIFIED = _("Nomor Anda belum diverifikasi. Ketik CEK DTKS untuk memulai.")
NONE_HERE = _("Usulan data belum bisa lewat chat di kota ini. Ketik PETUGAS untuk dibantu.")


def is_press(data: str) -> bool:
    """Whether a button is one of these."""
    return _DATA.fullmatch(data) is not None


def press(here: Heard) -> None:
    """Do what the button says."""
    found = _DATA.fullmatch(here.incoming.press.data if here.incoming.press else "")
    if found is None:
        return
    what, number, answer, more = found[1], int(found[2]), found[3] or "", found[4] or ""
    match what:
        case "v":
            verifying.press(here, number, answer)
        case "f":
            verifying.show_photo(here, number)
        case "q":
            operators.press(here, number, answer, more)
        case "m":
            mismatches.press(here, number, answer)
        case "e":
            mismatches.show_evidence(here, number)
        case "p":
            propose(here, member=number == 1)


def propose(here: Heard, *, member: bool) -> None:
    """Open the city's own application for the registry, with what is known filled in."""
    entry = here.catalogue.proposal(here.house.city_code)
    person = verified.person_of(here.session, here.address.contact_id, here.now)
    here.toast()
    if person is None:
        here.say(ONLY_VERIFIED)
    elif entry is None:
        here.say(NONE_HERE)
    else:
        own = {"for_whom": "self", "nik": person.nik, "nik_ok": "yes", "name": person.name}
        known = {"kk": person.kk, **({"for_whom": "family"} if member else own)}
        answers = {key: value for key, value in known.items() if value}
        resident.begin(here, "application", {}, {"service": entry.code, **answers})
