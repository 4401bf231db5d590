"""A case put where a test wants it, a clock that is moved, and who was told of what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from flows.cases.clocks import Kind
from flows.cases.states import Role, Stage, State
from handlers import case_timers, clocks, timers
from handlers.house import House
from storage.tables import Address, Case, ClockRow, Note, Outbox, Referral, Timer
from tests.handlers.filings import DROPPED, reports
from tests.handlers.people import CITY, MAGERSARI, WATES, Clock, Group, Person, staff


@dataclass
class Desk:
    """Everybody of one case, and what each was told by name of notice."""

    house: House
    clock: Clock
    people: dict[str, Person] = field(default_factory=dict)
    group: Group | None = None
    _read: int = 0

    def puts(self, state: State, stage: Stage, *, only: Kind | None = None, **fields: Any) -> None:
        """The case stands there from now on; only that clock of those that run there is kept."""
        with self.house.database.write() as session:
            case = session.get_one(Case, 1)
            case.state, case.stage, case.version = state, stage, case.version + 1
            for name, value in fields.items():
                setattr(case, name, value)
            session.flush()
            clocks.begin(case_timers.for_case(self.house, session, case), case)
        if only is not None:
            self._keeps(only)
        self.told()

    def _keeps(self, kind: Kind) -> None:
        with self.house.database.write() as session:
            session.execute(delete(ClockRow).where(ClockRow.kind != kind))
            session.execute(delete(Timer).where(Timer.kind != kind))

    def passes(self, **by: float) -> list[tuple[str, str]]:
        """Time passes and the program ticks; who was told of what, in its order."""
        self.clock.now += timedelta(**by)
        while timers.tick(self.house):
            pass
        return self.told()

    def told(self) -> list[tuple[str, str]]:
        """Person (or `group`) and notice of everything queued since the last time."""
        names = {person.id: name for name, person in self.people.items()}
        with self.house.database.read() as session:
            fresh = select(Outbox).where(Outbox.id > self._read).order_by(Outbox.id)
            rows = session.scalars(fresh).all()
            self._read = max((row.id for row in rows), default=self._read)
            return [(_reader(session, row, names), row.notice) for row in rows]

    def row(self, kind: Kind) -> ClockRow:
        """A clock of the case."""
        with self.house.database.read() as session:
            return session.scalars(select(ClockRow).where(ClockRow.kind == kind)).one()

    def runs(self) -> set[str]:
        """The clocks that run."""
        with self.house.database.read() as session:
            running = select(ClockRow.kind).where(ClockRow.running_since.is_not(None))
            return set(session.scalars(running))

    def noted(self) -> list[tuple[str, str]]:
        """What the clocks left in the case's history."""
        with self.house.database.read() as session:
            notes = session.scalars(select(Note).order_by(Note.id)).all()
            return [(n.event, n.code) for n in notes if n.event in {"warned", "breached"}]

    def refers(self, program: str, **fields: Any) -> None:
        """The case was referred to that program just now."""
        with self.house.database.write() as session:
            now, later = self.clock.now, self.clock.now + timedelta(days=60)
            values = {"state": "sent", "sent_at": now, "due_at": later, **fields}
            session.add(Referral(case_id=1, program=program, **values))


def _reader(session: Session, row: Outbox, names: dict[str, str]) -> str:
    if row.group_id is not None:
        return "group"
    external: str = session.get_one(Address, row.address_id).external
    return names.get(external, external)


def manned(house: House, clock: Clock, resident: Person) -> Desk:
    """A reported case, and somebody in every role of its area; nobody has done anything."""
    reports(house, resident, DROPPED)
    desk = Desk(house, clock, {"resident": resident})
    for number, (role, area) in enumerate(
        (
            (Role.FACILITATOR, WATES),
            (Role.PUSKESOS_OFFICER, WATES),
            (Role.SUPERVISOR, MAGERSARI),
            (Role.FRONT_OFFICE, CITY),
            (Role.BACK_OFFICE, CITY),
            (Role.MANAGER, CITY),
            (Role.AGENCY_HEAD, CITY),
        )
    ):
        name = f"{role} contoh".title()
        desk.people[role] = staff(house, name, role, area, f"88010{number}")
    desk.group = Group(house).bound(desk.people[Role.SUPERVISOR])
    desk.told()
    return desk
