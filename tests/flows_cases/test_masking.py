"""Identity numbers in free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.masking import mask_numbers

NIK = "3576010101909990"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (f"NIK saya {NIK}, tolong", "NIK saya 3576********9990, tolong"),
        ("3576 0101 0190 9990", "3576********9990"),
        ("35.76.01.010190.9990", "3576********9990"),
        ("3576-0101-0190-9990", "3576********9990"),
        (f"{NIK} {NIK[:-1]}1", "3576********9990 3576********9991"),
        (f"anak 1 {NIK}", "anak 1 3576********9990"),
        (f"{NIK}1", "3576*********9901"),
        (NIK[:-1], "3576*******0999"),
        (f"{NIK[:8]}\u200b{NIK[8:]}", "3576********9990"),
        ("HP 081234567890", "HP 081234567890"),
        ("laporan 26-004217-4", "laporan 26-004217-4"),
        ("Rp 1.500.000.000", "Rp 1.500.000.000"),
    ],
)
def test_long_numbers_are_masked_and_others_stay(words: str, shown: str) -> None:
    assert mask_numbers(words) == shown


@given(
    st.text(st.characters(exclude_categories=["Nd", "Cs"])),
    st.lists(st.sampled_from(["", " ", ".", "-", " -"]), min_size=15, max_size=15),
    st.text(st.characters(exclude_categories=["Nd", "Cs"])),
)
def test_no_full_number_is_left_whatever_stands_around_it(
    before: str, gaps: list[str], after: str
) -> None:
    typed = "".join(digit + gap for digit, gap in zip(NIK, [*gaps, ""], strict=True))
    shown = mask_numbers(before + typed + after)
    assert "0101" not in "".join(sign for sign in shown if sign.isdecimal())
