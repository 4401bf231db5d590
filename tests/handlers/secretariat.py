"""The people of the secretariat and of two programs, and cases that come to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flows.cases.rows import Guard
from flows.cases.states import Event, Role, State
from flows.messages import Channel
from handlers import delivery, moving, staffing
from handlers.case_facts import actor_of
from handlers.house import House
from storage import cases
from storage.tables import Case, Move, Referral
from tests.handlers.filings import DROPPED, NIK, here_of, reports
from tests.handlers.people import CITY, MAGERSARI, WATES, Person, case_of, staff
from tests.handlers.rows import rows

PKH, KIP = "PKH", "PIP"
TICKET = "26-000001-5"
LETTER = {
    "kind": "service",
    "service": "MJK_DTKS_LETTER",
    "category": "data",
    "for_whom": "self",
    "name": "SUMINAH CONTOH",
    "nik": NIK,
    "village": WATES,
    "story": "Minta surat keterangan terdaftar untuk sekolah anak",
    "paper_ktp": 1,
    "paper_kk": 1,
}


@dataclass
class Office:
    """Everybody with a chat of their own."""

    house: House
    front: Person
    back: Person
    manager: Person
    supervisor: Person
    facilitator: Person

    def at(self, route: str) -> House:
        """The same house where complaints take that route."""
        return replace(self.house, complaint_route=route)


def office(house: House) -> Office:
    """Everybody that a case needs on its way; no contact of any program."""
    return Office(
        house,
        staff(house, "Front Office Contoh", Role.FRONT_OFFICE, CITY, "880020"),
        staff(house, "Back Office Contoh", Role.BACK_OFFICE, CITY, "880021"),
        staff(house, "Manajer Contoh", Role.MANAGER, CITY, "880022"),
        staff(house, "Supervisor Contoh", Role.SUPERVISOR, MAGERSARI, "880002"),
        staff(house, "Fasilitator Contoh", Role.FACILITATOR, WATES, "880001"),
    )


def owner(house: House, program: str, chat: str, name: str = "") -> Person:
    """The contact of a program, who has opened their link."""
    person = Person(house, Channel.TELEGRAM, chat)
    _, token = staffing.add_staff(
        house,
        name or f"Kontak {program} Contoh",
        [(Role.PROGRAM_MANAGER, CITY)],
        house.clock(),
        [program],
    )
    person.says(f"/start {token}")
    person.hears()
    return person


def stands(house: House, state: State, stage: str, case_id: int = 1, **values: Any) -> None:
    """The case is put there, whatever came before."""
    with house.database.write() as session:
        case = session.get_one(Case, case_id)
        case.state, case.stage = state, stage
        for name, value in values.items():
            setattr(case, name, value)


def processing(house: House, reporter: Person, **values: Any) -> Case:
    """A complaint that the back office has before it."""
    reports(house, reporter, DROPPED)
    stands(house, State.PROCESSING, "secretariat", **values)
    reporter.hears()
    return case_of(house)


def acts(house: House, person: Person, event: Event, case_id: int = 1, **more: Any) -> None:
    """Somebody moves the case, without the talk before it."""
    with house.database.write() as session:
        here = here_of(house, session, person)
        case = cases.lock(session, case_id)
        assert case is not None
        moving.carry(here, case, event, actor_of(here), case.version, **more)


def refers(person: Person, *programs: str) -> None:
    """Choose these programs, leave the note out, and send."""
    person.presses("Rujuk ke program")
    person.says(*programs, "selesai", "lewati", "kirim")


def presses_of(person: Person, label: str, case_id: int = 1) -> None:
    """Press the newest button with that label of that very case."""
    keys = [b for m in person.gets() for b in m.buttons if b.label == label]
    person.taps([b.data for b in keys if b.data.startswith(f"c:{case_id}:")][-1])


def referrals(house: House) -> list[tuple[str, str]]:
    """Each referral's program and state."""
    return [(row.program, row.state) for row in rows(house, Referral)]


def way(house: House) -> list[str]:
    """What happened to the first case, move by move."""
    return [m.event for m in rows(house, Move) if m.case_id == 1 and m.event != "open"]


def chosen() -> moving.Given:
    """What the talk before a referral brings."""
    values = {"programs": "PKH", "decided_by": "2 bulan"}
    return moving.Given(frozenset({Guard.PROGRAMS_CHOSEN}), values)


def outcome() -> moving.Given:
    """What the programs' answers bring."""
    return moving.Given(values={"outcome": "dikabulkan"})


def until() -> moving.Given:
    """What a no of the manager brings."""
    return moving.Given(values={"until": "7 Desember 2026", "outcome": "belum dapat dikabulkan"})


def leave(house: House, channel: Channel) -> list[str]:
    """All messages of that channel leave now; their provider's numbers."""
    taken: list[str] = []
    while parcels := delivery.claim(house, channel, "test", 50):
        for parcel in parcels:
            taken.append(f"SM{parcel.outbox_id}")
            delivery.sent(house, parcel, taken[-1])
    return taken
