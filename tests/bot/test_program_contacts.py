"""Who answers for a program, as the office adds them."""

from __future__ import annotations

from datetime import datetime

import pytest

from flows.cases.states import Role
from handlers import roster, staffing
from handlers.house import House
from handlers.refused import Refused
from handlers.roster import list_staff
from tests.bot.conftest import Sambung
from tests.handlers.people import CITY

OWNER = ((Role.PROGRAM_MANAGER, CITY),)


def test_a_contact_owns_the_programs_that_are_named(house: House, now: datetime) -> None:
    staffing.add_staff(house, "Contoh", OWNER, now, ("PKH", "PIP"))
    (person,) = list_staff(house)
    assert (person.roles, person.programs) == (OWNER, ("PKH", "PIP"))


def test_a_contact_of_no_program_is_refused(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match="--program"):
        staffing.add_staff(house, "Contoh", OWNER, now)


@pytest.mark.parametrize("code", ["XYZ", "MJK_DTKS_LETTER", "pkh"])
def test_only_a_program_of_the_catalogue_counts(house: House, now: datetime, code: str) -> None:
    with pytest.raises(Refused, match=f"no program {code}"):
        staffing.add_staff(house, "Contoh", OWNER, now, (code,))


def test_nobody_else_owns_a_program(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match="program_manager"):
        staffing.add_staff(house, "Contoh", ((Role.FRONT_OFFICE, CITY),), now, ("PKH",))


def test_a_program_is_given_and_taken_one_by_one(house: House, now: datetime) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", OWNER, now, ("PKH",))
    roster.grant(house, staff_id, *OWNER[0], now, "PIP")
    with pytest.raises(Refused, match="already"):
        roster.grant(house, staff_id, *OWNER[0], now, "PIP")
    roster.revoke(house, staff_id, *OWNER[0], now, "PKH")
    assert list_staff(house)[0].programs == ("PIP",)


def test_the_last_program_is_not_taken(house: House, now: datetime) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", OWNER, now, ("PKH",))
    with pytest.raises(Refused, match="only role"):
        roster.revoke(house, staff_id, *OWNER[0], now, "PKH")


def test_the_command_names_the_program_and_the_list_shows_it(sambung: Sambung) -> None:
    role = ("--role", "program_manager", "--area", CITY)
    assert sambung("staff", "add", "Contoh", *role).exit_code != 0
    assert "1 added" in sambung("staff", "add", "Contoh", *role, "--program", "PKH").stdout
    assert "program_manager 35.76 (PKH)" in sambung("staff", "list").stdout
