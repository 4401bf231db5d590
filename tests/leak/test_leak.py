"""Nothing personal reaches a log, a group, a plain column, a parked listing, `/health` or
`/metrics`, while a whole story is played and everything goes wrong that can."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from bot.demo.faults import Fault
from bot.demo.speakers import TelegramPerson, WhatsAppPerson
from bot.settings import variable
from storage import people
from storage.tables import ConversationRow, Document, Inbox
from tests.kill.trial import settle
from tests.leak import canaries
from tests.leak.canaries import found
from tests.story import parts
from tests.story.town import PATIENCE, Town, free_port

FAULTS = (
    Fault("too_many", "Message", seconds=1),
    Fault("broken", "Message"),
    Fault("dropped", "Message"),
    Fault("garbage", "Message"),
)


def environment(town: Town) -> dict[str, str]:
    """Production's environment variables."""
    given = town.settings.model_dump(mode="json")
    return {**os.environ, **{variable(f): str(value) for f, value in given.items() if value}}


@contextmanager
def loud(town: Town, log: Path, watched: int) -> Iterator[None]:
    """The program in a process of its own, its figures on that port; everything it writes goes
    into the file."""
    port = {variable("metrics_port"): str(watched)}
    with log.open("wb") as file:
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.leak.loud"],
            env=environment(town) | port,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
            running.send_signal(signal.SIGTERM)
            assert running.wait(PATIENCE) == 0
        finally:
            running.kill()
            running.wait()


def office(town: Town, *words: str) -> str:
    """What a command of the office prints, to both outputs."""
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=environment(town),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    return ran.stdout + ran.stderr


def poison(town: Town, person: TelegramPerson) -> None:
    """Spoil a stored talk with words that the error which follows will repeat."""
    with town.database.write() as session:
        address = people.find(session, "telegram", str(person.id))
        assert address is not None
        row = session.get_one(ConversationRow, address.contact_id)
        row.state = {**row.state, "shown": canaries.POISON}


def goes_wrong(town: Town) -> None:
    """Handling that raises, updates that nobody can read, a number that Twilio does not know."""
    person = town.platforms.telegram_person(canaries.NAME_PARKED)
    parts.begins(person)
    person.wait_for("tentang apa", PATIENCE)
    poison(town, person)
    person.says(canaries.STORY)
    person.wait_for("gangguan", PATIENCE)
    url = f"{town.settings.public_url}/telegram/webhook"
    headers = {"X-Telegram-Bot-Api-Secret-Token": town.settings.telegram_secret}
    odd = {"update_id": 1, "message": {"text": canaries.STORY, "chat": canaries.NAME_TELEGRAM}}
    assert httpx.post(url, json=odd, headers=headers).status_code == 200
    bad = canaries.STORY.encode()
    assert httpx.post(url, content=bad, headers=headers).status_code == 400
    assert httpx.post(f"{url}/{canaries.NIK}", params={"q": canaries.NIK}).status_code == 404


def complains(person: TelegramPerson | WhatsAppPerson, village: str, nik: str) -> str:
    """With everything personal in it, and a file that cannot be used before one that can."""
    parts.begins(person)
    for question, answer in (
        ("tentang apa", "Terdaftar atau tidak"),
        ("paling sesuai", "Kartu tidak aktif"),
        ("Kartu yang mana", "KIS / BPJS"),
        ("untuk siapa", "Saya sendiri"),
    ):
        person.wait_for(question, PATIENCE)
        person.presses(answer)
    for question, answer in (
        ("Tulis nama lengkap", canaries.NAME_TYPED),
        ("Ketik NIK", nik),
        ("Benar?", "1"),
        ("Ketik nomor KK", canaries.KK),
        ("Pilih kelurahan", village),
        ("Ceritakan", canaries.STORY),
    ):
        person.wait_for(question, PATIENCE)
        person.says(answer)
    hands_in(person)
    return parts.sends(person)


def hands_in(person: TelegramPerson | WhatsAppPerson) -> None:
    """The papers: one file nobody can open, one that is good, and the others not at hand."""
    person.wait_for("foto KTP", PATIENCE)
    person.sends_document(b"Zkanariisi", canaries.FILE_NAME.replace("pdf", "jpg"), "image/jpeg")
    person.wait_for("tidak bisa kami buka", PATIENCE)
    person.sends_photos(caption=canaries.CAPTION)
    person.wait_for("sudah diterima", PATIENCE)
    person.presses("Selesai")
    person.wait_for("Kartu Keluarga", PATIENCE)
    person.presses("Belum punya")
    for paper in ("kartu KIS", "surat keterangan berobat"):
        person.wait_for(paper, PATIENCE)
        person.presses("Lewati")
    person.wait_for("periksa ringkasan", PATIENCE)


def faults(town: Town) -> None:
    """A little of everything that platforms do."""
    for platform in (town.platforms.telegram, town.platforms.twilio):
        for seed, fault in enumerate(FAULTS):
            platform.faults.often(fault, 0.02, seed)
    town.platforms.telegram.faults.add(Fault("broken", "getFile"))
    town.platforms.twilio.faults.add(Fault("broken", "Media"))


