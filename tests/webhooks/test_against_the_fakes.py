"""The doors over real HTTP, through the real libraries, against the demo's two platforms."""

from __future__ import annotations

import json
import logging
import queue
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.pictures import example
from bot.demo.platforms import Platforms
from bot.demo.server import Server
from bot.demo.twilio_content import read_variables
from bot.demo.twilio_errors import TwilioRefusedError
from flows.messages import Button, Incoming, Kind, Outgoing
from handlers.inbound import Received, Taken
from handlers.riding import Room
from webhooks.app import Doors, create_app
from webhooks.files import FileLinks, file_routes
from webhooks.intake import take_update
from webhooks.sending import Attachment, GiveUp, SendError, StatusUpdate, Stopped, Then
from webhooks.telegram import TelegramDoor
from webhooks.telegram_polling import TelegramPoller
from webhooks.whatsapp import Account, WhatsAppDoor
from webhooks.whatsapp_signature import RETRIES

PDF = b"%PDF-1.4 contoh"
YES = Button("a:1:consent:yes", "Setuju", "1")
NO = Button("a:1:consent:no", "Tidak setuju", "2")
ASK = Outgoing("Apakah Anda setuju?", (YES, NO))


class Desk:
    """The house's side: takes everything in, and lets a test wait for it."""

    def __init__(self) -> None:
        self._came: queue.Queue[Incoming] = queue.Queue()
        self._receipts: queue.Queue[StatusUpdate] = queue.Queue()
        self.parked: list[object] = []

    def receive(self, incoming: Incoming) -> None:
        self._came.put(incoming)

    def take(self, incoming: Incoming, room: Room) -> Taken:
        del room
        self.receive(incoming)
        return Taken(Received.DONE)

    def park_unreadable(self, *what: object) -> None:
        self.parked.append(what)

    def record_receipt(self, update: StatusUpdate) -> None:
        self._receipts.put(update)

    def hears(self) -> Incoming:
        return self._came.get(timeout=5)

    def hears_nothing(self) -> None:
        with pytest.raises(queue.Empty):
            self._came.get(timeout=0.2)

    def reads(self, status: str) -> StatusUpdate:
        """The next receipt of that kind."""
        while (update := self._receipts.get(timeout=5)).status != status:
            pass
        return update


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    assert desk.parked == []


@pytest.fixture
def platforms() -> Iterator[Platforms]:
    with Platforms() as started:
        yield started


def moment() -> datetime:
    return datetime.now(UTC)


# ------------------------------------------------------------------ Telegram


@pytest.fixture
def telegram(platforms: Platforms) -> Iterator[TelegramDoor]:
    door = TelegramDoor(platforms.telegram_token, "s" * 32, api_root=platforms.telegram_root)
    yield door
    door.close()


@pytest.fixture
def polling(telegram: TelegramDoor, desk: Desk) -> Iterator[TelegramPoller]:
    telegram.check()
    poller = TelegramPoller(telegram, lambda u: take_update(telegram, desk, u, moment()))
    poller.start()
    yield poller
    poller.stop()


def test_telegram_a_talk_by_polling(
    platforms: Platforms, telegram: TelegramDoor, polling: TelegramPoller, desk: Desk
) -> None:
    siti = platforms.telegram_person("CONTOH Siti")
    siti.starts("abc")
    started = desk.hears()
    assert (started.text, started.chat, started.private) == ("/start abc", str(siti.id), True)
    sent = telegram.send(started.chat, ASK)
    siti.presses("Setuju")
    pressed = desk.hears()
    assert pressed.press is not None
    assert (pressed.press.data, pressed.press.message) == (YES.data, sent.provider_id)
    telegram.send(pressed.chat, Outgoing("Terima kasih", callback=pressed.press.callback))
    assert siti.wait_for_toast("Terima kasih")
    telegram.edit(pressed.chat, sent.provider_id, Outgoing("Disetujui"))
    assert siti.wait_for("Disetujui").buttons == ()
    telegram.edit(pressed.chat, sent.provider_id, Outgoing("Disetujui"))


def test_telegram_files_both_ways(
    platforms: Platforms, telegram: TelegramDoor, polling: TelegramPoller, desk: Desk
) -> None:
    siti = platforms.telegram_person("CONTOH Siti")
    siti.starts()
    desk.hears()
    siti.sends_photos(example("ktp"), example("ktp"), caption="KTP saya")
    first, second = desk.hears(), desk.hears()
    assert (first.kind, first.text, first.album) == (Kind.MEDIA, "KTP saya", second.album)
    fetched = telegram.fetch(first.media[0].ref, first.media[0].mime)
    assert fetched.content.startswith(b"\xff\xd8")
    assert len(fetched.content) == first.media[0].size
    surat = Attachment("surat.pdf", "application/pdf", PDF)
    telegram.send(str(siti.id), Outgoing("Surat Anda"), surat)
    message = siti.wait_for("Surat Anda")
    assert message.file
    assert (message.file.name, message.file.content) == ("surat.pdf", PDF)


