"""Settings: a good one is read, a wrong one is named in one line, a secret never shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot import hours
from bot.environment import WrongSettings
from bot.rules import Use
from bot.settings import SECRETS, Settings
from flows.messages import Channel
from storage.shelves import Bucket
from tests.bot.conftest import KEY, SECRET, TELEGRAM, TOKEN, WHATSAPP, Read

BUCKET = {
    "FILES_URL": "s3://slrt-kota/foto?endpoint=https://s3.example&region=ap-southeast-3",
    "FILES_KEY": "an-invented-access-key",
    "FILES_SECRET": "an-invented-secret-key",
}


def problems(read: Read, given: dict[str, str], use: Use = Use.SERVE) -> list[str]:
    with pytest.raises(WrongSettings) as wrong:
        read(use, **given)
    return [str(problem) for problem in wrong.value.problems]


def names(read: Read, given: dict[str, str], use: Use = Use.SERVE) -> list[str]:
    return [line.partition(":")[0] for line in problems(read, given, use)]


def test_telegram_alone_is_enough_and_is_polled(read: Read) -> None:
    settings = read(**TELEGRAM)
    assert settings.channels == (Channel.TELEGRAM,)
    assert settings.polls_telegram


def test_whatsapp_alone_is_enough(read: Read) -> None:
    assert read(**WHATSAPP).channels == (Channel.WHATSAPP,)


def test_telegram_with_a_public_url_is_called_not_polled(read: Read) -> None:
    settings = read(**TELEGRAM, PUBLIC_URL="https://slrt.example/", TELEGRAM_SECRET=SECRET)
    assert not settings.polls_telegram
    assert settings.public_url == "https://slrt.example"


def test_the_database_stands_in_the_data_folder_unless_said_otherwise(
    read: Read, tmp_path: Path
) -> None:
    settings = read(**TELEGRAM, DATA_DIR="keep")
    assert settings.database_url == f"sqlite:///{tmp_path}/keep/sambung.db"


def test_a_postgresql_address_gets_our_driver(read: Read) -> None:
    settings = read(**TELEGRAM, DATABASE_URL="postgres://somebody:word@db/sambung")
    assert settings.database_url == "postgresql+psycopg://somebody:word@db/sambung"
    assert not settings.is_sqlite


def test_a_secret_may_come_from_a_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    settings = read(SECRET_KEYS=KEY, TELEGRAM_TOKEN_FILE=str(tmp_path / "token"))
    assert settings.telegram_token == TOKEN


def test_dotenv_is_read_and_the_environment_is_stronger(read: Read, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAMBUNG_PORT=9001\nSAMBUNG_HOST=0.0.0.0\n")
    settings = read(**TELEGRAM, PORT="9002")
    assert (settings.host, settings.port) == ("0.0.0.0", 9002)


def test_an_empty_variable_counts_as_not_set(read: Read) -> None:
    assert read(**TELEGRAM, PORT="", PUBLIC_URL="").port == 8080


def test_a_city_counts_its_own_office_hours(read: Read) -> None:
    hours = {"OFFICE_HOURS": "sen-jum 08.00-12.00 13.00-16.00", "EXTRA_HOLIDAYS": "2026-11-24"}
    calendar = read(**TELEGRAM, SLA_CLOCK="working", **hours).calendar(ZoneInfo("Asia/Jakarta"))
    start = datetime(2026, 11, 23, 11, 0, tzinfo=calendar.zone)
    due = calendar.after(start, timedelta(hours=5)).astimezone(calendar.zone)
    assert f"{due:%d %H.%M}" == "25 09.00"


@pytest.mark.parametrize(
    ("given", "quiet"),
    [("", True), ("22.00-05.00", True), ("02:00-04:00", False), ("off", False)],
)
def test_a_city_has_its_own_quiet_hours(read: Read, given: str, quiet: bool) -> None:
    quiet_hours = hours.quiet(read(**TELEGRAM, QUIET_HOURS=given).quiet_hours)
    late = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    assert (quiet_hours.until(late, ZoneInfo("Asia/Jakarta")) is not None) is quiet


def test_settings_cannot_be_changed(read: Read) -> None:
    settings = read(**TELEGRAM)
    with pytest.raises(ValidationError):
        settings.port = 1


def test_no_secret_is_shown_by_repr(read: Read) -> None:
    secrets = {**TELEGRAM, **WHATSAPP, "TELEGRAM_SECRET": SECRET}
    settings = read(**secrets, DATABASE_URL="postgresql://u:pass-of-db@db/x")
    shown = f"{settings!r} {settings}"
    hidden = (KEY, TOKEN, SECRET, WHATSAPP["TWILIO_AUTH_TOKEN"], "pass-of-db")
    assert [word for word in hidden if word in shown] == []


def test_every_secret_is_hidden_and_may_be_a_file() -> None:
    hidden = {name for name, field in Settings.model_fields.items() if not field.repr}
    assert hidden == set(SECRETS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("CITY", "Mojokerto"),
        ("PUBLIC_URL", "http://slrt.example"),
        ("PUBLIC_URL", "slrt.example"),
        ("PUBLIC_URL", "https://user:word@slrt.example"),
        ("PUBLIC_URL", "https://slrt.example:abc"),
        ("SECRET_KEYS", "too-short"),
        ("SECRET_KEYS", f"{KEY},too-short"),
        ("SECRET_KEYS", f"{KEY},{KEY}"),
        ("TELEGRAM_TOKEN", "not-a-token"),
        ("TELEGRAM_SECRET", "spaces are not allowed"),
        ("TELEGRAM_API_URL", "http://bots.example"),
        ("TELEGRAM_RATE", "0"),
        ("TWILIO_RATE", "fast"),
        ("SLA_CLOCK", "office"),
        ("OFFICE_HOURS", "mon 15.30-07.30"),
        ("OFFICE_ADDRESS", "Jalan Contoh 1\nWates"),
        ("OFFICE_ADDRESS", "Jalan Contoh " * 20),
        ("OFFICE_PHONE", "ask the doorman"),
        ("EXTRA_HOLIDAYS", "2026-02-30"),
        ("COMPLAINT_ROUTE", "the_quick_one"),
        ("TWILIO_CONTENT", "maybe"),
        ("QUIET_HOURS", "at night"),
        ("QUIET_HOURS", "25:00-06:00"),
        ("NOTICE_DELAY", "61"),
        ("NOTICE_DELAY", "soon"),
        ("DATABASE_URL", "mysql://db/x"),
        ("DATABASE_URL", "sqlite://"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(read: Read, name: str, text: str) -> None:
    lines = problems(read, {**TELEGRAM, "TELEGRAM_SECRET": SECRET, name: text})
    assert [line.partition(":")[0] for line in lines] == [f"SAMBUNG_{name}"]
    assert "\n" not in lines[0]


def test_an_address_is_read_without_the_full_stops_of_abbreviations(read: Read) -> None:
    settings = read(**TELEGRAM, OFFICE_ADDRESS="Jl. Contoh  No. 1, Kel. Wates.")
    assert settings.office_address == "Jalan Contoh No 1, Kel Wates"


ANY_WORDS = {"data_dir", "office_address", "data_officer"}
"""What may be said in any words."""


@pytest.mark.parametrize("field", [f for f in Settings.model_fields if f not in ANY_WORDS])
def test_a_wrong_value_is_never_shown(read: Read, field: str) -> None:
    values = {**TELEGRAM, **WHATSAPP, "TELEGRAM_SECRET": SECRET, field.upper(): "zebra zebra"}
    lines = problems(read, values)
    assert lines
    assert "zebra" not in "".join(lines)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("TWILIO_FROM", "+6281200009990"),
        ("TWILIO_FROM", "whatsapp:081200009990"),
        ("TWILIO_ACCOUNT_SID", "SK" + "0" * 32),
    ],
)
def test_a_wrong_twilio_value_is_named(read: Read, name: str, text: str) -> None:
    assert names(read, {**WHATSAPP, name: text}) == [f"SAMBUNG_{name}"]


def test_a_messaging_service_may_be_the_sender(read: Read) -> None:
    assert read(**{**WHATSAPP, "TWILIO_FROM": "MG" + "a" * 32}).twilio_from.startswith("MG")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8090", "http://localhost:8090"])
def test_plain_http_is_good_enough_on_this_machine(read: Read, url: str) -> None:
    assert read(**{**WHATSAPP, "PUBLIC_URL": url}).public_url == url


def test_all_problems_are_listed_at_once(read: Read) -> None:
    found = names(read, {"PORT": "x", "CITY": "y", "TELEGRAM_SECRET": SECRET})
    assert sorted(found) == [
        "SAMBUNG_CITY",
        "SAMBUNG_PORT",
        "SAMBUNG_SECRET_KEYS",
        "SAMBUNG_TELEGRAM_TOKEN",
    ]


@pytest.mark.parametrize("left_out", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"])
def test_half_set_whatsapp_is_refused(read: Read, left_out: str) -> None:
    given = {name: text for name, text in WHATSAPP.items() if name != left_out}
    assert names(read, given) == [f"SAMBUNG_{left_out}"]


def test_whatsapp_needs_a_public_url(read: Read) -> None:
    given = {name: text for name, text in WHATSAPP.items() if name != "PUBLIC_URL"}
    assert names(read, given) == ["SAMBUNG_PUBLIC_URL"]


def test_telegram_with_a_public_url_needs_its_secret(read: Read) -> None:
    assert names(read, {**TELEGRAM, "PUBLIC_URL": "https://slrt.example"}) == [
        "SAMBUNG_TELEGRAM_SECRET"
    ]


def test_a_port_that_telegram_does_not_call_is_refused(read: Read) -> None:
    given = {**TELEGRAM, "TELEGRAM_SECRET": SECRET, "PUBLIC_URL": "https://slrt.example:9443"}
    assert names(read, given) == ["SAMBUNG_PUBLIC_URL"]


def test_no_channel_at_all_is_refused_for_serve(read: Read) -> None:
    assert names(read, {"SECRET_KEYS": KEY}) == ["SAMBUNG_TELEGRAM_TOKEN"]


def test_office_commands_need_no_channel(read: Read) -> None:
    assert read(Use.OFFICE, SECRET_KEYS=KEY).channels == ()


def test_office_commands_refuse_a_half_set_channel_too(read: Read) -> None:
    assert names(read, {"SECRET_KEYS": KEY, "TELEGRAM_SECRET": SECRET}, Use.OFFICE) == [
        "SAMBUNG_TELEGRAM_TOKEN"
    ]


@pytest.mark.parametrize("use", [Use.WEB, Use.WORK])
def test_several_processes_need_postgresql(read: Read, use: Use) -> None:
    assert names(read, WHATSAPP, use) == ["SAMBUNG_DATABASE_URL"]


def test_web_needs_a_public_url(read: Read) -> None:
    given = {**TELEGRAM, "DATABASE_URL": "postgresql://db/x"}
    assert names(read, given, Use.WEB) == ["SAMBUNG_PUBLIC_URL"]


def test_a_mistyped_name_gets_the_nearest_right_one(read: Read) -> None:
    (line,) = problems(read, {**TELEGRAM, "TELEGRAM_TOKN_FILE": "x"})
    assert line.startswith("SAMBUNG_TELEGRAM_TOKN_FILE: ")
    assert "SAMBUNG_TELEGRAM_TOKEN_FILE?" in line


def test_a_mistyped_name_in_dotenv_is_found_too(read: Read, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SAMBUNG_PROT=9001\n")
    (line,) = problems(read, TELEGRAM)
    assert line.endswith("Did you mean SAMBUNG_PORT?")


def test_a_secret_given_twice_is_refused(read: Read, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    given = {**TELEGRAM, "TELEGRAM_TOKEN_FILE": str(tmp_path / "token")}
    assert names(read, given) == ["SAMBUNG_TELEGRAM_TOKEN_FILE"]


@pytest.mark.parametrize("field", SECRETS)
def test_a_file_that_cannot_be_read_is_one_line(read: Read, tmp_path: Path, field: str) -> None:
    given = {**TELEGRAM, "TELEGRAM_SECRET": SECRET, **WHATSAPP, **BUCKET}
    given[f"{field.upper()}_FILE"] = "nowhere"
    given.pop(field.upper(), None)
    assert names(read, given) == [f"SAMBUNG_{field.upper()}_FILE"]


def test_an_empty_file_is_said_to_be_empty(read: Read, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("\n")
    (line,) = problems(read, {"TELEGRAM_TOKEN": TOKEN, "SECRET_KEYS_FILE": str(tmp_path / "key")})
    assert "empty" in line


def test_a_dotenv_that_is_not_text_is_said_so(read: Read, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SAMBUNG_PORT=\xff\xfe\n")
    assert names(read, TELEGRAM) == [".env"]


def test_photos_stand_in_the_data_folder_unless_said_otherwise(read: Read, tmp_path: Path) -> None:
    assert read(**TELEGRAM, DATA_DIR="keep").files_place == tmp_path / "keep" / "files"


def test_a_bucket_is_read_part_by_part(read: Read) -> None:
    place = read(**TELEGRAM, **BUCKET).files_place
    assert isinstance(place, Bucket)
    assert (place.name, place.prefix, place.region) == ("slrt-kota", "foto", "ap-southeast-3")
    assert (place.endpoint, place.secret_key) == ("https://s3.example", BUCKET["FILES_SECRET"])


def test_a_buckets_secret_may_come_from_a_file(read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n".replace(" ", "-"))
    given = {**BUCKET, "FILES_SECRET": "", "FILES_SECRET_FILE": str(tmp_path / "secret")}
    assert read(**TELEGRAM, **given).files_secret == "from-a-file"


@pytest.mark.parametrize("missing", BUCKET)
def test_a_bucket_that_is_half_set_is_refused(read: Read, missing: str) -> None:
    assert names(read, {**TELEGRAM, **BUCKET, missing: ""}) == [f"SAMBUNG_{missing}"]


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.example/slrt",
        "s3:///foto",
        "s3://Kota",
        "s3://key:secret@slrt-kota",
        "s3://slrt-kota/../other",
        "s3://slrt-kota/a b",
        "s3://slrt-kota?secret=word",
        "s3://slrt-kota?endpoint=http://s3.example",
        "s3://slrt-kota?region=a/b",
    ],
)
def test_an_odd_bucket_is_refused_without_being_shown(read: Read, url: str) -> None:
    (line,) = problems(read, {**TELEGRAM, **BUCKET, "FILES_URL": url})
    assert line.startswith("SAMBUNG_FILES_URL: ")
    assert url not in line
    assert "secret" not in line


def test_a_buckets_keys_are_not_shown_by_repr(read: Read) -> None:
    assert "an-invented" not in repr(read(**TELEGRAM, **BUCKET)).replace(TOKEN, "")


def test_figures_that_others_could_read_need_a_word(read: Read) -> None:
    given = {**TELEGRAM, "METRICS_PORT": "9464", "METRICS_HOST": "0.0.0.0"}
    assert names(read, given) == ["SAMBUNG_METRICS_TOKEN"]
    assert read(**given, METRICS_TOKEN=SECRET).metrics_port == 9464


def test_figures_are_never_on_the_public_port(read: Read) -> None:
    assert names(read, {**TELEGRAM, "METRICS_PORT": "8080"}) == ["SAMBUNG_METRICS_PORT"]


def test_a_short_word_for_the_figures_is_refused_and_not_shown(read: Read) -> None:
    (line,) = problems(read, {**TELEGRAM, "METRICS_TOKEN": "kunci-pendek"})
    assert line.startswith("SAMBUNG_METRICS_TOKEN: ")
    assert "kunci-pendek" not in line