def reports(
    town: Town, person: TelegramPerson | WhatsAppPerson, village: str, *, returned: bool
) -> None:
    """From the first word to the approval, perhaps by way of a survey that came back."""
    # Two people: the same need of one person would be linked and not surveyed twice.
    ticket = complains(person, village, canaries.NIK if returned else canaries.NIK_OTHER)
    facilitator = town.facilitators[village]
    parts.surveys(facilitator, canaries.SURVEY_REASON)
    ratna, hadi = town.supervisors
    if returned:
        parts.decides(ratna, town.group, ticket, "Kembalikan")
        ratna.wait_for("Mengapa survei", PATIENCE)
        ratna.says(canaries.RETURN_REASON)
        facilitator.wait_for("dikembalikan supervisor", PATIENCE)
        facilitator.presses("Perbaiki survei")
        parts.repairs(facilitator, f"{canaries.SURVEY_REASON} Sudah dicek lagi.")
    parts.decides(hadi, town.group, ticket, "Setujui", "sudah diperbaiki" if returned else "")
    person.wait_for("disetujui supervisor", PATIENCE)
    person.says("petugas")


def play(town: Town) -> None:
    """The whole story with errors."""
    town.hire("Wates", "Kedundung")
    goes_wrong(town)
    faults(town)
    siti = town.platforms.whatsapp_person(canaries.NAME_WHATSAPP, canaries.PHONE)
    budi = town.platforms.telegram_person(canaries.NAME_TELEGRAM, canaries.TELEGRAM_ID)
    with ThreadPoolExecutor(2) as pool:
        parts_of_it = [
            pool.submit(reports, town, siti, "Wates", returned=True),
            pool.submit(reports, town, budi, "Kedundung", returned=False),
        ]
        for part in parts_of_it:
            part.result()
    for platform in (town.platforms.telegram, town.platforms.twilio):
        platform.faults.clear()
    settle(town)


def test_no_canary_gets_out(tmp_path: Path, database_url: str) -> None:
    log, watched = tmp_path / "log", free_port()
    with Town(tmp_path / "data", database_url) as town, loud(town, log, watched):
        play(town)
        health = httpx.get(f"{town.settings.public_url}/health").text
        assert httpx.get(f"{town.settings.public_url}/metrics").status_code == 404
        figures = httpx.get(f"http://127.0.0.1:{watched}/metrics").text
        listed = office(town, "parked", "list")
        with town.database.read() as session:
            parked = session.scalars(select(Inbox.id).where(Inbox.status == "parked")).all()
            broken = session.scalars(select(Document).where(Document.status == "failed")).all()
        assert parked
        assert broken, "the files that cannot be opened were opened"
        shown = [office(town, "parked", "show", str(number)) for number in parked]
        _nothing_in_the_group(town)
        _nothing_in_the_database(town, tmp_path)
        _no_full_number_in_any_message(town)
    written = log.read_bytes()
    assert b"parked" in written
    assert b"library" in written, "the log was not at DEBUG"
    assert 'sambung_turns_total{channel="whatsapp",outcome="done"}' in figures
    assert "sambung_parked 2.0" in figures
    looked_at = ("log", written), ("health", health), ("figures", figures), ("list", listed)
    for place, words in looked_at:
        assert found(words) == [], place
    assert found("\n".join(shown)) == []


def _nothing_in_the_group(town: Town) -> None:
    """Words and buttons of everything the program ever said there, edits included."""
    said = [e for e in town.platforms.world.after(0) if e.chat == town.group.chat.key and e.message]
    ours = [e.message for e in said if e.message and e.message.from_bot]
    assert len(ours) > 3
    for message in ours:
        payloads = [b.payload for row in message.buttons for b in row]
        assert found("\n".join([message.text, *message.labels, *payloads])) == []


def _nothing_in_the_database(town: Town, folder: Path) -> None:
    """Neither in a plain column, nor in the bytes of the file and of the sealed photos."""
    for table, row in canaries.rows(town.database):
        assert found(row) == [], table
    for name, content in canaries.files(folder / "data"):
        assert found(content) == [], name
    if town.database.is_sqlite:
        for path in Path(str(town.database.engine.url.database)).parent.glob("sambung.db*"):
            assert found(path.read_bytes()) == [], path.name


def _no_full_number_in_any_message(town: Town) -> None:
    """Nobody is shown a full NIK or KK, not even in private."""
    for event in town.platforms.world.after(0):
        if event.message and event.message.from_bot:
            assert not any(number in event.message.text for number in canaries.NUMBERS)


@pytest.mark.parametrize("words", [canaries.STORY, canaries.NAME_WHATSAPP.upper(), canaries.PHONE])
def test_a_canary_is_found_where_it_is(words: str) -> None:
    assert found(f"before {words} after")
    assert found(words.lower().encode().hex())
