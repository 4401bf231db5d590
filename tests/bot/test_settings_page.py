"""docs/settings.md says what the program reads, neither more nor less."""

from __future__ import annotations

from pathlib import Path

from pydantic.fields import FieldInfo

from bot.settings import SECRETS, Settings, variable

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
MADE = {"data_dir": "`var`", "database_url": "SQLite in the data folder"}


def default(name: str, field: FieldInfo) -> str:
    if name in MADE:
        return MADE[name]
    if isinstance(field.default, bool):
        return "`on`" if field.default else "`off`"
    return f"`{field.default}`" if field.default != "" else "none"


def test_the_table_of_settings_is_the_one_that_is_read() -> None:
    rows = [
        f"| `{variable(name)}` | {default(name, field)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    found = [line for line in PAGE.read_text().splitlines() if line.startswith("| `SAMBUNG_")]
    assert found == rows


def test_the_page_names_every_secret_that_may_be_a_file() -> None:
    words = PAGE.read_text()
    assert [field for field in SECRETS if f"`{variable(field)}_FILE`" not in words] == []
