"""The other city, read from the areas of the release: 12 kecamatan are more than one list shows."""

from __future__ import annotations

import csv
from importlib.resources import files

from flows.facts import Bounds, City, District, Village
from storage.areas import centres


def _rows() -> list[dict[str, str]]:
    text = (files("storage") / "areas" / "32.75.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _village(row: dict[str, str]) -> Village:
    return Village(row["code"], row["name"], centre=centres()[row["code"]])


def _city() -> City:
    rows = _rows()

    def below(level: str, parent: str) -> list[dict[str, str]]:
        return [row for row in rows if row["level"] == level and row["parent"] == parent]

    districts = tuple(
        District(
            row["code"],
            row["name"],
            tuple(_village(v) for v in below("village", row["code"])),
        )
        for row in below("district", "32.75")
    )
    return City("32.75", "Kota Bekasi", districts, bounds=Bounds(-6.43, 106.85, -6.14, 107.10))


BEKASI = _city()
