"""Addresses that may be the same house, as people write them."""

from __future__ import annotations

import pytest

from flows.cases.likeness import alike_place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jl. Raden Wijaya no 5 RT 03/RW 01", "jalan raden wijaya 5, rt 3 rw 1"),
        ("Gg. Mawar No.7", "gang mawar 7 rt 02"),
        ("Perum Contoh Blok A 12", "perumahan contoh blok a 12"),
    ],
)
def test_one_house_written_twice_is_alike(one: str, other: str) -> None:
    assert alike_place(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jl. Raden Wijaya 5", "Jl. Raden Wijaya 15"),
        ("Gang Mawar 7", "Gang Melati 7"),
        ("Jl. Raden Wijaya", "Jl. Raden Wijaya"),
        ("", "Jl. Raden Wijaya 5"),
    ],
)
def test_neighbours_are_kept_apart(one: str, other: str) -> None:
    assert not alike_place(one, other)
