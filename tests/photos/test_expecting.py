"""What should be on a photo follows from the paper that was asked for."""

from __future__ import annotations

import pytest

from handlers.house import House
from handlers.pictures.check import ExpectedKind
from handlers.pictures.expecting import CARDS, LETTERS, expected
from storage.catalogue import snapshot


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("paper_ktp", ExpectedKind.ID_CARD),
        ("paper_kk", ExpectedKind.FAMILY_CARD),
        ("paper_sktm", ExpectedKind.LETTER),
        ("paper_house_front_photo", ExpectedKind.PLACE),
        ("paper_a_paper_of_tomorrow", ExpectedKind.PLACE),
        ("ask_damage_photo", ExpectedKind.PLACE),
        ("photo", ExpectedKind.PLACE),
    ],
)
def test_a_paper_is_expected_as_what_it_is(question: str, kind: ExpectedKind) -> None:
    assert expected(question) is kind


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_paper_that_is_named_here_is_in_the_catalogue(house: House) -> None:
    with house.database.read() as session:
        documents = {one.code for one in snapshot(session, house.city_code).documents}
    assert documents >= CARDS | LETTERS
