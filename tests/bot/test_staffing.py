"""Staff: added by the office, bound by a link that works once, each step on record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from flows.cases.states import Role
from handlers import leaving, roster, staffing
from handlers.house import House
from handlers.refused import Refused
from handlers.roster import list_staff
from handlers.staffing import GroupOutcome, RedeemOutcome
from storage import people
from storage.tables import Audit, StaffGroup, StaffLink

VILLAGE, DISTRICT, CITY = "35.76.01.1006", "35.76.01", "35.76"
FACILITATOR = ((Role.FACILITATOR, VILLAGE),)
SUPERVISOR = ((Role.SUPERVISOR, DISTRICT),)


def contact(house: House, external: str) -> int:
    with house.database.write() as session:
        return people.meet(session, "telegram", external, house.clock()).contact_id


def opens(house: House, token: str, contact_id: int, now: datetime) -> RedeemOutcome:
    with house.database.write() as session:
        return staffing.redeem(session, token, contact_id, now)


def actions(house: House) -> list[str]:
    with house.database.read() as session:
        return list(session.scalars(select(Audit.action).order_by(Audit.id)))


def test_whoever_opens_the_link_becomes_the_staff_member(house: House, now: datetime) -> None:
    staff_id, token = staffing.add_staff(house, "Contoh Fasilitator", FACILITATOR, now)
    chat = contact(house, "9990")
    assert opens(house, token, chat, now) is RedeemOutcome.BOUND
    with house.database.read() as session:
        member = staffing.staff_of_contact(session, chat)
    assert member == staffing.StaffMember(staff_id, "Contoh Fasilitator", FACILITATOR)


def test_the_token_is_long_and_never_stored(house: House, now: datetime) -> None:
    _, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    with house.database.read() as session:
        stored = session.scalars(select(StaffLink.token_hash)).one()
    assert len(token) == 32
    assert token not in stored


def test_a_link_works_for_one_person_only(house: House, now: datetime) -> None:
    _, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    first, second = contact(house, "9990"), contact(house, "9991")
    opens(house, token, first, now)
    assert opens(house, token, second, now) is RedeemOutcome.USED
    assert opens(house, token, first, now) is RedeemOutcome.BOUND


def test_a_link_lives_for_seven_days(house: House, now: datetime) -> None:
    _, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    late = now + timedelta(days=7)
    chat = contact(house, "9990")
    assert opens(house, token, chat, late) is RedeemOutcome.EXPIRED
    assert opens(house, token, chat, late - timedelta(seconds=1)) is RedeemOutcome.BOUND


def test_of_two_who_open_it_at_once_one_wins(house: House, now: datetime) -> None:
    _, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    chats = [contact(house, f"999{n}") for n in range(6)]
    with ThreadPoolExecutor(len(chats)) as together:
        outcomes = list(together.map(lambda chat: opens(house, token, chat, now), chats))
    assert sorted(outcomes) == [RedeemOutcome.BOUND] + [RedeemOutcome.USED] * 5


def test_an_invented_token_is_unknown(house: House, now: datetime) -> None:
    assert opens(house, "x" * 32, contact(house, "9990"), now) is RedeemOutcome.UNKNOWN


def test_a_contact_cannot_be_two_staff_members(house: House, now: datetime) -> None:
    chat = contact(house, "9990")
    for name, outcome in (("Contoh A", "bound"), ("Contoh B", "other_person")):
        _, token = staffing.add_staff(house, name, FACILITATOR, now)
        assert opens(house, token, chat, now) == outcome


def test_a_new_link_ends_the_old_one(house: House, now: datetime) -> None:
    staff_id, old = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    new = staffing.new_link(house, staff_id, now)
    chat = contact(house, "9990")
    assert opens(house, old, chat, now) is RedeemOutcome.EXPIRED
    assert opens(house, new, chat, now) is RedeemOutcome.BOUND


def test_a_linked_member_gets_a_new_link_only_by_releasing_the_old_phone(
    house: House, now: datetime
) -> None:
    staff_id, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    old, new = contact(house, "9990"), contact(house, "9991")
    opens(house, token, old, now)
    with pytest.raises(Refused, match="linked already"):
        staffing.new_link(house, staff_id, now)
    opens(house, staffing.new_link(house, staff_id, now, release=True), new, now)
    with house.database.read() as session:
        assert staffing.staff_of_contact(session, old) is None
        assert staffing.staff_of_contact(session, new) is not None


def test_who_is_switched_off_is_a_resident_again(house: House, now: datetime) -> None:
    staff_id, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    chat = contact(house, "9990")
    opens(house, token, chat, now)
    leaving.set_active(house, staff_id, now, active=False)
    with house.database.read() as session:
        assert staffing.staff_of_contact(session, chat) is None
    leaving.set_active(house, staff_id, now, active=True)
    with house.database.read() as session:
        assert staffing.staff_of_contact(session, chat) is not None


def test_the_link_of_who_is_switched_off_does_not_work(house: House, now: datetime) -> None:
    staff_id, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    leaving.set_active(house, staff_id, now, active=False)
    leaving.set_active(house, staff_id, now, active=True)
    assert opens(house, token, contact(house, "9990"), now) is RedeemOutcome.EXPIRED


@pytest.mark.parametrize("area", ["32.75", "35.76.9", "35.76.01.9999", ""])
def test_an_area_outside_the_city_is_refused(house: House, now: datetime, area: str) -> None:
    with pytest.raises(Refused, match="no area"):
        staffing.add_staff(house, "Contoh", ((Role.FACILITATOR, area),), now)
    assert list_staff(house) == ()


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.RESIDENT, Role.REPRESENTATIVE])
def test_some_roles_are_not_for_staff(house: House, now: datetime, role: Role) -> None:
    with pytest.raises(Refused, match="cannot be given"):
        staffing.add_staff(house, "Contoh", ((role, CITY),), now)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_is_needed_and_not_a_novel(house: House, now: datetime, name: str) -> None:
    with pytest.raises(Refused, match="name"):
        staffing.add_staff(house, name, FACILITATOR, now)


def test_the_list_says_who_has_opened_their_link(house: House, now: datetime) -> None:
    staffing.add_staff(house, "Contoh A", SUPERVISOR + FACILITATOR, now)
    _, token = staffing.add_staff(house, "Contoh B", FACILITATOR, now)
    opens(house, token, contact(house, "9990"), now)
    waiting, linked = list_staff(house)
    assert (waiting.linked, waiting.link_until) == (False, now + timedelta(days=7))
    assert waiting.roles == SUPERVISOR + FACILITATOR
    assert (linked.linked, linked.link_until) == (True, None)


def test_who_moves_gets_the_new_role_before_the_old_one_goes(house: House, now: datetime) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    with pytest.raises(Refused, match="only role"):
        roster.revoke(house, staff_id, Role.FACILITATOR, VILLAGE, now)
    roster.grant(house, staff_id, Role.SUPERVISOR, DISTRICT, now)
    roster.revoke(house, staff_id, Role.FACILITATOR, VILLAGE, now)
    assert list_staff(house)[0].roles == SUPERVISOR
    assert actions(house)[-2:] == [
        "staff_granted.supervisor.35.76.01",
        "staff_revoked.facilitator.35.76.01.1006",
    ]


def test_a_role_is_given_once_and_inside_the_city(house: House, now: datetime) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    for role, area in (*FACILITATOR, (Role.SUPERVISOR, "32.75"), (Role.SYSTEM, CITY)):
        with pytest.raises(Refused):
            roster.grant(house, staff_id, role, area, now)
    with pytest.raises(Refused, match="is not supervisor"):
        roster.revoke(house, staff_id, Role.SUPERVISOR, CITY, now)


def test_somebody_unknown_cannot_be_changed(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match="no staff member 9"):
        leaving.set_active(house, 9, now, active=False)


def test_every_step_leaves_an_audit_row(house: House, now: datetime) -> None:
    staff_id, token = staffing.add_staff(house, "Contoh", FACILITATOR, now)
    opens(house, token, contact(house, "9990"), now)
    opens(house, token, contact(house, "9991"), now)
    leaving.set_active(house, staff_id, now, active=False)
    assert actions(house) == [
        "staff_added",
        "staff_link_made",
        "staff_link_bound",
        "staff_link_used",
        "staff_off",
    ]


@pytest.mark.parametrize(
    ("roles", "area", "outcome"),
    [
        (SUPERVISOR, DISTRICT, GroupOutcome.BOUND),
        (SUPERVISOR, VILLAGE, GroupOutcome.BOUND),
        (SUPERVISOR, CITY, GroupOutcome.NOT_ALLOWED),
        (SUPERVISOR, "35.76.02", GroupOutcome.NOT_ALLOWED),
        (FACILITATOR, VILLAGE, GroupOutcome.NOT_ALLOWED),
        (SUPERVISOR, "35.76.99", GroupOutcome.UNKNOWN_AREA),
    ],
)
def test_a_group_is_bound_by_who_has_the_area(
    house: House, now: datetime, roles: staffing.Roles, area: str, outcome: GroupOutcome
) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", roles, now)
    with house.database.write() as session:
        assert staffing.bind_group(session, "-9990", area, staff_id, now) is outcome
        bound = session.scalars(select(StaffGroup.area_code)).all()
    assert bound == ([area] if outcome is GroupOutcome.BOUND else [])


def test_binding_again_moves_the_group_and_takes_us_back_in(house: House, now: datetime) -> None:
    staff_id, _ = staffing.add_staff(house, "Contoh", SUPERVISOR, now)
    with house.database.write() as session:
        staffing.bind_group(session, "-9990", DISTRICT, staff_id, now)
        session.scalars(select(StaffGroup)).one().left_at = now
        staffing.bind_group(session, "-9990", VILLAGE, staff_id, now)
        again = session.scalars(select(StaffGroup)).one()
        assert again.area_code == VILLAGE
        assert again.left_at is None
    assert actions(house).count("group_bound") == 2
