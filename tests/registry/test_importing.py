"""What is taken of a file, what is refused, and when the new data are asked."""

from __future__ import annotations

import stat
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from handlers.house import House
from handlers.refused import Refused
from handlers.registry import importing, keeping
from handlers.registry.importing import Wanted
from storage.registry import batches, looking, searching
from storage.registry.looking import Found
from storage.registry.packing import Entry
from storage.registry.presets import Unmapped, mapped
from storage.tables import RegistryBatch, RegistryKey, RegistryRow
from tests.handlers.people import Clock
from tests.registry.conftest import CHILD, HEAD, KK, NOT_LISTED, ROWS, SITI, load, write

DTKS = ("iddtks|provinsi|kabupaten_kota|kecamatan|desa_kelurahan|alamat|dusun|rt|rw|nomor_kk|"
        "nomor_nik|nama|tanggal_lahir|tempat_lahir|jenis_kelamin|nama_ibu_kandung|"
        "hubungan_keluarga")  # fmt: skip
PBI = ("id;iddtks;provinsi;kota;kecamatan;kelurahan;rt;rw;dusun;alamat;noka_bpjs;psnoka_bpjs;nama;"
       "tanggal_lahir;tempat_lahir;jenis_kelamin;nik;nokk;hub_keluarga;nama_ibu_kandung;"
       "keterangan")  # fmt: skip


def look(house: House, nik: str) -> Found:
    with house.database.read() as session:
        found = looking.look_up(session, looking.key_of(session, nik))
    assert found is not None
    return found


def listed(house: House, nik: str) -> Entry:
    entry = look(house, nik).entry
    assert entry is not None
    return entry


def report(path: Path) -> str:
    return path.with_suffix(".ditolak.csv").read_text("utf-8-sig")


def test_a_row_is_found_again_with_what_the_file_said(loaded: House) -> None:
    entry = listed(loaded, SITI)

    assert (entry.name, entry.kk, entry.decile, entry.birth) == ("SITI CONTOH", KK, "3",
                                                                 "1982-08-05")  # fmt: skip
    assert entry.village == "35.76.02.1010"
    assert [(b.program, b.active, b.period) for b in entry.benefits] == [("PKH", True, "2026 TW4")]


def test_nothing_can_be_read_in_the_tables(loaded: House) -> None:
    with loaded.database.read() as session:
        rows = session.scalars(select(RegistryRow.sealed)).all()
        keys = session.scalars(select(RegistryKey.nik_key)).all()

    assert len(rows) == len(keys) == len(ROWS)
    assert not any(b"SITI" in one or SITI.encode() in one for one in (*rows, *keys))


