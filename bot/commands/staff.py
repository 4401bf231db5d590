"""`sambung staff`: who works here, in which role, for which area."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table

from bot.invitations import how_to_join
from bot.opening import office, settings_for
from bot.rules import Use
from flows.cases.states import ROLE_LABELS, Role
from handlers import absence, leaving, roster, staffing
from handlers.roster import StaffLine
from handlers.staffing import NOT_FOR_STAFF, Roles
from storage import areas

GIVEN = tuple(role for role in Role if role not in NOT_FOR_STAFF)


@click.group()
def staff() -> None:
    """Add people who work here, and give them their one-time link.

    \b
    Examples:
      sambung staff areas
      sambung staff add "Contoh Fasilitator" --role facilitator --area 35.76.02.1010
      sambung staff add "Contoh Supervisor" --role supervisor --area 35.76.02
      sambung staff add "Contoh Kontak PKH" --role program_manager --area 35.76 --program PKH
      sambung staff list
    """


@staff.command()
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in GIVEN]),
    metavar="ROLE",
    help="What they do (`sambung staff roles`). May be repeated.",
)
@click.option(
    "--area",
    "area_codes",
    multiple=True,
    required=True,
    metavar="CODE",
    help="Where: a village, a district or the city (`sambung staff areas`). "
    "Once for all roles, or once for each role in the same order.",
)
@click.option(
    "--program",
    "programs",
    multiple=True,
    metavar="CODE",
    help="For a program_manager: what they answer for (`sambung catalogue list`). May be repeated.",
)
def add(
    name: str, roles: tuple[str, ...], area_codes: tuple[str, ...], programs: tuple[str, ...]
) -> None:
    """Add a staff member and print their one-time link.

    The link works once, for seven days. Give it to that person only: whoever opens it gets the
    role.
    """
    pairs = _pairs(roles, area_codes)
    with office() as house:
        staff_id, token = staffing.add_staff(house, name, pairs, house.clock(), programs)
    _hand_over(f"Staff {staff_id} added. Their link works once, for 7 days:", token)


def _hand_over(head: str, token: str) -> None:
    click.echo(head)
    for line in how_to_join(settings_for(Use.OFFICE), token):
        click.echo(f"  {line}")


def _pairs(roles: Sequence[str], area_codes: Sequence[str]) -> Roles:
    if len(area_codes) not in {1, len(roles)}:
        raise click.UsageError("Give --area once for all roles, or once for each --role.")
    every = area_codes if len(area_codes) == len(roles) else [area_codes[0]] * len(roles)
    return tuple((Role(role), code) for role, code in zip(roles, every, strict=True))


@staff.command(name="list")
def list_() -> None:
    """Show everybody: id, name, roles, and whether they opened their link."""
    with office() as house:
        people, zone = roster.list_staff(house), house.zone
    if not people:
        click.echo("Nobody yet. Add the first one: sambung staff add --help")
        return
    table = Table("Id", "Name", "Roles", "Link", box=None)
    for person in people:
        table.add_row(str(person.id), person.name, _roles(person), _link(person, zone))
    Console().print(table)


def _roles(person: StaffLine) -> str:
    owned = f" ({', '.join(dict.fromkeys(person.programs))})" if person.programs else ""
    return "\n".join(
        f"{role} {code}{owned if role is Role.PROGRAM_MANAGER else ''}"
        for role, code in person.roles
    )


def _link(person: StaffLine, zone: ZoneInfo) -> str:
    if not person.active:
        return "switched off"
    if person.linked:
        return "linked"
    if person.link_until is None:
        return "expired: sambung staff link " + str(person.id)
    return f"not opened, works until {_day(person.link_until, zone)}"


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


@staff.command()
def roles() -> None:
    """Show the roles that can be given."""
    table = Table("Role", "Indonesian", box=None)
    for role in GIVEN:
        table.add_row(role.value, ROLE_LABELS[role].render("id"))
    Console().print(table)


@staff.command(name="areas")
def areas_() -> None:
    """Show the city, its districts and villages with their codes."""
    with office() as house, house.database.read() as session:
        city = areas.city(session, house.city_code)
    click.echo(f"{city.code}  {city.name}")
    for district in city.districts:
        click.echo(f"  {district.code}  {district.name}")
        for village in district.villages:
            click.echo(f"    {village.code}  {village.name}")


_role = click.option(
    "--role", required=True, type=click.Choice([role.value for role in GIVEN]), metavar="ROLE"
)
_area = click.option("--area", "area_code", required=True, metavar="CODE")
_program = click.option(
    "--program", default="", metavar="CODE", help="For a program_manager: one program."
)


@staff.command()
@click.argument("staff_id", type=int)
@_role
@_area
@_program
def grant(staff_id: int, role: str, area_code: str, program: str) -> None:
    """Give somebody one more role in an area."""
    with office() as house:
        roster.grant(house, staff_id, Role(role), area_code, house.clock(), program)
    click.echo(f"Staff {staff_id} is {role} for {area_code} now.")


@staff.command()
@click.argument("staff_id", type=int)
@_role
@_area
@_program
def revoke(staff_id: int, role: str, area_code: str, program: str) -> None:
    """Take a role in an area away."""
    with office() as house:
        roster.revoke(house, staff_id, Role(role), area_code, house.clock(), program)
    click.echo(f"Staff {staff_id} is not {role} for {area_code} any more.")


@staff.command()
@click.argument("staff_id", type=int)
def off(staff_id: int) -> None:
    """Switch somebody off: no rights, no new cases. Their history stays.

    Their open visits go to other facilitators at once; where there is none, the supervisors
    are told. For a leave of some days use `absent`.
    """
    with office() as house:
        moved = leaving.set_active(house, staff_id, house.clock(), active=False)
    told = f" {moved} open visit(s) were given to others, or to the supervisors." if moved else ""
    click.echo(f"Staff {staff_id} is off.{told}")


@staff.command()
@click.argument("staff_id", type=int)
def on(staff_id: int) -> None:
    """Switch somebody on again."""
    with office() as house:
        leaving.set_active(house, staff_id, house.clock(), active=True)
    click.echo(f"Staff {staff_id} is on.")


@staff.command()
@click.argument("name")
@click.option(
    "--until",
    "last",
    type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
    metavar="DATE",
    help="The last day away, such as 2026-11-28.",
)
@click.option("--back", is_flag=True, help="They work again.")
def absent(name: str, last: datetime | None, back: bool) -> None:
    """Say that somebody is away: no new cases until then, and not on duty.

    NAME is their id or their whole name (`sambung staff list`). They keep what they have; the
    supervisors hear of visits that stand open. Facilitators can write it themselves: CUTI 3 HARI.
    """
    if (last is None) is not back:
        raise click.UsageError("Give --until DATE, or --back.")
    with office() as house:
        staff_id = roster.named(house, name)
        if last is None:
            absence.set_back(house, staff_id, house.clock())
            click.echo(f"Staff {staff_id} is back.")
            return
        count = absence.set_away(house, staff_id, last.date(), house.clock())
    told = f" The supervisors hear of {count} open visit(s)." if count else ""
    click.echo(f"Staff {staff_id} is away until the end of {last:%Y-%m-%d}.{told}")


@staff.command()
@click.argument("staff_id", type=int)
@click.option("--forget", is_flag=True, help="Drop what was recorded.")
def family(staff_id: int, forget: bool) -> None:
    """Record whose family a facilitator belongs to, so that they are never sent to it.

    The numbers are asked for and not shown; only their keyed hash is stored. Leave one empty
    to keep what is recorded.
    """
    kk = nik = ""
    if not forget:
        kk = click.prompt("Family card number (No. KK)", default="", hide_input=True)
        nik = click.prompt("NIK", default="", hide_input=True)
    with office() as house:
        roster.set_family(house, staff_id, kk, nik, house.clock(), forget=forget)
    click.echo(f"The family of staff {staff_id} is {'forgotten' if forget else 'recorded'}.")


@staff.command()
@click.argument("staff_id", type=int)
@click.option("--release", is_flag=True, help="Unlink the old phone first: it loses all rights.")
def link(staff_id: int, release: bool) -> None:
    """Print a new one-time link. An older one stops working."""
    with office() as house:
        token = staffing.new_link(house, staff_id, house.clock(), release=release)
    _hand_over(f"New link of staff {staff_id}. It works once, for 7 days:", token)