def test_telegram_kinds(
    platforms: Platforms, telegram: TelegramDoor, polling: TelegramPoller, desk: Desk
) -> None:
    siti = platforms.telegram_person("CONTOH Siti")
    siti.starts()
    desk.hears()
    said = siti.says("halo")
    assert desk.hears().text == "halo"
    siti.edits(said, "halo lagi")
    assert (desk.hears().kind) is Kind.EDIT
    siti.shares_contact()
    assert desk.hears().phone == siti.person.phone
    siti.shares_location()
    assert desk.hears().kind is Kind.PLACE
    for kind in ("sticker", "voice", "video", "dice"):
        siti.sends_other(kind)
        assert desk.hears().note == kind
    siti.blocks_bot()
    assert desk.hears().kind is Kind.STOPPED
    with pytest.raises(Stopped):
        telegram.send(str(siti.id), Outgoing("halo"))
    siti.unblocks_bot()
    assert desk.hears().kind is Kind.STARTED


def test_telegram_a_group(
    platforms: Platforms, telegram: TelegramDoor, polling: TelegramPoller, desk: Desk
) -> None:
    rina, budi = (platforms.telegram_person(n) for n in ("CONTOH Rina", "CONTOH Budi"))
    group = platforms.telegram_group("Supervisor CONTOH", rina, budi)
    rina.says("selamat pagi", group)
    desk.hears_nothing()
    rina.says(f"/ikat@{telegram.me.username} 3576", group)
    command = desk.hears()
    assert (command.text, command.sender, command.private) == ("/ikat 3576", str(rina.id), False)
    card = telegram.send(command.chat, ASK)
    budi.presses("Setuju", group)
    pressed = desk.hears()
    assert (pressed.sender, pressed.chat) == (str(budi.id), command.chat)
    budi.says("kurang jelas", group, reply_to=group.last_heard)
    assert desk.hears().reply_to == card.provider_id
    group.upgrades(rina)
    moved = desk.hears()
    assert (moved.kind, moved.note) == (Kind.MIGRATED, str(group.id))
    with pytest.raises(SendError) as caught:
        telegram.send(command.chat, Outgoing("masih di sini?"))
    assert getattr(caught.value, "chat", "") == str(group.id)
    telegram.send(str(group.id), Outgoing("di sini"))
    group.wait_for("di sini")
    with pytest.raises(GiveUp) as gone:
        telegram.edit(str(group.id), "999999", Outgoing("x"))
    assert gone.value.then is Then.GONE


def test_telegram_by_webhook(platforms: Platforms, telegram: TelegramDoor, desk: Desk) -> None:
    server = Server(create_app(Doors(telegram), desk, moment))
    telegram.set_webhook(f"http://127.0.0.1:{server.port}")
    platforms.telegram_person("CONTOH Siti").starts()
    assert desk.hears().text == "/start"
    server.close()


def test_telegram_is_asked_how_it_is(telegram: TelegramDoor) -> None:
    health = telegram.check()
    assert health.ok
    assert health.name == telegram.me.username


# ------------------------------------------------------------------ WhatsApp


class Program:
    """Our web application on a free port, with WhatsApp's door at the fake."""

    def __init__(self, platforms: Platforms, desk: Desk, *, use_content: bool) -> None:
        self.use_content = use_content
        probe = Server(create_app(Doors(), desk, moment))  # finds a free port
        self.url = f"http://127.0.0.1:{probe.port}"
        probe.close()
        account = Account(
            platforms.twilio_sid,
            platforms.twilio_auth_token,
            platforms.twilio_sender,
            self.url,
            platforms.twilio_root,
            use_content,
        )
        self.door = WhatsAppDoor(account)
        self.links = FileLinks(b"k" * 32, self.url, moment)
        app = create_app(Doors(None, self.door), desk, moment)
        app.register_blueprint(file_routes(self.links, lambda grant: PDF))
        self.server = Server(app, int(self.url.rpartition(":")[2]))
        platforms.whatsapp_webhook = f"{self.url}/whatsapp/webhook{RETRIES}"

    def close(self) -> None:
        self.server.close()
        self.door.close()


@pytest.fixture(params=[False, True], ids=["numbered", "content"])
def program(request: pytest.FixtureRequest, platforms: Platforms, desk: Desk) -> Iterator[Program]:
    program = Program(platforms, desk, use_content=request.param)
    yield program
    program.close()


def test_whatsapp_a_talk(platforms: Platforms, program: Program, desk: Desk) -> None:
    siti = platforms.whatsapp_person("CONTOH Siti")
    siti.says("halo")
    heard = desk.hears()
    assert (heard.text, heard.sender) == ("halo", f"whatsapp:{siti.phone}")
    sent = program.door.send(heard.chat, replace(ASK, text="Setuju dengan ini?\n\nBaris kedua"))
    siti.wait_for("Baris kedua")
    siti.presses("Tidak setuju")
    answer = desk.hears()
    if program.use_content:
        assert answer.press
        assert (answer.press.data, answer.press.message) == (NO.data, sent.provider_id)
    else:
        assert answer.text == "2"
    assert desk.reads("delivered").provider_id == sent.provider_id
    siti.reads()
    assert desk.reads("read").provider_id == sent.provider_id


