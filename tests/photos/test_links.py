"""Photos are shown by links: for one viewer, for ten minutes, and every opening on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from bot.program import Program
from bot.settings import Settings
from flows.cases.states import Role
from flows.messages import Channel, Outgoing
from handlers.house import House
from handlers.openings import MOST_OPENINGS
from storage.database import Database
from storage.tables import Audit, Staff
from tests.handlers.people import WATES, Clock, Person, staff, switch_off
from tests.handlers.rows import rows
from tests.photos.darkroom import Darkroom, PhotoDoor, photo
from webhooks.attachments import Attachments
from webhooks.sender import Sender
from webhooks.sending import Attachment, Sent

PUBLIC = "https://slrt.example"


@pytest.fixture
def program(
    plain_house: House, database: Database, database_url: str, tmp_path: Path, clock: Clock
) -> Iterator[Program]:
    """The real program as the outside sees it; it makes no call."""
    settings = Settings(
        data_dir=tmp_path,
        database_url=database_url,
        public_url=PUBLIC,
        secret_keys="a secret that only the tests know about",
        telegram_token="123456:an-invented-token-of-a-bot",
        telegram_secret="an-invented-secret-word",
    )
    made = Program(settings, database, clock)
    yield made
    made.stop()


@pytest.fixture
def house(program: Program) -> House:
    return program.house


@pytest.fixture
def web(program: Program) -> FlaskClient:
    return program.app().test_client()


@pytest.fixture
def message(siti: Person, supervisor: Person, darkroom: Darkroom) -> Outgoing:
    """What the supervisor of a case with one photo gets when they press Rincian."""
    darkroom.doors[Channel.TELEGRAM].files["ref-1"] = photo("sharp")
    siti.complains(photo="ref-1")
    darkroom.works()
    supervisor.taps("c:1:1:details")
    return supervisor.gets()[-1]


@pytest.fixture
def link(program: Program, message: Outgoing) -> str:
    """The path behind its first button, as it leaves the house."""
    attachments = Attachments(program.house, Channel.TELEGRAM, program.links)
    return attachments.linked(message).buttons[0].url.removeprefix(PUBLIC)


def openings(house: House) -> list[tuple[int | None, str, int]]:
    found = [row for row in rows(house, Audit) if row.action == "document_opened"]
    return [(row.staff_id, row.channel, row.subject_id) for row in found]


def number_of(house: House, name: str) -> int:
    with house.database.read() as session:
        return next(one.id for one in session.scalars(select(Staff)) if one.name == name)


def test_the_message_holds_no_file_and_no_address(message: Outgoing) -> None:
    assert not message.file
    assert [button.label for button in message.buttons] == ["1. Foto"]
    assert PUBLIC not in message.buttons[0].url
    assert "berlaku 10 menit" in message.text


class Window(PhotoDoor):
    """A door that notes what leaves."""

    def __init__(self) -> None:
        super().__init__(Channel.TELEGRAM)
        self.left: Queue[Outgoing] = Queue()

    def send(self, to: str, message: Outgoing, attachment: Attachment | None = None) -> Sent:
        self.left.put(message)
        return Sent("1")


def test_the_address_is_made_when_the_message_leaves(program: Program, message: Outgoing) -> None:
    window = Window()
    attachments = Attachments(program.house, Channel.TELEGRAM, program.links)
    sender = Sender(program.house, window, attachments, 30)
    sender.start()
    try:
        while not (buttons := window.left.get(timeout=10).buttons) or not buttons[0].url:
            pass
    finally:
        sender.stop()
    assert buttons[0].url.startswith(f"{PUBLIC}/photos/")


def test_a_photo_is_seen_and_the_opening_is_on_record(
    house: House, web: FlaskClient, link: str
) -> None:
    answer = web.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.data.startswith(b"\xff\xd8")
    assert answer.headers["Cache-Control"] == "no-store"
    assert openings(house) == [(number_of(house, "Supervisor Contoh"), "web", 1)]


def test_giving_a_link_is_on_record_too(house: House, message: Outgoing) -> None:
    seen = [row.action for row in rows(house, Audit) if row.subject in {"case", "document"}]
    assert seen[-2:] == ["case_shown", "document_linked"]


def test_every_opening_is_counted_and_a_link_that_goes_round_ends(
    house: House, web: FlaskClient, link: str
) -> None:
    codes = [web.get(link).status_code for _ in range(MOST_OPENINGS + 1)]
    assert codes == [200] * MOST_OPENINGS + [403]
    assert len(openings(house)) == MOST_OPENINGS


def test_a_link_ends_after_ten_minutes(
    house: House, web: FlaskClient, link: str, clock: Clock
) -> None:
    clock.forward(minutes=10, seconds=1)
    answer = web.get(link)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (410, "no-store")
    assert "Tekan Rincian lagi" in answer.text
    assert openings(house) == []


def test_who_no_longer_works_here_sees_nothing(house: House, web: FlaskClient, link: str) -> None:
    switch_off(house, "Supervisor Contoh")
    assert web.get(link).status_code == 403
    assert openings(house) == []


def test_who_may_not_look_into_the_case_sees_nothing(
    house: House, program: Program, web: FlaskClient, message: Outgoing
) -> None:
    staff(house, "Fasilitator Lain Contoh", Role.FACILITATOR, WATES, "880077")
    other = number_of(house, "Fasilitator Lain Contoh")
    assert web.get(program.links.photo(1, other).removeprefix(PUBLIC)).status_code == 403
    assert openings(house) == []


def test_a_forged_link_is_nothing(web: FlaskClient, link: str) -> None:
    assert [web.get(path).status_code for path in (link[:-1], "/photos/x")] == [404, 404]


def test_a_look_at_the_headers_is_no_opening(house: House, web: FlaskClient, link: str) -> None:
    assert web.head(link).status_code == 405
    assert openings(house) == []


def test_a_link_for_a_provider_opens_no_case(
    house: House, program: Program, web: FlaskClient, message: Outgoing
) -> None:
    token = program.links.link("0" * 32, "image/jpeg", "somebody").rpartition("/")[2]
    assert web.get(f"/photos/{token}").status_code == 404


def test_a_poor_photo_is_named_as_such(
    siti: Person, supervisor: Person, darkroom: Darkroom
) -> None:
    darkroom.doors[Channel.TELEGRAM].files["ref-1"] = photo("dark")
    siti.complains(photo="ref-1")
    darkroom.works()
    supervisor.taps("c:1:1:details")
    assert supervisor.labels() == ["1. Foto (kurang jelas)"]


def test_a_photo_that_was_replaced_stands_beside_the_better_one(
    siti: Person, supervisor: Person, darkroom: Darkroom
) -> None:
    siti.says("halo", "1", "1", "1", "1", "1", "wates", "Kartu KIS anak saya mati sejak Mei")
    for sort in ("dark", "sharp"):
        darkroom.sent(siti, photo(sort))
        darkroom.works()
    siti.says("1")
    supervisor.taps("c:1:1:details")
    assert supervisor.labels() == ["1. Foto (sudah diganti)", "2. Foto"]


def test_without_a_public_address_the_photo_comes_into_the_private_chat(
    plain_house: House, siti: Person, supervisor: Person, darkroom: Darkroom
) -> None:
    darkroom.doors[Channel.TELEGRAM].files["ref-1"] = photo("sharp")
    siti.complains(photo="ref-1")
    darkroom.works()
    at_home = Person(plain_house, supervisor.channel, supervisor.id)
    at_home.taps("c:1:1:details")
    assert at_home.gets()[-1].file
    assert rows(plain_house, Audit)[-1].action == "document_shown"
