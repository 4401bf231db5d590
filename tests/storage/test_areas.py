"""The areas of both cities, and who reaches which."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from flows.facts import City
from storage.areas import city, covers, load_areas, name_of
from storage.database import Database
from storage.tables import AreaAlias


def _city(database: Database, code: str) -> City:
    with database.read() as session:
        return city(session, code)


@pytest.mark.parametrize(
    ("code", "name", "districts", "villages"),
    [("35.76", "Kota Mojokerto", 3, 18), ("32.75", "Kota Bekasi", 12, 56)],
)
def test_a_city_is_complete(
    database: Database, code: str, name: str, districts: int, villages: int
) -> None:
    found = _city(database, code)

    assert (found.name, len(found.districts)) == (name, districts)
    assert sum(len(district.villages) for district in found.districts) == villages


def test_a_village_stands_in_its_district_in_the_order_of_codes(database: Database) -> None:
    kranggan = _city(database, "35.76").districts[2]

    assert [village.name for village in kranggan.villages] == [
        "Kranggan",
        "Miji",
        "Meri",
        "Jagalan",
        "Sentanan",
        "Purwotengah",
    ]


def test_a_village_knows_its_other_spellings(database: Database) -> None:
    village = _city(database, "35.76").village("35.76.02.1001")

    assert village is not None
    assert "Gunung Gedangan" in village.aliases


def test_no_spelling_of_a_village_is_another_villages_name(database: Database) -> None:
    for code in ("35.76", "32.75"):
        villages = [v for d in _city(database, code).districts for v in d.villages]
        names = {village.name.casefold(): village.code for village in villages}
        for village in villages:
            for alias in village.aliases:
                assert names.get(alias.casefold(), village.code) == village.code


def test_no_spelling_means_two_villages(database: Database) -> None:
    for code in ("35.76", "32.75"):
        villages = [v for d in _city(database, code).districts for v in d.villages]
        spellings = [alias.casefold() for village in villages for alias in village.aliases]

        assert len(spellings) == len(set(spellings))


def test_loading_again_changes_nothing(database: Database) -> None:
    before = _city(database, "35.76")
    with database.write() as session:
        count = session.scalar(select(func.count()).select_from(AreaAlias))
        load_areas(session)

        assert session.scalar(select(func.count()).select_from(AreaAlias)) == count
    assert _city(database, "35.76") == before


def test_an_unknown_city_is_refused(database: Database) -> None:
    with pytest.raises(LookupError):
        _city(database, "35.77")


@pytest.mark.parametrize(
    ("scope", "village", "reaches"),
    [
        ("35.76", "35.76.01.1006", True),
        ("35.76.01", "35.76.01.1006", True),
        ("35.76.01.1006", "35.76.01.1006", True),
        ("35.76.02", "35.76.01.1006", False),
        ("35.76.0", "35.76.01.1006", False),
        ("35.76.01.1006", "35.76.01", False),
        ("", "35.76.01.1006", False),
    ],
)
def test_a_role_reaches_its_own_area_and_those_inside(
    scope: str, village: str, reaches: bool
) -> None:
    assert covers(scope, village) is reaches


def test_an_area_is_called_by_its_name_and_an_unknown_code_by_none(database: Database) -> None:
    with database.read() as session:
        assert name_of(session, "35.76.02.1010") == "Wates"
        assert name_of(session, "35.76") == city(session, "35.76").name
        with pytest.raises(NoResultFound):
            name_of(session, "99.99")
