"""A finished talk becomes a case, if it may."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from flows.cases.filing import Unready
from flows.cases.states import State
from handlers.here import Here
from handlers.house import House
from storage import persons
from storage.tables import Case, Document, Person
from tests.handlers import people
from tests.handlers.filings import (
    DROPPED,
    KK,
    NIK,
    STRANDED,
    VIOLENCE,
    agrees,
    kept_photo,
    neighbour,
    reports,
)

SHORT = {"village": people.WATES, "category": "health", "story": "Kartu KIS anak saya mati"}


def count(house: House, table: type[Case] | type[Person]) -> int:
    with house.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_case_says_what_it_is_about(house: House, warga: people.Person) -> None:
    case = reports(house, warga, DROPPED)
    assert (case.kind, case.subtype, case.need) == ("membership", "dropped", "dropped:PKH")
    assert (case.priority, case.relation, case.state) == ("normal", "self", State.SCREENING)


def test_a_service_is_its_own_need(house: House, warga: people.Person) -> None:
    assert reports(house, warga, STRANDED).need == "MJK_OT"


def test_a_person_is_found_again_by_the_nik(house: House, warga: people.Person) -> None:
    case = reports(house, warga, DROPPED)
    with house.database.read() as session:
        person = persons.by_nik(session, NIK)
        assert person is not None
        assert (person.id, person.kk, person.birth) == (case.person_id, KK, "1982-08-05")
        assert person.sex == "female"


def test_two_needs_of_a_person_are_two_cases(house: House, warga: people.Person) -> None:
    first = reports(house, warga, DROPPED)
    second = reports(house, warga, DROPPED, talk=2, subtype="not_listed", program="")
    assert (first.person_id, first.need != second.need) == (second.person_id, True)


def test_a_later_report_fills_in_what_was_not_known(house: House, warga: people.Person) -> None:
    reports(house, warga, DROPPED, kk="")
    reports(house, warga, DROPPED, talk=2, program="SEMBAKO")
    with house.database.read() as session:
        assert session.scalars(select(Person.kk)).one() == KK


def test_a_later_report_never_overwrites_a_name_and_is_doubted(
    house: House, warga: people.Person
) -> None:
    reports(house, warga, DROPPED)
    case = reports(house, neighbour(house), DROPPED, name="BUDI CONTOH", program="SEMBAKO")
    assert (case.details or {})["doubts"] == ["name_differs"]
    with house.database.read() as session:
        assert session.scalars(select(Person.name)).one() == "SUMINAH CONTOH"


def test_without_a_nik_every_report_is_a_case(house: House, warga: people.Person) -> None:
    for talk in (1, 2):
        reports(house, warga, {**DROPPED, "nik": "", "no_nik": "lost"}, talk=talk)
    assert (count(house, Case), count(house, Person)) == (2, 2)


def test_the_short_complaint_still_opens_a_case(house: House, warga: people.Person) -> None:
    case = reports(house, warga, SHORT)
    assert (case.kind, case.need, case.person_id) == ("", "health", None)


def test_the_papers_of_the_talk_become_papers_of_the_case(
    house: House, warga: people.Person
) -> None:
    kept_photo(house, warga, "paper_ktp")
    case = reports(house, warga, DROPPED)
    with house.database.read() as session:
        assert session.scalars(select(Document.case_id)).one() == case.id


def test_a_talk_that_opened_its_case_only_hears_the_number_again(
    house: House, warga: people.Person
) -> None:
    first = reports(house, warga, DROPPED)
    warga.hears()
    assert reports(house, warga, DROPPED).id == first.id
    assert f"nomor:\n{first.ticket}" in warga.hears()[0]


def _withdraws(here: Here) -> None:
    agrees(here)
    agrees(here, given=False)


def test_without_consent_nothing_is_kept(house: House, warga: people.Person) -> None:
    kept_photo(house, warga, "paper_ktp", key="")
    reports(house, warga, DROPPED, before=_withdraws)
    assert "izin" in warga.hears()[-1]
    with house.database.read() as session:
        assert session.scalars(select(Document)).all() == []
    assert (count(house, Case), count(house, Person)) == (0, 0)


@pytest.mark.parametrize(
    ("guard", "wrong"),
    [
        ("nik", {"nik": ""}),
        ("nik", {"nik": "3576013213829991"}),
        ("description", {"story": "  "}),
        ("papers", {"paper_ktp": None}),
    ],
)
def test_a_talk_that_lets_too_little_through_is_our_mistake(
    house: House, warga: people.Person, guard: str, wrong: dict[str, Any]
) -> None:
    with pytest.raises(Unready, match=guard):
        reports(house, warga, DROPPED, **wrong)
    assert count(house, Case) == 0


def test_a_paper_that_does_not_exist_yet_does_not_hold_a_case_back(
    house: House, warga: people.Person
) -> None:
    assert reports(house, warga, DROPPED, paper_ktp="none").id


def test_an_urgent_report_may_lack_its_papers(house: House, warga: people.Person) -> None:
    hospital = {**VIOLENCE, "subtype": "hospital_refusal", "kind": "non_membership"}
    assert reports(house, warga, hospital).priority == "urgent"


def test_no_number_and_no_name_stands_in_plain_words(house: House, warga: people.Person) -> None:
    reports(house, warga, DROPPED, marks=["elder"])
    with house.database.read() as session:
        connection = session.connection()
        rows = [
            *connection.exec_driver_sql("SELECT * FROM person").all(),
            *connection.exec_driver_sql("SELECT * FROM cases").all(),
        ]
    stored = " ".join(str(value) for row in rows for value in row)
    assert not any(words in stored for words in (NIK, KK, "SUMINAH", "Sejak Mei", "elder"))
