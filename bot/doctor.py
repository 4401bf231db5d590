"""Is everything in place? Each question gets one line: fine, or what to do.

Nothing is changed. The questions build on each other: without settings there is no database
to ask, without a database no staff.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
from sqlalchemy.exc import SQLAlchemyError

from bot.environment import WrongSettings, read_settings
from bot.opening import open_database, open_house
from bot.rules import Use
from bot.settings import Settings
from flows.cases.place_gaps import unwritten
from flows.cases.rows import Audience
from flows.cases.states import Role
from flows.messages import Channel
from handlers import auditor, clock_repair, parked, templates
from handlers.house import House
from handlers.pictures import reading_room
from handlers.refused import Refused
from handlers.roster import list_staff
from storage import areas, catalogue
from storage import staff as staff_rows
from storage.database import Busy, Database
from storage.files import NoSuchFile, StoreAway, new_key
from storage.migrate import newest, revision

PATIENCE = 10
"""Seconds for one question to a platform."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    fine: bool
    what: str
    to_do: str = ""


def examine() -> Iterator[Finding]:
    """Every finding, in the order in which a new installation is built up."""
    try:
        settings = read_settings(Use.SERVE)
    except WrongSettings as wrong:
        for problem in wrong.problems:
            yield Finding(False, f"{problem.name}: {problem.what}", problem.to_do)
        return
    yield Finding(True, f"settings are complete ({' and '.join(settings.channels)})")
    yield _data_folder(settings)
    yield from _platforms(settings)
    yield _cards()
    yield from _inside(settings)


def _cards() -> Finding:
    """Reading is a convenience, so its lack is no fault."""
    if reading_room.can_read():
        return Finding(True, "photos of KTP and KK are read (extra ocr)")
    return Finding(True, reading_room.HOW_TO_READ)


def _data_folder(settings: Settings) -> Finding:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(settings.data_dir, os.W_OK | os.X_OK):
        return Finding(False, "the data folder cannot be written", "Give it to this user.")
    if settings.data_dir.stat().st_mode & 0o077:
        return Finding(False, "others may look into the data folder", "Run chmod 700 on it.")
    return Finding(True, "the data folder is ours alone")


def _platforms(settings: Settings) -> Iterator[Finding]:
    from bot.doors import by_channel, open_doors

    doors = by_channel(open_doors(settings))
    try:
        for channel, door in doors.items():
            health = door.check()
            if health.ok:
                yield Finding(True, f"{channel} answers ({health.name})")
            else:
                yield Finding(
                    False,
                    f"{channel} does not answer ({health.why})",
                    "Check the network, and the token or auth token.",
                )
            yield from _webhook(settings, channel, reachable=health.ok)
    finally:
        for door in doors.values():
            door.close()


def _webhook(settings: Settings, channel: Channel, *, reachable: bool) -> Iterator[Finding]:
    if channel is Channel.WHATSAPP:
        yield Finding(
            True,
            "WhatsApp's webhook can only be seen in Twilio's console: "
            f"it must be {settings.public_url}/whatsapp/webhook (POST)",
        )
    elif settings.polls_telegram:
        yield Finding(True, "Telegram is asked for news; no webhook is needed")
    elif reachable:
        yield telegram_webhook(settings)


