"""The catalogue as rows: versions, what the office changed, and what a city sees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from flows.cases.catalogue import Catalogue, reaches
from flows.cases.catalogue_reading import Piece
from storage.catalogue import (
    change,
    current_pieces,
    load_catalogue,
    overtaken,
    release_catalogue,
    release_pieces,
    snapshot,
    take_back,
)
from storage.database import Database
from storage.tables import CatalogueEntry

HOW = {"id": "Ambil di loket.", "jv": "Mangga mendhet wonten loket."}


def _count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(CatalogueEntry)) or 0


def _snapshot(database: Database, city: str = "35.76") -> Catalogue:
    with database.read() as session:
        return snapshot(session, city)


def _ktp(catalogue: Catalogue) -> str:
    document = catalogue.document("ktp")
    assert document is not None
    return document.how.id


def _change_ktp(database: Database, now: datetime) -> bool:
    with database.write() as session:
        return change(session, Piece("document", "ktp", {"name": "KTP", "how": HOW}), now)


def test_migrating_loads_every_piece_of_the_release(database: Database) -> None:
    with database.read() as session:
        assert len(current_pieces(session)) == len(release_pieces()) == _count(database)


def test_loading_the_same_release_again_adds_no_version(database: Database, now: datetime) -> None:
    before = _count(database)
    with database.write() as session:
        load_catalogue(session, now)

    assert _count(database) == before


def test_rows_hold_exactly_what_the_files_say(database: Database) -> None:
    files = release_catalogue()
    rows = _snapshot(database)

    assert set(rows.entries) == {e for e in files.entries if reaches(e.city, "35.76")}
    assert rows.documents == files.documents


def test_a_city_does_not_see_the_services_of_another(database: Database) -> None:
    assert _snapshot(database, "35.76").entry("BKS_LKM_NIK") is None
    assert _snapshot(database, "32.75").entry("BKS_LKM_NIK") is not None


def test_what_the_office_changed_counts_before_the_release(
    database: Database, now: datetime
) -> None:
    _change_ktp(database, now)

    assert _ktp(_snapshot(database)) == HOW["id"]


def test_the_same_change_twice_is_one_version(database: Database, now: datetime) -> None:
    assert [_change_ktp(database, now), _change_ktp(database, now)] == [True, False]


def test_a_change_outlives_the_next_loading(database: Database, now: datetime) -> None:
    _change_ktp(database, now)
    with database.write() as session:
        load_catalogue(session, now)

    assert _ktp(_snapshot(database)) == HOW["id"]


def test_a_change_that_is_taken_back_gives_way_to_the_release(
    database: Database, now: datetime
) -> None:
    _change_ktp(database, now)
    with database.write() as session:
        assert take_back(session, "document", "ktp", now)

    assert _ktp(_snapshot(database)) == _ktp(release_catalogue())


def test_nothing_is_taken_back_where_nothing_was_changed(database: Database, now: datetime) -> None:
    with database.write() as session:
        assert not take_back(session, "document", "ktp", now)


def test_a_taken_back_change_can_be_made_again(database: Database, now: datetime) -> None:
    _change_ktp(database, now)
    with database.write() as session:
        take_back(session, "document", "ktp", now)
    _change_ktp(database, now)

    assert _ktp(_snapshot(database)) == HOW["id"]


def test_new_words_of_a_release_under_a_change_are_told(database: Database, now: datetime) -> None:
    _change_ktp(database, now)
    with database.write() as session:
        assert overtaken(session) == ()
        session.add(_release_row("document", "ktp", now))
        session.flush()

        assert overtaken(session) == (("document", "ktp"),)


def test_a_piece_that_left_the_release_is_gone(database: Database, now: datetime) -> None:
    with database.write() as session:
        session.add(_release_row("document", "papyrus", now, version=2))
        session.flush()
        assert snapshot(session, "35.76").document("papyrus") is not None
        load_catalogue(session, now)

    assert _snapshot(database).document("papyrus") is None


def test_a_snapshot_is_kept_until_something_changes(database: Database, now: datetime) -> None:
    with database.write() as session:
        before = snapshot(session, "35.76")
        assert snapshot(session, "35.76") is before
        change(session, Piece("document", "ktp", {"name": "KTP", "how": HOW}), now)
        session.flush()

        assert snapshot(session, "35.76").version > before.version


def _release_row(kind: str, code: str, now: datetime, version: int = 2) -> CatalogueEntry:
    return CatalogueEntry(
        kind=kind,
        code=code,
        origin="release",
        version=version,
        content='{"name": "KTP", "how": "Loket"}',
        hash="another",
        loaded_at=now,
    )
