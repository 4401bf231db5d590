"""What a clerk mistypes, or hands over, on the way to a list or to paper is told in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.conftest import Sambung


def test_a_brochure_of_nothing_is_refused_in_a_line(sambung: Sambung, tmp_path: Path) -> None:
    result = sambung("brochures", "--into", str(tmp_path / "cetak"), "--only", "BECAKK")

    assert (result.exit_code, result.stdout.count("Traceback")) == (1, 0)
    assert "There is no service or program BECAKK" in result.stderr


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_list_of_which_nothing_can_be_taken_ends_with_an_error(
    sambung: Sambung, tmp_path: Path, more: tuple[str, ...]
) -> None:
    file = tmp_path / "dtsen.csv"
    file.write_text("nik;nama\n3,57602E+15;SITI CONTOH\n", encoding="utf-8")
    result = sambung("registry", "import", str(file), "--as-of", "2026-10-15", *more)

    assert result.exit_code == 1
    assert "ot one line could be taken" in result.stderr
    assert "simpan sebagai teks" in (tmp_path / "dtsen.ditolak.csv").read_text("utf-8-sig")
