"""News for a person: once, two in a row as one, not at night, and a talk goes on behind it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.cases.states import Event, Role, State
from flows.effects import Conversation
from handlers import audiences, resident, roster
from handlers.house import House
from storage.tables import Case, Outbox
from tests.handlers.filings import here_of
from tests.handlers.people import CITY, WATES, Clock, Person, staff
from tests.handlers.post import leaves, waits
from tests.handlers.rows import rows
from tests.handlers.secretariat import Office, acts, office, processing, stands


@pytest.fixture
def town(house: House) -> Office:
    return office(house)


@pytest.fixture
def decided(house: House, town: Office, siti: Person) -> Office:
    """A survey that waits for the supervisor, at 23.00; the reporter sleeps since the day."""
    processing(house, siti)
    stands(house, State.AWAITING_SUPERVISOR, "supervisor")
    leaves(house)
    return town


def told(house: House) -> list[tuple[str, str]]:
    return [(n, r) for n, r in waits(house) if n in {"approved", "forwarded", "referred"}]


def talk_of(house: House, person: Person) -> Conversation:
    with house.database.write() as session:
        return resident.conversation(here_of(house, session, person))


def test_at_night_news_waits_until_six(house: House, decided: Office, clock: Clock) -> None:
    clock.forward(hours=9)
    acts(house, decided.supervisor, Event.APPROVE)
    leaves(house)
    assert told(house) == [("approved", "quiet")]
    clock.forward(hours=7, minutes=1)
    assert any("disetujui supervisor" in words for words in leaves(house))


def test_in_the_morning_only_what_still_matters_goes_out(
    house: House, decided: Office, clock: Clock
) -> None:
    clock.forward(hours=9)
    acts(house, decided.supervisor, Event.APPROVE)
    leaves(house)
    acts(house, decided.front, Event.TAKE)
    acts(house, decided.front, Event.FORWARD)
    leaves(house)
    assert told(house) == [("approved", "combined"), ("forwarded", "quiet")]


def test_what_waits_for_the_morning_holds_up_no_answer(
    house: House, decided: Office, siti: Person, clock: Clock
) -> None:
    clock.forward(hours=9)
    acts(house, decided.supervisor, Event.APPROVE)
    leaves(house)
    siti.says("menu")
    assert len(leaves(house)) == 1
    assert told(house) == [("approved", "quiet")]


def test_who_is_awake_and_writing_gets_news_at_night(
    house: House, decided: Office, siti: Person, clock: Clock
) -> None:
    clock.forward(hours=9)
    siti.says("menu")
    acts(house, decided.supervisor, Event.APPROVE)
    assert any("disetujui supervisor" in words for words in leaves(house))


def test_two_quick_steps_are_one_message(house: House, decided: Office, clock: Clock) -> None:
    patient = replace(house, settling=timedelta(seconds=20))
    acts(house, decided.supervisor, Event.APPROVE)
    leaves(patient)
    assert told(house) == [("approved", "settling")]
    clock.forward(seconds=5)
    acts(house, decided.front, Event.TAKE)
    acts(house, decided.front, Event.FORWARD)
    leaves(patient)
    assert told(house) == [("approved", "combined"), ("forwarded", "settling")]
    clock.forward(seconds=21)
    assert any("sudah diperiksa sekretariat" in words for words in leaves(patient))


def test_the_approval_names_who_has_it_next(house: House, decided: Office) -> None:
    acts(house, decided.supervisor, Event.APPROVE)
    (words,) = [words for words in leaves(house) if "disetujui supervisor. B" in words]
    assert "ada di sekretariat SLRT, yang menentukan bantuan atau jawaban" in words


def test_who_is_two_things_hears_of_a_change_once(house: House, town: Office, siti: Person) -> None:
    both = staff(house, "Dua Peran Contoh", Role.FRONT_OFFICE, CITY, "880099")
    roster.grant(house, 6, Role.SUPERVISOR, CITY, house.clock())
    processing(house, siti)
    stands(house, State.ANSWERED, "answer", answered_at=house.clock())
    acts(house, siti, Event.REOPEN, reason="bantuan belum datang sama sekali")
    assert sum("dibuka kembali" in words for words in both.hears()) == 1


def test_the_number_and_who_has_it_are_one_message(
    house: House, warga: Person, fasilitator: Person
) -> None:
    warga.complains()
    (words,) = [words for words in warga.hears() if "Laporan Anda sudah kami terima" in words]
    assert "Seorang fasilitator akan menghubungi Anda" in words
    assert not any(
        row.notice == "assigned" and row.status != "dropped" for row in rows(house, Outbox)
    )


def test_news_in_the_middle_of_a_talk_repeats_the_question_and_leaves_the_talk(
    house: House, decided: Office, siti: Person
) -> None:
    siti.says("halo", "1", "1", "1", "1", "1")
    leaves(house)
    acts(house, decided.supervisor, Event.APPROVE)
    said = leaves(house)
    assert said[-1].startswith("Sekarang kita lanjutkan.")
    assert any(words.startswith("Hasil survei laporan") for words in said[:-1])
    siti.says("wates")
    assert talk_of(house, siti).answers["village"] == WATES


def test_several_pieces_of_news_repeat_the_question_once(
    house: House, decided: Office, siti: Person
) -> None:
    siti.says("halo", "1", "1", "1", "1", "1")
    leaves(house)
    acts(house, decided.supervisor, Event.APPROVE)
    with house.database.write() as session:
        audiences.to_reporter(
            here_of(house, session, decided.supervisor), session.get_one(Case, 1), "screened_again"
        )
    said = leaves(house)
    assert sum(words.startswith("Sekarang kita lanjutkan.") for words in said) == 1
    assert said[-1].startswith("Sekarang kita lanjutkan.") or "fasilitator" in said[-1].lower()


def test_a_question_of_two_days_ago_is_left_to_its_reminder(
    house: House, decided: Office, siti: Person, clock: Clock
) -> None:
    siti.says("halo", "1", "1", "1", "1", "1")
    clock.forward(hours=48)
    leaves(house)
    acts(house, decided.supervisor, Event.APPROVE)
    assert not any(words.startswith("Sekarang kita lanjutkan.") for words in leaves(house))


def test_a_promise_that_has_passed_is_not_repeated(
    house: House, town: Office, siti: Person, clock: Clock
) -> None:
    processing(house, siti)
    stands(house, State.AWAITING_SUPERVISOR, "supervisor")
    clock.forward(hours=49)
    acts(house, town.supervisor, Event.APPROVE)
    told = next(words for words in siti.hears() if "disetujui supervisor" in words)
    assert "maaf, janji kami" in told
    assert "paling lambat" not in told
