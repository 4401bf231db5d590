"""Nothing that happens costs more because a million other cases are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import bindparam, select

from flows.messages import Channel
from handlers import cards, checking, delivery, fetching, giving_out, openings, parked, timers
from handlers.history import history_of
from handlers.house import House
from storage import at_hand, cases, inbox, jobs, needs
from storage.database import Database
from storage.figures import figures
from storage.statements import run
from storage.tables import Case
from tests.handlers.people import ABOUT, CITY, STORY, Clock, Group, Person, case_of
from tests.storage.plans import heard


def test_no_turn_reads_a_growing_table_from_end_to_end(
    house: House, warga: Person, fasilitator: Person, supervisor: Person, group: Group
) -> None:
    with heard(house.database) as asked:
        warga.says("halo", "1", "1", "1", *ABOUT, "wates", STORY)
        warga.sends_photo("ref-1")
        warga.says("1")
        fasilitator.accepts()
        fasilitator.surveys()
        fasilitator.says("tugas")
        group.shows()
        group.presses(supervisor, "Rincian")
        supervisor.says("tugas")
        group.presses(supervisor, "Setujui")
        warga.says("cek", case_of(house).ticket, "petugas", "stop")
    assert len(asked.statements) > 40
    assert asked.scans(house.database) == {}


def test_no_work_in_the_background_reads_a_growing_table_from_end_to_end(
    house: House, surveyed: str, warga: Person, clock: Clock, siti: Person
) -> None:
    siti.says("halo", "1", "1", "1", *ABOUT, "wates")
    clock.forward(hours=24)
    with heard(house.database) as asked:
        timers.tick(house)
        giving_out.look(house)
        for channel in Channel:
            delivery.take_over(house, channel)
            cards.take_over(house, channel)
            for parcel in delivery.claim(house, channel, "one", 5):
                delivery.sent(house, parcel, f"m{parcel.outbox_id}")
            delivery.receipt(house, channel, "m1", "delivered", "", clock.now)
            cards.claim(house, channel, lambda _chat: timedelta(), 5)
        fetching.wanted(house, 1)
        checking.look(house, 1)
        openings.opened(house, 1, 1, clock.now)
        with house.database.read() as session:
            figures(session, clock.now)
            jobs.waiting(session, clock.now)
    assert asked.scans(house.database) == {}


def test_no_look_of_the_office_reads_a_growing_table_from_end_to_end(
    house: House, surveyed: str, clock: Clock
) -> None:
    with heard(house.database) as asked:
        history_of(house, surveyed, clock.now)
        parked.list_parked(house)
        with house.database.read() as session:
            case = session.get_one(Case, 1)
            inbox.later_handled(session, 1)
            cases.in_areas(session, [CITY], ("submitted",), 10, homeless=True)
            needs.near(session, case, clock.now, 10)
            needs.same_reporter(session, case, 10)
            needs.open_need(session, 1, "need")
            at_hand.requests_for_an_officer(session, "h:1", clock.now)
            at_hand.last_buttons(session, 1, clock.now)
    assert asked.scans(house.database) == {}


def test_what_is_run_past_sqlalchemy_is_heard_and_looked_at(database: Database) -> None:
    every = select(Case.id).where(Case.category == bindparam("of"))
    with heard(database) as asked:
        for category in ("social", "food"):
            with database.read() as session:
                run(session, every, {"of": category})
    assert list(asked.times.values()) == [2]
    assert list(asked.scans(database).values()) == [{"cases"}]


def test_who_listens_no_more_hears_nothing(database: Database) -> None:
    every = select(Case.id).where(Case.category == bindparam("of"))
    with heard(database) as asked:
        pass
    with database.read() as session:
        run(session, every, {"of": "social"})
    assert not asked.times


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * FROM cases WHERE category = 'x'", {"cases"}),
        ("SELECT count(*) FROM inbox WHERE status = 'done'", {"inbox"}),
        ("SELECT count(*) FROM inbox WHERE status = 'parked'", set()),
        ("SELECT * FROM outbox WHERE status = 'sent'", {"outbox"}),
        ("SELECT * FROM cases WHERE ticket = 'x'", set()),
        ("SELECT * FROM staff WHERE active", set()),
    ],
)
def test_a_table_that_is_read_from_end_to_end_is_found(
    database: Database, query: str, found: set[str]
) -> None:
    with heard(database) as asked, database.engine.connect() as connection:
        connection.exec_driver_sql(query)
    assert asked.scans(database).get(query, set()) == found
