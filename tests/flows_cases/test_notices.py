"""Every notice, as a text and as a template of WhatsApp."""

from __future__ import annotations

import re

import pytest

from flows.cases.notices import NOTICES, Notice, Values
from flows.cases.notices.samples import SAMPLES
from flows.cases.table import Audience

VALUES: Values = SAMPLES
ALL = pytest.mark.parametrize("notice", NOTICES.values(), ids=list(NOTICES))


def test_a_resident_hears_the_number_the_moment_and_that_it_is_free() -> None:
    assert NOTICES["submitted"].text(VALUES).render("id") == (
        "Laporan Anda sudah kami terima dengan nomor:\n"
        "26-009990-0\n"
        "Paling lambat Senin 23 November 2026 pukul 14.00 WIB laporan ini kami tangani; "
        "ketik CEK untuk melihat sampai mana. "
        "Layanan ini gratis: jangan beri uang kepada siapa pun."
    )


def test_a_resident_is_told_that_officers_never_ask_for_money() -> None:
    words = NOTICES["assigned"].text(VALUES).render("id")
    assert "Petugas tidak pernah meminta uang" in words


def test_an_approval_does_not_promise_help() -> None:
    assert "belum berarti bantuan pasti" in NOTICES["approved"].text(VALUES).render("id")


def test_a_reason_is_shown_to_the_facilitator_with_numbers_masked() -> None:
    values = {**VALUES, "reason": "NIK 3576010101909990 salah"}
    words = NOTICES["survey_returned"].text(values).render("id")
    assert "Alasannya: NIK 3576********9990 salah." in words


def test_what_a_person_wrote_is_never_read_as_a_placeholder() -> None:
    values = {**VALUES, "reason": "{due} {0}"}
    assert "Alasannya: {due} {0}." in NOTICES["survey_returned"].text(values).render("id")


def test_a_missing_value_is_an_error_and_not_a_hole_in_a_message() -> None:
    with pytest.raises(KeyError):
        NOTICES["submitted"].text({"ticket": "26-009990-0"})


def test_a_group_hears_no_story_no_name_and_no_reason() -> None:
    told = {name for n in NOTICES.values() if n.audience is Audience.GROUP for name in n.names}
    assert told <= {"ticket", "village", "due", "number", "open", "today", "late"}


def test_a_template_has_numbered_variables_in_the_order_of_its_values() -> None:
    assert NOTICES["survey_returned"].template() == (
        "Survei laporan {{1}} dikembalikan supervisor. Alasannya: {{2}}. "
        "Mohon diperbaiki paling lambat {{3}}, lalu kirim lagi."
    )
    assert NOTICES["survey_returned"].variables(VALUES) == {
        "1": "26-009990-0",
        "2": "foto rumah belum ada",
        "3": "Senin 23 November 2026 pukul 14.00 WIB",
    }


def test_a_javanese_resident_gets_the_indonesian_template() -> None:
    assert NOTICES["assigned"].template("jv") == NOTICES["assigned"].template("id")


@pytest.mark.parametrize(
    ("reason", "variable"),
    [("dua\nbaris\t dan     spasi", "dua baris dan spasi"), (" ", "-")],
)
def test_a_templates_value_is_one_line_and_never_empty(reason: str, variable: str) -> None:
    assert NOTICES["survey_returned"].variables({**VALUES, "reason": reason})["2"] == variable


@ALL
def test_a_template_can_be_approved(notice: Notice) -> None:
    body = notice.template()
    assert not re.search(r"^\{\{|\}\}\W*$|\}\}\s*\{\{", body)
    assert len(body) <= 1024
    assert len(re.findall(r"\{\{\d+\}\}", body)) == len(notice.names)


@ALL
def test_a_notice_is_three_sentences_at_most(notice: Notice) -> None:
    words = notice.text(VALUES).render("id")
    assert len(re.findall(r"[.!?](?=\s|$)", words)) <= 3


@ALL
def test_a_name_can_be_a_template_key(notice: Notice) -> None:
    assert re.fullmatch(r"[a-z][a-z_]*", notice.name)