@pytest.mark.parametrize("separator", [",", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_encoding_are_found_out(
    house: House, tmp_path: Path, separator: str, encoding: str
) -> None:
    text = f"nik;nama;kelurahan\n{SITI};RENÉ CONTOH;Wates\n".replace(";", separator)
    file = tmp_path / "x.csv"
    file.write_bytes(text.encode(encoding))
    load(house, file)

    assert listed(house, SITI).name == "RENÉ CONTOH"


@pytest.mark.parametrize(
    ("nik", "why"),
    [
        ("", "NIK kosong"),
        ("3.57602E+15", "tersimpan sebagai angka"),
        ("357602450882999", "bukan 16 angka"),
        ("3576029908829991", "tidak mungkin"),
        ("3576024508820000", "tidak mungkin"),
    ],
)
def test_a_line_that_cannot_be_is_refused_with_its_number_and_reason(
    house: House, tmp_path: Path, nik: str, why: str
) -> None:
    file = write(tmp_path / "x.csv", ROWS[0], f"{nik};{KK};X CONTOH;;Magersari;Wates;1;1;1;;0;")
    done = load(house, file)

    assert (done.rows, sum(done.rejected.values())) == (1, 1)
    assert f"3,{why}" in report(file) or ("3," in report(file) and why in report(file))


def test_no_full_number_stands_in_the_report(house: House, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", *ROWS, ROWS[0])
    load(house, file)

    assert "sudah ada di baris sebelumnya" in report(file)
    assert "3576********9991" in report(file)
    assert SITI not in report(file)


def test_the_report_is_for_this_user_only(house: House, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", *ROWS, ROWS[0])
    load(house, file)

    assert stat.S_IMODE(file.with_suffix(".ditolak.csv").stat().st_mode) == 0o600


def test_an_unknown_decile_and_another_city_are_refused(house: House, tmp_path: Path) -> None:
    head = "nik;nama;kabupaten_kota;kecamatan;kelurahan;desil"
    file = write(
        tmp_path / "x.csv",
        f"{SITI};SITI CONTOH;Kota Mojokerto;Magersari;Wates;11",
        f"{CHILD};ANAK CONTOH;Kota Bekasi;Medansatria;Pejuang;2",
        "3576020507809993;PARMAN CONTOH;KOTA MOJOKERTO;Magersari;Wates;belum ada desil",
        head=head,
    )
    done = load(house, file)

    assert done.rows == 1
    assert "desil bukan 1 sampai 10" in report(file)
    assert "wilayah lain" in report(file)


def test_an_unknown_kelurahan_is_taken_and_counted(house: House, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", f"{SITI};{KK};SITI CONTOH;;Magersari;Watesan;1;1;2;;0;")

    assert load(house, file).unplaced == 1
    assert listed(house, SITI).village == ""


def test_the_mothers_name_is_never_kept(house: House, tmp_path: Path) -> None:
    row = f"ID1|Jawa Timur|Kota Mojokerto|Magersari|Wates|Jl. A||1|2|{KK}|{SITI}|SITI CONTOH|05/08/1982|Mojokerto|P|MUNAH|ISTRI"  # noqa: E501
    done = load(house, write(tmp_path / "x.csv", row, head=DTKS))
    entry = listed(house, SITI)

    assert done.preset == "dtks"
    assert "MUNAH" not in str(vars(entry))
    assert (entry.sex, entry.relation, entry.birth) == ("female", "ISTRI", "1982-08-05")


def test_a_list_of_one_program_adds_it_and_lists_nobody(loaded: House, tmp_path: Path) -> None:
    row = f"1;ID;Jawa Timur;Kota Mojokerto;Magersari;Wates;1;2;;Jl;000;000;ANAK CONTOH;2015-05-12;M;L;{CHILD};{KK};ANAK;MUNAH;"  # noqa: E501
    done = load(loaded, write(tmp_path / "pbi.csv", row, head=PBI))

    assert done.register == "pbi"
    assert [b.program for b in look(loaded, CHILD).benefits] == ["PBI_JKN"]
    assert listed(loaded, SITI).decile == "3"


@pytest.mark.parametrize(
    ("headers", "preset"),
    [
        (DTKS.split("|"), "dtks"),
        (PBI.split(";"), "pbi_jk"),
        (["Nama", "NIK", "NOKK", "Alamat", "idsemesta", "PKH", "periode_PKH"], "siks_bnba"),
        (["ID individu", "nama", "NIK", "desil kesejahteraan", "padan dukcapil"], "p3ke_person"),
        (["ID keluarga", "kepala keluarga", "NIK", "desil kesejahteraan"], "p3ke_family"),
        (["id_prelist", "nama", "NIK", "hubungan"], "prelist"),
        (["nik", "nokk", "nama", "shdk", "status kawin"], "proposal"),
        (["NIK", "Nama Lengkap", "No. KK", "Desil"], "general"),
    ],
)
def test_each_shape_of_export_is_known_by_its_headers(headers: list[str], preset: str) -> None:
    if preset == "general":
        headers = ["nama" if header == "Nama Lengkap" else header for header in headers]
    assert mapped(headers).preset == preset


def test_a_column_may_be_named_and_a_missing_one_is_told() -> None:
    headers = ["KOLOM A", "nama"]

    assert mapped(headers, named={"nik": "KOLOM A"}).columns["nik"] == 0
    with pytest.raises(Unmapped, match="--map nik=COLUMN"):
        mapped(headers)


def _sheet(path: Path, *rows: tuple[Any, ...]) -> Path:
    """An XLSX file as small as one can be."""
    from tests.registry.xlsx import write_sheet

    return write_sheet(path, rows)


def test_a_numeric_nik_of_a_sheet_is_refused_and_a_text_one_taken(
    house: House, tmp_path: Path
) -> None:
    file = _sheet(
        tmp_path / "x.xlsx",
        ("nik", "nama", "kelurahan", "desil"),
        (SITI, "SITI CONTOH", "Wates", 3),
        (3576021205159992, "ANAK CONTOH", "Wates", 3),
    )
    done = load(house, file)

    assert (done.rows, listed(house, SITI).decile) == (1, "3")
    assert "3,NIK tersimpan sebagai angka" in report(file).replace('"', "")


def test_a_dry_run_reports_and_stores_nothing(house: House, tmp_path: Path) -> None:
    done = load(house, write(tmp_path / "x.csv", *ROWS, ROWS[0]), dry_run=True)

    assert (done.rows, sum(done.rejected.values()), done.batch_id) == (4, 1, 0)
    assert keeping.list_batches(house) == []


def test_the_difference_counts_new_gone_and_other_deciles(loaded: House, tmp_path: Path) -> None:
    changed = ROWS[0].replace(";3;Padan", ";5;Padan")
    new = "3576026001909994;3576020101109995;BARU CONTOH;;Magersari;Wates;1;1;2;;0;"
    done = load(loaded, write(tmp_path / "b.csv", changed, *ROWS[2:], new))

    assert done.counts == batches.Counts(fresh=1, gone=1, decile_changed=1)
    out = tmp_path / "beda.csv"
    assert keeping.write_difference(loaded, 1, done.batch_id, out) == 3
    told = out.read_text("utf-8-sig")
    assert "desil berubah,3576********9991,SITI CONTOH,35.76.02.1010,3,5" in told
    assert SITI not in told


def test_a_batch_is_taken_back_to_the_one_before(loaded: House, tmp_path: Path) -> None:
    done = load(loaded, write(tmp_path / "b.csv", ROWS[0].replace(";3;Padan", ";5;Padan")))
    assert listed(loaded, SITI).decile == "5"

    assert keeping.roll_back(loaded, done.batch_id) == 1
    assert listed(loaded, SITI).decile == "3"
    with loaded.database.read() as session:
        left = session.scalar(select(func.count()).select_from(RegistryKey))
    assert left == len(ROWS)


def test_the_same_file_is_not_loaded_twice_by_mistake(loaded: House, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="active already"):
        load(loaded, write(tmp_path / "same.csv", *ROWS))


def test_an_interrupted_batch_is_never_asked_and_cleared_by_the_next(
    loaded: House, tmp_path: Path, clock: Clock
) -> None:
    wanted = Wanted(write(tmp_path / "b.csv", HEAD), date(2026, 10, 15), "Contoh")
    columns = mapped(HEAD.split(";"))
    dead = importing._begin(loaded, wanted, "0" * 64, columns)
    clock.forward(minutes=10)
    load(loaded, write(tmp_path / "c.csv", ROWS[1]))

    with loaded.database.read() as session:
        assert session.get_one(RegistryBatch, dead).state == "purged"


def test_a_file_without_a_good_line_leaves_the_batch_before(loaded: House, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Not one line"):
        load(loaded, write(tmp_path / "b.csv", "x;y;;;;;;;;;;"))

    assert listed(loaded, SITI).decile == "3"


def test_old_batches_lose_their_rows(loaded: House, tmp_path: Path, clock: Clock) -> None:
    load(loaded, write(tmp_path / "b.csv", *ROWS[1:]))
    clock.forward(days=100)

    assert keeping.purge(loaded, timedelta(days=92)) == [1]


@pytest.mark.parametrize("typed", ["Suparman Contoh", "Bpk. Contoh Soeparmann", "SUPARNAM CONTOH"])
def test_a_clerk_finds_an_old_spelling_a_title_and_a_slip(loaded: House, typed: str) -> None:
    with loaded.database.read() as session:
        hits = searching.search(session, typed, ["35.76.02.1010"])

    assert hits[0].entry.name == "SOEPARMAN CONTOH"


def test_several_people_are_looked_up_in_one_question(loaded: House) -> None:
    with loaded.database.read() as session:
        keys = {nik: looking.key_of(session, nik) for nik in (SITI, CHILD, NOT_LISTED)}
        found = looking.look_up_all(session, set(keys.values()))
        assert {nik: found[key] for nik, key in keys.items()} == {
            nik: looking.look_up(session, key) for nik, key in keys.items()
        }
    entries = [one and one.entry for one in (found[keys[nik]] for nik in keys)]
    assert [entry and entry.nik for entry in entries] == [SITI, CHILD, None]
