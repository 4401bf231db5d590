"""A city with a small registry of invented people, a desk, an operator, supervisors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.cases.registry import Rules
from flows.cases.states import Role
from flows.messages import Channel
from handlers.house import House
from handlers.registry import importing
from handlers.registry.importing import Imported, Wanted
from tests.handlers.conftest import clock, house
from tests.handlers.people import CITY, MAGERSARI, WATES, Clock, Person, staff

__all__ = ["clock", "house"]

SITI, KK = "3576024508829991", "3576020101109991"
CHILD, HUSBAND = "3576021205159992", "3576020507809993"
NOT_LISTED, OTHER_KK = "3576026001909994", "3576020101109995"
HEAD = "nik;nokk;nama;tgl_lahir;kecamatan;kelurahan;rt;rw;desil;padan_dukcapil;pkh;periode_pkh"
ROWS = (
    f"{SITI};{KK};SITI CONTOH;1982-08-05;Magersari;Wates;001;002;3;Padan;1;2026 TW4",
    f"{CHILD};{KK};ANAK CONTOH;2015-05-12;Magersari;Wates;001;002;3;Padan;0;",
    f"{HUSBAND};{KK};SOEPARMAN CONTOH;1980-07-05;Magersari;Wates;001;002;;Padan;0;",
    "3576020101709996;3576020101109996;PAINEM CONTOH;1970-01-01;Magersari;Wates;003;001;1;Tidak;0;",
)


def write(path: Path, *rows: str, head: str = HEAD) -> Path:
    path.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return path


def load(house: House, path: Path, **more: object) -> Imported:
    wanted = Wanted(path, date(2026, 10, 15), "Contoh", report=path.with_suffix(".ditolak.csv"))
    return importing.import_file(house, replace(wanted, **more), lambda _done, _size: None)  # type: ignore[arg-type]


@pytest.fixture
def loaded(house: House, tmp_path: Path) -> House:
    """The small registry is active."""
    load(house, write(tmp_path / "dtsen.csv", *ROWS))
    return house


@pytest.fixture
def by_operator(house: House) -> House:
    """Nothing may be loaded in this city."""
    return replace(house, registry=Rules(lookup="operator"))


@pytest.fixture
def siti(loaded: House) -> Person:
    return Person(loaded, Channel.TELEGRAM, "990001")


@pytest.fixture
def desk(house: House) -> Person:
    return staff(house, "Puskesos Contoh", Role.PUSKESOS_OFFICER, WATES, "880010")


@pytest.fixture
def supervisor(house: House) -> Person:
    return staff(house, "Supervisor Contoh", Role.SUPERVISOR, MAGERSARI, "880011")


@pytest.fixture
def operator(house: House) -> Person:
    return staff(house, "Operator Contoh", Role.REGISTRY_OPERATOR, CITY, "880012")


def asks(person: Person, nik: str = SITI, kk: str = KK) -> None:
    """Go through the check as somebody whom nobody verified."""
    person.says("halo", "1", "cek dtks", "setuju", "saya sendiri", nik, "ya", kk, "Siti Contoh",
                "wates", "nanti di kantor")  # fmt: skip


def verified(person: Person, desk: Person, nik: str = SITI, kk: str = KK) -> None:
    """The same, and the desk finds it true."""
    asks(person, nik, kk)
    desk.presses("Sudah diverifikasi")
    person.hears()


def forward(clock: Clock, **by: float) -> None:
    clock.forward(**by)
