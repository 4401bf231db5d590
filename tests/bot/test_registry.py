"""`sambung registry` as the IT officer types it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.registry.conftest import ROWS, SITI, write

Sambung = Callable[..., Result]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "dtsen.csv", *ROWS, ROWS[0])


def test_a_file_is_loaded_and_told_about(sambung: Sambung, file: Path) -> None:
    done = sambung("registry", "import", str(file), "--as-of", "2026-10-15")

    assert "Batch 1 is active: 4 rows as of 2026-10-15" in done.output
    assert "1 refused: NIK sudah ada di baris sebelumnya" in done.output
    assert SITI not in done.output + (file.parent / "dtsen.ditolak.csv").read_text("utf-8-sig")


def test_lines_may_be_checked_by_another_process(sambung: Sambung, file: Path) -> None:
    done = sambung("registry", "import", str(file), "--as-of", "2026-10-15", "--processes", "1")

    assert "Batch 1 is active: 4 rows" in done.output


def test_a_dry_run_changes_nothing(sambung: Sambung, file: Path) -> None:
    sambung("registry", "import", str(file), "--as-of", "2026-10-15", "--dry-run")

    assert sambung("registry", "batches").output == "Nothing was loaded yet.\n"


def test_a_batch_is_listed_compared_and_taken_back(sambung: Sambung, file: Path) -> None:
    sambung("registry", "import", str(file), "--as-of", "2026-10-15", "--importer", "contoh")

    assert "contoh" in sambung("registry", "batches").output
    assert "4 new, 0 gone" in sambung("registry", "diff").output
    assert "No batch is asked now" in sambung("registry", "rollback", "1").output


def test_somebody_is_found_at_the_computer_with_a_masked_number(
    sambung: Sambung, file: Path
) -> None:
    sambung("registry", "import", str(file), "--as-of", "2026-10-15")
    found = sambung("registry", "find", "Suparman Contoh", "--village", "35.76.02.1010").output

    assert "SOEPARMAN CONTOH" in found
    assert "3576********9993" in found


def test_a_file_without_a_nik_column_says_how_to_name_it(sambung: Sambung, tmp_path: Path) -> None:
    file = write(tmp_path / "x.csv", "1;SITI CONTOH", head="nomor;nama")
    done = sambung("registry", "import", str(file), "--as-of", "2026-10-15")

    assert done.exit_code == 1
    assert "--map nik=COLUMN" in done.output


def test_proposals_are_written_even_when_there_are_none(sambung: Sambung, tmp_path: Path) -> None:
    out = tmp_path / "usulan.csv"

    assert "0 proposals" in sambung("registry", "proposals", "--csv", str(out)).output
    assert out.read_text("utf-8-sig").startswith("no,kode_alasan")
