"""The card in the group, the card of the facilitator, and what their buttons carry."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.cases.card import (
    Answer,
    CardFacts,
    CaseFile,
    CasePress,
    Decision,
    assignment_card,
    card,
    details,
    parse_press,
    press_data,
)
from flows.cases.lifecycle import Event, Role, Row, Stage, State, offered
from flows.words import Text
from tests.flows_cases.people import a_case

ZONE = "Asia/Jakarta"
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
WAITING = CardFacts(
    case_id=12,
    version=3,
    ticket="26-004217-4",
    state=State.AWAITING_SUPERVISOR,
    since=NOW,
    due=NOW + timedelta(hours=40),
    village="Wates",
    category="health",
    finding="eligible",
    photos=2,
)
FILE = CaseFile(
    case_id=12,
    version=1,
    ticket="26-004217-4",
    state=State.ASSIGNED,
    opened_at=NOW,
    due=NOW + timedelta(hours=48),
    village="Wates",
    category="health",
    story="NIK saya 3576010101909990, KIS mati {semua}",
    photos=1,
)


def shown(facts: CardFacts) -> str:
    return card(facts, NOW, ZONE)[0].render("id")


def presses(facts: CardFacts) -> list[str]:
    return [choice.data for choice in card(facts, NOW, ZONE)[1]]


def test_a_waiting_survey_is_shown_without_anything_personal() -> None:
    assert shown(WAITING) == (
        "Laporan 26-004217-4\n"
        "Kelurahan Wates, Kesehatan / KIS\n"
        "Status: Menunggu persetujuan supervisor, sejak Sabtu 21 November 2026 pukul 14.00 WIB\n"
        "Hasil survei: layak\n"
        "Foto: 2\n"
        "Batas: Senin 23 November 2026 pukul 06.00 WIB"
    )


def test_the_groups_card_is_given_nothing_personal_to_show() -> None:
    assert {field.name for field in fields(CardFacts)}.isdisjoint(
        {"story", "reason", "reach", "survey", "name", "reporter"}
    )


def offers(state: State, role: Role = Role.SUPERVISOR, **facts: Any) -> tuple[Row, ...]:
    return offered(a_case(state, **facts), role)


def test_a_waiting_survey_can_be_decided_asked_about_or_looked_at() -> None:
    waiting = replace(WAITING, offers=offers(State.AWAITING_SUPERVISOR))
    assert presses(waiting) == [
        "c:12:3:approve",
        "c:12:3:return",
        "c:12:3:offer_help",
        "c:12:3:ask",
        "c:12:3:details",
    ]


def test_a_card_says_how_long_it_has_waited() -> None:
    assert "WIB (sudah 3 jam)\n" in shown(replace(WAITING, since=NOW - timedelta(hours=3)))


def test_a_late_card_says_by_how_much() -> None:
    late = replace(WAITING, due=NOW - timedelta(hours=5))
    assert "TERLAMBAT 5 jam, batasnya Sabtu 21 November 2026 pukul 09.00 WIB" in shown(late)


def test_an_approved_card_is_the_record_and_has_no_buttons() -> None:
    decision = Decision(Event.APPROVE, "Sari CONTOH", NOW)
    decided = replace(WAITING, state=State.APPROVED, decision=decision)
    assert "Disetujui oleh Sari CONTOH, Sabtu 21 November 2026 pukul 14.00 WIB." in shown(decided)
    assert presses(decided) == []


def test_a_returned_card_says_only_that_the_reason_went_to_the_officer() -> None:
    decision = Decision(Event.RETURN, "Sari CONTOH", NOW)
    decided = replace(WAITING, state=State.RETURNED, decision=decision)
    assert "WIB. Alasannya dikirim ke petugas.\n" in shown(decided)
    assert presses(decided) == []


def test_a_repaired_survey_remembers_the_return_and_can_be_decided() -> None:
    returned = Decision(Event.RETURN, "Sari CONTOH", NOW)
    there = offers(State.AWAITING_SUPERVISOR)
    repaired = replace(WAITING, version=5, decision=returned, offers=there)
    assert "Pernah dikembalikan oleh Sari CONTOH" in shown(repaired)
    assert presses(repaired)[0] == "c:12:5:approve"


def test_a_case_without_a_facilitator_offers_to_look_for_one() -> None:
    there = offers(State.SCREENING, stage=Stage.FIELD)
    alone = replace(WAITING, state=State.SCREENING, stage=Stage.FIELD, finding="", offers=there)
    assert "Belum ada fasilitator" in shown(alone)
    assert "Status: Menunggu petugas, sejak" in shown(alone)
    assert presses(alone) == ["c:12:3:assign", "c:12:3:skip_visit", "c:12:3:details"]


def test_a_cancelled_card_has_no_deadline_and_no_buttons() -> None:
    cancelled = replace(WAITING, state=State.CANCELLED, due=NOW - timedelta(days=3))
    assert "TERLAMBAT" not in shown(cancelled)
    assert presses(cancelled) == []


def test_a_staff_name_with_braces_is_shown_as_it_is() -> None:
    odd = replace(WAITING, state=State.APPROVED, decision=Decision(Event.APPROVE, "{x}", NOW))
    assert "oleh {x}, " in shown(odd)


def test_a_facilitator_reads_the_story_with_its_numbers_masked() -> None:
    words = assignment_card(FILE, NOW, ZONE)[0].render("id")
    assert "Cerita warga: NIK saya 3576********9990, KIS mati {semua}" in words


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        (State.ASSIGNED, ["Terima tugas", "Tidak bisa"]),
        (
            State.FIELD_VISIT,
            [
                "Mulai survei",
                "Atur kunjungan",
                "Tidak bertemu",
                "Minta berkas",
                "Bantuan setempat",
            ],
        ),
        (State.RETURNED, ["Perbaiki survei"]),
        (State.AWAITING_SUPERVISOR, []),
    ],
)
def test_a_facilitator_is_offered_what_the_table_allows(state: State, labels: list[str]) -> None:
    there = offers(state, Role.FACILITATOR)
    choices = assignment_card(replace(FILE, state=state, offers=there), NOW, ZONE)[1]
    assert [choice.label.render("id") for choice in choices] == labels


def test_details_show_the_survey_with_written_numbers_masked() -> None:
    survey = (
        Answer(Text("Hasil"), Text("Layak")),
        Answer(Text("Catatan"), "NIK 3576 0101 0190 9991"),
    )
    words = details(replace(FILE, survey=survey), NOW, ZONE).render("id")
    assert words.splitlines()[-2:] == ["Hasil: Layak", "Catatan: NIK 3576********9991"]


def test_how_to_reach_the_resident_is_shown_where_it_is_known() -> None:
    known = assignment_card(replace(FILE, reach="+6281200000001"), NOW, ZONE)[0].render("id")
    assert "Hubungi warga: +6281200000001\n" in known
    assert "Hubungi" not in assignment_card(FILE, NOW, ZONE)[0].render("id")


@pytest.mark.parametrize("event", [*Event, None])
def test_a_press_says_what_its_button_carried(event: Event | None) -> None:
    data = press_data(12, 3, event)
    assert parse_press(data) == CasePress(12, 3, event)


@pytest.mark.parametrize("event", [*Event, None])
def test_a_buttons_data_fits_telegram(event: Event | None) -> None:
    assert len(press_data(10**18 - 1, 10**9 - 1, event).encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        "",
        "c:12:3",
        "c:12:3:explode",
        "c:-1:3:approve",
        "a:1:send:yes",
        "c:1:1:approve\n",
        "c:٣:1:approve",
    ],
)
def test_other_data_is_no_press_about_a_case(data: str) -> None:
    assert parse_press(data) is None
