"""Money as people type it."""

from __future__ import annotations

import pytest

from flows.rupiah import rupiah


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,5jt", 1_500_000),
        ("800rb", 800_000),
        ("Rp 1.500.000", 1_500_000),
        ("rp. 900.000,-", 900_000),
        ("sejuta", 1_000_000),
        ("setengah juta", 500_000),
        ("satu setengah juta", 1_500_000),
        ("1 juta 500 ribu", 1_500_000),
        ("750k", 750_000),
        ("1.250 juta", 1_250_000),
        ("1.500 ribu", 1_500_000),
        ("sekitar 1,2 juta per bulan", 1_200_000),
        ("1500000", 1_500_000),
        ("3 jutaan", 3_000_000),
        ("tidak ada", 0),
    ],
)
def test_an_amount_is_read(typed: str, amount: int) -> None:
    assert rupiah(typed) == amount


@pytest.mark.parametrize(
    "typed", ["500-700rb", "15", "banyak", "1 juta 500", "1 sampai 2 juta", "3,5 dolar", "", "rp"]
)
def test_what_is_not_one_clear_amount_is_not_guessed(typed: str) -> None:
    assert rupiah(typed) is None