def test_whatsapp_a_list(platforms: Platforms, program: Program, desk: Desk) -> None:
    siti = platforms.whatsapp_person("CONTOH Siti")
    siti.says("halo")
    rows = tuple(Button(f"a:1:v:{n}", f"Kelurahan {n}", str(n)) for n in range(1, 8))
    program.door.send(desk.hears().chat, Outgoing("Di mana?", rows))
    siti.wait_for("Di mana?")
    siti.presses("Kelurahan 5")
    answer = desk.hears()
    said = answer.press.data if answer.press else answer.text
    assert said == ("a:1:v:5" if program.use_content else "5")


def test_whatsapp_files_both_ways(platforms: Platforms, program: Program, desk: Desk) -> None:
    siti = platforms.whatsapp_person("CONTOH Siti")
    siti.sends_photos(example("ktp"), example("ktp"), caption="KTP saya", together=True)
    heard = desk.hears()
    assert (heard.text, len(heard.media)) == ("KTP saya", 2)
    first = heard.media[0]
    assert program.door.fetch(first.ref, first.mime).content.startswith(b"\xff\xd8")
    program.door.forget(first.ref)
    program.door.forget(first.ref)
    surat = Attachment(
        "surat.pdf",
        "application/pdf",
        link=program.links.link("0f" * 16, "application/pdf", heard.chat),
    )
    program.door.send(heard.chat, Outgoing("Surat Anda"), surat)
    message = siti.wait_for("Surat Anda")
    assert message.file
    assert message.file.content == PDF


def test_whatsapp_kinds(platforms: Platforms, program: Program, desk: Desk) -> None:
    siti = platforms.whatsapp_person("CONTOH Siti")
    siti.shares_location()
    assert desk.hears().kind is Kind.PLACE
    for kind in ("voice", "sticker", "video"):
        siti.sends_other(kind)
        assert desk.hears().note == kind
    siti.sends_document(PDF)
    assert desk.hears().media[0].mime == "application/pdf"


def test_whatsapp_failures(platforms: Platforms, program: Program, desk: Desk) -> None:
    siti = platforms.whatsapp_person("CONTOH Siti")
    program.door.send(f"whatsapp:{siti.phone}", Outgoing("di luar jendela"))
    late = desk.reads("undelivered")
    assert late.error_code == "63016"
    assert isinstance(late.failure, GiveUp)
    siti.unsubscribes()
    with pytest.raises(Stopped) as caught:
        program.door.send(f"whatsapp:{siti.phone}", Outgoing("halo"))
    assert caught.value.opt_out


def test_whatsapp_what_came_while_we_were_away(
    platforms: Platforms, program: Program, desk: Desk
) -> None:
    platforms.whatsapp_webhook = ""
    siti = platforms.whatsapp_person("CONTOH Siti")
    siti.says("satu")
    siti.sends_photos(caption="dua")
    program.door.send(f"whatsapp:{siti.phone}", Outgoing("kami sendiri"))
    found = list(program.door.list_since(moment() - timedelta(minutes=5)))
    assert [(m.text, m.kind) for m in found] == [("satu", Kind.TEXT), ("dua", Kind.MEDIA)]
    photo = found[1].media[0]
    assert program.door.fetch(photo.ref, photo.mime).content.startswith(b"\xff\xd8")


def test_whatsapp_is_asked_how_it_is(program: Program) -> None:
    assert program.door.check().ok


def test_no_secret_and_no_word_reaches_a_log(
    platforms: Platforms,
    telegram: TelegramDoor,
    polling: TelegramPoller,
    program: Program,
    desk: Desk,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    siti = platforms.telegram_person("CONTOH Siti")
    siti.says("RAHASIA")
    telegram.send(desk.hears().chat, Outgoing("RAHASIA"))
    budi = platforms.whatsapp_person("CONTOH Budi")
    budi.sends_photos(caption="RAHASIA")
    heard = desk.hears()
    program.door.fetch(heard.media[0].ref, "")
    program.door.send(heard.chat, Outgoing("RAHASIA"))
    secrets = (platforms.telegram_token, platforms.twilio_auth_token, "RAHASIA", budi.phone)
    assert [s for s in secrets if s in caplog.text] == []


@pytest.mark.parametrize("value", ["dua\nbaris", "ada\ttab", "jarak     jauh"])
def test_the_fake_refuses_a_blank_as_twilio_does(value: str) -> None:
    with pytest.raises(TwilioRefusedError) as caught:
        read_variables(json.dumps({"1": value}), {})
    assert caught.value.code == 21656
