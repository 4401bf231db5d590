"""What an installation decides: one frozen object, read once (see `bot.environment`).

Every field is the environment variable `SAMBUNG_<FIELD>`; docs/settings.md is the table.
A wrong value raises `Wrong` with what is wrong and what to do, and never with the value itself,
because a mistyped secret is still a secret.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot import hours, reading
from flows.cases.calendar import OFFICE_HOURS, Calendar, Counts, awake_hours
from flows.cases.profiles import NATIONAL_2017
from flows.cases.registry import Rules
from flows.messages import Channel
from flows.privacy import Keeping
from storage.shelves import Bucket

PREFIX = "SAMBUNG_"
TELEGRAM_API = "https://api.telegram.org"

Text = Annotated[str, BeforeValidator(reading.words)]
Address = Annotated[str, BeforeValidator(reading.address)]
Rate = Annotated[float, BeforeValidator(reading.rate)]


def _beside(validated: dict[str, object]) -> str:
    """The default database: a SQLite file in the folder that holds everything else."""
    return f"sqlite:///{validated.get('data_dir', 'var')}/sambung.db"


class Settings(BaseModel):
    """The settings of one installation. Its repr shows no secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    data_dir: Annotated[Path, BeforeValidator(reading.folder)] = Field(
        default_factory=lambda: reading.folder("var"),
        description="Folder for the database file, photos and documents. Back it up.",
    )
    database_url: Annotated[str, BeforeValidator(reading.database)] = Field(
        default_factory=_beside,
        repr=False,
        description="`sqlite:///...` or `postgresql://user:password@host/name`.",
    )
    files_url: Annotated[str, BeforeValidator(reading.files)] = Field(
        default="",
        description="A bucket for photos and documents instead of the data folder: "
        "`s3://bucket/prefix?endpoint=https://...&region=...`. They are sealed before they leave.",
    )
    files_key: Annotated[str, BeforeValidator(reading.words)] = Field(
        default="", repr=False, description="The bucket's access key."
    )
    files_secret: Annotated[str, BeforeValidator(reading.words)] = Field(
        default="", repr=False, description="The bucket's secret key."
    )
    city: Annotated[str, BeforeValidator(reading.city)] = Field(
        default="35.76", description="Home Affairs code of the city: `35.76` is Kota Mojokerto."
    )
    public_url: Annotated[str, BeforeValidator(reading.public_address)] = Field(
        default="",
        description="Where the platforms reach this program: `https://...`. "
        "Needed for WhatsApp and for `web`; without it Telegram is polled.",
    )
    host: Text = Field(
        default="127.0.0.1",
        description="Where to listen. `0.0.0.0` for all, behind a proxy on another machine.",
    )
    port: Annotated[int, BeforeValidator(reading.port)] = Field(
        default=8080, description="Port to listen on."
    )
    metrics_port: Annotated[int, BeforeValidator(reading.port)] = Field(
        default=0,
        description="Port for `/metrics`, `/ready` and `/health`, apart from the public one. "
        "`0`: none. Each process on one machine needs its own.",
    )
    metrics_host: Text = Field(
        default="127.0.0.1",
        description="Where that port listens. Another address needs `SAMBUNG_METRICS_TOKEN`.",
    )
    metrics_token: Annotated[str, BeforeValidator(reading.metrics_token)] = Field(
        default="",
        repr=False,
        description="A word that whoever asks for `/metrics` must know (`Authorization: Bearer`).",
    )
    secret_keys: Annotated[str, BeforeValidator(reading.secret_keys)] = Field(
        default="",
        repr=False,
        description="Keys that seal personal words: 32 characters or more each, newest first, "
        "separated by commas. The last one must stay for good. Keep a copy elsewhere.",
    )
    telegram_token: Annotated[str, BeforeValidator(reading.telegram_token)] = Field(
        default="", repr=False, description="The bot's token, from BotFather."
    )
    telegram_secret: Annotated[str, BeforeValidator(reading.telegram_secret)] = Field(
        default="",
        repr=False,
        description="A word of your own that Telegram repeats in each call, so that nobody else "
        "can call us. Needed with a public URL.",
    )
    telegram_api_url: Address = Field(
        default=TELEGRAM_API, description="Root of the Bot API; `/bot...` is appended."
    )
    telegram_rate: Rate = Field(
        default=30, description="Most messages a second over the whole bot (Telegram allows 30)."
    )
    twilio_account_sid: Annotated[str, BeforeValidator(reading.account_sid)] = Field(
        default="", description="Twilio account, `AC...`."
    )
    twilio_auth_token: Annotated[str, BeforeValidator(reading.words)] = Field(
        default="",
        repr=False,
        description="Twilio's auth token; also proves that a call is theirs.",
    )
    twilio_from: Annotated[str, BeforeValidator(reading.twilio_from)] = Field(
        default="", description="Our sender: `whatsapp:+62...`, or a messaging service `MG...`."
    )
    twilio_api_url: Address = Field(
        default="",
        description="One root for all of Twilio's hosts. Leave empty to use Twilio's own.",
    )
    twilio_rate: Rate = Field(
        default=80, description="Most WhatsApp messages a second (Twilio allows 80 per sender)."
    )
    twilio_content: Annotated[bool, BeforeValidator(reading.switch)] = Field(
        default=False,
        description="`on`: show choices as WhatsApp buttons and lists (Content API). "
        "`off`: numbered text.",
    )

    quiet_hours: Annotated[str, BeforeValidator(hours.quiet_hours)] = Field(
        default="21:00-06:00",
        description="City time in which only urgent notices go out: `21:00-06:00`, or `off`. "
        "Answers to what somebody just wrote always go.",
    )
    notice_delay: Annotated[int, BeforeValidator(hours.seconds)] = Field(
        default=20,
        description="Seconds, 0 to 60, that news for a resident waits, so that two quick steps of "
        "a case become one message.",
    )

    sla_clock: Annotated[str, BeforeValidator(hours.clock)] = Field(
        default="calendar",
        description="What counts towards a promise: `calendar` for every hour, as 2 x 24 hours is "
        "worded, or `working` for office hours only. Cases keep what they were promised.",
    )
    office_hours: Annotated[str, BeforeValidator(hours.hours)] = Field(
        default=OFFICE_HOURS,
        description="Office hours by weekday; a break parts a day, like "
        "`fri 07.30-11.30 13.00-14.30`. They count with `working`.",
    )
    office_address: Annotated[str, BeforeValidator(reading.line)] = Field(
        default="",
        description="Where the secretariat is, as people are told: street, number, kelurahan. "
        "Without it they are told: at the city's social agency (Dinas Sosial).",
    )
    office_phone: Annotated[str, BeforeValidator(reading.telephone)] = Field(
        default="", description="Telephone of the secretariat, as people are told."
    )
    extra_holidays: Annotated[str, BeforeValidator(hours.days)] = Field(
        default="",
        description="Days on which the office is shut besides Indonesia's public and joint "
        "holidays, like `2026-06-20, 2026-12-31`.",
    )
    complaint_route: Annotated[str, BeforeValidator(hours.route)] = Field(
        default=NATIONAL_2017.name,
        description="The way of a matter whose service names none: `national_2017`, "
        "`mojokerto_classic` or `letter_service` (docs/cases.md).",
    )

    answer_in_webhook: Annotated[bool, BeforeValidator(reading.switch)] = Field(
        default=False,
        description="`on`: the answer to a message rides in the response to its webhook where it "
        "can, which saves a call; what the platform drops on that way it tells nobody, so an "
        "answer may be lost. `off`: every message is sent by a call that is repeated until it "
        "is known to have arrived.",
    )

    registry_lookup: Annotated[str, BeforeValidator(reading.lookup)] = Field(
        default="import",
        description="Where a resident's question about DTKS/DTSEN is answered: `import` from the "
        "file that was loaded, `operator` by the registry's operator in chat, where no export may "
        "leave SIKS-NG.",
    )
    registry_tell_decile: Annotated[bool, BeforeValidator(reading.switch)] = Field(
        default=True,
        description="`on`: a verified resident reads their own decile. `off`: only whether they "
        "are listed, and programs.",
    )
    registry_checks_a_day: Annotated[int, BeforeValidator(reading.few)] = Field(
        default=5, description="Questions about the registry from one number a day."
    )
    registry_niks_a_week: Annotated[int, BeforeValidator(reading.few)] = Field(
        default=3, description="Different NIK that one number may ask about in seven days."
    )
    registry_verified_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=365, description="Days until an officer has to find anew whose number it is."
    )
    registry_operator_hours: Annotated[int, BeforeValidator(reading.few)] = Field(
        default=8,
        description="Office hours an operator has for an answer; reminded at half of it, then the "
        "back office is asked.",
    )

    data_officer: Annotated[str, BeforeValidator(reading.line)] = Field(
        default="",
        description="How the data-protection officer is reached, as people read it under "
        "*Data saya*: a name of the office, an address, a telephone number.",
    )
    keep_photos_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=30, description="Days after its case ended that a photo or paper is kept."
    )
    keep_chat_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=90, description="Days that the words of messages are kept, both ways."
    )
    keep_cases_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=730,
        description="Days after it ended that a case says of whom it was; then numbers and dates "
        "stay, and nobody.",
    )
    keep_letters_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=730,
        description="Days after the case ended that letters and decisions are kept. Archive law "
        "may ask for more.",
    )
    keep_audit_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=1825, description="Days that the log of who looked at what is kept."
    )
    keep_registry_days: Annotated[int, BeforeValidator(reading.days_count)] = Field(
        default=92,
        description="Days that rows of a registry file are kept which is no longer asked.",
    )

    @property
    def keeping(self) -> Keeping:
        """How long what is kept."""
        return Keeping(
            photos=timedelta(days=self.keep_photos_days),
            chat=timedelta(days=self.keep_chat_days),
            cases=timedelta(days=self.keep_cases_days),
            letters=timedelta(days=self.keep_letters_days),
            audit=timedelta(days=self.keep_audit_days),
            batches=timedelta(days=self.keep_registry_days),
        )

    @property
    def registry(self) -> Rules:
        """How the social registry is asked."""
        return Rules(
            lookup=self.registry_lookup,
            tell_decile=self.registry_tell_decile,
            checks_a_day=self.registry_checks_a_day,
            niks_a_week=self.registry_niks_a_week,
            verified_for=timedelta(days=self.registry_verified_days),
            operator_time=timedelta(hours=self.registry_operator_hours),
        )

    @property
    def is_sqlite(self) -> bool:
        """One process does everything."""
        return self.database_url.startswith("sqlite")

    @property
    def files_place(self) -> Path | Bucket:
        """Where photos and documents lie, sealed."""
        if not self.files_url:
            return self.data_dir / "files"
        return reading.bucket(self.files_url, self.files_key, self.files_secret)

    def calendar(self, zone: ZoneInfo) -> Calendar:
        """Which hours count in a city of that zone."""
        week, extra = hours.week(self.office_hours), hours.dates(self.extra_holidays)
        awake = awake_hours(hours.quiet(self.quiet_hours))
        return Calendar(zone, Counts(self.sla_clock), week, extra, awake)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The doors that are configured."""
        doors = ((Channel.TELEGRAM, self.telegram_token), (Channel.WHATSAPP, self.twilio_from))
        return tuple(channel for channel, given in doors if given)

    @property
    def polls_telegram(self) -> bool:
        """Telegram has no address to call, so we ask it for news."""
        return Channel.TELEGRAM in self.channels and not self.public_url


SECRETS = (
    "database_url",
    "files_key",
    "files_secret",
    "metrics_token",
    "secret_keys",
    "telegram_token",
    "telegram_secret",
    "twilio_auth_token",
)
"""Fields that may also come from a file named by `SAMBUNG_<FIELD>_FILE`."""


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()
