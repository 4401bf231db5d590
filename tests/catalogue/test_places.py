"""Places: read from the city's data, wrong ones told plainly, the office's words before ours."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from flows.cases.catalogue_fields import CatalogueWrong
from flows.cases.catalogue_reading import read_catalogue
from flows.cases.offices import Office, distance, nearest, of_village
from flows.cases.place_gaps import place_gaps, unwritten
from handlers import catalogue as held
from handlers.house import House
from handlers.refused import Refused
from storage.areas import centres
from storage.catalogue import release_catalogue, snapshot
from tests.catalogue.conftest import piece

PLACE: dict[str, Any] = {
    "city": "35.76",
    "village": "35.76.02.1010",
    "name": "Puskesos Contoh",
    "address": "Jalan Contoh 1",
    "phone": "0321-000000",
    "hours": "mon-fri 08.00-12.00",
    "latitude": -7.45,
    "longitude": 112.45,
}


def place(**fields: Any) -> Office:
    return read_catalogue([piece("place", "PKS_CONTOH", PLACE, **fields)]).places[0]


def wrong(**fields: Any) -> str:
    with pytest.raises(CatalogueWrong) as caught:
        place(**fields)
    return str(caught.value)


def gaps(*offices: Office) -> list[str]:
    return list(place_gaps(offices, "35.76"))


def test_a_place_is_read_whole() -> None:
    office = place()
    assert (office.address, office.phone, office.point) == (
        "Jalan Contoh 1",
        "0321-000000",
        (-7.45, 112.45),
    )
    assert office.week is not None
    assert office.week[0] == ((480, 720),)
    assert gaps(office) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"hours": "whenever"}, "hours must be office hours like"),
        ({"latitude": "south"}, "latitude must be a number of degrees"),
        ({"longitude": None}, "latitude and longitude belong together"),
        ({"street": "Jalan"}, "street is no field we know"),
    ],
)
def test_what_cannot_be_read_is_told(fields: dict[str, Any], told: str) -> None:
    assert told in wrong(**fields)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"village": "35.16.01.2001"}, "is no kelurahan of 35.76"),
        ({"serves": ["wates"]}, "wates is no kelurahan of 35.76"),
        ({"address": "Jl. Contoh No. 1"}, "without full stops"),
        ({"address": "Jalan Contoh " * 20}, "longer than 120"),
        ({"latitude": 7.45}, "not in Indonesia"),
        ({"name": {"id": "Puskesos"}}, "its name is missing in a language"),
        ({"serves": ["35.76.02.1010"]}, ""),
    ],
)
def test_what_would_mislead_is_a_gap(fields: dict[str, Any], told: str) -> None:
    assert "".join(gaps(place(**fields))).find(told) >= 0
    assert bool(gaps(place(**fields))) is bool(told)


def test_two_desks_for_one_kelurahan_are_a_gap() -> None:
    assert gaps(place(), place()) == ["places: 35.76.02.1010 has two desks (village, serves)"]


def test_the_release_names_only_kelurahan_that_there_are() -> None:
    places = release_catalogue().places
    assert {office.village for office in places} <= set(centres())
    assert sum(office.city == "35.76" for office in places) == 18
    assert sum(office.city == "32.75" for office in places) == 9


def test_the_release_makes_no_address_up() -> None:
    places = release_catalogue().places
    assert unwritten(places) == (len(places), len(places))
    assert not any(office.phone for office in places)


def test_the_nearest_is_measured_over_the_ground() -> None:
    assert distance((-7.0, 112.0), (-7.0, 113.0)) == pytest.approx(110.4, abs=0.1)
    near, far = place(), place(latitude=-7.5)
    assert nearest((far, near), (-7.46, 112.45), lambda _code: None) == near


def test_a_desk_without_a_door_stands_in_the_middle_of_its_kelurahan() -> None:
    office = place(latitude=None, longitude=None)
    assert nearest((office,), (-7.46, 112.45), centres().get) == office
    assert nearest((office,), (-7.46, 112.45), lambda _code: None) is None


def test_the_desk_in_a_kelurahan_goes_before_one_that_serves_it() -> None:
    own = place(village="35.76.03.1002")
    other = place(serves=["35.76.03.1002"])
    assert of_village((other, own), "35.76.03.1002") == own
    assert of_village((other,), "35.76.03.1002") == other
    assert of_village((), "35.76.03.1002") is None


def test_the_office_writes_an_address_down(house: House, now: datetime) -> None:
    words = held.show(house, "place.PKS_WATES") + 'address = "Jalan Contoh 1, Wates"\n'
    assert held.change(house, words, "wates.toml", now) == ("place.PKS_WATES",)
    with house.database.read() as session:
        places = snapshot(session, "35.76").places
    assert [o.address for o in places if o.code == "PKS_WATES"] == ["Jalan Contoh 1, Wates"]


def test_a_place_with_a_gap_is_refused(house: House, now: datetime) -> None:
    words = held.show(house, "place.PKS_WATES") + 'address = "Jl. Contoh"\n'
    with pytest.raises(Refused, match="without full stops"):
        held.change(house, words, "wates.toml", now)
