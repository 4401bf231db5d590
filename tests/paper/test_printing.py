"""The folder for printing: everything is there, and a second run makes only what changed."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from flows.cases.catalogue import Catalogue
from handlers import printing
from handlers.leaflets import Rack
from handlers.refused import Refused
from tests.paper.racks import CHANGED, DESK, ON, catalogue


def rack(*codes: str) -> Rack:
    entries = tuple(e for e in catalogue().entries if e.code in codes)
    few = replace(catalogue(), entries=entries)
    return Rack(few, DESK, ON, {("entry", code): CHANGED for code in codes})


def changed(held: Rack, code: str) -> Rack:
    def other(few: Catalogue) -> Catalogue:
        entries = (replace(e, owner="Lain") if e.code == code else e for e in few.entries)
        return replace(few, entries=tuple(entries))

    return replace(held, catalogue=other(held.catalogue))


def run(folder: Path, held: Rack, only: str = "") -> printing.Written:
    wanted = list(printing.sheets(held, ("id",), only))
    return printing.write(folder, wanted, whole=not only, told=lambda: None)


def test_a_folder_holds_every_kind_of_paper_and_an_index(tmp_path: Path) -> None:
    run(tmp_path, rack("PKH"), "PKH")

    there = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert there == {
        "daftar.csv", "daftar.html", "id/brosur/PKH.pdf", "id/poster/PKH.pdf", "id/teks/PKH.txt",
        "id/gambar/PKH-persegi.png", "id/gambar/PKH-status.png",
    }  # fmt: skip
    with (tmp_path / "daftar.csv").open(encoding="utf-8", newline="") as lines:
        assert {row["date"] for row in csv.DictReader(lines)} == {"21 November 2026"}


def test_a_second_run_makes_only_what_changed(tmp_path: Path) -> None:
    held = rack("PKH", "RASTRA")
    run(tmp_path, held)

    assert run(tmp_path, held).made == 0
    assert run(tmp_path, changed(held, "PKH")).made == 5


def test_a_file_that_was_lost_is_made_again(tmp_path: Path) -> None:
    run(tmp_path, rack("PKH"), "PKH")
    (tmp_path / "id/brosur/PKH.pdf").unlink()

    assert run(tmp_path, rack("PKH"), "PKH").made == 1


def test_the_sheets_of_what_is_gone_are_taken_away(tmp_path: Path) -> None:
    run(tmp_path, rack("PKH", "RASTRA"))

    assert run(tmp_path, rack("PKH")).removed == 5
    assert not (tmp_path / "id/brosur/RASTRA.pdf").exists()


def test_one_code_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    run(tmp_path, rack("PKH", "RASTRA"))

    assert run(tmp_path, rack("PKH", "RASTRA"), "PKH").removed == 0
    assert "RASTRA" in (tmp_path / "daftar.csv").read_text(encoding="utf-8")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(Refused, match="There is no service or program NIX"):
        list(printing.sheets(rack("PKH"), ("id",), "NIX"))


def test_an_index_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "cetak"
    run(folder, rack("PKH"), "PKH")
    with (folder / "daftar.csv").open("a", encoding="utf-8") as index:
        index.write("../kept.txt,PKH,x,id,v,d,x\n")

    with pytest.raises(Refused, match="outside its folder"):
        run(folder, rack("PKH"))
