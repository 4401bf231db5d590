"""Which programs somebody answers for: checked against the catalogue before a role is given."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from flows.cases.catalogue import reaches
from flows.cases.states import Role
from handlers.refused import Refused
from storage.catalogue import snapshot


def check_programs(
    session: Session, city_code: str, roles: Sequence[Role], programs: Sequence[str]
) -> None:
    """A program manager owns programs of this city, and nobody else does. Raises Refused."""
    owns = Role.PROGRAM_MANAGER in roles
    if owns and not programs:
        raise Refused(
            "Name what a program_manager owns: --program CODE (`sambung catalogue list`)."
        )
    if programs and not owns:
        raise Refused("--program goes with --role program_manager.")
    catalogue = snapshot(session, city_code)
    for code in programs:
        entry = catalogue.entry(code)
        if entry is None or entry.kind != "program" or not reaches(entry.city, city_code):
            raise Refused(f"There is no program {code} here (`sambung catalogue list`).")


def programs_for(role: Role, programs: Sequence[str]) -> tuple[str, ...]:
    """With which programs the role is stored, one row each; without any for other roles."""
    return tuple(dict.fromkeys(programs)) if role is Role.PROGRAM_MANAGER else ("",)
