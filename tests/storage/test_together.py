"""What is read for several cases at once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import pytest

from storage import seldom, together
from storage.database import Database
from storage.tables import CardReadingRow, Document, Note, Referral
from storage.together import Later
from tests.storage.test_needs import a_case


def test_what_is_held_is_asked_once_and_only_when_it_is_wanted(database: Database) -> None:
    asked: list[str] = []

    def papers() -> dict[int, str]:
        asked.append("papers")
        return {1: "one", 2: "two"}

    with database.read() as session:
        later = {"papers": Later(session, papers), "moves": Later(session, dict)}
        with together.held(session, later):
            assert asked == []
            assert [together.known(session, "papers", n) for n in (1, 2, 3)] == ["one", "two", None]
        assert together.known(session, "papers", 1) is None
    assert asked == ["papers"]


def test_who_answers_for_all_asks_the_database_itself(database: Database) -> None:
    with database.read() as session:

        def papers() -> dict[int, object]:
            return {1: together.known(session, "papers", 1) or "read"}

        with together.held(session, {"papers": Later(session, papers)}):
            assert together.known(session, "papers", 1) == "read"


def test_rows_that_few_have_are_asked_of_these_few() -> None:
    def ask(few: Collection[int]) -> dict[int, list[str]]:
        assert list(few) == [2]
        return {2: ["row"]}

    assert together.of_few([1, 2], [2], ask) == {1: [], 2: ["row"]}
    assert together.of_few([1, 2], [], ask) == {1: [], 2: []}


@pytest.fixture
def cases(database: Database, address: int, contact: int, now: datetime) -> list[int]:
    """Three, each with something else; the third is linked with the first."""
    with database.write() as session:
        rows = [a_case(address, contact, None, talk, now) for talk in (1, 2, 3)]
        session.add_all(rows)
        session.flush()
        first, second, third = (row.id for row in rows)
        rows[2].duplicate_of = first
        session.add(Note(case_id=second, at=now, event="attempt", role="facilitator"))
        session.add(Note(case_id=third, at=now, event="visit", role="facilitator"))
        session.add(Referral(case_id=second, program="PKH", state="sent", sent_at=now, due_at=now))
        for case_id, status in ((first, "wanted"), (third, "read")):
            paper = Document(
                contact_id=contact, talk=1, case_id=case_id, channel="telegram", received_at=now,
                question="paper_ktp", ref="file", media="image",
            )  # fmt: skip
            session.add(paper)
            session.flush()
            session.add(
                CardReadingRow(document_id=paper.id, wants="ktp", status=status, wanted_at=now)
            )
        return [first, second, third]


def test_which_cases_have_what_few_have(database: Database, cases: list[int]) -> None:
    first, second, third = cases
    with database.read() as session:
        assert seldom.kept(session, cases) == {
            seldom.ATTEMPTS: {second},
            seldom.LINKED: {first},
            seldom.REFERRALS: {second},
            seldom.READINGS: {third},
        }
        assert not any(seldom.kept(session, []).values())
