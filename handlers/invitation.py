"""Somebody opened a one-time staff link."""

from __future__ import annotations

from collections.abc import Mapping

from flows.cases.states import ROLE_LABELS, Role
from flows.words import Text, _staff, lines, literal
from handlers.here import Heard
from handlers.staffing import RedeemOutcome, redeem, roles_of, staff_of_contact
from storage.tables import Area

_ANSWERS: Mapping[RedeemOutcome, Text] = {
    RedeemOutcome.USED: _staff(
        "Tautan ini sudah dipakai. Mintalah tautan baru kepada kantor SLRT."
    ),
    RedeemOutcome.EXPIRED: _staff(
        "Tautan ini sudah tidak berlaku. Mintalah tautan baru kepada kantor SLRT."
    ),
    RedeemOutcome.UNKNOWN: _staff(
        "Kode ini tidak dikenal. Periksa lagi tulisannya, atau mintalah tautan baru."
    ),
    RedeemOutcome.OTHER_PERSON: _staff(
        "Akun ini atau petugas ini sudah terhubung. Hubungi kantor SLRT bila ganti HP."
    ),
}


def open_link(here: Heard, token: str) -> None:
    """Bind the sender to the staff member of the link, and say what they may do now."""
    outcome = redeem(here.session, token, here.address.contact_id, here.now)
    if outcome is not RedeemOutcome.BOUND:
        here.say(_ANSWERS[outcome])
        return
    member = staff_of_contact(here.session, here.address.contact_id)
    assert member is not None  # bound just now, in this transaction
    welcome = _staff("Selamat datang, {name}. Anda terhubung sebagai:").format(
        name=literal(member.name)
    )
    roles = [_role_line(here, role, area) for role, area in roles_of(here.session, member.id)]
    after = _staff(
        "Tugas baru datang di chat ini. Ketik TUGAS untuk melihatnya lagi, MENU untuk bantuan."
    )
    here.say(lines(welcome, *roles, after))


def _role_line(here: Heard, role: Role, area_code: str) -> Text:
    area = here.session.get_one(Area, area_code)
    return _staff("- {role}, {area}").format(
        role=ROLE_LABELS[role],
        area=literal(area.name),
    )
