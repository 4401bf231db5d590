"""Files as offices hand them over: titles above, empty lines, merged cells, damaged numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from handlers.house import House
from handlers.refused import Refused
from storage.registry.presets import mapped
from tests.registry.conftest import CHILD, HEAD, HUSBAND, KK, ROWS, SITI, load, write
from tests.registry.test_importing import listed, look, report
from tests.registry.xlsx import write_sheet

TITLE = ("DATA TERPADU KOTA MOJOKERTO", "Per 15 Oktober 2026; Dinas Sosial", "")
NUMBERED = ("NIK", "Nama", "No KK", "Kecamatan", "Kelurahan")


def row(nik: str, card: object = KK) -> Sequence[object]:
    return (nik, "X CONTOH", card, "Magersari", "Wates")


def test_a_column_without_a_name_is_not_taken_for_another() -> None:
    columns = mapped(["", "nik", "nama", ""])

    assert columns.columns == {"nik": 1, "name": 2}


@pytest.mark.parametrize("above", [TITLE, ("sep=;",), ("", ";;;;;;;;;;;")])
def test_headers_are_found_below_titles_and_lines_keep_their_numbers(
    house: House, tmp_path: Path, above: tuple[str, ...]
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("\n".join((*above, HEAD, *ROWS, ROWS[0])) + "\n", "utf-8")

    assert load(house, file).rows == len(ROWS)
    assert f"{len(above) + len(ROWS) + 2},NIK sudah ada" in report(file)


def test_empty_lines_are_no_mistakes(house: House, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", ROWS[0], "", ";" * HEAD.count(";"), ROWS[1])

    done = load(house, file)

    assert (done.rows, dict(done.rejected)) == (2, {})


def test_last_cells_that_a_spreadsheet_left_out_are_empty(house: House, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", f"{SITI};{KK};SITI CONTOH;;Magersari;Wates", f"{CHILD};{KK}")

    done = load(house, file)

    assert (done.rows, listed(house, SITI).decile) == (1, "")
    assert "3,baris tidak lengkap" in report(file)


@pytest.mark.parametrize(
    "nik", ["3576 0245 0882 9991", "35.7602.450882.9991", "\u2019" + SITI, "3576-0245-0882-9991"]
)
def test_a_nik_in_groups_is_read(house: House, tmp_path: Path, nik: str) -> None:
    load(house, write(tmp_path / "x.csv", f"{nik};X CONTOH;Wates", head="nik;nama;kelurahan"))

    assert listed(house, SITI).name == "X CONTOH"


def test_a_nik_that_lost_its_last_digit_is_not_read_as_one_in_groups(
    house: House, tmp_path: Path
) -> None:
    file = write(tmp_path / "x.csv", "357602450882999.0;X CONTOH;Wates", head="nik;nama;kelurahan")

    with pytest.raises(Refused):
        load(house, file)


@pytest.mark.parametrize("card", ["3,57602E+15", "-", "0000000000000000", "357602010110999"])
def test_a_damaged_kk_makes_nobody_a_family(house: House, tmp_path: Path, card: str) -> None:
    load(house, write(tmp_path / "x.csv", f"{SITI};X CONTOH;{card}", head="nik;nama;nokk"))

    assert listed(house, SITI).kk == ""


def test_a_kk_that_a_sheet_keeps_as_a_number_is_left_out(house: House, tmp_path: Path) -> None:
    file = write_sheet(tmp_path / "x.xlsx", [NUMBERED, row(SITI, int(KK)), row(CHILD)])
    load(house, file)

    assert (listed(house, SITI).kk, listed(house, CHILD).kk) == ("", KK)


def test_a_list_behind_a_cover_and_a_title_is_found(house: House, tmp_path: Path) -> None:
    cover = [("Laporan", "Oktober"), ("Dinas Sosial", "Kota Mojokerto")]
    file = write_sheet(tmp_path / "x.xlsx", cover, [*cover, (), NUMBERED, row(SITI), row("1")])

    assert load(house, file).rows == 1
    assert "6,NIK bukan 16 angka" in report(file)


def test_what_is_merged_over_a_family_stands_in_each_row(house: House, tmp_path: Path) -> None:
    sheet = [NUMBERED, row(SITI), (CHILD, "ANAK CONTOH", "", "", ""), row(HUSBAND, "")]
    load(house, write_sheet(tmp_path / "x.xlsx", sheet, merged=("C2:C3", "D2:D3", "E2:E3")))

    child = listed(house, CHILD)
    assert (child.kk, child.village) == (KK, "35.76.02.1010")
    assert listed(house, HUSBAND).kk == ""


def test_a_line_without_a_known_kelurahan_stands_in_the_report(
    house: House, tmp_path: Path
) -> None:
    file = write(tmp_path / "x.csv", ROWS[0], ROWS[1].replace("Wates", "Watesan"))

    done = load(house, file)

    assert (done.rows, done.unplaced, dict(done.rejected)) == (2, 1, {})
    assert '3,"DITERIMA, tetapi kelurahannya tidak dikenal' in report(file)


@pytest.mark.parametrize("note", ["NONAKTIF", "Non-aktif per 1 Februari", "peserta tidak aktif"])
def test_who_was_switched_off_in_a_programs_list_is_not_told_active(
    house: House, tmp_path: Path, note: str
) -> None:
    head = "noka_bpjs;psnoka_bpjs;nik;nama;keterangan"
    load(house, write(tmp_path / "dtsen.csv", *ROWS))
    load(house, write(tmp_path / "pbi.csv", f"1;1;{HUSBAND};X CONTOH;{note}", head=head))

    benefits = look(house, HUSBAND).benefits
    assert [(one.program, one.active) for one in benefits] == [("PBI_JKN", False)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + bytes(90), "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(90), "password"),
        (b"nama\nSITI\n", "one column"),
        (b"nik;nama\n", "below the headers"),
    ],
)
def test_a_file_without_a_list_is_refused_in_plain_words(
    house: House, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(content)

    with pytest.raises(Refused, match=words):
        load(house, file)


def test_unicode_text_of_a_spreadsheet_is_read(house: House, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(f"nik\tnama\n{SITI}\tRENÉ CONTOH\n", "utf-16")
    load(house, file)

    assert listed(house, SITI).name == "RENÉ CONTOH"
