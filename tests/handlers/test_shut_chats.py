"""An officer who has shut the chat is as absent as one who never came."""

from __future__ import annotations

import pytest

from flows.cases.states import State
from flows.messages import Kind
from handlers.house import House
from tests.handlers.people import Person
from tests.handlers.secretariat import Office, office, presses_of, processing, stands


@pytest.fixture
def town(house: House, warga: Person) -> Office:
    """A case that waits for the front office; everybody is there."""
    everybody = office(house)
    processing(house, warga)
    stands(house, State.APPROVED, "secretariat")
    return everybody


def test_the_case_comes_to_who_stands_in(town: Office) -> None:
    town.front.does(Kind.STOPPED)
    town.back.says("tugas")
    assert "Periksa" in town.back.labels()


def test_who_stands_in_may_act(house: House, town: Office) -> None:
    town.front.does(Kind.STOPPED)
    town.back.says("tugas")
    presses_of(town.back, "Periksa")
    assert "sekarang Anda periksa" in " ".join(town.back.hears() + town.back.toasts())


def test_nobody_stands_in_once_the_chat_is_open_again(town: Office) -> None:
    town.front.does(Kind.STOPPED)
    town.front.does(Kind.STARTED)
    town.back.hears()
    town.back.says("tugas")
    assert town.back.hears() == ["Tidak ada tugas yang menunggu Anda."]
