"""The commands: a newcomer finds the way, and what goes wrong is one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import click
import pytest
from click.testing import CliRunner

from bot.__main__ import COMMANDS, main
from handlers import parked
from handlers.house import House
from tests import postgres
from tests.bot.conftest import KEY, WHATSAPP, Sambung
from tests.bot.test_history import a_case
from tests.bot.test_parked import park

Put = Callable[..., None]


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += every_command(command, (*path, name))
    return found


@pytest.mark.parametrize("path", every_command(main))
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 3


def test_help_begins_with_what_needs_no_setting() -> None:
    words = CliRunner().invoke(main, ["--help"]).stdout
    assert words.index("sambung demo") < words.index("sambung serve")
    assert COMMANDS[0].name == "demo"


def test_no_command_of_the_list_is_cut_short() -> None:
    listed = CliRunner().invoke(main, ["--help"]).stdout.partition("Commands:")[2]
    assert [command.name for command in COMMANDS if f"  {command.name} " not in listed] == []
    assert "..." not in listed


@pytest.mark.parametrize("command", ["serve", "web", "work", "migrate"])
def test_wrong_settings_are_lines_on_stderr_and_code_two(
    environment: Put, logged: StringIO, command: str
) -> None:
    environment(PORT="never")
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "  SAMBUNG_PORT: it is not a port." in result.stderr
    assert "  SAMBUNG_SECRET_KEYS: it is missing" in result.stderr


def test_migrate_makes_the_database_and_may_run_twice(
    environment: Put, fresh_url: str, logged: StringIO
) -> None:
    environment(SECRET_KEYS=KEY, DATABASE_URL=fresh_url)
    first, second = (CliRunner().invoke(main, ["migrate"]) for _ in range(2))
    assert "is up to date now" in first.stdout
    assert "was up to date already" in second.stdout


def test_the_office_is_told_to_migrate_first(
    environment: Put, fresh_url: str, logged: StringIO
) -> None:
    environment(SECRET_KEYS=KEY, DATABASE_URL=fresh_url)
    result = CliRunner().invoke(main, ["staff", "list"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "sambung migrate" in result.stderr


@pytest.mark.parametrize("command", ["web", "work"])
def test_one_of_several_processes_waits_for_the_migration(
    environment: Put, postgres_server: str, logged: StringIO, command: str
) -> None:
    with postgres.made(postgres_server, f"sambung_bare_{uuid4().hex[:12]}") as url:
        environment(DATABASE_URL=url, **WHATSAPP)
        result = CliRunner().invoke(main, [command])
    assert result.exit_code == 1
    assert result.stderr.endswith("Run `sambung migrate` first.\n")


def test_a_database_that_is_away_is_one_line(environment: Put, logged: StringIO) -> None:
    environment(SECRET_KEYS=KEY, DATABASE_URL="postgresql://u:a-pass-word@127.0.0.1:1/x")
    result = CliRunner().invoke(main, ["staff", "list"])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "SAMBUNG_DATABASE_URL" in result.stderr
    assert "a-pass-word" not in result.output


def test_a_city_that_we_do_not_know_is_one_line(sambung: Sambung, environment: Put) -> None:
    environment(CITY="99.99")
    result = sambung("staff", "list")
    assert result.stderr.startswith("sambung: SAMBUNG_CITY:")


def test_a_folder_that_cannot_be_made_is_one_line(sambung: Sambung, environment: Put) -> None:
    environment(DATA_DIR="/dev/null/var")
    result = sambung("migrate")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "SAMBUNG_DATA_DIR" in result.stderr


def test_staff_add_prints_what_to_send(sambung: Sambung) -> None:
    result = sambung("staff", "add", "Contoh", "--role", "supervisor", "--area", "35.76.02")
    assert "Staff 1 added" in result.stdout
    assert "/start " in result.stdout
    assert "KODE " in result.stdout


def test_one_area_serves_all_roles_and_several_are_paired(sambung: Sambung) -> None:
    two = ("--role", "facilitator", "--role", "supervisor")
    sambung("staff", "add", "Contoh A", *two, "--area", "35.76")
    sambung("staff", "add", "Contoh B", *two, "--area", "35.76.01.1006", "--area", "35.76.01")
    words = sambung("staff", "list").stdout
    assert "facilitator 35.76.01.1006" in words
    assert "supervisor 35.76.01" in words
    assert sambung("staff", "add", "C", *two, *("--area", "35.76") * 3).exit_code == 2


def test_staff_list_says_how_to_begin(sambung: Sambung) -> None:
    assert "sambung staff add" in sambung("staff", "list").stdout


def test_staff_is_switched_off_and_on(sambung: Sambung) -> None:
    sambung("staff", "add", "Contoh", "--role", "supervisor", "--area", "35.76.02")
    sambung("staff", "off", "1")
    assert "switched off" in sambung("staff", "list").stdout
    assert "sambung staff on" in sambung("staff", "link", "1").stderr
    sambung("staff", "on", "1")
    assert "New link of staff 1" in sambung("staff", "link", "1").stdout


def test_staff_are_away_for_some_days_by_id_or_name(sambung: Sambung) -> None:
    sambung("staff", "add", "Contoh Cuti", "--role", "facilitator", "--area", "35.76.02")
    last = (datetime.now(UTC) + timedelta(days=3)).strftime("%Y-%m-%d")
    told = sambung("staff", "absent", "1", "--until", last).stdout
    assert f"away until the end of {last}" in told
    assert "Staff 1 is back." in sambung("staff", "absent", "contoh cuti", "--back").stdout
    assert "Nobody" in sambung("staff", "absent", "Siapa", "--back").stderr


def test_a_family_is_recorded_without_being_shown(sambung: Sambung) -> None:
    sambung("staff", "add", "Contoh", "--role", "facilitator", "--area", "35.76.02")
    result = sambung("staff", "family", "1", typed="3576010101159990\n\n")
    assert "The family of staff 1 is recorded." in result.stdout
    assert "3576010101159990" not in result.stdout
    assert "forgotten" in sambung("staff", "family", "1", "--forget").stdout


def test_staff_who_do_not_exist_are_one_line(sambung: Sambung) -> None:
    result = sambung("staff", "off", "7")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "sambung: There is no staff member 7.\n"


def test_areas_are_listed_with_their_codes(sambung: Sambung) -> None:
    lines = sambung("staff", "areas").stdout.splitlines()
    assert len(lines) == 1 + 3 + 18
    assert lines[0].startswith("35.76  ")


def test_roles_are_listed_in_indonesian(sambung: Sambung) -> None:
    words = sambung("staff", "roles").stdout
    assert "Fasilitator" in words
    assert "resident" not in words


def test_templates_are_set_listed_and_forgotten(sambung: Sambung) -> None:
    sid = "HX" + "0" * 32
    sambung("templates", "set", "submitted", "id", sid)
    assert f"submitted (to resident): id {sid}" in sambung("templates", "list").stdout
    sambung("templates", "unset", "submitted", "id")
    assert "submitted (to resident): no template" in sambung("templates", "list").stdout


def test_a_parked_message_is_shown_without_its_words(sambung: Sambung, house: House) -> None:
    row = park(house, 1)
    words = sambung("parked", "list").stdout + sambung("parked", "show", str(row)).stdout
    assert "ValueError at resident.py:12" in words
    assert f"sambung parked retry {row}" in words
    assert "Kenari" not in words


def test_a_parked_message_whose_writer_went_on_is_not_run_again(
    sambung: Sambung, house: House
) -> None:
    row = park(house, 1, later=True)
    result = sambung("parked", "retry", str(row))
    assert result.exit_code == 1
    assert "an officer asks the person" in result.stderr
    assert len(parked.list_parked(house)) == 1


def test_a_parked_message_is_dropped_only_when_confirmed(sambung: Sambung, house: House) -> None:
    row = park(house, 1)
    assert sambung("parked", "drop", str(row)).exit_code == 1
    assert len(parked.list_parked(house)) == 1
    sambung("parked", "drop", str(row), "--yes")
    assert parked.list_parked(house) == ()


def test_what_is_no_ticket_is_said_so(sambung: Sambung) -> None:
    assert "not a ticket number" in sambung("case", "show", "26-000001-0").stderr


def test_the_history_of_a_case_is_told_without_its_story(sambung: Sambung, house: House) -> None:
    ticket = a_case(house)
    words = sambung("case", "show", ticket).stdout
    assert "submitted -> assigned  assign, system: Alamat salah, NIK 3576********9991" in words
    assert "case_id 1\n" in words
    assert "Kenari" not in words
