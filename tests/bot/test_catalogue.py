"""`sambung catalogue`, as the office types it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main
from tests.bot.conftest import Sambung


def test_the_release_is_checked_without_any_setting() -> None:
    result = CliRunner().invoke(main, ["catalogue", "check"])
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_change_goes_from_show_to_change(sambung: Sambung, tmp_path: Path) -> None:
    shown = sambung("catalogue", "show", "MJK_BECAK").stdout
    file = tmp_path / "becak.toml"
    file.write_text(shown.replace("Rp350.000", "Rp400.000"), encoding="utf-8")
    assert sambung("catalogue", "change", str(file)).stdout == "Changed: entry.MJK_BECAK.\n"
    assert sambung("catalogue", "change", str(file)).stdout == "That is how it was already.\n"
    assert "Rp400.000" in sambung("catalogue", "show", "MJK_BECAK").stdout


def test_a_change_with_gaps_is_refused_with_every_reason(sambung: Sambung, tmp_path: Path) -> None:
    file = tmp_path / "becak.toml"
    file.write_text('[entry.MJK_BECAK]\nname = 3\ncolour = "red"\n', encoding="utf-8")
    result = sambung("catalogue", "change", str(file))
    assert result.exit_code == 1
    assert "MJK_BECAK: name must be words" in result.stderr
    assert "MJK_BECAK: colour is no field we know" in result.stderr


def test_a_file_that_is_not_utf8_is_a_plain_line(sambung: Sambung, tmp_path: Path) -> None:
    file = tmp_path / "becak.toml"
    file.write_bytes(b"\xff\xfe\x00")
    result = sambung("catalogue", "change", str(file))
    assert result.exit_code == 2
    assert "becak.toml is not saved as UTF-8 text" in result.stderr


def test_a_program_is_closed_listed_and_opened_again(sambung: Sambung) -> None:
    said = ("--id", "Sudah selesai.", "--jv", "Sampun rampung.")
    assert sambung("catalogue", "close", "MJK_BECAK", *said).stdout == "MJK_BECAK is closed.\n"
    listed = sambung("catalogue", "list").stdout
    assert next(
        line for line in listed.splitlines() if "MJK_BECAK" in line
    ).strip().endswith("closed, changed by you")  # fmt: skip
    assert "release" in sambung("catalogue", "take-back", "MJK_BECAK").stdout
    assert "changed by you" not in sambung("catalogue", "list").stdout


def test_the_last_day_is_read_as_a_date(sambung: Sambung) -> None:
    said = ("--id", "Selesai.", "--jv", "Rampung.", "--last-day", "2026-12-15")
    result = sambung("catalogue", "close", "MJK_BECAK", *said)
    assert result.stdout == "MJK_BECAK closes after 2026-12-15.\n"


def test_what_is_stored_can_be_checked(sambung: Sambung) -> None:
    result = sambung("catalogue", "check", "--stored")
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_unknown_name_is_a_plain_line(sambung: Sambung) -> None:
    result = sambung("catalogue", "show", "NOTHING")
    assert result.exit_code == 1
    assert "There is no entry NOTHING" in result.stderr
