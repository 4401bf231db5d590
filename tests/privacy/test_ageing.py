"""Every night what is past its time goes, in small batches, and is said to whom it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from flows.cases.states import State
from flows.messages import Channel
from flows.privacy import Keeping
from handlers import timers
from handlers.house import House
from handlers.privacy import ageing, erasing
from storage.files import new_key
from storage.privacy.erasing import NOBODY
from storage.tables import (
    Address,
    Audit,
    Case,
    Document,
    Inbox,
    Job,
    Note,
    Outbox,
    RegistryCheck,
    Timer,
    Verification,
)
from storage.tables import (
    Person as PersonRow,
)
from tests.handlers.people import STORY, Clock, Person, case_of
from tests.handlers.rows import rows
from tests.privacy.conftest import proves, told
from tests.registry.conftest import SITI


@pytest.fixture
def ended(siti: Person) -> Person:
    """Somebody whose one report has ended; its photo is at home."""
    siti.complains(photo="file-1")
    key = new_key()
    siti.house.files.put(key, b"contoh")
    with siti.house.database.write() as session:
        case = session.get_one(Case, 1)
        case.state, case.ended_at = State.CLOSED, siti.house.clock()
        document = session.scalars(select(Document)).one()
        document.status, document.key = "fetched", key
    siti.hears()
    return siti


def nights(house: House) -> dict[str, int]:
    """One night, with the files' jobs."""
    done = ageing.work(house)
    for document in rows(house, Document):
        erasing.delete_file(house, document.id)
    return done


def test_photos_go_thirty_days_after_the_end(ended: Person, clock: Clock) -> None:
    key = rows(ended.house, Document)[0].key
    clock.forward(days=29)
    nights(ended.house)
    assert ended.house.files.exists(key)

    clock.forward(days=2)
    nights(ended.house)
    assert not ended.house.files.exists(key)
    assert rows(ended.house, Document)[0].status == "purged"


def test_and_the_person_is_told_once(ended: Person, clock: Clock) -> None:
    clock.forward(days=31)
    nights(ended.house)
    nights(ended.house)

    assert sum("Foto dan berkas laporan" in words for words in ended.hears()) == 1


def test_of_an_open_report_nothing_goes(siti: Person, clock: Clock) -> None:
    siti.complains(photo="file-1")
    clock.forward(days=900)
    ageing.work(siti.house)

    assert case_of(siti.house).story == STORY
    assert rows(siti.house, Document)[0].status == "pending"


def test_a_photo_that_an_open_proposal_needs_stays(ended: Person, clock: Clock) -> None:
    with ended.house.database.write() as session:
        old = session.get_one(Case, 1)
        session.add(Case(ticket="26-009999-0", contact_id=old.contact_id, talk=99,
                         address_id=old.address_id, category="health", story="",
                         state="screening", opened_at=clock.now, state_since=clock.now,
                         due_at=clock.now, split_from=old.id))  # fmt: skip
    clock.forward(days=31)

    assert nights(ended.house)["files"] == 0


def test_a_report_that_follows_another_ends_with_it(ended: Person, clock: Clock) -> None:
    with ended.house.database.write() as session:
        case = session.get_one(Case, 1)
        session.add(Case(ticket="26-009999-0", contact_id=case.contact_id, talk=99,
                         address_id=case.address_id, category="health", story="",
                         state="screening", opened_at=clock.now, state_since=clock.now,
                         due_at=clock.now))  # fmt: skip
        session.flush()
        case.state, case.ended_at, case.duplicate_of = "duplicate", None, 2
    clock.forward(days=31)
    assert nights(ended.house)["files"] == 0

    with ended.house.database.write() as session:
        main = session.get_one(Case, 2)
        main.state, main.ended_at = "closed", clock.now - timedelta(days=31)
    assert nights(ended.house)["files"] == 1


def test_a_report_is_emptied_after_two_years_and_two_weeks_notice(
    ended: Person, clock: Clock
) -> None:
    house = ended.house
    clock.forward(days=717)
    nights(house)
    assert "kami hapus pada" in told(ended)
    assert case_of(house).story == STORY

    clock.forward(days=14)
    nights(house)
    case = case_of(house)
    assert (case.story, case.person_id, case.details) == ("", None, None)
    assert "sudah kami hapus" in told(ended)


def test_nobody_is_emptied_without_having_been_told(ended: Person, clock: Clock) -> None:
    """Also where the first night comes years later."""
    clock.forward(days=2000)
    nights(ended.house)
    assert case_of(ended.house).story == STORY

    clock.forward(days=15)
    nights(ended.house)
    assert case_of(ended.house).story == ""


def test_an_emptied_report_leads_to_nobody(ended: Person, clock: Clock) -> None:
    house = ended.house
    clock.forward(days=720)
    nights(house)
    clock.forward(days=15)
    nights(house)

    with house.database.read() as session:
        ghost = session.scalars(select(Address).where(Address.key == NOBODY)).one()
        assert session.get_one(Case, 1).contact_id == ghost.contact_id
        about = session.scalars(select(Outbox.address_id).where(Outbox.case_id == 1))
        assert set(about) <= {ghost.id}
        assert [note.words for note in session.scalars(select(Note)) if note.words] == []
    ended.says("cek")
    assert "belum punya laporan" in told(ended)


