"""The office changes the catalogue: what is whole counts at once, what has a gap is refused."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from flows.cases.catalogue import Entry
from handlers import catalogue as held
from handlers.house import House
from handlers.refused import Refused
from storage.catalogue import snapshot
from storage.tables import Audit

WHY = ("Sudah selesai.", "Sampun rampung.")
OWN = """
[entry.MJK_CONTOH]
kind = "service"
level = "city"
city = "35.76"
name = "Layanan contoh"
label = "Layanan contoh"
owner = "Dinas Contoh"
sector = "social"
target = { id = "Siapa saja.", jv = "Sinten kemawon." }
gives = { id = "Contoh.", jv = "Tuladha." }
how = { id = "Datang.", jv = "Rawuh." }
asks = ["name", "story"]
papers = ["ktp"]
"""


def entry(house: House, code: str) -> Entry | None:
    with house.database.read() as session:
        return snapshot(session, house.city_code).entry(code)


def edited(house: House, name: str, old: str, new: str) -> str:
    words = held.show(house, name)
    assert old in words
    return words.replace(old, new)


def test_a_text_that_was_changed_counts_at_once(house: House, now: datetime) -> None:
    words = edited(house, "MJK_BECAK", "Rp350.000", "Rp400.000")
    assert held.change(house, words, "becak.toml", now) == ("entry.MJK_BECAK",)
    changed = entry(house, "MJK_BECAK")
    assert changed is not None
    assert "Rp400.000" in changed.gives.id


def test_what_is_so_already_changes_nothing(house: House, now: datetime) -> None:
    assert held.change(house, held.show(house, "MJK_BECAK"), "becak.toml", now) == ()


def test_a_question_can_be_changed_for_every_service(house: House, now: datetime) -> None:
    words = edited(house, "ask.livelihood", "Apa pekerjaan utama", "Apa pekerjaan")
    held.change(house, words, "ask.toml", now)
    changed = entry(house, "MJK_DTSEN")
    assert changed is not None
    assert "Apa pekerjaan keluarga" in next(a.ask.id for a in changed.asks if a.key == "livelihood")


def test_a_city_may_add_a_service_of_its_own(house: House, now: datetime) -> None:
    held.change(house, OWN, "own.toml", now)
    assert entry(house, "MJK_CONTOH") is not None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Bansos tukang becak", "Bansos tukang becak warga kota", "longer than 24"),
        ('"ktp"', '"papyrus"', "papyrus is unknown"),
        ('sector = "social"', 'sector = "moon"', "moon is unknown"),
        ('state = "yearly"', 'state = "often"', "state must be one of"),
        ('"becak_working"', '"nothing"', "asks nothing, which stands nowhere"),
        ("[entry.", "[entry", "becak.toml"),
    ],
)
def test_a_change_with_a_gap_is_refused_and_stores_nothing(
    house: House, now: datetime, old: str, new: str, says: str
) -> None:
    before = held.show(house, "MJK_BECAK")
    with pytest.raises(Refused, match=says):
        held.change(house, edited(house, "MJK_BECAK", old, new), "becak.toml", now)
    assert held.show(house, "MJK_BECAK") == before


def test_a_program_that_is_closed_says_why(house: House, now: datetime) -> None:
    held.close(house, "MJK_BECAK", WHY, None, now)
    closed = entry(house, "MJK_BECAK")
    assert closed is not None
    assert not closed.open(now.date())
    assert closed.closed is not None
    assert (closed.closed.id, closed.closed.jv) == WHY


def test_a_program_can_be_closed_on_a_day_to_come(house: House, now: datetime) -> None:
    held.close(house, "MJK_BECAK", WHY, date(2026, 12, 15), now)
    closing = entry(house, "MJK_BECAK")
    assert closing is not None
    assert [closing.open(date(2026, 12, day)) for day in (15, 16)] == [True, False]


def test_closing_without_words_in_both_languages_is_refused(house: House, now: datetime) -> None:
    with pytest.raises(Refused, match="closed is missing in Javanese"):
        held.close(house, "MJK_BECAK", ("Selesai.", ""), None, now)


@pytest.mark.parametrize("code", ["NOTHING", "ask.story", "colour.RED"])
def test_only_what_there_is_can_be_closed(house: House, now: datetime, code: str) -> None:
    with pytest.raises(Refused):
        held.close(house, code, WHY, None, now)


def test_a_change_can_be_taken_back(house: House, now: datetime) -> None:
    held.close(house, "MJK_BECAK", WHY, None, now)
    held.take_back(house, "MJK_BECAK", now)
    again = entry(house, "MJK_BECAK")
    assert again is not None
    assert again.open(now.date())
    with pytest.raises(Refused, match="changed nothing"):
        held.take_back(house, "MJK_BECAK", now)


def test_a_question_that_is_still_used_cannot_be_taken_back(house: House, now: datetime) -> None:
    ask = '[ask.why]\nkind = "write"\nask = { id = "Mengapa?", jv = "Kenging menapa?" }\n'
    own = OWN.replace('"story"', '"why"') + ask + 'title = { id = "Alasan", jv = "Alesan" }\n'
    held.change(house, own, "own.toml", now)
    with pytest.raises(Refused, match="asks why, which stands nowhere"):
        held.take_back(house, "ask.why", now)


def test_what_the_page_for_the_office_shows_is_accepted(house: House, now: datetime) -> None:
    page = (Path(__file__).parents[2] / "docs" / "catalogue.md").read_text(encoding="utf-8")
    service, ask, place = (block.partition("```")[0] for block in page.split("```toml\n")[1:])
    assert held.change(house, service, "page", now) == ("entry.MJK_MODAL",)
    assert held.change(house, ask, "page", now) == ("ask.becak_working",)
    assert held.change(house, place, "page", now) == ("place.PKS_WATES",)


def test_every_change_leaves_a_trace(house: House, now: datetime) -> None:
    held.close(house, "MJK_BECAK", WHY, None, now)
    held.take_back(house, "MJK_BECAK", now)
    with house.database.read() as session:
        traces = session.execute(select(Audit.action, Audit.subject).order_by(Audit.id)).all()
    assert [tuple(trace) for trace in traces] == [
        ("catalogue_changed", "catalogue.entry.MJK_BECAK"),
        ("catalogue_taken_back", "catalogue.entry.MJK_BECAK"),
    ]


def test_the_list_says_what_is_open_and_what_was_changed(house: House, now: datetime) -> None:
    held.close(house, "MJK_BECAK", WHY, None, now)
    lines = {line.code: line for line in held.list_entries(house, now)}
    assert (lines["MJK_BECAK"].open, lines["MJK_BECAK"].changed) == (False, True)
    assert (lines["PKH"].open, lines["PKH"].changed) == (True, False)
    assert not lines["RASTRA"].open
    assert "BKS_LKS" not in lines


def test_what_the_database_holds_has_no_gap(house: House, now: datetime) -> None:
    assert held.check(house, now) == []
