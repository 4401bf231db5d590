"""News of one's reports and general messages: two consents, each on record."""

from __future__ import annotations

import pytest

from flows.messages import Channel, Kind
from handlers import audiences
from handlers.following_up import switches
from handlers.house import House
from storage.tables import Address, Case, Consent, Contact
from tests.handlers.filings import here_of
from tests.handlers.people import Clock, Person
from tests.handlers.rows import rows


def wants(house: House, person: Person) -> tuple[bool, bool]:
    """News of their reports, general messages."""
    with house.database.write() as session:
        here = here_of(house, session, person)
        return switches.news_on(here.contact), switches.campaigns_on(session, here.contact)


def kept(house: House) -> list[tuple[str, bool, str]]:
    """What was said about messages, in order: purpose, yes or no, channel."""
    return [
        (row.purpose, row.given, row.channel)
        for row in rows(house, Consent)
        if row.purpose != "case"
    ]


def tells(house: House, person: Person) -> list[str]:
    """What they hear of news about their report."""
    person.hears()
    with house.database.write() as session:
        case = session.get_one(Case, 1)
        audiences.to_reporter(here_of(house, session, person), case, "screened_again")
    return person.hears()


def test_nobody_gets_general_messages_who_did_not_agree(house: House, filed: Person) -> None:
    assert wants(house, filed) == (True, False)


def test_agreeing_is_kept_with_its_words_time_and_channel(
    house: House, filed: Person, clock: Clock
) -> None:
    filed.says("pemberitahuan")
    filed.presses("Mau info umum")
    assert wants(house, filed) == (True, True)
    row = rows(house, Consent)[-1]
    assert (row.purpose, row.given, row.channel, row.at) == (
        "campaign",
        True,
        "whatsapp",
        clock.now,
    )
    assert len(row.text_hash) == 64


def test_stop_ends_general_messages_and_leaves_news(house: House, filed: Person) -> None:
    filed.says("pemberitahuan")
    filed.presses("Mau info umum")
    filed.says("stop", "tetap kabari saya")
    assert wants(house, filed) == (True, False)
    assert kept(house) == [("campaign", True, "whatsapp"), ("campaign", False, "whatsapp")]
    assert tells(house, filed)


@pytest.mark.parametrize("word", ["STOP", "berhenti", "Stop.", "mandheg"])
def test_each_word_for_stop_is_heard(house: House, filed: Person, word: str) -> None:
    filed.says(word)
    assert "Pesan umum dari kami sudah dihentikan" in filed.hears()[-1]
    filed.says("hentikan")
    assert wants(house, filed) == (False, False)
    assert kept(house) == [("campaign", False, "whatsapp"), ("notices", False, "whatsapp")]


@pytest.mark.parametrize("word", ["AKTIFKAN", "mulai", "kabari", "start"])
def test_a_word_switches_the_news_on_again(house: House, filed: Person, word: str) -> None:
    filed.says("stop", "hentikan")
    assert tells(house, filed) == []
    filed.says(word)
    assert any("kami kirim lagi" in words for words in filed.hears())
    assert wants(house, filed) == (True, False)
    assert kept(house)[-1] == ("notices", True, "whatsapp")
    assert tells(house, filed)


def test_mulai_says_nothing_of_messages_to_who_never_stopped_them(
    house: House, filed: Person
) -> None:
    filed.says("mulai")
    assert kept(house) == []


def test_the_talk_shows_both_switches(filed: Person) -> None:
    filed.says("pemberitahuan")
    told = filed.hears()[-1]
    assert "Kabar laporan Anda: aktif" in told
    assert "Info umum bantuan: berhenti" in told
    assert filed.labels()[:3] == ["Stop kabar laporan", "Mau info umum", "Biarkan begini"]


def test_the_talk_stops_news_and_leaves_general_messages(house: House, filed: Person) -> None:
    filed.says("pemberitahuan")
    filed.presses("Mau info umum")
    filed.says("pemberitahuan")
    filed.presses("Stop kabar laporan")
    assert wants(house, filed) == (False, True)


def test_leaving_it_changes_nothing(house: House, filed: Person) -> None:
    filed.says("pemberitahuan")
    filed.presses("Biarkan begini")
    assert wants(house, filed) == (True, False)
    assert kept(house) == []


def test_blocking_us_is_no_word_about_messages(house: House, filed: Person, siti: Person) -> None:
    """Telegram says that they cannot be reached; what they want is not asked of it."""
    siti.says("halo", "indonesia")
    siti.does(Kind.STOPPED)
    with house.database.read() as session:
        shut = [a for a in session.query(Address) if a.channel == Channel.TELEGRAM and a.stopped_at]
        contact = session.get_one(Contact, shut[-1].contact_id)
        assert (contact.notices_stopped_at, contact.campaigns_stopped_at) == (None, None)
    siti.does(Kind.STARTED)
    assert wants(house, siti) == (True, False)
    assert kept(house) == []
