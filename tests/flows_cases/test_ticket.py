"""Ticket numbers, as people really type them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.cases.ticket import LAST_COUNTER, Mistyped, find_ticket, ticket_no

TICKET = "26-004217-4"
COUNTERS = st.integers(1, LAST_COUNTER)


def test_a_ticket_is_year_counter_and_check_digit() -> None:
    assert ticket_no(2026, 4217) == TICKET


@pytest.mark.parametrize("counter", [0, LAST_COUNTER + 1])
def test_a_counter_that_does_not_fit_is_an_error(counter: int) -> None:
    with pytest.raises(ValueError, match="counter"):
        ticket_no(2026, counter)


@pytest.mark.parametrize(
    "typed",
    [
        "26-004217-4",
        "260042174",
        "26 004217 4",
        "26 00 42 17 4",
        "26.004217.4",
        "26\u2013004217\u20134",
        "２６-００４２１７-４",
        "cek 26-004217-4",
        "CEK 260042174",
        "No. laporan: 260042174",
        "nomor laporan saya 26 0042 174",
        "bagaimana laporan saya 26-004217-4 kok belum ada kabar",
        "(26-004217-4)",
    ],
)
def test_a_ticket_is_found_however_it_is_typed(typed: str) -> None:
    assert find_ticket(typed) == TICKET


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "halo",
        "3576010101909990",
        "NIK saya 3576 0101 0190 9990",
        "0812 3456 7890",
        "081234567",
        "saya terima Rp 100.000.004",
        "lahir 17-08-1985",
        "sejak 21-11-2026",
        "anak saya 2 umur 7 dan 9, kemarin tanggal 21 11 2026",
        "telepon saya 031-5678901",
        "bantuan 260042174 rupiah belum cair",
    ],
)
def test_other_numbers_are_no_ticket(typed: str) -> None:
    assert find_ticket(typed) is None


@pytest.mark.parametrize("typed", ["26-004217-5", "26-04217-4", "cek 2600421", "260042175"])
def test_a_mistyped_ticket_is_told_so(typed: str) -> None:
    found = find_ticket(typed)
    assert isinstance(found, Mistyped)
    assert "salah ketik" in found.words.render("id")


@given(COUNTERS, st.integers(2020, 2099))
def test_what_we_give_out_we_also_find(counter: int, year: int) -> None:
    ticket = ticket_no(year, counter)
    assert find_ticket(ticket) == find_ticket(ticket.replace("-", "")) == ticket


@given(COUNTERS, st.sampled_from([0, 1, 3, 4, 5, 6, 7, 8, 10]), st.sampled_from("0123456789"))
def test_every_slip_in_one_digit_is_caught(counter: int, place: int, digit: str) -> None:
    ticket = ticket_no(2026, counter)
    assume(ticket[place] != digit)
    assert isinstance(find_ticket(ticket[:place] + digit + ticket[place + 1 :]), Mistyped)
