"""`sambung preview`: needs nothing, and writes a page when asked."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from bot.__main__ import main


def test_every_text_is_printed_without_any_setting() -> None:
    result = CliRunner().invoke(main, ["preview"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 50


def test_the_page_is_written_to_the_file(tmp_path: Path) -> None:
    page = tmp_path / "preview.html"
    result = CliRunner().invoke(main, ["preview", "--html", str(page)])
    assert str(page) in result.stdout
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