def telegram_webhook(settings: Settings) -> Finding:
    """Whether Telegram calls our address, by what it says itself (getWebhookInfo)."""
    root = settings.telegram_api_url
    address = f"{root}/bot{settings.telegram_token}/getWebhookInfo"
    try:
        # A proxy of the environment is for the outside, never for this machine itself.
        outside = root.startswith("https://")
        told = httpx.get(address, timeout=PATIENCE, trust_env=outside).json()["result"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return Finding(False, "Telegram does not tell its webhook", "Try again later.")
    if told.get("url") != f"{settings.public_url}/telegram/webhook":
        return Finding(
            False,
            "Telegram does not call us yet",
            "Start `sambung serve` or `web`: it asks for it.",
        )
    if told.get("last_error_message"):
        return Finding(
            False,
            f"Telegram's last call failed; {told.get('pending_update_count', 0)} wait",
            "Is our public URL reachable from outside, with a valid certificate?",
        )
    return Finding(True, "Telegram calls our webhook")


def _inside(settings: Settings) -> Iterator[Finding]:
    """What the database tells."""
    database = open_database(settings)
    try:
        finding = _schema(database)
        yield finding
        if finding.fine:
            yield from _house(open_house(settings, database))
    except Refused as refused:
        yield Finding(False, str(refused))
    finally:
        database.close()


def _schema(database: Database) -> Finding:
    try:
        found = revision(database)
    except (SQLAlchemyError, Busy) as error:
        return Finding(
            False,
            f"the database does not answer ({type(error).__name__})",
            "Is it running, and is SAMBUNG_DATABASE_URL right?",
        )
    if found != newest():
        return Finding(False, "the database is not of this release", "Run `sambung migrate`.")
    return Finding(True, "the database answers and is up to date")


def _files(house: House) -> Finding:
    """Whether a photo could be stored, found and deleted now, by doing so."""
    key, content = new_key(), b"a trial of the doctor's"
    try:
        house.files.put(key, content)
        found = house.files.get(key)
        house.files.delete(key)
    except (StoreAway, NoSuchFile) as error:
        return Finding(
            False,
            f"photos cannot be stored ({error if isinstance(error, StoreAway) else 'lost'})",
            "Is the disk full? With a bucket: check SAMBUNG_FILES_URL, the two keys and their "
            "rights (put, get, delete).",
        )
    if found != content:
        return Finding(False, "a stored photo came back as another", "Ask who runs the bucket.")
    return Finding(True, "photos can be stored, read and deleted")


def _house(house: House) -> Iterator[Finding]:
    yield _files(house)
    yield from _roles(house)
    yield _villages(house)
    yield _places(house)
    yield _groups(house)
    yield _templates(house)
    yield _parked(house)
    yield _timers(house)
    yield _clocks(house)


def _able(house: House) -> list[tuple[Role, str]]:
    """Roles of everybody who is active and has opened their link."""
    people = list_staff(house)
    return [pair for one in people if one.active and one.linked for pair in one.roles]


def _roles(house: House) -> Iterator[Finding]:
    able = {role for role, _ in _able(house)}
    for role in (Role.SUPERVISOR, Role.FACILITATOR):
        if role in able:
            yield Finding(True, f"there is a {role} who opened their link")
        else:
            yield Finding(
                False, f"no {role} has opened their link yet", "See `sambung staff add --help`."
            )


def _villages(house: House) -> Finding:
    covered = [code for role, code in _able(house) if role is Role.FACILITATOR]
    with house.database.read() as session:
        city = areas.city(session, house.city_code)
    villages = [village for district in city.districts for village in district.villages]
    alone = [
        village.name
        for village in villages
        if not any(areas.covers(code, village.code) for code in covered)
    ]
    if alone:
        return Finding(
            False,
            f"{len(alone)} of {len(villages)} villages have no facilitator: {', '.join(alone)}",
            "Until then their supervisor must find somebody for each case.",
        )
    return Finding(True, f"all {len(villages)} villages have a facilitator")


def _places(house: House) -> Finding:
    """What is still to be written down of where people can go; nothing of it is an error."""
    with house.database.read() as session:
        places = catalogue.snapshot(session, house.city_code).places
    nowhere, unpinned = unwritten(places)
    missing = [
        f"{nowhere} of {len(places)} Puskesos have no address" if nowhere else "",
        f"{unpinned} have no point on the map" if unpinned else "",
        "" if house.office_address else "the secretariat has none (SAMBUNG_OFFICE_ADDRESS)",
    ]
    told = ", ".join(words for words in missing if words)
    if not told:
        return Finding(True, "every office has its address and its point on the map")
    return Finding(True, f"people are sent to the kelurahan's office: {told} (docs/catalogue.md)")


def _groups(house: House) -> Finding:
    with house.database.read() as session:
        bound = [group for group in staff_rows.groups(session) if group.area_code]
    if bound:
        return Finding(True, f"{len(bound)} staff group(s) bound")
    return Finding(
        False,
        "no staff group is bound",
        "Add the bot to a Telegram group; a supervisor then writes /grup there.",
    )


def _templates(house: House) -> Finding:
    missing = [one for one in templates.list_templates(house) if not one.sids]
    if not missing:
        return Finding(True, "every notice has a WhatsApp template")
    residents = sum(one.audience is Audience.RESIDENT for one in missing)
    return Finding(
        True,
        f"{residents} notices to residents and {len(missing) - residents} to staff have no "
        "WhatsApp template; after 24 hours of silence they wait for the person's next message "
        "(`sambung templates list --missing`)",
    )


def _parked(house: House) -> Finding:
    count = len(parked.list_parked(house))
    if count:
        return Finding(False, f"{count} message(s) are parked", "See `sambung parked list`.")
    return Finding(True, "no message is parked")


def _timers(house: House) -> Finding:
    late = auditor.late(house)
    if late:
        return Finding(
            False,
            f"{late} timer(s) should have fired more than 5 minutes ago",
            "Does `sambung serve` or `work` run? Its log says `timer_failed` where one fails.",
        )
    return Finding(True, "no timer is late")


def _clocks(house: House) -> Finding:
    lacking = len(clock_repair.unclocked(house))
    if lacking:
        return Finding(
            False,
            f"{lacking} case(s) wait without a clock",
            "Start `sambung serve` or `work`: it mends them at once, and says so.",
        )
    return Finding(True, "every open case has its clocks")