def test_words_of_messages_go_after_ninety_days(siti: Person, clock: Clock) -> None:
    siti.complains()
    clock.forward(days=91)
    siti.says("menu")
    house = siti.house
    nights(house)

    assert [row.id for row in rows(house, Inbox) if row.content] == [rows(house, Inbox)[-1].id]
    assert STORY not in "".join(str(row.content) for row in rows(house, Outbox))


def test_a_night_does_not_look_at_them_again(siti: Person, clock: Clock) -> None:
    siti.says("halo", "1")
    clock.forward(days=91)
    first = nights(siti.house)
    second = nights(siti.house)

    assert first["inbox"] == 2
    assert (second["inbox"], second["outbox"]) == (0, 0)


def test_a_message_that_still_waited_is_dropped(siti: Person, clock: Clock) -> None:
    siti.says("halo")
    clock.forward(days=91)
    nights(siti.house)

    assert {row.status for row in rows(siti.house, Outbox)} == {"dropped"}


def test_the_access_log_stays_five_years(siti: Person, desk: Person, clock: Clock) -> None:
    proves(siti, desk)
    clock.forward(days=1000)
    nights(siti.house)
    assert "verification_verified" in {row.action for row in rows(siti.house, Audit)}

    clock.forward(days=900)
    nights(siti.house)
    assert "verification_verified" not in {row.action for row in rows(siti.house, Audit)}


def test_who_asked_about_whom_goes_with_the_chat(siti: Person, desk: Person, clock: Clock) -> None:
    proves(siti, desk)
    clock.forward(days=91)
    nights(siti.house)

    assert rows(siti.house, RegistryCheck) == []


def test_a_request_to_be_verified_that_nobody_decided_lapses(
    loaded: House, siti: Person, clock: Clock
) -> None:
    siti.says("halo", "1", "cek dtks", "setuju", "saya sendiri", SITI, "ya", "3576020101109991",
              "Siti Contoh", "wates", "nanti di kantor")  # fmt: skip
    clock.forward(days=91)
    nights(loaded)

    (proof,) = rows(loaded, Verification)
    assert (proof.state, proof.kk) == ("ended", None)
    assert {row.nik for row in rows(loaded, PersonRow)} == {None}


def test_who_has_been_silent_for_two_years_is_forgotten(siti: Person, clock: Clock) -> None:
    siti.says("halo", "1")
    clock.forward(days=745)
    nights(siti.house)

    assert siti.id not in {row.external for row in rows(siti.house, Address)}


def test_staff_are_not_forgotten(desk: Person, clock: Clock) -> None:
    clock.forward(days=3000)
    nights(desk.house)

    assert desk.id in {row.external for row in rows(desk.house, Address)}


def test_the_city_settles_how_long(ended: Person, clock: Clock) -> None:
    house = replace(ended.house, keeping=replace(Keeping(), photos=timedelta(days=3)))
    clock.forward(days=4)

    assert ageing.work(house)["files"] == 1


def test_what_is_due_is_counted_without_changing_anything(ended: Person, clock: Clock) -> None:
    clock.forward(days=91)
    due = ageing.due(ended.house)

    assert due["files"] == 1
    assert due["inbox"] > 0
    assert ageing.due(ended.house) == due


def test_many_rows_go_in_small_batches(house: House, clock: Clock) -> None:
    with house.database.write() as session:
        session.add_all(
            Inbox(channel=Channel.TELEGRAM, provider_id=str(n), received_at=clock.now,
                  content={"text": "contoh"}) for n in range(ageing.BATCH * 2 + 1)
        )  # fmt: skip
    clock.forward(days=91)

    assert ageing.work(house)["inbox"] == ageing.BATCH * 2 + 1


def test_one_timer_orders_each_nights_work(house: House, clock: Clock) -> None:
    ageing.expect(house)
    ageing.expect(house)
    (timer,) = [row for row in rows(house, Timer) if row.subject == ageing.SUBJECT]
    assert timer.due_at is not None
    assert timer.due_at.astimezone(house.zone).strftime("%H.%M") == "01.30"

    clock.now = timer.due_at
    timers.tick(house)
    again = next(row for row in rows(house, Timer) if row.subject == ageing.SUBJECT)
    assert again.due_at == timer.due_at + timedelta(days=1)


def test_a_night_that_is_too_long_goes_on_in_the_next_job(ended: Person, clock: Clock) -> None:
    clock.forward(days=91)
    ageing.work(ended.house, 700_000_000, longest=0)

    if ended.house.database.is_sqlite:
        assert [row.subject_id for row in rows(ended.house, Job) if row.kind == ageing.NIGHT] == [
            700_000_001
        ]
